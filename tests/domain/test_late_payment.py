"""What a late payment costs: one rate for all its days, forty euros, and no figure that cannot be told."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.late_payment import ECB_RATES, INDEMNITY, half_year, late_payment

RATES = {"2025-S2": Decimal("2.15"), "2026-S1": Decimal("2.40")}


def cost(amount: str | None, first: date, days: int, devise: str = "EUR") -> tuple[Decimal | None, Decimal | None]:
    found = late_payment(None if amount is None else Decimal(amount), devise, first, days, RATES)
    assert found is not None
    assert found.indemnity == INDEMNITY == 40
    return found.rate, found.interest


def test_the_rate_is_that_of_the_half_year_in_which_the_delay_began() -> None:
    assert cost("10000", date(2025, 12, 31), 20) == (Decimal("10.15"), Decimal("55.62"))
    assert cost("10000", date(2026, 1, 1), 20) == (Decimal("10.40"), Decimal("56.99"))


def test_a_whole_year_is_the_rate() -> None:
    assert cost("1000.00", date(2026, 1, 1), 365) == (Decimal("10.40"), Decimal("104.00"))


@pytest.mark.parametrize(
    ("amount", "first", "devise"),
    [
        (None, date(2026, 1, 1), "EUR"),
        ("100", date(2026, 7, 1), "EUR"),
        ("100", date(2026, 1, 1), "CHF"),
        ("-5", date(2026, 1, 1), "EUR"),
    ],
    ids=["no amount", "a rate nobody knows yet", "another currency", "a credit"],
)  # fmt: skip
def test_what_cannot_be_told_is_not_guessed(amount: str | None, first: date, devise: str) -> None:
    assert cost(amount, first, 10, devise)[1] is None


@pytest.mark.parametrize("days", [0, -3])
def test_nothing_is_due_until_the_last_day_is_over(days: int) -> None:
    assert late_payment(Decimal(100), "EUR", date(2026, 1, 1), days, RATES) is None


@given(st.dates(date(2016, 7, 1), date(2026, 6, 30)), st.integers(1, 2000), st.decimals("0.01", "99999999", places=2))
def test_interest_grows_with_days_and_amount(first: date, days: int, amount: Decimal) -> None:
    one = late_payment(amount, "EUR", first, days, ECB_RATES)
    more = late_payment(amount * 2, "EUR", first, days + 1, ECB_RATES)
    assert one is not None
    assert more is not None
    assert one.interest is not None
    assert more.interest is not None
    assert more.interest >= one.interest >= 0


def test_every_half_year_of_the_table_follows_the_one_before() -> None:
    day, known = date(2016, 7, 1), list(ECB_RATES)
    for name in known:
        assert half_year(day) == name
        day += timedelta(days=184)
        day = day.replace(day=1)
