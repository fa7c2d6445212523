"""What is written in place of a value, and blanks of every kind inside one."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.blanks import without_blanks
from domain.placeholder import is_placeholder


@pytest.mark.parametrize(
    "text",
    "NA|N/A|n.a.|#N/A|.|-|--|—|…|?|0|000|NEANT|Néant|xxx|XXXX|Aucun|aucune|none|null|nil|sans objet|s.o.|S/O|"
    "non applicable|TBD|à définir|non renseigné|N.C.|vide|(vide)|<null>|#REF!|#VALEUR!|inconnu".split("|"),
)
def test_a_word_for_nothing_is_no_value(text: str) -> None:
    assert is_placeholder(text)
    assert is_placeholder(f" {text.lower()} ")


@pytest.mark.parametrize(
    "text", ["NA-2026", "0001", "SO", "NC", "XL", "X1", "4500012345", "EJ260415", "DRIT", "NAVETTE", "A-1", "1"]
)
def test_a_code_is_a_value(text: str) -> None:
    assert not is_placeholder(text)


@given(st.text(string.digits, min_size=1).filter(lambda digits: digits.strip("0")))
def test_a_number_is_a_value(digits: str) -> None:
    assert not is_placeholder(digits)


@given(st.lists(st.sampled_from([*string.digits, *" \t\u00a0\u202f\u2009\u200b\u2060\ufeff\u3000"])))
def test_no_blank_is_left_and_no_digit_is_lost(characters: list[str]) -> None:
    text = "".join(characters)
    assert without_blanks(text) == "".join(c for c in characters if c in string.digits)
