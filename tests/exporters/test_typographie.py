"""Amounts, dates and identifiers as people in France write them; what has another shape is never hidden."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.text import Locale
from exporters.certificat.first_edition.helvetica import HelveticaSheet
from exporters.common.number_formats import amount, by_four, day, identifiant, instant, one_line, size
from exporters.pdf.fonts import Font, noto
from exporters.pdf.line_fitting import fitted, wrapped, wrapped_text


@pytest.mark.parametrize(
    ("value", "devise", "french", "english"),
    [
        ("1234.56", "EUR", "1\u202f234,56\u00a0€", "€1,234.56"),
        ("-12", "EUR", "-12,00\u00a0€", "-€12.00"),
        ("0.5", "USD", "0,50\u00a0USD", "USD\u00a00.50"),
        ("1234567.1234", "EUR", "1\u202f234\u202f567,1234\u00a0€", "€1,234,567.1234"),
        ("12.30", "", "12,30", "12.30"),
        ("", "EUR", "", ""),
        ("NaN", "EUR", "NaN\u00a0EUR", "NaN\u00a0EUR"),
    ],
)
def test_amounts(value: str, devise: str, french: str, english: str) -> None:
    assert amount(value, devise) == french
    assert amount(value, devise, Locale.EN) == english


def test_dates_and_moments() -> None:
    assert day("2026-03-11") == "11/03/2026"
    assert day("31 février") == "31 février"
    assert instant("2026-10-25T00:30:00Z") == "25/10/2026 02:30:00"
    assert instant("2026-10-25T01:30:00Z") == "25/10/2026 02:30:00"
    assert instant("hier") == "hier"


def test_identifiers() -> None:
    assert identifiant("20005379100014").replace("\u00a0", " ") == "200 053 791 00014"
    assert identifiant("200053791").replace("\u00a0", " ") == "200 053 791"
    assert identifiant("FR12345678901") == "FR12345678901"
    assert identifiant("٢٠٠٠٥٣٧٩١٠٠٠١٤") == "٢٠٠٠٥٣٧٩١٠٠٠١٤"
    assert by_four("ABCDEFGHIJ") == "ABCD EFGH IJ"


def test_sizes() -> None:
    assert size(812) == "812\u00a0octets"
    assert size(1_234_567) == "1,2\u00a0Mo"
    assert size(10_240, Locale.EN) == "10.2\u00a0kB"


def test_invisible_characters_do_not_turn_a_line_around() -> None:
    assert one_line("fac\u202etu\u200bre\r\nn° 1\u2028fin") == "facture  n° 1 fin"


@pytest.mark.parametrize("face", [lambda: HelveticaSheet().regular, lambda: noto().regular])
@given(words=st.text(alphabet="aW é東\u0301Ω-", max_size=200), room=st.floats(min_value=30, max_value=400))
def test_lines_fit_and_lose_no_word(face: Callable[[], Font], words: str, room: float) -> None:
    font = face()
    lines = wrapped(words, font, 9.5, room)
    assert all(font.width(line, 9.5) <= room + 0.01 for line in lines)
    assert "".join(lines).replace(" ", "") == "".join(words.split())
    assert font.width(fitted(words, font, 9.5, room), 9.5) <= room + 0.01


@pytest.mark.parametrize("room", range(90, 300, 7))
def test_no_line_of_french_begins_with_a_mark_or_ends_inside_a_quotation(room: int) -> None:
    lines = wrapped_text("Compte « à vérifier » : 3 ; TVA à 5,5 % ? Oui : 1 234,56 € !", noto().regular, 9.5, room)
    assert not [line for line in lines if line.startswith(tuple("»:;?!%€")) or line.endswith("«")]
    assert "1 234,56 €" in " ".join(lines)
