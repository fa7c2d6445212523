"""The charts of the dashboard, each with its numbers in a table: unpaid amounts by age, deposits by day."""

from collections import defaultdict
from datetime import date
from decimal import Decimal
from html import escape

from domain.dashboard import TRANCHES, AgeBand, Dashboard
from domain.paris_time import jour
from domain.text import Locale, Text
from exporters.common.number_formats import count, devise_of
from exporters.compte_rendu.columns import say
from exporters.reports.ageing import days
from exporters.tableau_de_bord import svg_bars
from exporters.tableau_de_bord.sums import unpaid
from exporters.tableau_de_bord.svg_bars import Bar
from exporters.tableau_de_bord.tables import Cells, invoices, money, section, table

Jour = tuple[date, int]


def ageing(tableau: Dashboard, locale: Locale) -> str:
    """Unpaid amounts by age: a chart of the main currency, a table of all."""
    tranches = [one for one in _ages(tableau) if one.count]
    if not tranches:
        return section(say(AGE, locale), f'<p class="note">{say(NOTHING, locale)}</p>')
    devise = unpaid(tranches).main[0]
    bars = [_bar(first, last, tranches, devise, locale) for first, last in TRANCHES]
    drawn = svg_bars.anciennete("anciennete", AGE.in_(locale), AGE_TOLD.in_(locale), bars, devise, locale)
    return section(say(AGE, locale), f"{drawn}{table(_of_age(locale), tranches, locale)}", say(AGE_TOLD, locale))


def _ages(tableau: Dashboard) -> list[AgeBand]:
    """One of each age and currency, whatever they were told apart by; the main currency first."""
    groups = defaultdict[tuple[str, int, int | None], list[AgeBand]](list)
    for one in tableau.ageing:
        groups[one.devise, one.first, one.last].append(one)
    main = unpaid(tableau.ageing).main[0]
    return [
        _together(groups[key]) for key in sorted(groups, key=lambda key: (devise_of(key[0]) != main, key[0], key[1]))
    ]


def _together(parts: list[AgeBand]) -> AgeBand:
    return AgeBand(
        key="",
        label="",
        first=parts[0].first,
        last=parts[0].last,
        count=sum(one.count for one in parts),
        devise=parts[0].devise,
        ttc=sum((one.ttc for one in parts), Decimal()),
        late=sum(one.late for one in parts),
        late_ttc=sum((one.late_ttc for one in parts), Decimal()),
    )


def _of_age(locale: Locale) -> tuple[Cells[AgeBand], ...]:
    since = Text("Depuis la mise à disposition", "Since available")
    return (
        Cells(label=since, shown=lambda row: escape(days(row, locale))),
        Cells(label=Text("Factures", "Invoices"), shown=lambda row: count(row.count, locale), kind="sum"),
        Cells(label=Text("Montant", "Amount"), shown=lambda row: money(row.ttc, row.devise, locale), kind="sum"),
        Cells(label=Text("Dont en retard", "Of which late"), shown=lambda row: _late(row, locale), kind="sum"),
    )


def _bar(first: int, last: int | None, tranches: list[AgeBand], devise: str, locale: Locale) -> Bar:
    """The bar of one age; an age nothing has is there all the same."""
    mine = [one for one in tranches if one.first == first and devise_of(one.devise) == devise]
    late = sum((one.late_ttc for one in mine), Decimal())
    unit = Text("j", "d").in_(locale)
    label = f"> {first - 1} {unit}" if last is None else f"{first}–{last} {unit}"
    return Bar(label=label, value=sum((one.ttc for one in mine), Decimal()) - late, late=late)


def _late(tranche: AgeBand, locale: Locale) -> str:
    if not tranche.late:
        return "–"
    sums = money(tranche.late_ttc, tranche.devise, locale)
    return f'<em class="late">{count(tranche.late, locale)}</em><small>{sums}</small>'


def deposits(tableau: Dashboard, locale: Locale) -> str:
    """Invoices received day by day; the numbers unfold."""
    received = tableau.deposits_by_day
    number = sum(one for _, one in received)
    told = Text(
        f"{invoices(number, Locale.FR)} en {len(received)} jours.",
        f"{invoices(number, Locale.EN)} in {len(received)} days.",
    )
    note = f'<p class="note">{say(told, locale)}</p>'
    if not number:
        return section(say(DEPOSITS, locale), note)
    drawn = svg_bars.depots("depots", DEPOSITS.in_(locale), told.in_(locale), received, locale)
    columns: tuple[Cells[Jour], ...] = (
        Cells(label=Text("Jour", "Day"), shown=lambda row: jour(row[0]) if locale is Locale.FR else row[0].isoformat()),
        Cells(label=Text("Factures", "Invoices"), shown=lambda row: count(row[1], locale), kind="sum"),
    )
    rows = table(columns, [one for one in reversed(received) if one[1]], locale)
    unfold = f"<details><summary>{say(NUMBERS, locale)}</summary>{rows}</details>"
    return section(say(DEPOSITS, locale), f"{drawn}{note}{unfold}")


AGE = Text("Ancienneté des factures non payées", "Age of unpaid invoices")
AGE_TOLD = Text(
    "Montant non payé selon l'âge ; en rouge, ce qui est en retard.", "Unpaid amount by age; what is late in red."
)
NOTHING = Text("Rien à payer.", "Nothing to pay.")
DEPOSITS = Text("Factures déposées par jour", "Invoices deposited by day")
NUMBERS = Text("Voir les nombres, jour par jour", "See the numbers, day by day")
