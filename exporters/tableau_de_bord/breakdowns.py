"""How the invoices divide: by status, and by whatever a dashboard is broken down by."""

from decimal import Decimal
from html import escape

from domain.dashboard import Axis, Counter, Dashboard
from domain.phase import Phase
from domain.status import LABELS
from domain.text import Locale, Text
from exporters.common.number_formats import count, identifiant
from exporters.compte_rendu.columns import outside, say
from exporters.reports.counters import AXES, in_order
from exporters.tableau_de_bord.key_figures import sum_of
from exporters.tableau_de_bord.sums import SumLine, lines
from exporters.tableau_de_bord.tables import Cells, bar, money, more, section, table

SHOWN = 12
"""Names of an axis shown on the page."""


def statuses(tableau: Dashboard, locale: Locale) -> str:
    """The counters, in the portal's order."""
    rows = in_order(tableau.counters)
    most = Decimal(max((row.count for row in rows), default=0))
    columns: tuple[Cells[Counter], ...] = (
        Cells(
            label=Text("État", "Status"),
            shown=lambda row: f"{escape(LABELS[row.status])}{bar(Decimal(row.count), most)}",
        ),
        Cells(label=Text("Factures", "Invoices"), shown=lambda row: _zero(row.count, locale), kind="sum"),
        Cells(
            label=Text("Montant TTC", "Amount with VAT"),
            shown=lambda row: money(row.ttc, row.devise, locale) if row.count else "",
            kind="sum",
        ),
    )
    return section(say(Text("Par état", "By status"), locale), table(columns, rows, locale))


def by_axis(tableau: Dashboard, axe: Axis, locale: Locale) -> str:
    """Who has how many invoices in which phase, and what is unpaid; empty for a single or no name."""
    rows = lines(tableau, axe)
    if len(rows) < 2:
        return ""
    shown = table(_of_axis(rows, axe, locale), rows[:SHOWN], locale)
    return section(say(TITLES[axe], locale), shown, more(len(rows) - SHOWN, locale))


def _of_axis(rows: tuple[SumLine, ...], axe: Axis, locale: Locale) -> tuple[Cells[SumLine], ...]:
    most = max((row.unpaid.main[1] for row in rows), default=Decimal())
    return (
        Cells(label=NAMES[axe], shown=lambda row: _name(axe, row)),
        *(_phase(label, phase, locale) for label, phase in PHASE_LABELS),
        Cells(
            label=Text("Encours TTC", "Open amount"),
            shown=lambda row: f"{escape(sum_of(row.unpaid, locale))}{bar(row.unpaid.main[1], most)}",
            kind="sum wide",
        ),
    )


def _phase(label: Text, phase: Phase, locale: Locale) -> Cells[SumLine]:
    return Cells(label=label, shown=lambda row: _zero(row.counts[phase], locale), kind="sum")


def _name(axe: Axis, row: SumLine) -> str:
    code = "" if axe is Axis.ACTEUR else row.key.rpartition("/")[2]
    told = f"<small>{outside(identifiant(code))}</small>" if code and code != row.label else ""
    return f"{outside(row.label)}{told}"


def _zero(number: int, locale: Locale) -> str:
    return count(number, locale) if number else '<span class="zero">0</span>'


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
