"""A worker that starts when its pool is closed, or its run has ended, says nothing; any other error is shown."""

import os
import subprocess
import sys

import pytest

from tests.conftest import PATIENCE, ROOT

SCRIPT = """
import os, signal
from hub.runtime.worker_pool import WorkerPool
pool = WorkerPool(2, preload=("tests.hub.late_start",))
pool._start_one()
print("started", flush=True)
{end}
"""
ENDS = {"closed": "pool.close(at_once=True)", "killed": "os.kill(os.getpid(), signal.SIGKILL)"}


def said(end: str, **variables: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT.format(end=ENDS[end])],
        env={**os.environ, "PYTHONPATH": str(ROOT), **variables}, capture_output=True, text=True, timeout=PATIENCE,
    )  # fmt: skip
    assert done.stdout == "started\n"
    return "\n".join(
        line for line in done.stderr.splitlines() if "semaphore" not in line and "warnings.warn" not in line
    )


@pytest.mark.parametrize("end", ENDS)
def test_a_worker_that_starts_too_late_says_nothing(end: str) -> None:
    assert said(end) == ""


def test_any_other_error_of_a_worker_that_starts_is_shown() -> None:
    assert "ZeroDivisionError" in said("closed", NAVETTE_TEST_RAISES="1")
