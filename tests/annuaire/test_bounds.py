"""Where the directory draws its lines: how many, how near, how much lost, and what it says of one and of several."""

import shutil
from pathlib import Path

import pytest

import annuaire
from annuaire import DirectoryOfStructures, Query, importing, search
from annuaire.comparable_letters import plain, plain_with_stars
from annuaire.faults import SHOWN, DirectoryFaults
from annuaire.nearest import digits_of, one_typo_away
from annuaire.reading import sources_or_none
from domain.errors import AnnuaireError
from domain.text import Text
from tests.english import english


@pytest.fixture(scope="module")
def directory(samples: Path) -> DirectoryOfStructures:
    return annuaire.load(samples / "annuaire")


def test_a_page_has_twenty_structures_by_name(directory: DirectoryOfStructures) -> None:
    page = search(directory, Query())
    assert (len(page.structures), page.total, page.limit, page.offset) == (20, 24, 20, 0)
    names = [(plain(one.raison_sociale), one.siret) for one in page.structures]
    assert names == sorted(names)
    assert search(directory, Query(), limit=-1).structures == search(directory, Query(), limit=0).structures == ()
    assert search(directory, Query(), offset=-5).structures == page.structures


@pytest.mark.parametrize("one", [0, 1, 2, 12])
def test_two_slips_are_followed_and_three_are_not(directory: DirectoryOfStructures, one: int) -> None:
    siret = "20005379100014"
    slips = [siret[:at] + ("9" if siret[at] != "9" else "8") + siret[at + 1 :] for at in (one, one + 1)]
    twice = slips[0][: one + 1] + slips[1][one + 1 :]
    found = [near.siret for near in directory.nearest_structures(twice, limit=50)]
    assert siret in found


@pytest.mark.parametrize("length", range(8, 20))
def test_only_texts_about_as_long_as_a_siret_are_near_one(directory: DirectoryOfStructures, length: int) -> None:
    siret = "20005379100014"
    wrong = "9" + siret[1:length] if length <= 14 else siret + "7" * (length - 14)
    found = [near.siret for near in directory.nearest_structures(wrong, limit=50)]
    assert (siret in found) is (length > 14 or 13 <= length <= 14), found


def test_a_siret_is_cleaned_of_what_is_misread() -> None:
    assert digits_of("FR12200053791") == "200053791"
    assert digits_of("fr 12 200 053 791") == "200053791"
    assert digits_of("FR1220005379") == "FR1220005379".replace("O", "0")
    assert digits_of("2OOO5379IOOOI4") == "20005379100014"
    assert all(len(text) == 14 for text in one_typo_away("2000537910001"))
    assert "20005379100014" not in one_typo_away("20005379100014")


def test_services_and_structures_are_three_unless_asked(directory: DirectoryOfStructures) -> None:
    assert len(directory.nearest_services("22060001900016", "")) == 3
    assert len(directory.nearest_structures("22060001900017")) == 3


def test_a_loss_is_refused_beyond_a_fifth_and_shows_five_in_both_languages() -> None:
    before = frozenset(f"{rank:014}" for rank in range(30))
    kept = frozenset(sorted(before)[6:])
    importing._refuse_loss(Text("structures", "structures"), before, kept)
    importing._refuse_loss(Text("structures", "structures"), frozenset(), frozenset())
    with pytest.raises(AnnuaireError, check=english(r"7 of the 30 structures would vanish \(more than 20%\): ")) as one:
        importing._refuse_loss(Text("structures", "structures"), before, frozenset(sorted(before)[7:]))
    for said in one.value.message:
        assert [siret in said for siret in sorted(before)[:6]] == [True] * 5 + [False]


@pytest.mark.parametrize("faulty", [1, SHOWN, SHOWN + 1, SHOWN + 5])
def test_twenty_faulty_lines_are_shown_and_the_others_counted(faulty: int) -> None:
    faults = DirectoryFaults(Path("structures.csv"))
    faults.refuse(Text("", ""))
    for line in range(1, faulty + 1):
        faults.add(line, Text("faux", "wrong"), value="" if line == 1 else "x")
    with pytest.raises(AnnuaireError) as one:
        faults.refuse(Text("Corrigez.", "Correct it."))
    fr, en = one.value.message
    assert f"des lignes fautives ({faulty})" in fr and f"faulty lines ({faulty})" in en
    assert fr.count("ligne ") == en.count("line ") == min(faulty, SHOWN)
    others = faulty - SHOWN
    assert (f"; et {others} de plus" in fr) is (f"; and {others} more" in en) is (others > 0)
    assert "ligne 1 : faux (trouvé « rien »)" in fr and "line 1: wrong (found “nothing”)" in en


def test_a_fault_without_a_value_shows_none() -> None:
    faults = DirectoryFaults(Path("x.csv"))
    faults.add(2, Text("faux", "wrong"))
    assert faults.shown == [Text("ligne 2 : faux", "line 2: wrong")]


def test_one_file_of_two_is_a_fault_and_none_is_no_directory(samples: Path, tmp_path: Path) -> None:
    assert sources_or_none(tmp_path) is None
    for name in ("structures.csv", "services.csv"):
        folder = tmp_path / name
        folder.mkdir()
        shutil.copy(samples / "annuaire" / name, folder)
        with pytest.raises(AnnuaireError, check=english("There is no directory in")):
            sources_or_none(folder)
    assert sources_or_none(samples / "annuaire") is not None


@pytest.mark.parametrize(
    ("text", "comparable"),
    [
        ("Côtes-d'Armor ", "COTES D ARMOR"),
        ("Œuvre ", "OEUVRE"),
        ("abc", "ABC"),
        ("Straße", "STRASSE"),
        ("", ""),
    ],
)
def test_names_are_compared_in_plain_capitals(text: str, comparable: str) -> None:
    assert plain(text) == comparable
    assert plain_with_stars(f"{text} * *x") == f"{comparable}*X"
