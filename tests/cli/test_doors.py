"""``navette doors``: one line a cause with its remedy, the same as JSON, and an exit code for monitoring."""

from pathlib import Path

import pytest

from tests.cli.conftest import Navette

SETTINGS = """\
[ledger]
url = "sqlite:///navette.db"
[doors.ici]
connector = "local"
root = "echanges"
[recipients]
door = "ici"
folder = "destinataires"
"""
DROP = '[[drops]]\nname = "{name}"\ndoor = "ici"\nfolder = "fournisseurs/{name}"\ndeposants = ["*"]\n'


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "echanges" / "fournisseurs" / "papeterie" / "depot").mkdir(parents=True)
    (tmp_path / "navette.toml").write_text(SETTINGS + DROP.format(name="papeterie"))
    return tmp_path


def test_doors_that_are_well_are_a_line_each_and_exit_0(navette: Navette, site: Path) -> None:
    said = navette("doors")
    assert (said.code, said.out.count("\n")) == (0, 1)
    assert "rendus comme ils étaient : 7)" in said.out
    assert navette("doors", "--json").json == {"good": True, "doors": {"ici": 7}, "lacks": []}


def test_what_lacks_is_a_line_with_its_remedy_and_exit_1(navette: Navette, site: Path) -> None:
    names = [f"compte-{rank}" for rank in range(9)]
    with (site / "navette.toml").open("a") as settings:
        settings.writelines(DROP.format(name=name) for name in names)
    said = navette("doors")
    assert (said.code, said.out.count("\n")) == (1, 1)
    assert "fournisseurs/compte-0/depot" in said.out
    assert "et 3 de plus" in said.out
    assert "[[drops]]" in said.out
    (lack,) = navette("doors", "--json").json["lacks"]
    assert lack["act"] == "list"
    assert lack["folders"] == [f"fournisseurs/{name}/depot" for name in names]


def test_settings_without_doors_are_said_to_be(navette: Navette, tmp_path: Path) -> None:
    (tmp_path / "navette.toml").write_text('[ledger]\nurl = "sqlite:///navette.db"\n')
    assert "aucune porte" in navette("doors").out
