"""One night of a few files for all the tests of this room, and a way to call the command in it."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from cli.app import app
from tests.hub import inline, world

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
FILES = ("factures/ubl-facture.xml", "factures/texte-classique.pdf", "refusees/code-service-inconnu.xml")


@dataclass(frozen=True)
class Said:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Navette = Callable[..., Said]


@pytest.fixture
def navette(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Navette:
    """Calls the command in a folder of its own, as a program that reads its output would."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.delenv("NAVETTE_CONFIG", raising=False)

    def call(*words: str | Path) -> Said:
        answer = CliRunner().invoke(app, [str(word) for word in words], prog_name="navette", catch_exceptions=False)
        return Said(code=answer.exit_code, out=answer.stdout, err=answer.stderr)

    return call


@pytest.fixture(scope="session")
def night(tmp_path_factory: pytest.TempPathFactory) -> world.World:
    """A night that is over: two invoices accepted, one refused, a copy of the first noticed; to read only."""
    laid = world.lay_out(tmp_path_factory.mktemp("nuit"))
    for name in FILES:
        laid.drop("papeterie", Path(name).name, (SAMPLES / name).read_bytes())
    laid.drop("papeterie", "z-copie.xml", (SAMPLES / FILES[0]).read_bytes())
    inline.night(laid.config)
    return laid
