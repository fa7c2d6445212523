"""``navette complete``: what waits is listed with what its page says, and supplied in one line."""

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Navette
from tests.hub import inline
from tests.hub.doutes import OTHER, SERVICE, page
from tests.hub.world import World, lay_out

NUMBER = "PAP-2026-0199"


@pytest.fixture(scope="module")
def after(tmp_path_factory: pytest.TempPathFactory) -> World:
    """A night in which one invoice came that waits; to be copied."""
    world = lay_out(tmp_path_factory.mktemp("attente"))
    world.drop("papeterie", "scan.pdf", page())
    inline.night(world.config)
    return world


@pytest.fixture
def config(after: World, tmp_path: Path) -> Path:
    return World(home=Path(shutil.copytree(after.home, tmp_path / "monde"))).config


def test_what_waits_is_listed_with_the_readings_of_its_page(navette: Navette, config: Path) -> None:
    said = navette("complete", "--list", "-c", config)
    assert said.code == 0
    for expected in (
        NUMBER,
        "dépôt 000000000000001/0",
        "scan.pdf",
        f"« {SERVICE} » (page 1)",
        f"« {OTHER} »",
        "LEC-057",
    ):
        assert expected in said.out
    (one,) = navette("complete", "--list", "--json", "-c", config).json
    assert (one["place"], one["status"]) == ("000000000000001/0", "A_COMPLETER")
    (doubt,) = one["doubts"]
    assert doubt["field"] == "code_service"
    assert {each["text"] for each in doubt["candidates"]} == {SERVICE, OTHER}
    assert all(len(each["box"]) == 4 for each in doubt["candidates"])


@pytest.mark.parametrize("which", [NUMBER, NUMBER.lower(), "000000000000001/0", "1", "1/0"])
def test_supplied_it_goes_on(navette: Navette, config: Path, which: str) -> None:
    said = navette("complete", which, "--set", f"code_service={SERVICE}", "--by", "marie", "-c", config)
    assert said.code == 0
    assert "Déposée pour " in said.out
    assert "saisi par marie" in said.out
    assert "certificat " in said.out
    told = navette("status", NUMBER, "-c", config).out
    assert f"Complétée à la main (par marie) : code_service = {SERVICE}" in told
    assert navette("complete", "--list", "-c", config).out == "Aucune facture n'attend d'être complétée.\n"


def test_a_wrong_value_is_reported_with_its_remedy_and_nothing_is_recorded(navette: Navette, config: Path) -> None:
    for value, code in (("code_service=NULLEPART", "ACH-04"), ("montant_ttc=beaucoup", "SAI-02"), ("prix=1", "SAI-01")):
        said = navette("complete", NUMBER, "--set", value, "-c", config)
        assert (said.code, code in said.out, "Que faire : " in said.out) == (1, True, True)
        assert "rien n'est enregistré" in said.out
    answer = navette("complete", NUMBER, "--set", "code_service=NULLEPART", "--json", "-c", config)
    assert answer.code == 1
    assert answer.json["refused"] is True
    assert answer.json["status"] == "A_COMPLETER"


def test_refused_for_a_reason(navette: Navette, config: Path) -> None:
    said = navette("complete", NUMBER, "--reject", "Illisible", "-c", config)
    assert said.code == 0
    assert "rejetée" in said.out
    assert "Illisible" in navette("status", NUMBER, "-c", config).out


def test_nothing_of_that_number_waits(navette: Navette, config: Path) -> None:
    for which in ("NOSUCH-1", "2/0", "1/7", "1/x"):
        said = navette("complete", which, "-c", config)
        assert said.code == 1
        assert "n'attend d'être complétée" in said.err


@pytest.mark.parametrize(
    "words",
    [
        (),
        (NUMBER, "--list"),
        (NUMBER, "--set", "code_service"),
        (NUMBER, "--set", "=DRH"),
        (NUMBER, "--set", "code_service=A", "--set", "code_service=B"),
        (NUMBER, "--reject", "x", "--set", "code_service=A"),
        (NUMBER, "--reject", " "),
    ],
)
def test_what_is_not_understood_is_exit_2(navette: Navette, config: Path, words: tuple[str, ...]) -> None:
    assert navette("complete", *words, "-c", config).code == 2
