"""The machine loses power while a night runs: the slot of its deployment is free again, and the next night begins."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import prefect
import pytest
from prefect.client.constants import SERVER_API_VERSION

from bench.sshd import free_port
from cli.prefect_home import QUIET
from tests.conftest import PATIENCE
from tests.flows.conftest import ROOT, Prefect, _wait
from tests.flows.test_processes import base_ready

pytestmark = pytest.mark.integration
CLIENT = {"User-Agent": f"prefect/{prefect.__version__} (API {SERVER_API_VERSION})"}
"""A server takes the lease away from a run of a client that does not say it renews leases."""
SHORTEST = "30"
"""Seconds of a lease, the least that Prefect allows; 300 by default."""


@contextmanager
def served(server: Prefect) -> Iterator[None]:
    """Prefect's server, started from the project's folder as docs/operations.md says, and killed."""
    log = (server.home / "server.log").open("ab")
    port = server.url.split(":")[2].split("/")[0]
    process = subprocess.Popen(
        [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", port, "--no-ui"],
        cwd=ROOT, env=server.environment, stdout=log, stderr=log, start_new_session=True,
    )  # fmt: skip
    try:
        _wait(server, process)
        yield
    finally:
        os.killpg(process.pid, 9)
        process.wait()


def made(client: httpx.Client, path: str, body: dict[str, object]) -> str:
    """The id of what is made at ``path``; a server whose base is busy is asked again."""
    until = time.monotonic() + PATIENCE
    while (answer := client.post(path, json=body)).is_server_error and time.monotonic() < until:
        time.sleep(1)
    answer.raise_for_status()
    return str(answer.json()["id"])


def pending(client: httpx.Client, run: str) -> str:
    """What the server answers to a worker that is about to start the run."""
    answer = client.post(f"/flow_runs/{run}/set_state", json={"state": {"type": "PENDING", "name": "Pending"}})
    answer.raise_for_status()
    return str(answer.json()["state"]["name"])


def test_the_next_night_begins_after_a_power_cut(prefect_server: Prefect, tmp_path: Path) -> None:
    url = f"http://127.0.0.1:{free_port()}/api"
    home = base_ready(prefect_server, tmp_path / "prefect")
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    environment = {
        **kept, **QUIET, "PREFECT_HOME": str(home), "PREFECT_API_URL": url,
        "PREFECT_SERVER_CONCURRENCY_INITIAL_DEPLOYMENT_LEASE_DURATION": SHORTEST,
    }  # fmt: skip
    server = Prefect(url=url, home=home, environment=environment)
    with httpx.Client(base_url=url, timeout=PATIENCE, headers=CLIENT) as client:
        with served(server):
            flow = made(client, "/flows/", {"name": "nuit"})
            limited: dict[str, object] = {"name": "nuit", "flow_id": flow, "concurrency_limit": 1}
            limited |= {"concurrency_options": {"collision_strategy": "ENQUEUE"}}
            deployment = made(client, "/deployments/", limited)
            first, second = (made(client, f"/deployments/{deployment}/create_flow_run", {}) for _ in range(2))
            assert pending(client, first) == "Pending"
            client.post(f"/flow_runs/{first}/set_state", json={"state": {"type": "RUNNING", "name": "Running"}})
            assert pending(client, second) != "Pending"
        with served(server):  # after the power cut
            until = time.monotonic() + PATIENCE
            while (answer := pending(client, second)) != "Pending" and time.monotonic() < until:
                time.sleep(5)
            assert answer == "Pending"
