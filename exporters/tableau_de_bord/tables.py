"""Tables and sections of the dashboard; on a narrow screen each row becomes a card."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, TypeVar

from markupsafe import Markup

from domain.text import Locale, Text
from exporters.common.number_formats import DECIMAL, amount, count, devise_of
from exporters.html.shown import Shown, outside

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What one cell shows: its text, then a smaller one, then a bar."""

    text: Shown
    small: Shown | None = None
    late: bool = False
    """Whether ``text`` is in red."""
    zero: bool = False
    """Whether ``text`` is a zero, in grey."""
    bar: str = ""
    """Length in per cent; a screen reader is given ``text`` only."""
    href: str = ""
    """Relative address of the file that ``text`` is a link to; empty: it is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CellColumn(Generic[T]):
    """A column: its heading, its class in the style sheet, what a row shows under it."""

    label: Text
    cell: Callable[[T], Cell]
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A column's heading and class."""

    label: Text
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HtmlTable:
    """A table; the first cell of each row names it."""

    headings: tuple[Heading, ...]
    rows: tuple[tuple[tuple[Heading, Cell], ...], ...]
    """Each cell with the heading above it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A titled part of the page: a drawing, a table, a note, each where there is one."""

    title: Text
    chart: Markup | None = None
    table: HtmlTable | None = None
    note: Shown = ""
    unfold: Text | None = None
    """When given, the words that unfold the table, which comes after the note."""


def table(columns: Sequence[CellColumn[T]], rows: Iterable[T]) -> HtmlTable:
    """The table of ``rows`` under ``columns``."""
    headings = tuple(Heading(label=column.label, kind=column.kind) for column in columns)
    below = tuple(zip(headings, (column.cell for column in columns), strict=True))
    return HtmlTable(
        headings=headings, rows=tuple(tuple((heading, cell(row)) for heading, cell in below) for row in rows)
    )


def money(value: Decimal | str | None, devise: str, locale: Locale) -> Shown:
    """An amount with its currency; a dash when there is none, text from outside when it is no amount."""
    shown = format(value, ".2f") if isinstance(value, Decimal) else value or ""
    if not shown:
        return "–"
    return amount(shown, devise_of(devise), locale) if DECIMAL.fullmatch(shown) else outside(shown)


def number(value: int, locale: Locale) -> Cell:
    """A count; a zero in grey."""
    return Cell(text=count(value, locale), zero=not value)


def invoices(number: int, locale: Locale) -> str:
    """``1 facture``, ``12 factures``."""
    if locale is Locale.EN:
        return f"{count(number, locale)} invoice{'' if number == 1 else 's'}"
    return f"{count(number, locale)} facture{'s' if number > 1 else ''}"


def more(number: int, locale: Locale) -> str:
    """How many rows the page does not show; empty when it shows all."""
    return MORE.in_(locale).format(count(number, locale)) if number > 0 else ""


def bar(value: Decimal, most: Decimal) -> str:
    """How long a bar of ``value`` is, in per cent of one of ``most``; empty when there is none."""
    if value <= 0 or most <= 0:
        return ""
    return f"{max(Decimal('0.6'), value * 100 / most):.1f}"


MORE = Text("Et {} de plus.", "And {} more.")
