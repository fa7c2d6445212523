"""The charts of the dashboard, each with its numbers in a table: unpaid amounts by age, deposits by day."""

from collections import defaultdict
from datetime import date
from decimal import Decimal

from domain.dashboard import AGE_BANDS, AgeBand, Dashboard
from domain.text import Locale, Text
from exporters.common.number_formats import count, devise_of
from exporters.html.markup import drawing
from exporters.reports.ageing import days
from exporters.tableau_de_bord import svg_bars
from exporters.tableau_de_bord.dates import day
from exporters.tableau_de_bord.sums import unpaid
from exporters.tableau_de_bord.svg_bars import Bar
from exporters.tableau_de_bord.tables import Cell, CellColumn, Section, invoices, money, table

DayCount = tuple[date, int]


def ageing(dashboard: Dashboard, locale: Locale) -> Section:
    """Unpaid amounts by age: a chart of the main currency, a table of all."""
    bands = [band for band in _ages(dashboard) if band.count]
    if not bands:
        return Section(title=AGE, note=NOTHING)
    devise = unpaid(bands).main[0]
    bars = [_bar(first, last, bands, devise, locale) for first, last in AGE_BANDS]
    drawn = svg_bars.ageing("anciennete", AGE.in_(locale), AGE_NOTE.in_(locale), bars, devise, locale)
    return Section(title=AGE, chart=drawing(drawn), table=table(_age_columns(locale), bands), note=AGE_NOTE)


def _ages(dashboard: Dashboard) -> list[AgeBand]:
    """One band of each age and currency, summed over the other keys; the main currency first."""
    groups = defaultdict[tuple[str, int, int | None], list[AgeBand]](list)
    for band in dashboard.ageing:
        groups[band.devise, band.first, band.last].append(band)
    main = unpaid(dashboard.ageing).main[0]
    return [_sum(groups[key]) for key in sorted(groups, key=lambda key: (devise_of(key[0]) != main, key[0], key[1]))]


def _sum(parts: list[AgeBand]) -> AgeBand:
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


def _age_columns(locale: Locale) -> tuple[CellColumn[AgeBand], ...]:
    since = Text("Depuis la mise à disposition", "Since available")
    return (
        CellColumn(label=since, cell=lambda row: Cell(text=days(row, locale))),
        CellColumn(label=Text("Factures", "Invoices"), cell=lambda row: _count(row.count, locale), kind="sum"),
        CellColumn(
            label=Text("Montant", "Amount"), cell=lambda row: Cell(text=money(row.ttc, row.devise, locale)), kind="sum"
        ),
        CellColumn(label=Text("Dont en retard", "Of which late"), cell=lambda row: _late(row, locale), kind="sum"),
    )


def _bar(first: int, last: int | None, bands: list[AgeBand], devise: str, locale: Locale) -> Bar:
    """The bar of one age; there is one for an age without invoices too."""
    same = [band for band in bands if band.first == first and devise_of(band.devise) == devise]
    late = sum((one.late_ttc for one in same), Decimal())
    unit = Text("j", "d").in_(locale)
    label = f"> {first - 1} {unit}" if last is None else f"{first}–{last} {unit}"
    return Bar(label=label, value=sum((one.ttc for one in same), Decimal()) - late, late=late)


def _count(number: int, locale: Locale) -> Cell:
    return Cell(text=count(number, locale))


def _late(band: AgeBand, locale: Locale) -> Cell:
    if not band.late:
        return Cell(text="–")
    return Cell(text=count(band.late, locale), small=money(band.late_ttc, band.devise, locale), late=True)


def deposits(dashboard: Dashboard, locale: Locale) -> Section:
    """Invoices received day by day; the numbers unfold."""
    received = dashboard.deposits_by_day
    number = sum(one for _, one in received)
    note = Text(
        f"{invoices(number, Locale.FR)} en {len(received)} jours.",
        f"{invoices(number, Locale.EN)} in {len(received)} days.",
    )
    if not number:
        return Section(title=DEPOSITS, note=note)
    drawn = svg_bars.deposits("depots", DEPOSITS.in_(locale), note.in_(locale), received, locale)
    columns: tuple[CellColumn[DayCount], ...] = (
        CellColumn(label=Text("Jour", "Day"), cell=lambda row: Cell(text=day(row[0], locale))),
        CellColumn(label=Text("Factures", "Invoices"), cell=lambda row: _count(row[1], locale), kind="sum"),
    )
    rows = table(columns, [one for one in reversed(received) if one[1]])
    return Section(title=DEPOSITS, chart=drawing(drawn), note=note, table=rows, unfold=NUMBERS)


AGE = Text("Ancienneté des factures non payées", "Age of unpaid invoices")
AGE_NOTE = Text(
    "Montant non payé selon l'âge ; en rouge, ce qui est en retard.", "Unpaid amount by age; what is late in red."
)
NOTHING = Text("Rien à payer.", "Nothing to pay.")
DEPOSITS = Text("Factures déposées par jour", "Invoices deposited by day")
NUMBERS = Text("Voir les nombres, jour par jour", "See the numbers, day by day")
