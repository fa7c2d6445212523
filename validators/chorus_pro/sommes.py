"""Totals computed from their parts; a :class:`Gap` where the stated amount differs.

A total is not computed when one of its parts is missing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from domain.invoice import Invoice
from domain.text import Text

CENT = Decimal("0.01")
ZERO = Decimal(0)
MINIMUM = "minimum"
"""Part of BT-24 that names the Factur-X profile without lines and payments."""
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


def total_with_vat(invoice: Invoice) -> Gap | None:
    """BT-112 against BT-109 plus BT-110."""
    totals = invoice.totals
    if totals.without_vat is None or totals.vat is None:
        return None
    return _gap(_TTC, totals.with_vat, totals.without_vat + totals.vat)


def sum_of_lines(invoice: Invoice) -> Gap | None:
    """BT-106 against the sum of BT-131."""
    if invoice.totals.lines is None or (computed := _lines(invoice)) is None:
        return None
    return _gap(_LINES, invoice.totals.lines, computed, len(invoice.lines))


def total_without_vat(invoice: Invoice) -> Gap | None:
    """BT-109 against BT-106 (or the sum of the lines), less BT-107, plus BT-108."""
    totals = invoice.totals
    lines = totals.lines if totals.lines is not None else _lines(invoice)
    if lines is None:
        return None
    allowances = totals.allowances if totals.allowances is not None else _sum_of(invoice, charge=False)
    charges = totals.charges if totals.charges is not None else _sum_of(invoice, charge=True)
    parts = 1 if totals.lines is not None else len(invoice.lines)
    return _gap(_HT, totals.without_vat, lines - allowances + charges, parts)


def amount_due(invoice: Invoice) -> Gap | None:
    """BT-115 against BT-112, less BT-113, plus BT-114."""
    totals = invoice.totals
    if totals.with_vat is None or omits_paid_amount(invoice):
        return None
    return _gap(_DUE, totals.due, totals.with_vat - (totals.paid or ZERO) + (totals.rounding or ZERO))


def omits_paid_amount(invoice: Invoice) -> bool:
    """Whether less is due than the total and the format has no field for the amount already paid.

    Factur-X MINIMUM, the formats of Chorus Pro and text PDFs have no such field, or it is optional.
    """
    totals, profile = invoice.totals, invoice.customization
    if totals.paid is not None or totals.due is None or totals.with_vat is None:
        return False
    return ZERO <= totals.due < totals.with_vat and (profile is None or MINIMUM in profile.lower())


def sum_of_bases(invoice: Invoice) -> Gap | None:
    """BT-109 against the sum of BT-116."""
    bases = [part.base for part in invoice.vat_breakdown if part.base is not None]
    if not bases or len(bases) < len(invoice.vat_breakdown):
        return None
    return _gap(_HT, invoice.totals.without_vat, sum(bases, ZERO), len(bases))


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


def _gap(what: Text, stated: Decimal | None, computed: Decimal, parts: int = 1) -> Gap | None:
    if stated is None or stated == computed:
        return None
    return Gap(what, stated, computed, CENT * max(1, parts))
