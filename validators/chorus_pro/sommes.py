"""Totals computed from their parts; a :class:`Gap` where the stated amount differs.

A total is not computed when one of its parts is missing. The extended profiles (Factur-X EXTENDED, EXTENDED-CTC-FR)
allow one cent for each line, allowance and charge (BR-FREXT-CO-10 to 15, BR-FXEXT-CO-10 to 16): so does the tolerance.
Where the official rules of the profile ask nothing, or allow a unit, a larger gap is told and not refused.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from domain.invoice import Invoice, VatBreakdown
from domain.specification import profile
from domain.text import Text
from validators.common.phrasing import amount

CENT = Decimal("0.01")
UNIT = Decimal(1)
PERCENT = Decimal(100)
ZERO = Decimal(0)
NO_BOUND = Decimal("Infinity")
MINIMUM = "minimum"
"""The Factur-X profile without lines and payments, whose rules add up nothing."""
BASIC_WL = "basicwl"
"""The Factur-X profile without lines, whose rules do not add up the bases."""
EXTENDED = "extended"
"""The profile of Factur-X with adjustments (BT-179)."""
_TOLERANT = frozenset({EXTENDED, "extended-ctc-fr"})
"""Profiles with tolerances of their own."""
_ZUGFERD_1 = "urn:ferd:"
"""Beginning of BT-24 in ZUGFeRD 1, which is older than the norm."""
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
    """A larger gap refuses the invoice."""
    rounding: Decimal
    """A larger gap is none of rounding."""
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
        if part.base is None or part.amount is None or part.rate is None or not part.of_vat:
            continue
        computed = round(part.base * part.rate / PERCENT, 2)
        if part.amount != computed:
            what = Text(f"TVA à {amount(part.rate).fr} %", f"VAT at {amount(part.rate).en} %")
            tolerance = max(UNIT, CENT * parts)
            yield part, Gap(what, part.amount, computed, tolerance, tolerance)


def total_with_vat(invoice: Invoice) -> Gap | None:
    """BT-112 against BT-109 plus BT-110."""
    totals = invoice.totals
    if totals.without_vat is None or totals.vat is None:
        return None
    gap = _gap(_TTC, totals.with_vat, totals.without_vat + totals.vat, 1, extended_parts(invoice))
    return _unbounded(gap, _has_no_sums(invoice, MINIMUM))


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
    gap = _gap(_HT, totals.without_vat, lines - allowances + charges, parts)
    return _unbounded(gap, _has_no_sums(invoice, MINIMUM))


def amount_due(invoice: Invoice) -> Gap | None:
    """BT-115 against BT-112, less BT-113, plus BT-114, and plus BT-179 where the profile adds it."""
    totals = invoice.totals
    if totals.with_vat is None or omits_paid_amount(invoice):
        return None
    computed = totals.with_vat - (totals.paid or ZERO) + (totals.rounding or ZERO) + (_adjustments(invoice) or ZERO)
    if invoice.avoir and invoice.customization is None and totals.due == -computed:
        return None  # a page that prints the credit with a minus, and what is returned without
    return _unbounded(_gap(_DUE, totals.due, computed), _has_no_sums(invoice, MINIMUM))


def _adjustments(invoice: Invoice) -> Decimal | None:
    """BT-179, which only Factur-X EXTENDED adds to the amount due (BR-FXEXT-CO-16), and a page; BR-CO-16 leaves it
    out.
    """
    if invoice.totals.adjustments is None:
        return None
    added = invoice.customization is None or _of_profile(invoice, EXTENDED)
    return invoice.totals.adjustments if added else None


def omits_paid_amount(invoice: Invoice) -> bool:
    """Whether less is due than the total and the format has no field for the amount already paid.

    Factur-X MINIMUM, the formats of Chorus Pro and text PDFs have no such field, or it is optional.
    """
    totals = invoice.totals
    if totals.paid is not None or totals.due is None or totals.with_vat is None or _adjustments(invoice) is not None:
        return False
    less = ZERO <= totals.due < totals.with_vat or ZERO >= totals.due > totals.with_vat
    return less and (invoice.customization is None or _of_profile(invoice, MINIMUM))


def sum_of_bases(invoice: Invoice) -> Gap | None:
    """BT-109 against the sum of BT-116; in an XML of the norm, within the unit a rate that BR-S-08 allows in UBL and
    BR-E-08 in CII: where the norm allows less, its own rule says so.
    """
    groups = [part for part in invoice.vat_breakdown if part.of_vat]
    bases = [part.base for part in groups if part.base is not None]
    if not bases or len(bases) < len(groups):
        return None
    parts = 2 * extended_parts(invoice)  # Both BT-109 and the bases may be off.
    gap = _gap(_HT, invoice.totals.without_vat, sum(bases, ZERO), len(bases), parts)
    if gap is None or _has_no_sums(invoice, BASIC_WL):
        return _unbounded(gap, True)
    normed = invoice.customization is not None and not invoice.customization.lower().startswith(_ZUGFERD_1)
    return replace(gap, tolerance=max(gap.tolerance, UNIT * len(bases))) if normed else gap


def extended_parts(invoice: Invoice) -> int:
    """Number of lines, allowances and charges for each of which an extended profile allows a cent; 0 in any other."""
    if invoice.customization is None or _profile(invoice.customization) not in _TOLERANT:
        return 0
    return len(invoice.allowances) + sum(line.status not in NOT_ADDED_STATUSES for line in invoice.lines)


def _has_no_sums(invoice: Invoice, name: str) -> bool:
    """Whether the invoice is of a profile without lines, and has none: another syntax may give itself that name."""
    return not invoice.lines and _of_profile(invoice, name)


def _of_profile(invoice: Invoice, name: str) -> bool:
    """Whether BT-24 names the profile."""
    return invoice.customization is not None and _profile(invoice.customization) == name


_profile = lru_cache(maxsize=64)(profile)


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
    tolerance = CENT * max(1, parts, allowed)
    gap = Gap(what, stated, computed, tolerance, tolerance)
    return replace(gap, allowed=True) if gap.size <= CENT * allowed else gap


def _unbounded(gap: Gap | None, free: bool) -> Gap | None:
    """The gap, refused at no size where the profile has no rule on it (``free``)."""
    return replace(gap, tolerance=NO_BOUND) if gap is not None and free and gap.size.is_finite() else gap
