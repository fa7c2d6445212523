"""The processes of a run: begun, found wherever they belong by now, killed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from tests.flows.test_processes import SERVER, below, command
from tests.hub.world import World

BIN = Path(sys.executable).parent
TRACKER = "multiprocessing.resource_tracker"
PATIENCE = 1200
"""Seconds a run may take on a busy machine before the campaign calls it stuck."""
Run = subprocess.Popen[bytes]


def begun(world: World, environment: dict[str, str], before: str = "") -> Run:
    """A run in a session of its own; ``before`` is said to bash first."""
    words = [str(BIN / "navette"), "run", "--config", str(world.config)]
    if before:
        words = ["bash", "-c", f'{before}; exec "$@"', "-", *words]
    with (world.home / "run.log").open("ab") as log:
        return subprocess.Popen(
            words, env=environment, stdout=log, stderr=log, start_new_session=True, preexec_fn=_heed_signals
        )


def _heed_signals() -> None:
    """The campaign may have been started with some signals ignored (``nohup``, ``&``): its runs heed them."""
    for one in (signal.SIGINT, signal.SIGHUP, signal.SIGTERM):
        signal.signal(one, signal.SIG_DFL)


def pause(run: Run, seconds: float) -> None:
    """Waits for ``seconds``, or until the run has ended."""
    with suppress(subprocess.TimeoutExpired):
        run.wait(seconds)


def ended(run: Run) -> int | None:
    """Its exit code; None when it was stuck and had to be killed."""
    try:
        return run.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        kill([run.pid, *below(run.pid)])
        run.wait()
        return None


def workers(run: Run) -> list[int]:
    """The processes it started that are neither Prefect's server nor Python's tracker of semaphores: Python starts that
    one anew, and shows a trace for each semaphore which the new one does not know.
    """
    return [each for each in below(run.pid) if not any(other in command(each) for other in (SERVER, TRACKER))]


def servers(run: Run) -> list[int]:
    """The Prefect server it started."""
    return [process for process in below(run.pid) if SERVER in command(process)]


def kill(processes: Iterable[int], how: signal.Signals = signal.SIGKILL) -> None:
    """Sends them a signal; those that have ended by now are no trouble."""
    for process in processes:
        with suppress(ProcessLookupError):
            os.kill(process, how)


def left_over(home: Path) -> list[int]:
    """Those of the runs with this Prefect home that are still there after half a minute."""
    until = time.monotonic() + 30
    while (left := _of_home(home)) and time.monotonic() < until:
        time.sleep(0.3)
    return left


def _of_home(home: Path) -> list[int]:
    mark = f"PREFECT_HOME={home}".encode()
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            alive = "State:\tZ" not in (folder / "status").read_text()
            if alive and mark in (folder / "environ").read_bytes().split(b"\0"):
                found.append(int(folder.name))
    return found
