"""How the invoices divide: by age, by day of deposit, by status, by whatever a dashboard is broken down by."""

from decimal import Decimal
from html import escape

from domain.horloge import jour
from domain.phase import Phase
from domain.status import LABELS
from domain.tableau import Axe, Compteur, Tableau, Tranche
from domain.text import Locale, Text
from exporters import graphiques
from exporters.compte_rendu_colonnes import outside, say
from exporters.compteurs import AXES, in_order
from exporters.graphiques import Barre
from exporters.tableau_chiffres import sum_of
from exporters.tableau_sommes import EUROS, Ligne, lines, unpaid
from exporters.tableau_table import Cellules, bar, section, table
from exporters.typographie import amount, count, identifiant
from exporters.vieillissement import days

SHOWN = 12
"""Names of an axis shown on the page."""


def ageing(tableau: Tableau, locale: Locale) -> str:
    """Unpaid amounts by age: a chart of the main currency, a table of all."""
    title = say(Text("Ancienneté des factures non payées", "Age of unpaid invoices"), locale)
    devise = unpaid(tableau.ageing).main[0]
    bars = [
        Barre(label=_short(one, locale), value=one.ttc - one.late_ttc, late=one.late_ttc)
        for one in tableau.ageing
        if one.devise == devise
    ]
    told = say(
        Text(
            "Montant non payé selon l'âge ; en rouge, ce qui est en retard.",
            "Unpaid amount by age; what is late in red.",
        ),
        locale,
    )
    drawn = (
        graphiques.anciennete("anciennete", title, told, bars, devise, locale)
        if any(b.value + b.late for b in bars)
        else ""
    )
    return section(title, f"{drawn}{table(_ages(locale), tableau.ageing, locale)}", told if drawn else "")


def _ages(locale: Locale) -> tuple[Cellules[Tranche], ...]:
    return (
        Cellules(
            label=Text("Depuis la mise à disposition", "Since available"), shown=lambda row: escape(days(row, locale))
        ),
        Cellules(label=Text("Factures", "Invoices"), shown=lambda row: count(row.count, locale), kind="sum"),
        Cellules(label=Text("Montant", "Amount"), shown=lambda row: _amount(row.ttc, row.devise, locale), kind="sum"),
        Cellules(label=Text("Dont en retard", "Of which late"), shown=lambda row: _late(row, locale), kind="sum"),
    )


def _short(tranche: Tranche, locale: Locale) -> str:
    unit = Text("j", "d").in_(locale)
    return f"> {tranche.first - 1} {unit}" if tranche.last is None else f"{tranche.first}–{tranche.last} {unit}"


def _late(tranche: Tranche, locale: Locale) -> str:
    if not tranche.late:
        return "–"
    sums = _amount(tranche.late_ttc, tranche.devise, locale)
    return f'<em class="late">{count(tranche.late, locale)}</em><small>{sums}</small>'


def deposits(tableau: Tableau, locale: Locale) -> str:
    """Invoices received day by day; the numbers unfold."""
    received = tableau.deposits_by_day
    title = say(Text("Factures déposées par jour", "Invoices deposited by day"), locale)
    number = sum(count_ for _, count_ in received)
    told = Text(
        f"{count(number, locale)} factures en {len(received)} jours.",
        f"{count(number, locale)} invoices in {len(received)} days.",
    )
    drawn = graphiques.depots("depots", title, told.in_(locale), received, locale) if number else ""
    columns: tuple[Cellules[tuple[str, int]], ...] = (
        Cellules(label=Text("Jour", "Day"), shown=lambda row: escape(row[0])),
        Cellules(label=Text("Factures", "Invoices"), shown=lambda row: count(row[1], locale), kind="sum"),
    )
    rows = [(jour(day) if locale is Locale.FR else day.isoformat(), one) for day, one in reversed(received) if one]
    unfold = (
        f"<details><summary>{say(NUMBERS, locale)}</summary>{table(columns, rows, locale)}</details>" if rows else ""
    )
    return section(title, f'{drawn}<p class="note">{say(told, locale)}</p>{unfold}')


def statuses(tableau: Tableau, locale: Locale) -> str:
    """The counters, in the portal's order."""
    rows = in_order(tableau.counters)
    most = Decimal(max((row.count for row in rows), default=0))
    columns: tuple[Cellules[Compteur], ...] = (
        Cellules(
            label=Text("État", "Status"),
            shown=lambda row: f"{escape(LABELS[row.status])}{bar(Decimal(row.count), most)}",
        ),
        Cellules(label=Text("Factures", "Invoices"), shown=lambda row: _zero(row.count, locale), kind="sum"),
        Cellules(
            label=Text("Montant TTC", "Amount with VAT"),
            shown=lambda row: _amount(row.ttc, row.devise, locale) if row.count else "",
            kind="sum",
        ),
    )
    return section(say(Text("Par état", "By status"), locale), table(columns, rows, locale))


def by_axis(tableau: Tableau, axe: Axe, locale: Locale) -> str:
    """Who has how many invoices in which phase, and what is unpaid; empty for a single or no name."""
    rows = lines(tableau, axe)
    if len(rows) < (1 if axe is Axe.ACTEUR else 2):
        return ""
    note = say(MORE, locale).format(count(len(rows) - SHOWN, locale)) if len(rows) > SHOWN else ""
    columns = _of_actor(rows, locale) if axe is Axe.ACTEUR else _of_axis(rows, axe, locale)
    title = ACTORS if axe is Axe.ACTEUR else AXES[axe]
    return section(say(title, locale), table(columns, rows[:SHOWN], locale), note)


def _of_axis(rows: tuple[Ligne, ...], axe: Axe, locale: Locale) -> tuple[Cellules[Ligne], ...]:
    most = max((row.unpaid.main[1] for row in rows), default=Decimal())
    return (
        Cellules(label=NAMES[axe], shown=_name),
        *(_phase(label, phase, locale) for label, phase in PHASE_LABELS),
        Cellules(
            label=Text("Reste à payer", "Unpaid"),
            shown=lambda row: f"{escape(sum_of(row.unpaid, locale))}{bar(row.unpaid.main[1], most)}",
            kind="sum wide",
        ),
    )


def _of_actor(rows: tuple[Ligne, ...], locale: Locale) -> tuple[Cellules[Ligne], ...]:
    most = Decimal(max((row.total for row in rows), default=0))
    return (
        Cellules(
            label=Text("Acteur", "Actor"), shown=lambda row: f"{outside(row.label)}{bar(Decimal(row.total), most)}"
        ),
        Cellules(label=Text("Factures", "Invoices"), shown=lambda row: count(row.total, locale), kind="sum"),
        Cellules(
            label=Text("Reste à payer", "Unpaid"), shown=lambda row: escape(sum_of(row.unpaid, locale)), kind="sum"
        ),
    )


def _phase(label: Text, phase: Phase, locale: Locale) -> Cellules[Ligne]:
    return Cellules(label=label, shown=lambda row: _zero(row.counts[phase], locale), kind="sum")


def _name(row: Ligne) -> str:
    *_, code = row.key.split("/")
    return (
        f"{outside(row.label)}<small>{outside(identifiant(code))}</small>"
        if code and code != row.label
        else outside(row.label)
    )


def _zero(number: int, locale: Locale) -> str:
    return count(number, locale) if number else '<span class="zero">0</span>'


def _amount(value: Decimal, devise: str, locale: Locale) -> str:
    return escape(amount(format(value, ".2f"), devise or EUROS, locale))


NUMBERS = Text("Voir les nombres, jour par jour", "See the numbers, day by day")
ACTORS = Text("À qui d'agir", "Whose turn it is")
MORE = Text("{} autres sont dans le classeur.", "{} more are in the workbook.")
NAMES = {
    Axe.STRUCTURE: Text("Destinataire", "Recipient"),
    Axe.SERVICE: Text("Service", "Service"),
    Axe.FOURNISSEUR: Text("Fournisseur", "Supplier"),
}
PHASE_LABELS = (
    (Text("En chemin", "On the way"), Phase.ACHEMINEMENT),
    (Text("À traiter", "To treat"), Phase.A_TRAITER),
    (Text("En cours", "Under way"), Phase.EN_COURS),
    (Text("À corriger", "To correct"), Phase.CHEZ_LE_FOURNISSEUR),
    (Text("Payées", "Paid"), Phase.PAYEE),
    (Text("Closes", "Closed"), Phase.CLOSE),
)
