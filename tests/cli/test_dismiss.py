"""``navette dismiss``: a refused file leaves what is to be corrected, for a reason that is kept."""

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Navette
from tests.hub.world import World

FILE = "code-service-inconnu.xml"
WHY = "envoyé par erreur"


@pytest.fixture
def config(night: World, tmp_path: Path) -> Path:
    return World(home=Path(shutil.copytree(night.home, tmp_path / "monde"))).config


def test_a_refused_file_is_set_aside_once_and_taken_up_again(navette: Navette, config: Path) -> None:
    listed = navette("dismiss", "--list", "--json", "-c", config).json
    assert [(one["file"], one["position"]) for one in listed["corrections_due"]] == [(FILE, 0)]
    said = navette("dismiss", FILE, "--reason", WHY, "--by", "marie", "-c", config)
    assert (said.code, said.out.startswith("Mis de côté : ")) == (0, True)
    again = navette("dismiss", FILE, "--reason", WHY, "-c", config)
    assert (again.code, again.out.startswith("Déjà mis de côté")) == (0, True)
    listed = navette("dismiss", "--list", "--json", "-c", config).json
    assert listed["corrections_due"] == []
    assert [(one["file"], one["by"], one["reason"]) for one in listed["set_aside"]] == [(FILE, "marie", WHY)]
    shown = navette("dismiss", "--list", "-c", config).out
    assert "Mis de côté (1)" in shown
    assert "par marie le " in shown
    assert f"Mise de côté (par marie) : {WHY}" in navette("status", listed["set_aside"][0]["number"], "-c", config).out
    back = navette("dismiss", FILE, "--undo", "--reason", "elle est due", "-c", config)
    assert (back.code, back.out.startswith("À corriger de nouveau")) == (0, True)
    assert len(navette("dismiss", "--list", "--json", "-c", config).json["corrections_due"]) == 1


@pytest.mark.parametrize("which", ["PAP-INCONNUE", "ubl-facture.xml", "9999", "1/7", "2/0"])
def test_what_was_not_refused_is_not_set_aside(navette: Navette, config: Path, which: str) -> None:
    said = navette("dismiss", which, "--reason", WHY, "-c", config)
    assert (said.code, said.out) == (1, "")
    assert "n'est à corriger" in said.err


def test_it_takes_one_name_and_a_reason(navette: Navette, config: Path) -> None:
    for words in ((), (FILE,), (FILE, "--reason", " "), (FILE, "--list")):
        assert navette("dismiss", *words, "-c", config).code == 2
