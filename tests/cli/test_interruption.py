"""Ctrl-C, SIGTERM, SIGHUP and a kill end a run at once, and every process it started."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import PATIENCE

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = """
import signal, subprocess, sys, time
from cli.interruption import at_once
class Caught(BaseException): pass
def replaced(number, frame): raise Caught
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell that starts tests behind it has it ignored
if "ignored" in sys.argv: signal.signal(signal.SIGHUP, signal.SIG_IGN)
with at_once():
    deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(1, flush=True); time.sleep(60)"
    child = subprocess.Popen([sys.executable, "-c", deaf], stdout=subprocess.PIPE, start_new_session=True)
    child.stdout.readline()
    if "replaced" in sys.argv: signal.signal(signal.SIGTERM, replaced)  # as Prefect does while a flow runs
    sys.stdout.write(f"{child.pid}\\n")
    sys.stdout.flush()
    for _ in range(60):
        try:
            time.sleep(1)
        except (KeyboardInterrupt, Caught):
            continue  # what a library makes of an interruption must not matter
"""


def begun(*words: str) -> tuple["subprocess.Popen[str]", int]:
    command = [sys.executable, "-c", SCRIPT, *words]
    run = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT)
    assert run.stdout
    return run, int(run.stdout.readline())


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
@pytest.mark.parametrize("words", [(), ("replaced",)])
def test_the_process_and_all_it_started_are_gone(number: signal.Signals, words: tuple[str, ...]) -> None:
    run, child = begun(*words)
    with run:
        run.send_signal(number)
        if number is signal.SIGKILL:
            assert run.wait(timeout=PATIENCE) == -number
        else:
            assert run.wait(timeout=PATIENCE) == 128 + number
            assert run.stderr
            assert "prochain passage" in run.stderr.read()
    assert _gone(child)


def test_a_signal_that_was_ignored_stays_so() -> None:
    run, child = begun("ignored")
    with run:
        run.send_signal(signal.SIGHUP)
        with pytest.raises(subprocess.TimeoutExpired):
            run.wait(timeout=1)
        run.kill()
    assert _gone(child)


def _gone(process: int) -> bool:
    """Whether it ended within a time that is long for a busy machine; it is killed otherwise."""
    for _ in range(300):
        if not _alive(process):
            return True
        time.sleep(0.1)
    os.kill(process, signal.SIGKILL)
    return False


def _alive(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"
