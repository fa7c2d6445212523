"""The amount under a label: the only one of its column, or the last when it is the sum of the others."""

from collections.abc import Iterator
from decimal import Decimal

from parsers.page.fields.amount_readings import Reading
from parsers.page.layout.cells import Cell
from parsers.page.marked.pages import Page, opens, overlap
from parsers.page.values.amounts import amounts

_DEEP = 0.45
"""Weight of an amount with others below it: a column of lines or of rates."""
_SPACED = 1.9
"""Widest gap in a column of amounts, in line heights: there may be a rule above the last."""


def beneath(page: Page, top: Cell, found: list[Reading]) -> Iterator[Reading]:
    """``found``, the amounts of the cell ``top`` under a label, and the foot of its column, with their weights."""
    column = list(_column(page, top))
    plain = [reading.amount.value for reading in found if reading.worth == 1]
    foot = _foot([reading.amount.value for reading in column]) if len(plain) == 1 else None
    for reading in found:
        alone = len(plain) <= 1 and (not column or foot == reading.amount.value)
        yield reading if alone else reading._replace(worth=reading.worth * _DEEP)
    if foot is not None and foot not in plain:
        yield column[-1]


def _foot(values: list[Decimal]) -> Decimal | None:
    """The last of ``values`` when it is the sum of those before, or equal to the only other one."""
    return values[-1] if len(values) > 1 and abs(sum(values[:-1]) - values[-1]) <= Decimal("0.02") else None


def _column(page: Page, cell: Cell) -> Iterator[Reading]:
    """The cells from ``cell`` down that are only an amount; empty when ``cell`` is the only one."""
    below = list(_below(page, cell))
    if below:
        yield from (Reading(amount, cell) for amount in amounts(cell.text))
        yield from below


def _below(page: Page, top: Cell) -> Iterator[Reading]:
    last = top
    for line in page.lines[top.row + 1 : top.row + 20]:
        for other in line:
            if overlap(top, other) <= 0:
                continue
            if other.top - last.bottom > _SPACED * last.height:
                return
            exact = [amount for amount in amounts(other.text) if amount.exact]
            if not opens(other, page.of(other)) and exact:
                yield Reading(exact[0], other)
                last = other
                break
