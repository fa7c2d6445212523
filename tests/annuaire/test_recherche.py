"""Search as on the portal: ``*`` for any text, accents and case ignored, by pages."""

from pathlib import Path

import pytest

import annuaire
from annuaire import DirectoryOfStructures, Query, search


@pytest.fixture(scope="module")
def directory(samples: Path) -> DirectoryOfStructures:
    return annuaire.load(samples / "annuaire")


@pytest.mark.parametrize(
    ("query", "total"),
    [
        (Query(), 24),
        (Query(nom="*"), 24),
        (Query(siret="222200016 00327"), 1),
        (Query(siret="200029833*"), 7),
        (Query(siret="*00016"), 1),
        (Query(siret="2222000160032"), 0),
        (Query(nom="valdeblore"), 8 - 1),
        (Query(nom="Syndicat Mixte Valdeblore"), 7),
        (Query(nom="région occitanie"), 1),
        (Query(nom="CÔTES-D’ARMOR"), 2),
        (Query(nom="*armor"), 2),
        (Query(nom="dep*armor"), 1),
        (Query(nom="dep * d'armor"), 1),
        (Query(nom="armo"), 0),
        (Query(ville="nice*"), 1),
        (Query(ville="nice"), 1),
        (Query(ville="Saint Brieuc"), 1),
        (Query(code_postal="22000"), 1),
        (Query(code_postal="06*"), 1),
        (Query(texte="22000"), 1),
        (Query(texte="saint-brieuc"), 1),
        (Query(texte="occitanie"), 1),
        (Query(nom="armor", ville="saint-brieuc"), 1),
        (Query(nom="armor", ville="nice"), 0),
        (Query(nom="100%"), 0),
        (Query(nom="_"), 0),
        (Query(siret="2_005379100014"), 0),
        (Query(siret="%"), 0),
        (Query(nom="' OR 1=1 --"), 0),
    ],
)
def test_what_is_found(directory: DirectoryOfStructures, query: Query, total: int) -> None:
    assert search(directory, query).total == total


def test_pages_cover_everything_once_in_a_stable_order(directory: DirectoryOfStructures) -> None:
    pages = [search(directory, Query(), limit=5, offset=start) for start in range(0, 25, 5)]
    sirets = [structure.siret for page in pages for structure in page.structures]
    assert [len(page.structures) for page in pages] == [5, 5, 5, 5, 4]
    assert len(set(sirets)) == 24
    assert sirets == [s.siret for s in search(directory, Query(), limit=100).structures]
    assert search(directory, Query(), limit=5, offset=100).structures == ()


def test_inactive_structures_are_found_too(directory: DirectoryOfStructures) -> None:
    (found,) = search(directory, Query(nom="inactive")).structures
    assert not found.active
