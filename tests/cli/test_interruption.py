"""Ctrl-C ends a run at once, and every process it started."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = """
import subprocess, sys, time
from cli.interruption import at_once
with at_once():
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    sys.stdout.write(f"{child.pid}\\n")
    sys.stdout.flush()
    try:
        time.sleep(60)
    except KeyboardInterrupt:
        time.sleep(60)  # what a library makes of an interruption must not matter
"""


def test_the_process_and_its_children_are_gone() -> None:
    command = [sys.executable, "-c", SCRIPT]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT) as run:
        assert run.stdout and run.stderr
        child = int(run.stdout.readline())
        run.send_signal(signal.SIGINT)
        assert run.wait(timeout=30) == 130
        assert "prochain passage" in run.stderr.read()
    for _ in range(100):
        if not _alive(child):
            return
        time.sleep(0.1)
    os.kill(child, signal.SIGKILL)
    raise AssertionError("a process was left behind")


def _alive(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"
