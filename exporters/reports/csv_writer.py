"""Any :class:`exporters.reports.report.Report` as CSV, made to open in a French Excel and to be read by programs.

Semicolons, UTF-8 with a byte order mark, decimal comma, ``jj/mm/aaaa``, moments in Paris, CRLF; the cells are those
of :mod:`exporters.common.csv_cells`. With pandas:
``read_csv(file, sep=";", encoding="utf-8-sig", dtype=str, keep_default_na=False)``.
"""

import io
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from itertools import islice
from typing import BinaryIO, TypeVar

from domain.paris_time import jour, moment
from domain.text import Locale
from exporters.common.csv_cells import BOM, NEWLINE, SEPARATOR, number, text
from exporters.common.number_formats import day
from exporters.reports.report import ColumnKind, Report, Value

T = TypeVar("T")
CHUNK = 1_000
"""Lines held in memory at a time."""


def as_csv(etat: Report[T], rows: Iterable[T], locale: Locale = Locale.FR) -> bytes:
    """The report on ``rows``, in their order, as one piece."""
    target = io.BytesIO()
    write(etat, rows, target, locale)
    return target.getvalue()


def write(etat: Report[T], rows: Iterable[T], target: BinaryIO, locale: Locale = Locale.FR) -> int:
    """The report on ``rows`` written to ``target`` a chunk at a time; returns the number of rows."""
    from pandas import DataFrame  # 0.2 s to import: only those who report pay it

    target.write(BOM)
    labels = [column.label.in_(locale) for column in etat.columns]
    ways = [(column.value, _WAYS[column.kind]) for column in etat.columns]
    count, header = 0, True
    for chunk in _chunks(iter(rows)):
        cells = {rank: [shown(value(row, locale)) for row in chunk] for rank, (value, shown) in enumerate(ways)}
        frame = DataFrame(cells, dtype=object)
        lines = frame.to_csv(sep=SEPARATOR, index=False, header=labels if header else False, lineterminator=NEWLINE)
        target.write(lines.encode("utf-8", "replace"))
        count, header = count + len(chunk), False
    return count


def _chunks(rows: Iterator[T]) -> Iterator[list[T]]:
    """Lists of at most CHUNK rows; one empty list when there are none, for the header."""
    chunk = list(islice(rows, CHUNK))
    yield chunk
    while chunk := list(islice(rows, CHUNK)):
        yield chunk


def _text(value: Value) -> str:
    return _cached(value) if isinstance(value, str) else _other(value)


def _amount(value: Value) -> str:
    return number(value) if isinstance(value, str) else _other(value)


def _day(value: Value) -> str:
    if not isinstance(value, str):
        return _other(value)
    shown = day(value)
    return text(shown) if shown == value else shown


def _other(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return jour(value)
    return format(value, "f").replace(".", ",") if isinstance(value, Decimal) else str(value)


_cached = lru_cache(maxsize=20_000)(text)
"""Names and codes come again on every line."""
_again: Callable[[Callable[[Value], str]], Callable[[Value], str]] = lru_cache(maxsize=20_000)
_WAYS: dict[ColumnKind, Callable[[Value], str]] = {
    ColumnKind.TEXT: _text,
    ColumnKind.AMOUNT: _amount,
    ColumnKind.INT: _text,
    ColumnKind.DATE: _again(_day),
    ColumnKind.MOMENT: _again(_other),
}
