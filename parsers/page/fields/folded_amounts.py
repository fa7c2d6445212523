"""Amounts in a column too narrow for them, which go on in the line below."""

import re
from collections.abc import Iterator

from parsers.page.fields.split_amounts import ALIGNED, is_under
from parsers.page.layout.cells import Cell, joined
from parsers.page.marked.pages import Page
from parsers.page.values.amounts import Amount, amounts
from parsers.page.values.cents_apart import loose_cents


def is_rest(page: Page, cell: Cell) -> bool:
    """Whether ``cell`` is the end of an amount whose figures and comma are on the line above it in a narrow column."""
    return _TAIL.match(cell.text) is not None and any(_OPEN.search(other.text) for other in _close(page, cell, -1))


def folded(page: Page, cell: Cell) -> Iterator[tuple[Amount, Cell]]:
    """The amount that ``cell`` begins and the line below it in a narrow column ends: ``1 481,`` over ``40 €``."""
    if not _BEGINNING.match(cell.text):
        return
    for below in _close(page, cell, 1):
        if not _OPEN.search(cell.text) and not is_under(page, cell, below) and abs(below.right - cell.right) > ALIGNED:
            continue
        if (_TAIL if _OPEN.search(cell.text) else _REST_ALONE).match(below.text):
            whole = joined((*cell.words, *below.words), cell)
            amount = loose_cents(whole.text) or next(amounts(whole.text), None)
            if amount is not None and amount.exact and amount.end >= len(whole.text.rstrip(" €EUR")):
                yield amount, whole


_OPEN = re.compile(r"\d[.,]$")
_BEGINNING = re.compile(r"[-–(]?\s?(?:€\s?)?(?:\d{1,3}(?:[ .]\d{3})*|\d+)[.,]$|(?:€\s?)?[1-9]\d{0,2}$")
_TAIL = re.compile(r"\d\d(?:\s?(?:€|EUR))?(?:\s?[-–)])?$")
_REST_ALONE = re.compile(r"\d{3}(?: \d{3})*[.,]\d\d(?:\s?(?:€|EUR))?$")


def _close(page: Page, cell: Cell, step: int) -> Iterator[Cell]:
    """The cells right above (-1) or below (1) ``cell``, with one edge in common."""
    for row in range(cell.row + step, cell.row + 3 * step, step):
        for other in page.lines[row] if 0 <= row < len(page.lines) else ():
            gap = max(cell.top - other.bottom, other.top - cell.bottom)
            aligned = min(abs(other.left - cell.left), abs(other.right - cell.right)) < ALIGNED
            if aligned and -0.5 * cell.height < gap < 0.4 * cell.height and page.of(other) == ():
                yield other
