"""The lines of an invoice as a table on as many pages as needed, the total carried from page to page."""

from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from domain.invoice import Line
from domain.text import Text
from exporters.common.number_formats import one_line
from exporters.lisible.code_labels import UNITS, money, percent, quantity, word
from exporters.lisible.cursor import BODY, LEFT, RIGHT, ROOM, SMALL, STEP, STEP_SMALL, Cursor
from exporters.lisible.line_details import details
from exporters.pdf.palette import BLACK, GREY, LINE, NAVY, PALE
from exporters.pdf.structure import Role, Scope

MOST = 5000
"""Lines that are shown."""
_NAME_LINES, _DETAIL_LINES = 6, 14
_NOT_ADDED = frozenset({"GROUP", "INFORMATION"})
"""Line statuses whose amounts are not part of the totals (EXT-FR-FE-163)."""
_DEEPEST = 6
_INDENT = 9.0

LIGNES = Text("Lignes", "Lines")
REPORT, A_REPORTER = Text("Report", "Brought forward"), Text("À reporter", "Carried forward")


@dataclass(frozen=True, slots=True, kw_only=True)
class LinesColumn:
    """A column: its heading, and where its values begin or, for numbers, end."""

    label: Text
    x: float
    room: float
    number: bool = False


NUMERO = LinesColumn(label=Text("N°", "No."), x=LEFT + 6, room=24)
NAME = LinesColumn(label=Text("Désignation", "Description"), x=LEFT + 34, room=206)
QUANTITY = LinesColumn(label=Text("Quantité", "Quantity"), x=LEFT + 288, room=44, number=True)
UNIT = LinesColumn(label=Text("Unité", "Unit"), x=LEFT + 293, room=38)
PRICE = LinesColumn(label=Text("Prix unit. HT", "Unit price"), x=LEFT + 394, room=62, number=True)
RATE = LinesColumn(label=Text("TVA", "VAT"), x=LEFT + 427, room=30, number=True)
AMOUNT = LinesColumn(label=Text("Montant HT", "Amount"), x=RIGHT - 6, room=62, number=True)
COLUMNS = (NUMERO, NAME, QUANTITY, UNIT, PRICE, RATE, AMOUNT)


def lines(cursor: Cursor, invoice_lines: tuple[Line, ...]) -> None:
    """Every line of the invoice; nothing when there is none."""
    if not invoice_lines:
        return
    cursor.title(LIGNES.in_(cursor.locale), following=34 + _height(*_texts(cursor, invoice_lines[0], 0)))
    with cursor.sheet.inside(Role.TABLE):
        _headings(cursor)
        _rows(cursor, islice(_flat(invoice_lines, 0), MOST))
    if next(islice(_flat(invoice_lines, 0), MOST, None), None):
        _left_out(cursor, len(invoice_lines))
    cursor.y += 12


def _rows(cursor: Cursor, shown: Iterable[tuple[Line, int]]) -> None:
    """Each line with its depth; where a page ends, the total so far and the headings again, for the eye only."""
    carried = Decimal(0)
    for line, depth in shown:
        name, texts = _texts(cursor, line, depth)
        height = _height(name, texts)
        if cursor.lacks(height + 18):
            with cursor.sheet.within(None):
                _carry(cursor, A_REPORTER, carried)
                cursor.turn()
                _headings(cursor)
                _carry(cursor, REPORT, carried)
        with cursor.sheet.inside(Role.TR):
            _row(cursor, line, depth, name, texts)
        cursor.y += height
        cursor.sheet.box(LEFT, cursor.y - 0.5, ROOM, 0.4, LINE)
        if depth == 0 and line.net_amount is not None and line.status not in _NOT_ADDED:
            carried += line.net_amount


def _flat(invoice_lines: tuple[Line, ...], depth: int) -> Iterator[tuple[Line, int]]:
    for line in invoice_lines:
        yield line, depth
        if line.lines and depth < _DEEPEST:
            yield from _flat(line.lines, depth + 1)


def _headings(cursor: Cursor) -> None:
    cursor.sheet.box(LEFT, cursor.y - 6, ROOM, 18, PALE)
    spoken = cursor.sheet.element is not None
    with cursor.sheet.inside(Role.TR) if spoken else nullcontext():
        for column in COLUMNS:
            draw = cursor.sheet.right if column.number else cursor.sheet.text
            with cursor.sheet.inside(Role.TH, Scope.COLUMN) if spoken else nullcontext():
                draw(column.x, cursor.y + 6, column.label.in_(cursor.locale), SMALL, bold=True, colour=NAVY)
    cursor.y += 14


def _carry(cursor: Cursor, label: Text, carried: Decimal) -> None:
    cursor.sheet.right(AMOUNT.x - AMOUNT.room - 12, cursor.y + 10, label.in_(cursor.locale), SMALL, colour=GREY)
    total = money(carried, "", cursor.locale)
    cursor.sheet.fit_right(AMOUNT.x, cursor.y + 10, AMOUNT.room, total, SMALL, bold=True, colour=NAVY)
    cursor.y += 15


def _texts(cursor: Cursor, line: Line, depth: int) -> tuple[list[str], list[str]]:
    """The name and the details under it, in lines that fit."""
    room = NAME.room - depth * _INDENT
    name = line.name or line.description or line.note or line.seller_item or ""
    texts: list[str] = []
    for text in details(line, name, cursor.devise, cursor.locale):
        if len(texts) < _DETAIL_LINES:
            texts += cursor.sheet.lines(text, SMALL, room, _DETAIL_LINES - len(texts))
        else:
            cursor.sheet.shortened = True
    return cursor.sheet.lines(name, BODY, room, _NAME_LINES), texts


def _height(name: list[str], texts: list[str]) -> float:
    return 7 + max(1, len(name)) * STEP + len(texts) * STEP_SMALL


def _row(cursor: Cursor, line: Line, depth: int, name: list[str], texts: list[str]) -> None:
    """One cell for each of :data:`COLUMNS`, in their order."""
    pen, y, locale = cursor.sheet, cursor.y + 11, cursor.locale
    with pen.inside(Role.TD):
        if line.identifier:
            pen.fit(NUMERO.x, y, NUMERO.room, one_line(line.identifier[:60]), SMALL, colour=GREY)
    with pen.inside(Role.TD):
        _name(cursor, depth, name, texts)
    for text, column in (
        (quantity(line.quantity, locale), QUANTITY),
        (one_line(word(UNITS, (line.unit or "")[:20], locale)), UNIT),
        (money(line.net_price, "", locale), PRICE),
        (percent(line.vat_rate, locale) or (line.vat_category or "")[:3], RATE),
        (money(line.net_amount, "", locale), AMOUNT),
    ):
        with pen.inside(Role.TD):
            if text and column.number:
                pen.fit_right(column.x, y, column.room, text, BODY, colour=GREY if depth else BLACK)
            elif text:
                pen.fit(column.x, y, column.room, text, SMALL, colour=GREY)


def _name(cursor: Cursor, depth: int, name: list[str], texts: list[str]) -> None:
    x, y = NAME.x + depth * _INDENT, cursor.y + 11
    for text in name:
        cursor.sheet.text(x, y, text, BODY, colour=BLACK)
        y += STEP
    y -= STEP - STEP_SMALL if name else 0
    for text in texts:
        cursor.sheet.text(x, y, text, SMALL, colour=GREY)
        y += STEP_SMALL


def _left_out(cursor: Cursor, count: int) -> None:
    words = Text(
        "La suite des {count} lignes est dans l'original.", "The rest of the {count} lines is in the original."
    ).with_({"count": count})
    with cursor.sheet.inside(Role.P):
        cursor.sheet.text(NAME.x, cursor.y + 11, words.in_(cursor.locale), BODY, bold=True, colour=NAVY)
    cursor.y += 18
