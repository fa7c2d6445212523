"""A table of the dashboard: columns of finished markup; on a narrow screen each row becomes a card."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from typing import Generic, TypeVar

from domain.text import Locale, Text
from exporters.common.number_formats import DECIMAL, amount, count, devise_of
from exporters.compte_rendu.columns import outside, say

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells(Generic[T]):
    """A column: its heading, its class in the style sheet, the finished markup of a row's cell."""

    label: Text
    shown: Callable[[T], str]
    kind: str = ""


def table(columns: Sequence[Cells[T]], rows: Iterable[T], locale: Locale, caption: str = "") -> str:
    """The table; its first column names each row."""
    heads = "".join(f'<th scope="col"{_class(one.kind)}>{say(one.label, locale)}</th>' for one in columns)
    body = "".join(f"<tr>{_row(columns, row, locale)}</tr>" for row in rows)
    told = f"<caption>{caption}</caption>" if caption else ""
    return f"<table>{told}<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"


def money(value: Decimal | str | None, devise: str, locale: Locale) -> str:
    """An amount as finished markup; a dash when there is none."""
    shown = format(value, ".2f") if isinstance(value, Decimal) else value or ""
    if not shown:
        return "–"
    return escape(amount(shown, devise_of(devise), locale)) if DECIMAL.fullmatch(shown) else outside(shown)


def invoices(number: int, locale: Locale) -> str:
    """``1 facture``, ``12 factures``."""
    if locale is Locale.EN:
        return f"{count(number, locale)} invoice{'' if number == 1 else 's'}"
    return f"{count(number, locale)} facture{'s' if number > 1 else ''}"


def section(title: str, body: str, note: str = "") -> str:
    """A titled part of the page."""
    told = f'<p class="note">{note}</p>' if note else ""
    return f"<section><h2>{title}</h2>{body}{told}</section>"


def more(number: int, locale: Locale) -> str:
    """How many rows the page does not show; empty when it shows all."""
    return say(MORE, locale).format(count(number, locale)) if number > 0 else ""


def bar(value: Decimal, most: Decimal) -> str:
    """A thin bar as long as ``value`` is of ``most``; a screen reader is told the number only."""
    if value <= 0 or most <= 0:
        return ""
    long = max(Decimal("0.6"), value * 100 / most)
    return f'<span class="bar" aria-hidden="true"><span style="width:{long:.1f}%"></span></span>'


def _row(columns: Sequence[Cells[T]], row: T, locale: Locale) -> str:
    first, *others = columns
    cells = "".join(
        f'<td{_class(one.kind)} data-l="{say(one.label, locale)}"><div>{one.shown(row)}</div></td>' for one in others
    )
    return f'<th scope="row"{_class(first.kind)}>{first.shown(row)}</th>{cells}'


def _class(kind: str) -> str:
    return f' class="{kind}"' if kind else ""


MORE = Text("Et {} de plus.", "And {} more.")
