"""Prefect's server is killed in the middle of a run on a cluster: the run ends, and the next one does the rest."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bench.sshd import free_port
from cli.prefect_home import QUIET
from tests.conftest import PATIENCE
from tests.flows.conftest import Prefect, _wait
from tests.flows.test_dask import ACCOUNT, SAMPLES, begun, cluster, ended, on_dask
from tests.flows.test_processes import base_ready
from tests.hub.world import certificates, chained, originals

pytest.importorskip("prefect_dask", reason="no Dask: pip install 'navette[dask]'")
pytestmark = [pytest.mark.integration, pytest.mark.slow]
COUNT = 60


def test_the_run_ends_and_the_next_one_does_the_rest(prefect_server: Prefect, tmp_path: Path) -> None:
    world = on_dask(tmp_path, chunk=5)
    model, number = SAMPLES["ubl-facture.xml"], b"PAP-2026-0101"
    assert number in model
    for rank in range(COUNT):
        world.drop(ACCOUNT, f"{rank:02}.xml", model.replace(number, b"P-%05d" % rank))
    home, port = base_ready(prefect_server, tmp_path / "prefect"), free_port()
    url = f"http://127.0.0.1:{port}/api"
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    mine = Prefect(url=url, home=home, environment={**kept, **QUIET, "PREFECT_HOME": str(home), "PREFECT_API_URL": url})
    with (home / "server.log").open("wb") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port), "--no-ui"],
            env=mine.environment, stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip
    with cluster(world, tmp_path) as found:
        try:
            _wait(mine, server)
            run = begun(world, mine, PREFECT_CLIENT_MAX_RETRIES="1")
            until = time.monotonic() + 2 * PATIENCE
            while world.ask("select count(*) from documents")[0][0] < COUNT // 4 and time.monotonic() < until:
                time.sleep(0.1)
        finally:
            os.killpg(server.pid, 9)
            server.wait()
        code, _ = ended(run)
        done = originals(world).total()
        assert (code == 0) is (done == COUNT)
        if code:
            ended(begun(world, prefect_server))
        assert found.process.poll() is None
    assert originals(world).total() == len(certificates(world)) == COUNT
    assert chained(world)
