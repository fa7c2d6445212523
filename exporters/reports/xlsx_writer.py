"""Any :class:`exporters.reports.report.Report` as a sheet of an XLSX workbook: real dates and numbers, text stays text.

Rows of a large workbook go to a scratch file as they come (XlsxWriter's constant memory). No cell can run: every text
is written as a string, never as a formula or a link. The same facts and the same ``at`` give the same bytes.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any, BinaryIO, Generic, TypeVar

from domain.enum_tables import Partial
from domain.paris_time import PARIS
from domain.text import Locale
from exporters.common.csv_cells import sound
from exporters.reports.report import Column, ColumnKind, Report, Value

T = TypeVar("T")
ROWS = 1_048_576
"""Rows of a sheet, its heading included; the following ones go on another sheet."""
LONGEST = 32_767
"""Characters of a cell."""
_EPOCH = date(1899, 12, 30)
_FIRST = date(1900, 3, 1)
"""Before it, Excel counts 29 February 1900, which did not exist."""
_PLAIN = re.compile(r"-?\d{1,13}(?:\.\d+)?")
_MIXED = "number_stored_as_text"
_MARGIN = 0.4
"""Inches at the left and right of a printed page."""
_NUMBERS = frozenset({ColumnKind.AMOUNT, ColumnKind.INT})
"""Kinds of columns that are aligned at their right."""
_LINE = 15.0
"""Height of a line, in points."""
_MOST_LINES = 27
"""Excel has no higher rows (409 points)."""
_INDENT = 1.5
"""Characters of a cell that the space at its sides takes."""
_BOLD = 1
"""Characters that a bold heading takes besides its own."""
_CAPITAL = 1.1
"""Width of a capital, in characters."""
FOLDED = {"level": 1, "hidden": True}
"""How a column behind the others is: a sign above the sheet unfolds it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Worksheet(Generic[T]):
    """A report and its facts."""

    report: Report[T]
    rows: Iterable[T]


def write(
    worksheets: Iterable[Worksheet[Any]],
    target: BinaryIO,
    *,
    title: str,
    at: datetime,
    locale: Locale = Locale.FR,
    scratch: Path | None = None,
) -> int:
    """The workbook written to ``target``; returns the number of rows.

    ``at`` is the aware moment written in its properties. Rows wait in the folder ``scratch``; in memory when it is
    ``None``, which spares a small workbook some forty files.
    """
    from xlsxwriter import Workbook

    book = Workbook(target, _options(scratch))
    book.set_properties(
        {"title": sound(title), "author": "Navette", "created": at.astimezone(UTC).replace(tzinfo=None)}
    )
    count = sum(_write(book, worksheet, locale) for worksheet in worksheets)
    book.close()
    return count


def _options(scratch: Path | None) -> dict[str, object]:
    off = dict.fromkeys(("strings_to_formulas", "strings_to_urls", "strings_to_numbers"), False)
    where = {"constant_memory": True, "tmpdir": str(scratch)} if scratch else {"in_memory": True}
    return {**off, **where}


def _write(book: Any, worksheet: Worksheet[T], locale: Locale) -> int:
    columns = ordered(worksheet.report)
    shapes = _shapes(book, columns, locale)
    writers = [(rank, column.value, _WRITERS[column.kind], shapes[rank]) for rank, column in enumerate(columns)]
    broken = [(rank, column.width) for rank, column in enumerate(columns) if _is_broken(column, columns)]
    sheet: Any = None
    name, count, row, part = worksheet.report.title.in_(locale), 0, ROWS, 0
    for fact in worksheet.rows:
        if row >= ROWS:
            _close(sheet, row, columns)
            part += 1
            sheet, row = _sheet(book, name if part == 1 else f"{name} ({part})", columns, locale), 1
        values = [value(fact, locale) for _, value, _, _ in writers]
        if (lines := _lines(values, broken)) > 1:  # not every reader makes room for broken texts by itself
            sheet.set_row(row, min(lines, _MOST_LINES) * _LINE)
        for rank, _, write_cell, shape in writers:
            write_cell(sheet, row, rank, values[rank], shape)
        row, count = row + 1, count + 1
    if sheet is None:
        sheet, row = _sheet(book, name, columns, locale), 1
    _close(sheet, row, columns)
    return count


def _is_broken(column: Column[T], columns: Sequence[Column[T]]) -> bool:
    """Whether texts of the column go on below where they do not fit: it is seen, whatever is folded."""
    seen = column.first or not any(one.first for one in columns)
    return seen and column.kind is ColumnKind.TEXT


def _lines(values: Sequence[Value], broken: Sequence[tuple[int, int]]) -> int:
    """Lines of a row: those of the longest text of its broken columns (rank and width)."""
    most = 1
    for rank, width in broken:
        text = values[rank]
        if isinstance(text, str) and (len(text) * _CAPITAL > width - _INDENT or "\n" in text):
            most = max(most, lines_of(text, width))
    return most


@lru_cache(maxsize=20_000)
def lines_of(text: str, width: int) -> int:
    """Lines that a text takes in a cell of ``width`` characters, broken between words and inside those that are too
    long; never fewer than it has there, capitals being wider.
    """
    room, lines = width - _INDENT, 0
    for line in text.splitlines():
        left = room
        lines += 1
        for word in line.split(" "):
            size = sum(_CAPITAL if char.isupper() else 1.0 for char in word)
            if size > left and left < room:
                left, lines = room, lines + 1
            while size > left:
                size, left, lines = size - left, room, lines + 1
            left -= size + 1
    return lines


def ordered(report: Report[T]) -> tuple[Column[T], ...]:
    """The columns as the workbook has them: those people need first, the others behind."""
    return tuple(sorted(report.columns, key=lambda column: not column.first))


def _sheet(book: Any, name: str, columns: tuple[Column[T], ...], locale: Locale) -> Any:
    sheet = book.add_worksheet(name)
    heads = _heads(book)
    sheet.freeze_panes(1, 0)
    sheet.ignore_errors({_MIXED: f"A1:XFD{ROWS}"})
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=_MARGIN, right=_MARGIN)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer("&L&A&R&P / &N")
    folded = any(column.first for column in columns)
    firsts = [column for column in columns if column.first]
    sheet.set_row(0, _LINE * max((lines_of(one.label.in_(locale), one.width - _BOLD) for one in firsts), default=1))
    for rank, column in enumerate(columns):
        label = column.label.in_(locale)
        width = column.width if column.first else max(column.width, len(label) + 3)
        sheet.set_column(rank, rank, width, None, {} if column.first or not folded else FOLDED)
        sheet.write_string(0, rank, label, heads[column.kind in _NUMBERS])
    return sheet


def _close(sheet: Any, rows: int, columns: Sequence[Column[T]]) -> None:
    if sheet is None:
        return
    last = max(rows - 1, 1)
    sheet.autofilter(0, 0, last, len(columns) - 1)
    if seen := sum(column.first for column in columns):
        sheet.print_area(0, 0, last, seen - 1)


def _heads(book: Any) -> tuple[Any, Any]:
    """The format of headings: over texts and dates, and over figures."""
    shape = {"bold": True, "font_color": "#173361", "bottom": 2, "bottom_color": "#173361", "text_wrap": True}
    return book.add_format({**shape, "align": "left", "indent": 1}), book.add_format({**shape, "align": "right"})


def _shapes(book: Any, columns: Sequence[Column[T]], locale: Locale) -> list[Any]:
    """The format of each column. A text that is seen keeps off the figure at its left and is broken, never cut by what
    is at its right; one that is folded stays on its line.
    """
    day = "dd/mm/yyyy" if locale is Locale.FR else "yyyy-mm-dd"
    numbers = Partial(
        {
            ColumnKind.AMOUNT: "#,##0.00",
            ColumnKind.INT: "#,##0",
            ColumnKind.DATE: day,
            ColumnKind.MOMENT: f"{day} hh:mm:ss",
        }
    )
    left, right = {"valign": "top", "align": "left", "indent": 1}, {"valign": "top", "align": "right"}
    seen, behind = book.add_format({**left, "text_wrap": True}), book.add_format(left)
    of_kind = {
        kind: book.add_format({"num_format": shape, **(right if kind in _NUMBERS else left)})
        for kind, shape in numbers.items()
    }
    return [of_kind.get(column.kind, seen if _is_broken(column, columns) else behind) for column in columns]


def _text(sheet: Any, row: int, rank: int, value: Value, shape: Any) -> None:
    if value:
        sheet.write_string(row, rank, _sound(str(value)), shape)


def _amount(sheet: Any, row: int, rank: int, value: Value, shape: Any) -> None:
    shown = format(value, "f") if isinstance(value, Decimal) else value
    if isinstance(shown, str) and _PLAIN.fullmatch(shown):
        sheet.write_number(row, rank, float(shown), shape)
    else:
        _text(sheet, row, rank, shown, shape)


def _int(sheet: Any, row: int, rank: int, value: Value, shape: Any) -> None:
    if isinstance(value, int):
        sheet.write_number(row, rank, value, shape)
    else:
        _text(sheet, row, rank, value, shape)


def _time(sheet: Any, row: int, rank: int, value: Value, shape: Any) -> None:
    if not value:
        return
    serial = _serial(value)
    if serial is None:
        _text(sheet, row, rank, value, shape)
    else:
        sheet.write_number(row, rank, serial, shape)


@lru_cache(maxsize=20_000)
def _serial(value: Value) -> float | None:
    """Days since Excel's epoch, in Paris; ``None`` for what Excel cannot hold as a date."""
    if isinstance(value, str):
        try:
            value = date.fromisoformat(value)
        except ValueError:
            return None
    if isinstance(value, datetime):
        local = value.astimezone(PARIS)
        day, seconds = local.date(), local.hour * 3600 + local.minute * 60 + local.second
    elif isinstance(value, date):
        day, seconds = value, 0
    else:
        return None
    return (day - _EPOCH).days + seconds / 86_400 if day >= _FIRST else None


def _sound(value: str) -> str:
    whole = sound(value)
    if "\r" in whole:
        whole = whole.replace("\r\n", "\n").replace("\r", "\n")
    return whole if len(whole) <= LONGEST else f"{whole[: LONGEST - 1]}…"


_WRITERS: dict[ColumnKind, Callable[[Any, int, int, Value, Any], None]] = {
    ColumnKind.TEXT: _text,
    ColumnKind.AMOUNT: _amount,
    ColumnKind.INT: _int,
    ColumnKind.DATE: _time,
    ColumnKind.MOMENT: _time,
}
