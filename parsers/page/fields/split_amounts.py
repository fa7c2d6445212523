"""Amounts whose parts a page prints apart: thousands far from the rest or on the line above, cents in a column."""

import re
from collections.abc import Iterator

from parsers.page.layout.cells import Cell, joined
from parsers.page.marked.pages import Page
from parsers.page.values.amounts import Amount, amounts
from parsers.page.values.cents_apart import spaced_cents

_THOUSANDS = re.compile(r"[1-9]\d{0,2}$")
_REST = re.compile(r"\d{3}(?: \d{3})*[.,]\d\d(?!\d)")
_EUROS = re.compile(r"[-–(]?\s?(?:\d{1,3}(?:[ .]\d{3})+|\d+)(?:\s?€)?$")
_CENTS = re.compile(r"\d\d(?:\s?(?:€|EUR|[-–)]))?$")
_WRAPPED = re.compile(r"(?:€\s?)?[1-9]\d{0,2}$")
ALIGNED = 2.0
"""Greatest distance of the right edges of two lines of an amount, in points."""
_NEAR = 1.6
"""Widest gap between thousands and the rest, in heights of the line."""
_COLUMN = 4.0
"""Widest gap between euros and cents in two columns, in heights of the line."""


def rejoined(page: Page, cell: Cell) -> Iterator[tuple[Amount, Cell]]:
    """The amounts of which ``cell`` has the beginning or the end, as one cell; they may be two numbers instead."""
    head = _head(page, cell)
    if head is not None:
        yield from ((amount, head) for amount in amounts(head.text) if amount.start == 0)
    euros = _with_cents(page, cell)
    if euros is not None:
        amount = spaced_cents(euros.text)
        if amount is not None:
            yield amount, euros


def is_end(page: Page, cell: Cell) -> bool:
    """Whether the thousands of the amount in ``cell`` may stand before it."""
    return _head(page, cell) is not None


def _head(page: Page, cell: Cell) -> Cell | None:
    """``cell`` with the word before it, or on the line above it in a narrow column, that may be its thousands."""
    if not _REST.match(cell.text):
        return None
    if cell.column:
        last = page.lines[cell.row][cell.column - 1].words[-1]
        near = 0 <= cell.left - last.right <= _NEAR * cell.height
        if near and _THOUSANDS.match(last.text):
            return joined((last, *cell.words), cell)
    above = next(_above(page, cell), None)
    return None if above is None else joined((above.words[-1], *cell.words), cell)


def _above(page: Page, cell: Cell) -> Iterator[Cell]:
    """The cell close above ``cell``, with an edge in common, that is only a group of figures and perhaps a currency."""
    for line in page.lines[max(0, cell.row - 3) : cell.row]:
        for other in line:
            near = -0.5 * cell.height < cell.top - other.bottom < 0.4 * cell.height
            aligned = abs(other.right - cell.right) < ALIGNED or is_under(page, other, cell)
            if near and aligned and _WRAPPED.match(other.text):
                yield other


def is_under(page: Page, upper: Cell, lower: Cell) -> bool:
    """Whether two cells begin at the same edge, and their lines have not each a label of its own on the left."""
    labelled = [any(page.of(other) for other in page.lines[cell.row][: cell.column]) for cell in (upper, lower)]
    return abs(upper.left - lower.left) < ALIGNED and not all(labelled)


def _with_cents(page: Page, cell: Cell) -> Cell | None:
    """``cell`` with the cell after it, when they may be euros and cents."""
    line = page.lines[cell.row]
    if cell.column + 1 >= len(line) or not _EUROS.match(cell.text):
        return None
    after = line[cell.column + 1]
    near = after.left - cell.right <= _COLUMN * cell.height
    if not near or not _CENTS.match(after.text):
        return None
    words = tuple(word for word in cell.words if word.text != "€")
    return joined((*words, *after.words), cell)
