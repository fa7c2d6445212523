"""Accents written apart from their letters, as macOS and old TeX fonts do, make the same labels."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

import parsers
from parsers.page.layout.text_page import mended
from tests.parsers.page.bare_pdf import BarePdf, at

WORDS = "numéro marché référence réglé à Évry société Noël forêt où ça dû Saône".split()


@given(st.sampled_from(WORDS))
def test_combining_accents_are_joined(word: str) -> None:
    assert mended(unicodedata.normalize("NFD", word)) == word
    assert mended(word) == word


@pytest.mark.parametrize(
    ("drawn", "word"),
    [
        ("Num´ero", "Numéro"),
        ("march´e", "marché"),
        ("`a", "à"),
        ("r`egle", "règle"),
        ("No¨el", "Noël"),
        ("forˆet", "forêt"),
        ("maˆ\u0131tre", "maître"),
        ("FA´12", "FA´12"),
        ("d´engagement", "d´engagement"),
        ("L´acompte", "L´acompte"),
        ("aujourd´hui", "aujourd´hui"),
        ("qu`une", "qu`une"),
        ("12`", "12`"),
    ],
)
def test_accents_before_their_letters_are_joined(drawn: str, word: str) -> None:
    assert mended(drawn) == word


def test_a_label_whose_accents_stand_apart_is_found() -> None:
    lines = ("Num´ero de facture : FA-2026-0312", "Num´ero de march´e : 2025-MAPA-07", "Total TTC : 12,00 EUR")
    page = BarePdf(content=b"".join(at(40, 250 - 16 * rank, line) for rank, line in enumerate(lines)))
    invoice = parsers.read(page.done()).invoice
    assert invoice is not None
    assert (invoice.numero_facture, invoice.numero_marche) == ("FA-2026-0312", "2025-MAPA-07")
