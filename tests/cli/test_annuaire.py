"""``navette annuaire``: brought in whole or not at all, searched in free words, shown."""

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import SAMPLES, Navette

CSV = SAMPLES / "annuaire"
SIRET = "22060001900016"


@pytest.fixture
def known(navette: Navette) -> Navette:
    navette("init")
    navette("annuaire", "import", CSV)
    return navette


def test_an_import_shows_what_changes(navette: Navette) -> None:
    navette("init")
    first = navette("annuaire", "import", CSV)
    assert first.code == 0
    assert "Structures ajoutées" in first.out
    assert navette("annuaire", "import", CSV).out == "Annuaire inchangé.\n"
    assert navette("annuaire", "import", CSV, "--json").json["structures_added"] == []


def test_a_broken_file_is_refused_and_the_directory_in_use_stays(known: Navette, tmp_path: Path) -> None:
    broken = shutil.copytree(CSV, tmp_path / "broken")
    for path in broken.glob("structures*"):
        path.write_bytes(path.read_bytes()[:500])
    said = known("annuaire", "import", broken)
    assert said.code == 3
    assert "Traceback" not in said.err
    assert known("annuaire", "show", SIRET).code == 0


@pytest.mark.parametrize(
    "words", [("nice",), ("06201",), ("alpes", "maritimes"), ("--siret", "2206000190*"), ("--nom", "*alpes*")]
)
def test_free_words_and_fields_find(known: Navette, words: tuple[str, ...]) -> None:
    said = known("annuaire", "search", *words, "--json")
    assert said.code == 0
    assert SIRET in {structure["siret"] for structure in said.json}


def test_nothing_found_is_exit_1(known: Navette) -> None:
    said = known("annuaire", "search", "zzz")
    assert (said.code, said.out) == (1, "Aucune structure trouvée.\n")
    assert known("annuaire", "search", "zzz", "--json").json == []


def test_what_a_structure_demands_is_shown(known: Navette) -> None:
    shown = known("annuaire", "show", "220 600 019 00016")
    assert "code service obligatoire" in shown.out
    assert "CULTURE" in shown.out
    services = known("annuaire", "show", SIRET, "--json").json["services"]
    assert "CULTURE" in {service["code"] for service in services}


def test_a_wrong_siret_leads_to_the_nearest(known: Navette) -> None:
    said = known("annuaire", "show", "22060001900017")
    assert said.code == 1
    assert SIRET in said.out
    assert known("annuaire", "show", "22060001900017", "--json").json is None
