"""Invoices by status, and by each axis of the dashboard."""

from decimal import Decimal

from domain.dashboard import Axis, Counter, Dashboard
from domain.phase import Phase
from domain.status_facts import LABELS
from domain.text import Locale, Text
from exporters.common.number_formats import identifiant
from exporters.html.shown import outside
from exporters.reports.counters import AXES, in_order
from exporters.tableau_de_bord.key_figures import sum_of
from exporters.tableau_de_bord.sums import SumLine, lines
from exporters.tableau_de_bord.tables import Cell, CellColumn, Section, bar, money, more, number, table

SHOWN = 12
"""Names of an axis shown on the page."""


def statuses(dashboard: Dashboard, locale: Locale) -> Section:
    """The counters, in the portal's order."""
    rows = in_order(dashboard.counters)
    most = Decimal(max((row.count for row in rows), default=0))
    columns: tuple[CellColumn[Counter], ...] = (
        CellColumn(
            label=Text("État", "Status"),
            cell=lambda row: Cell(text=LABELS[row.status], bar=bar(Decimal(row.count), most)),
        ),
        CellColumn(label=Text("Factures", "Invoices"), cell=lambda row: number(row.count, locale), kind="sum"),
        CellColumn(
            label=Text("Montant TTC", "Amount with VAT"),
            cell=lambda row: Cell(text=money(row.ttc, row.devise, locale) if row.count else ""),
            kind="sum",
        ),
    )
    return Section(title=Text("Par état", "By status"), table=table(columns, rows))


def by_axis(dashboard: Dashboard, axis: Axis, locale: Locale) -> Section | None:
    """Who has how many invoices in which phase, and what is unpaid; ``None`` for a single or no name."""
    rows = lines(dashboard, axis)
    if len(rows) < 2:
        return None
    shown = table(_columns(rows, axis, locale), rows[:SHOWN])
    return Section(title=TITLES[axis], table=shown, note=more(len(rows) - SHOWN, locale))


def _columns(rows: tuple[SumLine, ...], axis: Axis, locale: Locale) -> tuple[CellColumn[SumLine], ...]:
    most = max((row.unpaid.main[1] for row in rows), default=Decimal())
    return (
        CellColumn(label=NAMES[axis], cell=lambda row: _name(axis, row)),
        *(_phase(label, phase, locale) for label, phase in PHASE_LABELS),
        CellColumn(
            label=Text("Encours TTC", "Open amount"),
            cell=lambda row: Cell(text=sum_of(row.unpaid, locale), bar=bar(row.unpaid.main[1], most)),
            kind="sum wide",
        ),
    )


def _phase(label: Text, phase: Phase, locale: Locale) -> CellColumn[SumLine]:
    return CellColumn(label=label, cell=lambda row: number(row.counts[phase], locale), kind="sum")


def _name(axis: Axis, row: SumLine) -> Cell:
    code = "" if axis is Axis.ACTEUR else row.key.rpartition("/")[2]
    shown = outside(identifiant(code)) if code and code != row.label else None
    return Cell(text=outside(row.label), small=shown)


TITLES = {**AXES, Axis.ACTEUR: Text("À qui d'agir", "Whose turn it is")}
NAMES = {
    Axis.ACTEUR: Text("Acteur", "Actor"),
    Axis.STRUCTURE: Text("Destinataire", "Recipient"),
    Axis.SERVICE: Text("Service", "Service"),
    Axis.FOURNISSEUR: Text("Fournisseur", "Supplier"),
}
PHASE_LABELS = (
    (Text("En chemin", "On the way"), Phase.ACHEMINEMENT),
    (Text("À traiter", "To treat"), Phase.A_TRAITER),
    (Text("En cours", "Under way"), Phase.EN_COURS),
    (Text("À corriger", "To correct"), Phase.CHEZ_LE_FOURNISSEUR),
    (Text("Payées", "Paid"), Phase.PAYEE),
    (Text("Closes", "Closed"), Phase.CLOSE),
)
