"""What must be paid first: what is late, the longest late first, then what is due soon."""

from datetime import date

from domain.dashboard import Dashboard, Overdue, Paid
from domain.late_payment import LatePayment
from domain.paris_time import paris_day
from domain.status_facts import LABELS
from domain.text import Locale, Text
from exporters.common.number_formats import identifiant
from exporters.html.shown import outside
from exporters.tableau_de_bord.dates import day
from exporters.tableau_de_bord.sums import EUROS, late
from exporters.tableau_de_bord.tables import Cell, CellColumn, Section, money, more, table

SHOWN = 10
"""Late ones shown on the page, and as many due soon; the rest is in the files beside it."""


def due_first(dashboard: Dashboard, locale: Locale) -> Section | None:
    """The section of a payer; ``None`` when nothing is late or due soon."""
    rows = (*[one for one in dashboard.late if one.late_days > 0][:SHOWN], *dashboard.soon[:SHOWN])
    if not rows:
        return None
    return Section(
        title=Text("À payer d'abord", "To pay first"),
        table=table(columns_of(True, paris_day(dashboard.at), locale), rows),
        note=more(late(dashboard.ageing).count + len(dashboard.soon) - len(rows), locale),
    )


def columns_of(to_pay: bool, today: date, locale: Locale) -> tuple[CellColumn[Overdue], ...]:
    """The columns of unpaid invoices, as their payer or their supplier reads them."""
    return (
        CellColumn(
            label=Text("Facture", "Invoice"),
            cell=lambda row: Cell(text=outside(row.numero_facture), small=LABELS[row.status]),
        ),
        CellColumn(
            label=Text("Fournisseur", "Supplier") if to_pay else Text("Destinataire", "Recipient"),
            cell=_supplier if to_pay else recipient,
        ),
        CellColumn(label=Text("Service", "Service"), cell=lambda row: Cell(text=outside(row.code_service) or "–")),
        CellColumn(
            label=Text("Montant TTC", "Amount with VAT"),
            cell=lambda row: Cell(text=money(row.ttc, row.devise, locale)),
            kind="sum",
        ),
        CellColumn(label=Text("Échéance", "Due on"), cell=lambda row: Cell(text=day(row.due_on, locale)), kind="sum"),
        CellColumn(label=Text("Délai", "Delay"), cell=lambda row: _delay(row, today, locale), kind="sum"),
    )


def _supplier(row: Overdue) -> Cell:
    return Cell(text=outside(row.nom_fournisseur), small=outside(identifiant(row.fournisseur)))


def recipient(row: Overdue | Paid) -> Cell:
    """Its name above its SIRET."""
    code = outside(identifiant(row.destinataire))
    return Cell(text=outside(row.nom_destinataire), small=code) if row.nom_destinataire else Cell(text=code)


def _delay(row: Overdue, today: date, locale: Locale) -> Cell:
    if row.late_days > 0:
        late = Text(f"{row.late_days} j de retard", f"{row.late_days} d late")
        return Cell(text=late, small=_cost(row.late_payment, locale), late=True)
    left = (row.due_on - today).days
    near = (Text("aujourd'hui", "today"), Text("demain", "tomorrow"))
    return Cell(text=near[left] if left in (0, 1) else Text(f"dans {left} j", f"in {left} d"))


def _cost(late: LatePayment | None, locale: Locale) -> Text | None:
    """What the delay costs beside the amount: interest, where it can be told, and the indemnity."""
    if late is None:
        return None
    indemnity = money(late.indemnity, EUROS, locale)
    if late.interest is None:
        return Text(f"intérêts + {indemnity}", f"interest + {indemnity}")
    interest = money(late.interest, EUROS, locale)
    return Text(f"intérêts {interest} + {indemnity}", f"interest {interest} + {indemnity}")
