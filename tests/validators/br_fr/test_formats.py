"""Shapes of texts, beside the patterns that define them."""

import re
from datetime import date
from decimal import Context, localcontext
from math import isnan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validators.br_fr.formats import (
    double,
    is_address,
    is_amount,
    is_day,
    is_day_with_dashes,
    is_invoice_number,
    is_rate,
    is_within,
)

WRITTEN = st.text(alphabet="0123456789.-+ \n", max_size=24)
NAMED = st.text(alphabet="aZ09+-_/. \n\t\u00a0é", max_size=8)


@given(WRITTEN)
def test_an_amount_is_what_its_pattern_admits(text: str) -> None:
    bare = re.sub(r"[ \n]+", " ", text).strip(" ")
    for places in (2, 4, 6):
        fits = re.fullmatch(rf"-?\d{{1,19}}(\.\d{{1,{places}}})?", bare) and len(bare.replace(".", "")) <= 19
        assert is_amount(text, places) == bool(fits)
        assert is_amount(text, places, signed=False) == (bool(fits) and "-" not in bare)


@given(WRITTEN)
def test_a_rate_is_what_its_pattern_admits(text: str) -> None:
    bare = re.sub(r"[ \n]+", " ", text).strip(" ")
    fits = re.fullmatch(r"\d{1,4}(\.\d{1,2})?", bare) and len(bare.replace(".", "")) <= 4
    assert is_rate(text) == bool(fits)


@given(NAMED)
def test_a_number_holds_no_blank_but_a_line_break_around(text: str) -> None:
    bare = text.strip("\n\t")
    assert is_invoice_number(text) == bool(re.fullmatch(r"[A-Za-z0-9+\-_/]+", bare))
    assert is_address(text) == bool(re.fullmatch(r"[A-Za-z0-9+\-_.]+", text))


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2110, 12, 31)))
def test_a_day_is_one_of_this_century(day: date) -> None:
    ours = 2000 <= day.year <= 2099
    assert is_day_with_dashes(day.isoformat()) == ours
    assert is_day(day.strftime("%Y%m%d")) == ours


@pytest.mark.parametrize(
    "text", ["", "2026", "2026-13-01", "2026-02-30", "2025-02-29", "20260101", " 2026-01-01", "2026-01-01\n"]
)
def test_what_is_no_day(text: str) -> None:
    assert not is_day_with_dashes(text)


@pytest.mark.parametrize("text", ["", "2026", "20261301", "20260230", " 20260101", "2026-01-01"])
def test_what_is_no_day_in_cii(text: str) -> None:
    assert not is_day(text)


@pytest.mark.parametrize("text", ["", "x", "inf", "nan", "1_000", "0x10", "--1"])
def test_what_is_no_number(text: str) -> None:
    assert isnan(double(text))
    with localcontext(Context(traps=[])):
        assert not is_within(text, "1", "1", 100)


def test_a_sum_is_right_to_a_cent_in_decimals() -> None:
    assert is_within("120.01", "100.00", "20.00", 1)
    assert not is_within("120.011", "100.00", "20.00", 1)
