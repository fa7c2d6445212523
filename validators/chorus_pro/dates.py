"""The date of the invoice (BT-2) and its due date (BT-9). Unreadable dates are reported by the parsers."""

from domain.finding import Pack, Severity
from domain.invoice import Invoice
from domain.text import Text
from validators.common.phrasing import day
from validators.engine.context import Case
from validators.engine.rule import Answer, fault, rule

PRESCRIPTION = 4
"""Full years after the year of issue after which a debt of a public body lapses (loi n° 68-1250, article 1)."""


@rule(
    "DATE-01",
    field="date_facture",
    message=Text("La date de facture est absente.", "The invoice date is missing."),
    remedy=Text("Indiquez la date d'émission de la facture.", "Give the issue date of the invoice."),
    source="BT-2; BR-03; CPPFacturePivot DateEmissionFacture",
    absence=True,
)
def date_is_given(invoice: Invoice, _: Case) -> bool:
    """BT-2 is there."""
    return invoice.date_facture is not None


@rule(
    "DATE-02",
    also=Pack.NAVETTE,
    field="date_facture",
    message=Text(
        "La facture est datée du {value}, après le jour de son dépôt ({today}).",
        "The invoice is dated {value}, after the day it was deposited ({today}).",
    ),
    remedy=Text(
        "Corrigez la date, ou déposez la facture à partir du jour de sa date.",
        "Correct the date, or deposit the invoice on the day of its date or later.",
    ),
    source="Annexe API, date de facture",
)
def date_is_not_in_the_future(invoice: Invoice, case: Case) -> Answer:
    """BT-2 is not after today in Paris."""
    date = invoice.date_facture
    return True if date is None or date <= case.today else fault(value=day(date), today=day(case.today))


@rule(
    "DATE-03",
    field="date_facture",
    severity=Severity.WARNING,
    message=Text("La facture est datée du {value}, avant l'an 2000.", "The invoice is dated {value}, before 2000."),
    remedy=Text("Vérifiez l'année de la date de facture.", "Check the year of the invoice date."),
    source="BR-FR-03",
)
def date_is_of_this_century(invoice: Invoice, _: Case) -> Answer:
    """BT-2 is in 2000 or later."""
    date = invoice.date_facture
    return True if date is None or date.year >= 2000 else fault(value=day(date))


@rule(
    "DATE-04",
    field="date_facture",
    severity=Severity.WARNING,
    message=Text(
        "La facture est datée du {value} : la créance peut être prescrite.",
        "The invoice is dated {value}: the debt may have lapsed.",
    ),
    remedy=Text(
        "Vérifiez la date ; au-delà de quatre ans après l'année d'émission, voyez avec le service destinataire.",
        "Check the date; more than four years after the year of issue, see with the recipient's service.",
    ),
    source="Loi n° 68-1250 du 31 décembre 1968, article 1",
)
def debt_has_not_lapsed(invoice: Invoice, case: Case) -> Answer:
    """BT-2 is at most four full years before the current one; before 2000, see DATE-03."""
    date = invoice.date_facture
    if date is None or date.year < 2000 or case.today.year - date.year <= PRESCRIPTION:
        return True
    return fault(value=day(date))


@rule(
    "DATE-05",
    also=Pack.NAVETTE,
    field="date_facture",
    severity=Severity.WARNING,
    message=Text(
        "L'échéance ({due}) précède la date de facture ({value}).",
        "The due date ({due}) is before the invoice date ({value}).",
    ),
    remedy=Text("Corrigez l'échéance ou la date.", "Correct the due date or the date."),
    source="BT-9, BT-2; BR-FR-CO-07",
)
def due_date_follows(invoice: Invoice, case: Case) -> Answer:
    """BT-9 is not before BT-2; not checked when BT-2 is in the future (DATE-02)."""
    date, due = invoice.date_facture, invoice.due_date
    if date is None or due is None or due >= date or date > case.today:
        return True
    return fault(value=day(date), due=day(due))


CHECKS = (date_is_given, date_is_not_in_the_future, date_is_of_this_century, debt_has_not_lapsed, due_date_follows)
