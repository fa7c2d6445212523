"""Groups of the VAT breakdown of an extended profile: base and VAT against the pieces of their category and rate.

A group agrees when the pieces of its category and rate make its base within a cent each, whatever their exemption
reason (EN 16931 of 2017), or those of its exemption reason too (that of 2026).
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from validators.engine.rule_body import rounded
from validators.facturx.extended.pieces import PieceIndex, PieceTax, Sums

_HUNDRED = Decimal(100)


class VatGroup(NamedTuple):
    """A group of the breakdown (BG-23); NaN for an amount that is missing or no number."""

    tax: PieceTax
    base: Decimal
    vat: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupQuestions:
    """The two questions on a group, as a syntax asks them."""

    rate_needed: bool
    """Whether a group without rate fails; otherwise no piece is of its rate."""
    reasons_only: bool
    """Whether its VAT is allowed a cent only for each piece of its exemption reason."""
    floating: bool
    """Whether the official rules compare bases in floating point."""

    def base_agrees(self, group: VatGroup, index: PieceIndex) -> bool:
        """BT-116 is the sum of its pieces."""
        if self.rate_needed and group.tax.lacks_rate:
            return False
        return any(self._is_near(group.base, index.sums(group.tax, reason=reason)) for reason in (True, False))

    def vat_agrees(self, group: VatGroup, index: PieceIndex) -> bool:
        """BT-117 is BT-116 times BT-119."""
        gap = abs(group.vat - rounded(group.base * group.tax.rate) / _HUNDRED)
        reasons = (True,) if self.reasons_only else (True, False)
        return any(gap <= index.sums(group.tax, reason=reason).tolerance for reason in reasons)

    def _is_near(self, base: Decimal, made: Sums) -> bool:
        if self.floating:
            gap = abs(float(base) - float(made.lines) + float(made.allowances) - float(made.charges))
            return gap <= float(made.tolerance)
        return abs(base - made.without_vat) <= made.tolerance
