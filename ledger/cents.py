"""Amounts in cents, as searches and dashboards add them up."""

from decimal import ROUND_HALF_UP, Decimal

LARGEST = 9 * 10**17
"""Cents beyond which an amount is left out: sums must fit the 64 bits both engines count in."""
_CENT = Decimal("0.01")
_BOUND = Decimal(LARGEST) / 100


def cents(amount: Decimal | None) -> int | None:
    """``amount`` in cents, half a cent rounded away from zero; ``None`` when there is none that can be counted."""
    if amount is None or not amount.is_finite() or abs(amount) > _BOUND:
        return None
    return int(amount.quantize(_CENT, ROUND_HALF_UP).scaleb(2))
