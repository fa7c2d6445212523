"""A supplier's payments: what was paid and when, and the day by which what is on its way is due."""

from domain.dashboard import NEWS, Dashboard, Overdue, Paid
from domain.paris_time import paris_day
from domain.text import Locale, Text
from exporters.html.shown import outside
from exporters.tableau_de_bord.dates import day
from exporters.tableau_de_bord.due_first import columns_of, recipient
from exporters.tableau_de_bord.tables import Cell, CellColumn, Section, money, more, table

SHOWN = 20
"""Payments, and invoices on their way, shown on the page."""


def paid(dashboard: Dashboard, locale: Locale) -> Section | None:
    """The last payments; ``None`` when there is none."""
    if not dashboard.paid:
        return None
    columns: tuple[CellColumn[Paid], ...] = (
        CellColumn(
            label=Text("Facture", "Invoice"),
            cell=lambda row: Cell(text=outside(row.numero_facture)),
        ),
        CellColumn(label=Text("Destinataire", "Recipient"), cell=recipient),
        CellColumn(label=Text("Mandat", "Mandat"), cell=lambda row: Cell(text=outside(row.mandat) or "–"), kind="code"),
        CellColumn(
            label=Text("Montant payé", "Amount paid"),
            cell=lambda row: Cell(text=money(row.amount, row.devise, locale)),
            kind="sum",
        ),
        CellColumn(label=Text("Payée le", "Paid on"), cell=lambda row: Cell(text=day(row.paid_on, locale)), kind="sum"),
    )
    rest = dashboard.paid_total - min(len(dashboard.paid), SHOWN)
    return Section(title=PAID, table=table(columns, dashboard.paid[:SHOWN]), note=more(rest, locale))


def awaited(dashboard: Dashboard, locale: Locale) -> Section | None:
    """What is on its way to be paid, the late ones first, then by the day they are due; ``None`` when nothing is."""
    rows: tuple[Overdue, ...] = (*dashboard.late, *dashboard.soon, *dashboard.later)
    if not rows:
        return None
    today = paris_day(dashboard.at)
    rest = dashboard.awaited_total - min(len(rows), SHOWN)
    note = more(rest, locale) or BY_LAW
    return Section(title=AWAITED, table=table(columns_of(False, today, locale), rows[:SHOWN]), note=note)


PAID = Text(f"Payées ces {NEWS} derniers jours", f"Paid in the last {NEWS} days")
AWAITED = Text("Paiements attendus", "Payments awaited")
BY_LAW = Text(
    "L'échéance est le dernier jour du délai de paiement du destinataire : il peut payer avant.",
    "The due day is the last day of the recipient's payment delay: it may pay before.",
)
