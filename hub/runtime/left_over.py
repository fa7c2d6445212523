"""Ends what a run started when the run itself is gone, however it ended: killed, out of memory, its terminal closed.

A process of its own, started before anything else, waits for the end of a pipe that only the run holds; then it ends
every process that carries the run's mark in its environment: Prefect's server, workers, what they started. It imports
nothing but the standard library, and runs as a script.
"""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from uuid import uuid4

VARIABLE = "_NAVETTE_RUN"
"""The mark; inherited by whatever the run starts. No setting: those begin with ``NAVETTE_``."""
SERVER = b"prefect.server"
"""In the command line of a run's Prefect server. It has nothing to save, and shows people a trace of Python when it is
told to end while it starts: it is killed.
"""
PATIENCE = 5.0
"""Seconds a process has to end by itself, before it is killed."""


def watch() -> int:
    """Starts the process that waits for the end of this one, and marks what this one starts from now on; its number."""
    mark = os.environ[VARIABLE] = uuid4().hex
    end, held = os.pipe()  # ``held`` is this process's alone: it closes when the process ends
    watcher = subprocess.Popen(  # noqa: S603 - this file
        [sys.executable, "-I", "-S", __file__, mark],
        stdin=end,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={},
        start_new_session=True,
        close_fds=True,
    )
    os.close(end)
    del held
    return watcher.pid


def _marked(mark: str) -> list[int]:
    """The processes that carry the mark; of other users' nothing is known."""
    wanted, found = f"{VARIABLE}={mark}".encode(), []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit() and int(folder.name) != os.getpid():
            try:
                inside = (folder / "environ").read_bytes().split(b"\0")
                ended = (folder / "stat").read_text(errors="replace").rpartition(")")[2].split()[0] in "ZX"
            except OSError:
                continue
            if wanted in inside and not ended:
                found.append(int(folder.name))
    return found


def end(process: int, number: int = signal.SIGTERM) -> None:
    """Sends ``process`` the signal, if it is still there; Prefect's server is killed."""
    try:
        server = SERVER in Path(f"/proc/{process}/cmdline").read_bytes()
        os.kill(process, signal.SIGKILL if server else number)
    except OSError:
        return


def _main(mark: str) -> None:
    for number in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    while os.read(0, 1):
        pass
    time.sleep(0.2)  # what ends with the run by itself does so now
    for process in _marked(mark):
        end(process)
    until = time.monotonic() + PATIENCE
    while (left := _marked(mark)) and time.monotonic() < until:
        time.sleep(0.1)
    for process in left:
        end(process, signal.SIGKILL)


if __name__ == "__main__":
    _main(sys.argv[1])
