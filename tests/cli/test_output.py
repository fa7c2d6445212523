"""An output that cannot be written is one sentence and an exit code; one that is closed is no reason to stop."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import PATIENCE
from tests.hub.world import World

NAVETTE = str(Path(sys.executable).with_name("navette"))


def said(redirection: str, *words: str, unbuffered: bool = False) -> "subprocess.CompletedProcess[str]":
    """What the command, its streams redirected by the shell, wrote to those that are left."""
    command = ["sh", "-c", f'exec "$@" {redirection}', "-", NAVETTE, *words]
    environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"} | ({"PYTHONUNBUFFERED": "1"} if unbuffered else {})
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=PATIENCE)


@pytest.mark.parametrize(
    ("words", "unbuffered"),
    [(("health",), False), (("health",), True), (("outbox", "list", "--json"), False), (("--help",), False)],
)
def test_a_full_disk_behind_the_output_is_told(words: tuple[str, ...], unbuffered: bool, night: World) -> None:
    config = () if words[-1] == "--help" else ("--config", str(night.config))
    done = said(">/dev/full", *words, *config, unbuffered=unbuffered)
    assert done.returncode == 3
    assert done.stderr.count("\n") == 1
    assert "La sortie de la commande ne peut pas être écrite" in done.stderr


def test_messages_that_cannot_be_written_leave_an_exit_code(night: World) -> None:
    assert said("2>/dev/full", "health", "--config", str(night.home / "absent.toml")).returncode == 3


@pytest.mark.parametrize("closed", [">&-", "<&- >&- 2>&-"])
def test_closed_streams_stop_nothing(closed: str, night: World) -> None:
    done = said(closed, "health", "--config", str(night.config))
    assert done.returncode == 0
    assert done.stderr == ""
    with night.base() as base:
        assert base.execute("pragma integrity_check").fetchall() == [("ok",)]
