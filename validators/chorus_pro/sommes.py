"""Totals computed from their parts; a :class:`Gap` where the stated amount differs.

A total is not computed when one of its parts is missing. The extended profiles (Factur-X EXTENDED, EXTENDED-CTC-FR)
allow one cent for each line, allowance and charge (BR-FREXT-CO-10 to 15, BR-FXEXT-CO-10 to 16): so does the tolerance.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from domain.invoice import Invoice, VatBreakdown
from domain.text import Text
from validators.common.phrasing import amount

CENT = Decimal("0.01")
UNIT = Decimal(1)
PERCENT = Decimal(100)
ZERO = Decimal(0)
MINIMUM = "minimum"
"""Part of BT-24 that names the Factur-X profile without lines and payments."""
EXTENDED = (":extended", ":extended-ctc-fr")
"""Ends of BT-24 that name a profile with tolerances of its own."""
_ZUGFERD_1 = "urn:ferd:"
"""Beginning of BT-24 in ZUGFeRD 1, whose profile EXTENDED has no such rules."""
NOT_ADDED_STATUSES = frozenset({"GROUP", "INFORMATION"})
"""Statuses of EXTENDED lines that are not added: their amount is in other lines, or none (EXT-FR-FE-163)."""

_VAT = Text("total de TVA", "total VAT")
_TTC = Text("total TTC", "total with VAT")
_HT = Text("total HT", "total without VAT")
_DUE = Text("net à payer", "amount due")
_LINES = Text("total des lignes", "sum of lines")
_ALLOWANCES = Text("remises", "allowances")
_CHARGES = Text("frais", "charges")


@dataclass(frozen=True, slots=True)
class Gap:
    """A stated amount that differs from the computed one."""

    what: Text
    stated: Decimal
    computed: Decimal
    tolerance: Decimal
    allowed: bool = False
    """Whether the profile itself allows this gap."""

    @property
    def size(self) -> Decimal:
        """Absolute difference of the two amounts."""
        return abs(self.stated - self.computed)


def total_vat(invoice: Invoice) -> Gap | None:
    """BT-110 against the sum of BT-117."""
    amounts = [part.amount for part in invoice.vat_breakdown if part.amount is not None]
    if not amounts or len(amounts) < len(invoice.vat_breakdown):
        return None
    return _gap(_VAT, invoice.totals.vat, sum(amounts, ZERO), len(amounts))


def vat_of_rates(invoice: Invoice) -> Iterator[tuple[VatBreakdown, Gap]]:
    """Each BT-117 against BT-116 times BT-119, within the unit of BR-CO-17 (in an extended profile, more when it has
    more than a hundred lines: BR-FXEXT-S-09).
    """
    parts = extended_parts(invoice) or len(invoice.lines)
    for part in invoice.vat_breakdown:
        if part.base is None or part.amount is None or part.rate is None:
            continue
        computed = round(part.base * part.rate / PERCENT, 2)
        if part.amount != computed:
            what = Text(f"TVA à {amount(part.rate).fr} %", f"VAT at {amount(part.rate).en} %")
            yield part, Gap(what, part.amount, computed, max(UNIT, CENT * parts))


def total_with_vat(invoice: Invoice) -> Gap | None:
    """BT-112 against BT-109 plus BT-110."""
    totals = invoice.totals
    if totals.without_vat is None or totals.vat is None:
        return None
    return _gap(_TTC, totals.with_vat, totals.without_vat + totals.vat, 1, extended_parts(invoice))


def sum_of_lines(invoice: Invoice) -> Gap | None:
    """BT-106 against the sum of BT-131."""
    if invoice.totals.lines is None or (computed := _lines(invoice)) is None:
        return None
    return _gap(_LINES, invoice.totals.lines, computed, len(invoice.lines))


def total_without_vat(invoice: Invoice) -> Gap | None:
    """BT-109 against BT-106 (or the sum of the lines), less BT-107, plus BT-108.

    In an extended profile, against the lines, allowances and charges themselves (BR-FREXT-CO-13, BR-FXEXT-CO-13).
    """
    totals = invoice.totals
    if (parts := extended_parts(invoice)) and (lines := _lines(invoice)) is not None:
        computed = lines - _sum_of(invoice, charge=False) + _sum_of(invoice, charge=True)
        return _gap(_HT, totals.without_vat, computed, 1, parts)
    lines = totals.lines if totals.lines is not None else _lines(invoice)
    if lines is None:
        return None
    allowances = totals.allowances if totals.allowances is not None else _sum_of(invoice, charge=False)
    charges = totals.charges if totals.charges is not None else _sum_of(invoice, charge=True)
    parts = 1 if totals.lines is not None else len(invoice.lines)
    return _gap(_HT, totals.without_vat, lines - allowances + charges, parts)


def amount_due(invoice: Invoice) -> Gap | None:
    """BT-115 against BT-112, less BT-113, plus BT-114, and plus BT-179 where the profile adds it."""
    totals = invoice.totals
    if totals.with_vat is None or omits_paid_amount(invoice):
        return None
    computed = totals.with_vat - (totals.paid or ZERO) + (totals.rounding or ZERO) + (_adjustments(invoice) or ZERO)
    if invoice.avoir and invoice.customization is None and totals.due == -computed:
        return None  # a page that prints the credit with a minus, and what is returned without
    return _gap(_DUE, totals.due, computed)


def _adjustments(invoice: Invoice) -> Decimal | None:
    """BT-179, which only Factur-X EXTENDED adds to the amount due (BR-FXEXT-CO-16), and a page; BR-CO-16 leaves it
    out.
    """
    if invoice.totals.adjustments is None:
        return None
    profile = invoice.customization
    added = profile is None or profile.lower().rstrip().endswith(EXTENDED[0])
    return invoice.totals.adjustments if added else None


def omits_paid_amount(invoice: Invoice) -> bool:
    """Whether less is due than the total and the format has no field for the amount already paid.

    Factur-X MINIMUM, the formats of Chorus Pro and text PDFs have no such field, or it is optional.
    """
    totals, profile = invoice.totals, invoice.customization
    if totals.paid is not None or totals.due is None or totals.with_vat is None or _adjustments(invoice) is not None:
        return False
    return ZERO <= totals.due < totals.with_vat and (profile is None or MINIMUM in profile.lower())


def sum_of_bases(invoice: Invoice) -> Gap | None:
    """BT-109 against the sum of BT-116."""
    bases = [part.base for part in invoice.vat_breakdown if part.base is not None]
    if not bases or len(bases) < len(invoice.vat_breakdown):
        return None
    parts = 2 * extended_parts(invoice)  # Both BT-109 and the bases may be off.
    return _gap(_HT, invoice.totals.without_vat, sum(bases, ZERO), len(bases), parts)


def extended_parts(invoice: Invoice) -> int:
    """Number of lines, allowances and charges for each of which an extended profile allows a cent; 0 in any other."""
    if invoice.customization is None or not _is_extended(invoice.customization):
        return 0
    return len(invoice.allowances) + sum(line.status not in NOT_ADDED_STATUSES for line in invoice.lines)


@lru_cache(maxsize=64)
def _is_extended(customization: str) -> bool:
    profile = customization.strip().lower()
    return profile.endswith(EXTENDED) and not profile.startswith(_ZUGFERD_1)


def allowances_and_charges(invoice: Invoice) -> Iterator[Gap]:
    """BT-107 and BT-108 against the allowances and charges of the document."""
    for what, stated, charge in (
        (_ALLOWANCES, invoice.totals.allowances, False),
        (_CHARGES, invoice.totals.charges, True),
    ):
        if gap := _gap(what, stated, _sum_of(invoice, charge=charge), len(invoice.allowances)):
            yield gap


def _sum_of(invoice: Invoice, *, charge: bool) -> Decimal:
    return sum((each.amount for each in invoice.allowances if each.charge is charge and each.amount is not None), ZERO)


def _lines(invoice: Invoice) -> Decimal | None:
    """Sum of the net amounts of lines; ``None`` without lines or when a line has no amount."""
    if not invoice.lines:
        return None
    total = ZERO
    for line in invoice.lines:
        if line.status in NOT_ADDED_STATUSES:
            continue
        if line.net_amount is None:
            return None
        total += line.net_amount
    return total


def _gap(what: Text, stated: Decimal | None, computed: Decimal, parts: int = 1, allowed: int = 0) -> Gap | None:
    """The gap, within a cent a part; ``allowed``: number of parts for each of which the profile allows a cent."""
    if stated is None or stated == computed:
        return None
    gap = Gap(what, stated, computed, CENT * max(1, parts, allowed))
    return replace(gap, allowed=True) if gap.size <= CENT * allowed else gap
