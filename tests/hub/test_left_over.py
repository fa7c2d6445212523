"""What ends what a run has started: Prefect's server is killed, anything else is told to end."""

import signal
import subprocess
import sys

import pytest

from hub.runtime import left_over
from tests.conftest import PATIENCE

SCRIPT = "import time; print('here', flush=True); time.sleep(60)"


@pytest.mark.parametrize(
    ("word", "number"), [("prefect.server.api.server:create_app", signal.SIGKILL), ("worker", signal.SIGTERM)]
)
def test_prefects_server_is_killed_and_anything_else_told_to_end(word: str, number: signal.Signals) -> None:
    process = subprocess.Popen([sys.executable, "-c", SCRIPT, word], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "here\n"
    left_over.end(process.pid)
    assert process.wait(PATIENCE) == -number
    left_over.end(process.pid)  # it is gone: nothing is raised
