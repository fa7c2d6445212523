"""Rows that are no lines: the totals that end a table, and sums of rows above that are repeated or carried forward."""

import re
from collections.abc import Sequence
from decimal import Decimal

from parsers.page.labels.folding import plain
from parsers.page.labels.label_kinds import LabelKind
from parsers.page.layout.cells import Cell
from parsers.page.marked.pages import Page, opens
from parsers.page.values.amounts import amounts

_CARRIED = re.compile(r"sous[ -]?tota|a reporter|report\b|total (?:de la )?page|total a reporter|s/total|subtotal")
"""Beginnings of rows that repeat or carry forward the amounts of others; of text without accents."""
_ENDS = frozenset(
    {
        LabelKind.HT,
        LabelKind.TVA,
        LabelKind.TTC,
        LabelKind.TOTAL,
        LabelKind.A_PAYER,
        LabelKind.DEJA_PAYE,
        LabelKind.DEDUIT,
        LabelKind.AVANT_REMISE,
    }
)
_CENT = Decimal("0.01")


def is_carried(cells: Sequence[Cell]) -> bool:
    """Whether a row with an amount is a sum of rows before it: it says so, and has no other amount."""
    said = any(_CARRIED.match(plain(cell.text)) is not None for cell in cells)
    return said and sum(amount.exact for cell in cells for amount in amounts(cell.text)) == 1


def is_end(page: Page, cells: Sequence[Cell]) -> bool:
    """Whether a row is the first of the totals: a cell begins with the label of one, and no amount is computed."""
    labelled = any(opens(cell, page.of(cell)) and page.of(cell)[0].kind in _ENDS for cell in cells)
    return labelled and not _is_line(cells) and any(amount.exact for cell in cells for amount in amounts(cell.text))


def is_computed(cells: Sequence[Cell]) -> bool:
    """Whether an amount of a row is the product of the two numbers before it, as in lines; three zeros tell nothing."""
    return any(abs(a * b - c) <= _CENT for a, b, c in _triples(cells) if a or b or c)


def _is_line(cells: Sequence[Cell]) -> bool:
    """Whether a row may be a line: it computes an amount, or has three numbers that are no sum."""
    triples = _triples(cells)
    return is_computed(cells) or (bool(triples) and not any(abs(a + b - c) <= _CENT for a, b, c in triples))


def _triples(cells: Sequence[Cell]) -> list[tuple[Decimal, Decimal, Decimal]]:
    values = [amount.value for cell in cells for amount in amounts(cell.text)]
    return list(zip(values, values[1:], values[2:], strict=False))
