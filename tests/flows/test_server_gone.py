"""Prefect's server is killed in the middle of ``navette run``: everything is done, and it costs one sentence."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bench.sshd import free_port
from cli.prefect_home import QUIET
from samples.make import cases
from tests.conftest import PATIENCE
from tests.flows.conftest import BIN, Prefect, _wait
from tests.flows.test_processes import base_ready
from tests.hub import inline
from tests.hub.world import ROOT, lay_out, originals

pytestmark = pytest.mark.integration
SAMPLES = {case.name: case.content for found in cases().values() for case in found}
FILES = ("ubl-facture.xml", "ubl-pieces-jointes.xml", "facturx-basic.pdf")


@pytest.mark.parametrize("runner", ["threads", "processes"])
def test_a_server_killed_in_the_middle_costs_one_sentence_and_the_table(
    prefect_server: Prefect, tmp_path: Path, runner: str
) -> None:
    """On threads everything is done; a new process can begin no task without the server, and the run says so."""
    (tmp_path / "monde").mkdir()
    world = lay_out(tmp_path / "monde", run=f'workers = 1\nrunner = "{runner}"')
    world.config.write_text(world.config.read_text().replace("quiet = 0.05", "quiet = 3"))
    for name in FILES:
        world.drop("operateur-edi", name, SAMPLES[name])
    home, port = base_ready(prefect_server, tmp_path / "prefect"), free_port()
    url = f"http://127.0.0.1:{port}/api"
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    environment = {**kept, **QUIET, "PREFECT_HOME": str(home), "PREFECT_API_URL": url}
    log = (home / "server.log").open("wb")
    server = subprocess.Popen(
        [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port), "--no-ui"],
        env=environment, stdout=log, stderr=log, start_new_session=True,
    )  # fmt: skip
    try:
        _wait(Prefect(url=url, home=home, environment=environment), server)
        run = subprocess.Popen(
            [BIN / "navette", "run", "--config", world.config],
            cwd=ROOT, env=environment | {"COLUMNS": "200", "PREFECT_CLIENT_MAX_RETRIES": "1"},
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        until = time.monotonic() + PATIENCE
        while not world.ask("select count(*) from deposits")[0][0] and time.monotonic() < until and run.poll() is None:
            time.sleep(0.05)
    finally:
        os.killpg(server.pid, 9)
        server.wait()
    said, complained = run.communicate(timeout=PATIENCE)
    assert "Bilan de la nuit" in said
    assert "Traceback" not in complained
    logged = [line for line in complained.splitlines() if "|" in line]  # the bars of progress apart
    assert logged == []
    if runner == "threads":
        assert originals(world).total() == len(FILES)
        assert "Remarque, Prefect" in said
    assert run.returncode == (0 if originals(world).total() == len(FILES) else 1)
    if run.returncode:
        assert "son serveur ne répond plus. Le prochain passage la reprendra." in said + complained
        assert inline.night(world.config)
        assert originals(world).total() == len(FILES)
