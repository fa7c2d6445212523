"""Numbers that look the same, or differ by blanks or case, are one number; others are not."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.invoice_number import comparable

LOOK_ALIKES = {
    "A": "АΑＡ𝐀", "B": "ВΒＢ", "C": "СϹＣ", "E": "ЕΕＥ", "H": "НΗＨ", "I": "ІΙＩ", "J": "ЈＪ", "K": "КΚＫ", "M": "МΜＭ",
    "N": "ΝＮ", "O": "ОΟＯ", "P": "РΡＰ", "S": "ЅＳ", "T": "ТΤＴ", "X": "ХΧＸ", "Y": "УҮΥＹ", "Z": "ΖＺ", "F": "Ｆ",
    "a": "аα", "c": "сϲ", "e": "е", "i": "іιı", "o": "оο", "p": "рρ", "s": "ѕ", "x": "хχ", "y": "у",
    "0": "０𝟎", "1": "１", "9": "９", "-": "\u2010\u2011\u2012\u2013\u2014\u2212－", "/": "∕⁄／", ".": "․．",
}  # fmt: skip
INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u202e\u034f\u180e\u3164\ufe0f\u2800"
BLANKS = " \t\n\r\u00a0\u2003\u2007\u202f\u3000"
SPELLINGS = st.text("ABCEHKMNOPTXYZabcxyz0123456789-/.", min_size=1, max_size=20)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("FA 1", "FA  1"),
        ("FA 1", "FA1"),
        ("FA-1", "FA\u20111"),
        ("FA1", "FA\u200b1"),
        ("FA1", "\uff26\uff211"),
        ("FA 1", "FA\u00a01"),
        ("FA1", "fa1"),
        ("FA1", " FA1 "),
        ("FA 1", "FA\t1"),
        ("FA 1", "FA\n1"),
        ("FA1", "F\u04101"),
        ("FA1", "F\u03911"),
        ("FACTURE", "F\u0430cture"),
    ],
)
def test_spellings_of_one_number(one: str, other: str) -> None:
    assert comparable(one) == comparable(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("FA+1", "FA-1"), ("FA1", "FA2"), ("FA-1", "FA1"), ("FA.1", "FA1"), ("FA/1", "FA-1"), ("O1", "01"), ("l1", "11")],
)
def test_two_numbers(one: str, other: str) -> None:
    assert comparable(one) != comparable(other)


PAIRS = sorted((key, char) for key, chars in LOOK_ALIKES.items() for char in chars)


@pytest.mark.parametrize(("plain", "alike"), PAIRS)
def test_each_look_alike(plain: str, alike: str) -> None:
    assert comparable(f"F{alike}7") == comparable(f"F{plain}7"), unicodedata.name(alike)


@given(number=SPELLINGS, data=st.data())
def test_any_mixture_of_spellings_is_the_number(number: str, data: st.DataObject) -> None:
    written = ""
    for char in number:
        forms = char + char.swapcase() + LOOK_ALIKES.get(char, "") + LOOK_ALIKES.get(char.upper(), "")
        written += data.draw(st.sampled_from(sorted(set(forms)))) + data.draw(st.text(INVISIBLE + BLANKS, max_size=2))
    assert comparable(written) == comparable(number)


@given(st.text(max_size=30))
def test_what_is_comparable_stays_as_it_is(number: str) -> None:
    once = comparable(number)
    assert comparable(once) == once
    assert not any(char.isspace() or unicodedata.category(char) in ("Cf", "Cc", "Zs") for char in once)


@given(st.text(max_size=30))
def test_case_makes_no_difference(number: str) -> None:
    assert comparable(number.casefold()) == comparable(number)


@given(one=SPELLINGS, other=SPELLINGS)
def test_plain_numbers_are_one_by_letters_and_digits_only(one: str, other: str) -> None:
    """No two numbers of Latin letters, digits and marks are confused."""
    assert (comparable(one) == comparable(other)) is (one.casefold() == other.casefold())
