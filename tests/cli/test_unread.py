"""A reader who leaves early (``| head -0``) is one exit code, whatever the command and however it writes."""

import io
import os
import re
from contextlib import redirect_stdout
from pathlib import Path

import pytest

from cli.app import COMMANDS, Exit, app
from tests.conftest import ROOT
from tests.hub.world import lay_out


def code(*arguments: str) -> int:
    """The exit code of the command whose output is a pipe that nobody reads any more."""
    reader, writer = os.pipe()
    os.close(reader)
    with (
        io.TextIOWrapper(io.FileIO(writer, "w")) as stream,
        redirect_stdout(stream),
        pytest.raises(SystemExit) as ended,
    ):
        app(list(arguments))
    return int(ended.value.code or 0)


@pytest.mark.parametrize("command", [(), *((name,) for name in COMMANDS)], ids=str)
def test_a_page_of_help_that_nobody_reads(command: tuple[str, ...]) -> None:
    assert code(*command, "--help") == Exit.UNREAD


@pytest.mark.parametrize(
    "command",
    [
        "health",
        "health --json",
        "outbox list",
        "search --fournisseur Martin",
        "retention --dry-run",
        "rules",
        "explain MNT-01",
    ],
)
def test_a_command_that_nobody_reads(tmp_path: Path, command: str) -> None:
    config = [] if command in ("rules", "explain") else ["--config", str(lay_out(tmp_path).config)]
    assert code(*command.split(), *config) == Exit.UNREAD


def test_every_console_is_that_of_the_commands() -> None:
    """Rich's own ends the process with 1."""
    named = re.compile(r"from rich\.console import .*\bConsole\b(?! as RichConsole)|rich\.console\.Console")
    every = [path for path in (ROOT / "cli").rglob("*.py") if named.search(path.read_text(encoding="utf-8"))]
    assert every == []
