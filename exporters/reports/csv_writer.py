"""Any :class:`exporters.reports.report.Report` as CSV, made to open in a French Excel and to be read by programs.

Semicolons (unless a report has another separator), UTF-8 with a byte order mark, decimal comma, ``jj/mm/aaaa``,
moments in Paris, CRLF; the cells are those of :mod:`exporters.common.csv_cells`. Read back by pandas with
``read_csv(file, sep=";", encoding="utf-8-sig", dtype=str, keep_default_na=False)``.

A long report is streamed by data frames of :data:`CHUNK` rows. One that fits in a single frame is written by the
standard library, with the same bytes (tested): 0.05 ms instead of 0.8, and pandas (0.8 s, 56 MB) is not imported.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from itertools import islice
from typing import BinaryIO, TypeVar

from domain.paris_time import french_date, french_datetime
from domain.text import Locale
from exporters.common.csv_cells import BOM, NEWLINE, number, text
from exporters.common.number_formats import day
from exporters.reports.report import ColumnKind, Report, Value

T = TypeVar("T")
CHUNK = 1_000
"""Rows held in memory at a time."""


def as_csv(report: Report[T], rows: Iterable[T], locale: Locale = Locale.FR) -> bytes:
    """``report`` on ``rows``, in their order, as one piece."""
    target = io.BytesIO()
    write(report, rows, target, locale)
    return target.getvalue()


def write(report: Report[T], rows: Iterable[T], target: BinaryIO, locale: Locale = Locale.FR) -> int:
    """``report`` on ``rows`` written to ``target``, a chunk at a time; returns the number of rows."""
    target.write(BOM)
    header: tuple[str, ...] = tuple(column.label.in_(locale) for column in report.columns)
    chunks = _chunks(iter(rows))
    first = next(chunks)
    if len(first) < CHUNK:
        target.write(_encoded(_plain(header, _cells(report, first, locale), report.separator)))
        return len(first)
    target.write(_encoded(_framed(header, _cells(report, first, locale), report.separator)))
    count = len(first)
    for chunk in chunks:
        target.write(_encoded(_framed((), _cells(report, chunk, locale), report.separator)))
        count += len(chunk)
    return count


def _chunks(rows: Iterator[T]) -> Iterator[list[T]]:
    """Lists of at most CHUNK rows; one empty list when there are none, for the header."""
    chunk = list(islice(rows, CHUNK))
    yield chunk
    while chunk := list(islice(rows, CHUNK)):
        yield chunk


def _cells(report: Report[T], rows: Sequence[T], locale: Locale) -> list[list[str]]:
    """The finished cells, column by column."""
    return [
        [shown(column.value(row, locale)) for row in rows]
        for column, shown in ((column, _FORMATS[column.kind]) for column in report.columns)
    ]


def _plain(header: Sequence[str], columns: Sequence[Sequence[str]], separator: str) -> str:
    target = io.StringIO(newline="")
    writer = csv.writer(target, delimiter=separator, lineterminator=NEWLINE)
    writer.writerow(header)
    writer.writerows(zip(*columns, strict=True))
    return target.getvalue()


def _framed(header: Sequence[str], columns: Sequence[Sequence[str]], separator: str) -> str:
    """The same through pandas; an empty ``header`` is not written."""
    from pandas import DataFrame

    frame = DataFrame(dict(enumerate(columns)), dtype=object)
    return frame.to_csv(sep=separator, index=False, header=list(header) or False, lineterminator=NEWLINE)


def _encoded(lines: str) -> bytes:
    return lines.encode("utf-8", "replace")


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
        return french_datetime(value)
    if isinstance(value, date):
        return french_date(value)
    return format(value, "f").replace(".", ",") if isinstance(value, Decimal) else str(value)


_cached = lru_cache(maxsize=20_000)(text)
"""Names and codes are repeated from row to row."""
_again: Callable[[Callable[[Value], str]], Callable[[Value], str]] = lru_cache(maxsize=20_000)
_FORMATS: dict[ColumnKind, Callable[[Value], str]] = {
    ColumnKind.TEXT: _text,
    ColumnKind.AMOUNT: _amount,
    ColumnKind.INT: _text,
    ColumnKind.DATE: _again(_day),
    ColumnKind.MOMENT: _again(_other),
}
