"""``navette bench --accuracy``: tables, the page, and JSON."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bench import accuracy, accuracy_page
from cli.app import app
from cli.measures import accuracy as measure
from samples.drawn_layouts.catalogue import OPEN


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One layout only, and a page to write to."""
    found = tmp_path / "accuracy.md"
    found.write_text(f"{accuracy_page.BEGIN}\n{accuracy_page.END}\n", encoding="utf-8")
    monkeypatch.setattr(measure, "PAGE", found)
    monkeypatch.setattr(accuracy, "OPEN", OPEN[:1])
    monkeypatch.setattr(accuracy, "RESERVED", ())
    monkeypatch.delenv("NAVETTE_CORPUS", raising=False)
    return found


def test_it_shows_the_table_of_each_family_and_writes_the_page(page: Path) -> None:
    said = CliRunner().invoke(app, ["bench", "--accuracy", "--layouts", "2", "--scans", "0"])
    assert said.exit_code == 0, said.output
    assert "Mises en page dessinées, ouvertes" in said.output
    assert "numero_facture_origine" in said.output or "numero_engagement" in said.output
    assert "2 documents" in said.output
    assert "Drawn layouts, open" in page.read_text(encoding="utf-8")


def test_json_has_the_same_counts(page: Path) -> None:
    said = CliRunner().invoke(app, ["bench", "--accuracy", "--layouts", "2", "--scans", "0", "--json"])
    (family,) = json.loads(said.stdout)
    assert family["documents"] == 2
    assert sum(family["tous"]["navette"].values()) > 20
