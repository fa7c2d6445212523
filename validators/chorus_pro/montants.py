"""The totals (BG-22) one by one: presence, size, precision and sign."""

from collections.abc import Iterator
from decimal import Decimal

from domain.finding import Severity
from domain.invoice import Invoice
from domain.text import Text
from validators.common.phrasing import amount
from validators.engine.context import Case
from validators.engine.rule import Answer, fault, rule

DECIMALS = 2
DIGITS = 17
"""Digits before the decimal point: 19 positions, two of them decimals (BR-FR-DEC-01)."""

TOTALS = (
    ("lines", None, Text("total des lignes", "sum of lines")),
    ("allowances", None, Text("total des remises", "sum of allowances")),
    ("charges", None, Text("total des frais", "sum of charges")),
    ("without_vat", "montant_ht", Text("total HT", "total without VAT")),
    ("vat", "montant_tva", Text("total de TVA", "total VAT")),
    ("with_vat", "montant_ttc", Text("total TTC", "total with VAT")),
    ("paid", None, Text("montant payé", "paid amount")),
    ("rounding", None, Text("arrondi", "rounding")),
    ("due", "montant_a_payer", Text("net à payer", "amount due")),
)
"""Name in :class:`domain.invoice.Totals`, field, and displayed name."""

_GIVE = Text("Indiquez ce montant, même nul.", "Give this amount, even if zero.")


@rule(
    "MNT-01",
    field="montant_ht",
    message=Text("Le total HT est absent.", "The total without VAT is missing."),
    remedy=_GIVE,
    source="BT-109; BR-13; CPPFacturePivot MontantHT",
    absence=True,
)
def total_without_vat_is_given(invoice: Invoice, _: Case) -> bool:
    """BT-109 is there."""
    return invoice.totals.without_vat is not None


@rule(
    "MNT-02",
    field="montant_ttc",
    message=Text("Le total TTC est absent.", "The total with VAT is missing."),
    remedy=_GIVE,
    source="BT-112; BR-14; CPPFacturePivot MontantTTC",
    absence=True,
)
def total_with_vat_is_given(invoice: Invoice, _: Case) -> bool:
    """BT-112 is there."""
    return invoice.totals.with_vat is not None


@rule(
    "MNT-03",
    field="montant_a_payer",
    message=Text("Le net à payer est absent.", "The amount due is missing."),
    remedy=_GIVE,
    source="BT-115; BR-15; CPPFacturePivot MontantNetAPayer",
    absence=True,
)
def amount_due_is_given(invoice: Invoice, _: Case) -> bool:
    """BT-115 is there."""
    return invoice.totals.due is not None


@rule(
    "MNT-04",
    field="montant_tva",
    message=Text(
        "Aucun total de TVA n'est dans la devise de la facture, et le TTC ({ttc}) n'est pas le HT ({ht}).",
        "No total VAT is in the invoice's currency, and the total with VAT ({ttc}) is not the total without ({ht}).",
    ),
    remedy=_GIVE,
    source="BT-110; BR-CO-15",
    absence=True,
)
def total_vat_is_given(invoice: Invoice, _: Case) -> Answer:
    """BT-110 is there, unless BT-112 equals BT-109."""
    totals = invoice.totals
    if totals.vat is not None or totals.without_vat is None or totals.with_vat is None:
        return True
    return totals.without_vat == totals.with_vat or fault(ttc=amount(totals.with_vat), ht=amount(totals.without_vat))


@rule(
    "MNT-05",
    severity=Severity.WARNING,
    message=Text("Le {what} {value} a plus de deux décimales.", "The {what} {value} has more than two decimals."),
    remedy=Text("Arrondissez les totaux au centime.", "Round the totals to the cent."),
    source="BR-DEC-09…20; BR-FR-DEC-01",
)
def totals_are_in_cents(invoice: Invoice, _: Case) -> Answer:
    """Each total has two decimals at most, zeros at the end not counted."""
    return tuple(
        fault(field=field, what=what, value=amount(value))
        for field, what, value in _totals(invoice)
        if value.is_finite() and value.adjusted() < DIGITS and value != round(value, DECIMALS)
    )


@rule(
    "MNT-06",
    message=Text("Le {what} {value} n'est pas un montant possible.", "The {what} {value} is no possible amount."),
    remedy=Text(
        "Un montant a 17 chiffres au plus avant la virgule.", "An amount has 17 digits at most before the point."
    ),
    source="BR-FR-DEC-01 (19 positions)",
)
def totals_are_possible(invoice: Invoice, _: Case) -> Answer:
    """Each total is a finite number of 17 digits before the decimal point at most."""
    return tuple(
        fault(field=field, what=what, value=amount(value))
        for field, what, value in _totals(invoice)
        if not value.is_finite() or value.adjusted() >= DIGITS
    )


@rule(
    "MNT-07",
    field="montant_ttc",
    severity=Severity.WARNING,
    message=Text(
        "Le total TTC d'une facture est négatif ({value}).", "An invoice's total with VAT is negative ({value})."
    ),
    remedy=Text(
        "Un montant en faveur du client est un avoir (381).", "What is owed to the buyer is a credit note (381)."
    ),
    source="BT-112, BT-3",
)
def invoice_is_not_negative(invoice: Invoice, _: Case) -> Answer:
    """BT-112 of an invoice is not negative."""
    return invoice.avoir or not _is_negative(invoice.totals.with_vat) or fault(value=amount(invoice.totals.with_vat))


@rule(
    "MNT-08",
    field="montant_ttc",
    severity=Severity.WARNING,
    message=Text(
        "Le total TTC d'un avoir est négatif ({value}).", "A credit note's total with VAT is negative ({value})."
    ),
    remedy=Text(
        "Un avoir s'écrit en montants positifs : son type dit déjà qu'il crédite.",
        "A credit note is written in positive amounts: its type already says that it credits.",
    ),
    source="BT-112, BT-3",
)
def credit_note_is_not_negative(invoice: Invoice, _: Case) -> Answer:
    """BT-112 of a credit note is not negative."""
    return (
        not invoice.avoir or not _is_negative(invoice.totals.with_vat) or fault(value=amount(invoice.totals.with_vat))
    )


@rule(
    "MNT-09",
    field="montant_a_payer",
    severity=Severity.WARNING,
    message=Text("Le net à payer est négatif ({value}).", "The amount due is negative ({value})."),
    remedy=Text(
        "Vérifiez le montant déjà payé ; un trop-perçu se rend par un avoir.",
        "Check the paid amount; what was paid too much is returned by a credit note.",
    ),
    source="BT-113; BT-115",
)
def amount_due_is_not_negative(invoice: Invoice, _: Case) -> Answer:
    """BT-115 is not negative while BT-112 is positive."""
    due = invoice.totals.due
    return not _is_negative(due) or _is_negative(invoice.totals.with_vat) or fault(value=amount(due))


def _is_negative(value: Decimal | None) -> bool:
    return value is not None and value < 0


def _totals(invoice: Invoice) -> Iterator[tuple[str | None, Text, Decimal]]:
    totals = invoice.totals
    for name, field, what in TOTALS:
        value = getattr(totals, name)
        if value is not None:
            yield field, what, value


CHECKS = (
    total_without_vat_is_given,
    total_with_vat_is_given,
    amount_due_is_given,
    total_vat_is_given,
    totals_are_in_cents,
    totals_are_possible,
    invoice_is_not_negative,
    credit_note_is_not_negative,
    amount_due_is_not_negative,
)
