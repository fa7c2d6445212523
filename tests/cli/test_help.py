"""Whoever asks for help finds a sentence, an example and what the exit codes mean; wrong words are exit 2."""

import pytest

from cli.app import COMMANDS
from tests.cli.conftest import Navette

BELOW = (
    ("annuaire", "import"),
    ("annuaire", "search"),
    ("annuaire", "show"),
    ("outbox", "list"),
    ("outbox", "revive"),
)
EVERY = ((), *((name,) for name in COMMANDS), *BELOW)
GROUPS = {(), ("annuaire",), ("outbox",)}


@pytest.mark.parametrize("words", EVERY, ids=lambda words: " ".join(words) or "navette")
def test_help_has_an_example(navette: Navette, words: tuple[str, ...]) -> None:
    said = navette(*words, "--help")
    assert said.code == 0
    assert f"Example: navette {' '.join(words)}".rstrip() in " ".join(said.out.split())


@pytest.mark.parametrize("words", [words for words in EVERY if words not in GROUPS], ids=" ".join)
def test_help_documents_its_exit_codes(navette: Navette, words: tuple[str, ...]) -> None:
    assert "Exit code 0" in " ".join(navette(*words, "--help").out.split())


def test_every_command_is_listed_with_a_sentence(navette: Navette) -> None:
    lines = navette("--help").out.splitlines()
    for name in COMMANDS:
        (line,) = [line for line in lines if line.strip("│ ").startswith(f"{name} ")]
        assert len(line.strip("│ ").split()) > 3


@pytest.mark.parametrize(
    "words",
    [
        ("nosuch",),
        ("check",),
        ("check", "nowhere.xml"),
        ("check", ".", "--rules", "chorus"),
        ("check", ".", "--annuaire", "nowhere"),
        ("check", ".", "--workers", "-1"),
        ("status",),
        ("run", "--bulk", "."),
        ("export",),
        ("annuaire",),
        ("annuaire", "show"),
        ("bench", "nosuch"),
        ("outbox", "revive"),
    ],
    ids=" ".join,
)
def test_what_is_not_understood_is_exit_2(navette: Navette, words: tuple[str, ...]) -> None:
    assert navette(*words).code == 2


@pytest.mark.parametrize(
    "words",
    [("run",), ("status", "X"), ("export", "x.csv"), ("verify", "A" * 52), ("outbox", "list"), ("init", "--upgrade")],
    ids=" ".join,
)
def test_without_settings_the_remedy_is_said(navette: Navette, words: tuple[str, ...]) -> None:
    said = (
        navette(*words, "--config", "elsewhere.toml") if words[0] != "init" else navette("run", "-c", "elsewhere.toml")
    )
    assert said.code == 3
    assert "navette init" in said.err
    assert "Traceback" not in said.err
