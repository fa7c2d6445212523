"""``navette export``: each report in each form, and slips that say what to write instead."""

from io import StringIO
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import load_workbook

from tests.cli.conftest import Navette
from tests.hub.world import World

SIRET = "22060001900016"


def csv(path: Path) -> pd.DataFrame:
    return pd.read_csv(StringIO(path.read_text(encoding="utf-8-sig")), sep=";", dtype=str, keep_default_na=False)


@pytest.mark.parametrize("report", ["statuts", "synthese", "tableau", "vieillissement", "fiscal", "evenements"])
def test_each_report_is_the_same_in_both_tables(navette: Navette, night: World, tmp_path: Path, report: str) -> None:
    said = [
        navette("export", f"x.{form}", "-r", report, "--siret", SIRET, "-c", night.config) for form in ("csv", "xlsx")
    ]
    assert [one.code for one in said] == [0, 0]
    lines = csv(tmp_path / "x.csv")
    assert said[0].out == f"x.csv : {len(lines)} ligne{'s' if len(lines) > 1 else ''}.\n"
    assert len(lines) > 0
    sheet = load_workbook(tmp_path / "x.xlsx").worksheets[0]
    assert sorted(str(cell.value) for cell in sheet[1]) == sorted(lines.columns)
    assert sheet.max_row == len(lines) + 1


def test_the_whole_dashboard_is_a_workbook_or_a_page(navette: Navette, night: World, tmp_path: Path) -> None:
    assert navette("export", "tout.xlsx", "-r", "tableau", "--structure", SIRET, "-c", night.config).code == 0
    assert load_workbook(tmp_path / "tout.xlsx").sheetnames[0] == "Tableau de bord"
    assert (
        navette("export", "m.html", "-r", "tableau", "--drop", "papeterie", "-c", night.config).out
        == "m.html : écrit.\n"
    )
    assert "papeterie" in (tmp_path / "m.html").read_text(encoding="utf-8")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["m.html", "tout.xlsx"]


def test_the_liste_fiscale_of_a_period_without_deposits_is_empty(
    navette: Navette, night: World, tmp_path: Path
) -> None:
    words = ("-r", "fiscal", "--from", "01/02/2020", "--to", "2020-02-29")
    assert navette("export", "f.csv", *words, "-c", night.config).out == "f.csv : 0 ligne.\n"
    assert len(csv(tmp_path / "f.csv")) == 0


@pytest.mark.parametrize(
    "words",
    [
        ("x.pdf",),
        ("x",),
        ("x.csv", "--format", "xlsx"),
        ("x.html",),
        ("x.csv", "-r", "fiscal", "--hide-downloaded"),
        ("x.csv", "--from", "2026-01-01"),
        ("x.csv", "-r", "synthese", "--since", "2026-01-01"),
        ("x.csv", "-r", "fiscal", "--from", "2026-02-01", "--to", "2026-01-01"),
        ("x.csv", "-r", "tout"),
    ],
)
def test_slips_are_named_and_nothing_is_written(
    navette: Navette, night: World, tmp_path: Path, words: tuple[str, ...]
) -> None:
    said = navette("export", *words, "-c", night.config)
    assert said.code == 2
    assert "Valeur refusée" in said.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("locale", ["fr", "en"])
@pytest.mark.parametrize("name", ["nowhere/etats.csv", f"{'x' * 245}.csv"])
def test_a_refusal_of_the_disk_names_the_file_that_was_asked_for(
    navette: Navette, night: World, name: str, locale: str
) -> None:
    said = navette("export", name, "--locale", locale, "-c", night.config)
    assert said.code == 3
    assert f"navette: {name}" in said.err
    assert ".part" not in said.err
