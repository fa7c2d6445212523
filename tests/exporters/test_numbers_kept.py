"""Invoice numbers that a spreadsheet would take for a date, an hour or another number survive it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporters.common.csv_cells import MARK, text, text_of

CHANGED = [
    "12-2026", "3/2026", "1-2027", "9/2027", "12.2026", "9 2027", "06-8108", "12-05", "1-1900", "99-999",
    "12-mai", "3 MARS", "12/mai", "12mai", "2026-mai", "9 sept.", "26-JAN", "31 déc", "1-AOÛT", "15-février",
    "12-", "4,5-", "(123)", "(12,5)", "3 PM", "12 A", "3:30 p", "10:15:00 am",
]  # fmt: skip
KEPT = [
    "F-12-2026", "12-2026-A", "2026-014-1", "12-20267", "2026/0014", "MARS", "12-maison", "maison-12", "1er mai",
    "A-12", "12 PMR", "(A)", "PAP-7", "525,14",
]  # fmt: skip


@pytest.mark.parametrize("number", CHANGED)
def test_a_number_that_would_change_is_marked_and_comes_back(number: str) -> None:
    assert text(number) == f"{MARK}{number}"
    assert text_of(text(number)) == number


@pytest.mark.parametrize("number", KEPT)
def test_a_number_that_stays_is_not_marked(number: str) -> None:
    assert text(number) == text_of(number) == number


MONTHS = ["janv", "janvier", "févr", "mars", "avr", "mai", "juin", "juil", "août", "sept", "oct", "nov", "déc", "DÉC"]


@given(
    number=st.integers(1, 31),
    year=st.integers(1900, 9999),
    month=st.sampled_from(MONTHS),
    sign=st.sampled_from(["-", "/", ".", " "]),
)
def test_every_month_and_year_and_every_day_and_month_is_marked(number: int, year: int, month: str, sign: str) -> None:
    for written in (f"{number}{sign}{year}", f"{year}{sign}{number}", f"{number}{sign}{month}", f"{month}{sign}{year}"):
        assert text(written) == f"{MARK}{written}"
        assert text_of(text(written)) == written
