"""docs/commands.md names every command and every exit code there is."""

import re
from pathlib import Path

from cli.app import COMMANDS, Exit

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "commands.md").read_text(encoding="utf-8")


def test_every_command_is_there() -> None:
    assert {name for name in COMMANDS if not re.search(rf"^\| .*`{name}[ `]", PAGE, re.MULTILINE)} == set()


def test_every_exit_code_is_there() -> None:
    assert {code for code in Exit if f"| {code.value} | " not in PAGE} == set()
