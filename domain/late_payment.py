"""What a late payment costs its payer: interest and the flat indemnity (code de la commande publique).

Interest runs on what is left to pay of the amount with VAT (what was prepaid is not late), from the day after the last
day to pay, at one rate: that of the European Central Bank for its main refinancing operations on the first day of the
half-year in which it began to run, plus eight points (R.2192-31 to -36). Forty euros come on top, whatever the amount
(D.2192-35). Amounts are in euros, rounded to cents.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

POINTS = Decimal(8)
"""Added to the bank's rate, in percent."""
INDEMNITY = Decimal("40.00")
"""For recovery costs, in euros."""
YEAR = 365
_CENT = Decimal("0.01")

ECB_RATES: dict[str, Decimal] = {
    "2016-S2": Decimal("0.00"),
    "2017-S1": Decimal("0.00"),
    "2017-S2": Decimal("0.00"),
    "2018-S1": Decimal("0.00"),
    "2018-S2": Decimal("0.00"),
    "2019-S1": Decimal("0.00"),
    "2019-S2": Decimal("0.00"),
    "2020-S1": Decimal("0.00"),
    "2020-S2": Decimal("0.00"),
    "2021-S1": Decimal("0.00"),
    "2021-S2": Decimal("0.00"),
    "2022-S1": Decimal("0.00"),
    "2022-S2": Decimal("0.00"),
    "2023-S1": Decimal("2.50"),
    "2023-S2": Decimal("4.00"),
    "2024-S1": Decimal("4.50"),
    "2024-S2": Decimal("4.25"),
    "2025-S1": Decimal("3.15"),
    "2025-S2": Decimal("2.15"),
    "2026-S1": Decimal("2.15"),
}
"""Rate of the main refinancing operations on 1 January and 1 July, in percent (European Central Bank, key interest
rates). Later ones are settings: a rate that is not known is not guessed.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentTerms:
    """How long structures have to pay, and what being late costs."""

    delays: Mapping[str, int] = field(default_factory=dict)
    """Days to pay by SIRET; those that are not here have the legal 30."""
    from_service_fait: frozenset[str] = frozenset()
    """SIRETs of structures whose delay runs from the *service fait* when it came after the invoice (R.2192-15)."""
    rates: Mapping[str, Decimal] = field(default_factory=lambda: ECB_RATES)
    """The bank's rate by half-year (``2026-S1``), in percent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LatePayment:
    """What is due beside an invoice that is late."""

    rate: Decimal | None
    """In percent a year, the eight points included; ``None`` when the bank's rate of that half-year is not known."""
    interest: Decimal | None
    """In euros; ``None`` when it cannot be told."""
    indemnity: Decimal = INDEMNITY


def half_year(day: date) -> str:
    """``2026-S1`` for a day from January to June 2026."""
    return f"{day.year}-S{1 if day.month <= 6 else 2}"


def late_payment(
    amount: Decimal | None, devise: str, first_late_day: date, late_days: int, rates: Mapping[str, Decimal]
) -> LatePayment | None:
    """What ``late_days`` of delay cost when paid today; ``None`` when nothing is late.

    ``amount`` is what is left to pay, with VAT. Interest on another currency than the euro, on no amount or at an
    unknown rate cannot be told; the indemnity is due all the same.
    """
    if late_days <= 0:
        return None
    known = rates.get(half_year(first_late_day))
    rate = None if known is None else known + POINTS
    if rate is None or amount is None or amount <= 0 or devise != "EUR":
        return LatePayment(rate=rate, interest=None)
    interest = (amount * rate * late_days / (100 * YEAR)).quantize(_CENT, ROUND_HALF_UP)
    return LatePayment(rate=rate, interest=interest)
