"""Numbers broken at a dash at the end of a line: the rest is under the number, or under its label."""

import re
from collections.abc import Iterator
from dataclasses import replace

from parsers.page.layout.cells import Cell
from parsers.page.marked.neighbours import Spot
from parsers.page.marked.pages import Page, overlap
from parsers.page.values.document_numbers import Code

_REST = re.compile(r"(?=\S*\d)[A-Za-z0-9][\w/.+&\-]*(?=\s*$|\s+(?:du|le|en date)\b|\s*[,;(])", re.I)
_LEVEL = 3.0
"""Greatest distance of the left edges of two lines of one text, in points."""
_NEAR = 0.9
"""Widest gap between two lines of one number, in line heights."""
_LINES = 4
_FIGURES = 6
"""Least number of figures of two numbers under each other that are a list."""


def rejoined(page: Page, spot: Spot, read: Code) -> Spot | None:
    """The spot with the rest of the number ``read`` in one cell; ``None`` when no line, or several, may be the rest."""
    cell = spot.cell
    if read.sure or cell.text[read.end :].strip() not in ("-", "–", "—", "/"):
        return None
    lefts = (cell.left, cell.box(read.start, read.end)[0])
    rests = [other for other in _under(page, cell) if any(abs(other.left - left) < _LEVEL for left in lefts)]
    if len(rests) != 1 or page.of(rests[0]) or not _REST.match(rests[0].text):
        return None
    whole = _joined(cell, rests[0])
    return Spot(cell=whole, start=spot.start, end=len(whole.text), nearness=spot.nearness, whole=spot.whole)


def has_second(page: Page, cell: Cell, read: Code) -> bool:
    """Whether another number is right under the number ``read``, which ends ``cell``, or after a bar on its right."""
    if not read.value.isdigit() or cell.text[read.end :].strip():
        return False
    beside = page.lines[cell.row][cell.column + 1 : cell.column + 2] if cell in page.lines[cell.row] else ()
    if any(other.text.isdigit() and 0 <= other.left - cell.right < cell.height for other in beside):
        return True
    return len(read.value) >= _FIGURES and any(
        other.text.isdigit() and len(other.text) == len(read.value) and other.text[:3] == read.value[:3]
        for other in _under(page, cell)
        if overlap(other, cell) > 0
    )


def _under(page: Page, cell: Cell) -> Iterator[Cell]:
    for line in page.lines[cell.row + 1 : cell.row + _LINES]:
        for other in line:
            if -0.4 * cell.height < other.top - cell.bottom < _NEAR * cell.height:
                yield other


def _joined(upper: Cell, lower: Cell) -> Cell:
    text = upper.text.rstrip()
    return replace(
        upper,
        text=text + lower.text,
        words=upper.words + lower.words,
        starts=upper.starts + tuple(len(text) + start for start in lower.starts),
        left=min(upper.left, lower.left),
        right=max(upper.right, lower.right),
        bottom=lower.bottom,
    )
