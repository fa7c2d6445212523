"""``navette run`` ended from outside, alone: the Prefect server it started, and its workers, end with it.
Each signal, on processes that start sooner: ``tests/cli/test_interruption.py``.
"""

import os
import signal
import time
from pathlib import Path

import pytest

from cli.prefect_home import QUIET
from samples import depot
from tests.conftest import PATIENCE
from tests.flows.conftest import Prefect
from tests.flows.test_processes import SERVER, base_ready, begun, below, command, left_over
from tests.hub.world import certificates, lay_out

pytestmark = pytest.mark.integration


@pytest.mark.parametrize(
    "number", [signal.SIGTERM, pytest.param(signal.SIGHUP, marks=pytest.mark.slow), signal.SIGKILL]
)
def test_nothing_is_left_behind(prefect_server: Prefect, tmp_path: Path, number: signal.Signals) -> None:
    (tmp_path / "monde").mkdir()
    world = lay_out(tmp_path / "monde", run="workers = 1")
    depot.fill(world.root / "fournisseurs")
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    run = begun(world, {**kept, **QUIET, "PREFECT_HOME": str(base_ready(prefect_server, tmp_path / "prefect"))})
    until = time.monotonic() + PATIENCE
    while not certificates(world) and time.monotonic() < until and run.poll() is None:
        time.sleep(0.05)
    seen = {process: command(process) for process in below(run.pid)}
    assert sum(SERVER in line for line in seen.values()) == 1
    os.kill(run.pid, number)
    assert run.wait(PATIENCE) == (-number if number is signal.SIGKILL else 128 + number)
    assert left_over(seen) == []
