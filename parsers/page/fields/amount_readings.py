"""The amounts of a part of a page, with a weight where the same figures can be read in two ways."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from parsers.page.fields.folded_amounts import folded, is_rest
from parsers.page.fields.split_amounts import is_end, rejoined
from parsers.page.layout.cells import Cell
from parsers.page.marked.neighbours import Spot
from parsers.page.marked.pages import Page
from parsers.page.values.amounts import Amount, amounts
from parsers.page.values.cents_apart import loose_cents, spaced_cents

_EITHER = 0.75
"""Weight of one of two readings: too low without a sum that confirms it."""
_CUT = 0.45
"""Weight of an amount that may lack its thousands."""
_CENTS = re.compile(r"([.,])\d\d\D*$")


class Reading(NamedTuple):
    """An amount, its cell, and the weight of this reading, 1 when it is the only one."""

    amount: Amount
    cell: Cell
    worth: float = 1.0


def of_spot(page: Page, spot: Spot) -> Iterator[Reading]:
    """The amounts of a spot, and those that a whole cell forms with the cell beside it."""
    yield from of_text(page, spot.cell, spot.start, spot.end)
    if spot.whole:
        yield from of_parts(page, spot.cell)


def of_cells(page: Page, cells: list[Cell]) -> list[Reading]:
    """The amounts of the cells of a row, without those that cells form together."""
    return [reading for cell in cells for reading in of_text(page, cell, 0, _before_label(page, cell))]


def of_parts(page: Page, cell: Cell) -> Iterator[Reading]:
    """The amounts that ``cell`` forms with the cell beside it."""
    yield from (Reading(amount, whole, _EITHER) for amount, whole in rejoined(page, cell))
    yield from (Reading(amount, whole, _EITHER) for amount, whole in folded(page, cell))


def of_text(page: Page, cell: Cell, start: int, end: int) -> Iterator[Reading]:
    """The amounts of ``cell.text[start:end]``."""
    if is_rest(page, cell):
        return
    loose = loose_cents(cell.text, start, end)
    if loose is not None:
        yield Reading(loose, cell)
        return
    apart = spaced_cents(cell.text, start, end)
    if apart is not None:
        yield Reading(apart, cell, _EITHER)
        return
    cut = is_end(page, cell)
    for amount in amounts(cell.text, start, end):
        if amount.other is None:
            yield Reading(amount, cell, _CUT if cut and amount.start == 0 else 1.0)
        else:
            yield from _either(page, amount, cell)


def _before_label(page: Page, cell: Cell) -> int:
    marks = page.of(cell)
    return marks[0].start if marks and marks[0].start > 0 else len(cell.text)


def _either(page: Page, amount: Amount, cell: Cell) -> Iterator[Reading]:
    """``1.234`` as thousands or as decimals: what the other amounts of the page say, else both."""
    separator = next(c for c in cell.text[amount.start : amount.end] if c in ".,")
    decimals = _decimal_separators(page)
    if not decimals or separator in decimals:
        yield Reading(_fraction(amount), cell, 1.0 if decimals == {separator} else _EITHER)
    if decimals != {separator}:
        yield Reading(amount, cell, 1.0 if decimals and separator not in decimals else _EITHER)


def _fraction(amount: Amount) -> Amount:
    value = amount.value if amount.other is None else amount.other
    return Amount(value=value, start=amount.start, end=amount.end, exact=True, currency=amount.currency)


def _decimal_separators(page: Page) -> set[str]:
    """The separators before the cents of the amounts of ``page``."""
    exact = (
        cell.text[amount.start : amount.end]
        for line in page.lines
        for cell in line
        for amount in amounts(cell.text)
        if amount.exact
    )
    return {match[1] for text in exact if (match := _CENTS.search(text))}
