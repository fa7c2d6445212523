"""Rows of a page that may be lines of a table without headings: a designation, numbers, and an amount at one edge."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from parsers.page.labels.label_kinds import LabelKind
from parsers.page.layout.cells import Cell
from parsers.page.lines.column_kinds import ColumnKind
from parsers.page.lines.headings import Head, Heading
from parsers.page.lines.sums_of_rows import is_carried, is_end
from parsers.page.lines.values import amount
from parsers.page.marked.pages import Page, opens, overlap
from parsers.page.values.amounts import amounts

_LEVEL = 2.0
"""Points between the edges of the cells of one column."""
_ABOVE = 3.0
"""Greatest distance of a row of headings that are not known, in heights."""
_NEXT = 2.0
"""Greatest distance between the tops of two lines of one designation, in heights."""
_QUANTITY = re.compile(r"[1-9]\d{0,4}")
_NAMED = re.compile(r"[^\W\d_]{3}")
_OF_SUMS = re.compile(r"\d\s?%|\b(?:tva|t\.v\.a|ttc|taux|base|solde|vers[ée]?(?:ment|e)s?|acomptes?)\b", re.I)
"""Words of sums of lines by rate, and of what was paid or will be."""
_BETWEEN = frozenset(
    {
        (),
        (ColumnKind.QUANTITY,),
        (ColumnKind.QUANTITY, ColumnKind.PRICE),
        (ColumnKind.PRICE, ColumnKind.QUANTITY),
    }
)
"""What may stand between designation and amount."""
_NO_NAMES = frozenset(LabelKind) - {LabelKind.COLONNE, LabelKind.BLOC, LabelKind.MENTION}
"""Kinds of labels that begin no designation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Rows of one page, not necessarily adjacent, with the same columns between the same edges."""

    page: int
    """Rank of the page among those read."""
    rows: tuple[tuple[Cell, ...], ...]
    between: tuple[ColumnKind, ...]
    above: int
    """Row of the page above those that may be part of it: a designation may begin above its amount."""

    def continues(self, other: "Block") -> bool:
        """Whether both may be parts of one table."""
        return self.between == other.between and _are_level(self.rows[0], other.rows[0])

    @property
    def head(self) -> Head:
        """The columns, as headings that are as wide as what stands below."""
        kinds = (ColumnKind.DESIGNATION, *self.between, ColumnKind.AMOUNT)
        return Head(
            page=self.page,
            first=self.above,
            last=self.above,
            headings=tuple(
                Heading(
                    kind=kind, text="", left=min(cell.left for cell in cells), right=max(cell.right for cell in cells)
                )
                for kind, cells in zip(kinds, zip(*self.rows, strict=True), strict=True)
            ),
        )


def blocks(page: Page, rank: int) -> Iterator[Block]:
    """The blocks of ``page``, the page of that ``rank``, that no heading stands above."""
    rows: list[tuple[Cell, ...]] = []
    columns: tuple[ColumnKind, ...] = ()
    for line in page.lines:
        between = _between(page, line)
        if between is None:
            continue
        if rows and not (between == columns and _are_level(rows[0], line)):
            yield from _block(page, rank, rows, columns)
            rows = []
        columns = between
        rows.append(line)
    yield from _block(page, rank, rows, columns)


def _block(page: Page, rank: int, rows: list[tuple[Cell, ...]], between: tuple[ColumnKind, ...]) -> Iterator[Block]:
    if rows and not _is_headed(page, rows[0]):
        yield Block(page=rank, rows=tuple(rows), between=between, above=_above(page, rows[0][0]))


def _above(page: Page, first: Cell) -> int:
    """The row above ``first`` and the texts that stand close above it from the same edge."""
    top, row = first.top, first.row - 1
    while row >= 0:
        line = page.lines[row]
        if len(line) > 1 or abs(line[0].left - first.left) > _LEVEL or top - line[0].top > _NEXT * first.height:
            break
        top, row = line[0].top, row - 1
    return row


def _between(page: Page, line: tuple[Cell, ...]) -> tuple[ColumnKind, ...] | None:
    """The columns between designation and amount of a row of such a table; ``None`` for any other line."""
    if len(line) < 2 or not _NAMED.search(line[0].text) or _OF_SUMS.search(line[0].text) or not _is_price(line[-1]):
        return None
    kinds = tuple(map(_kind, line[1:-1]))
    marks = page.of(line[0])
    if kinds not in _BETWEEN or (opens(line[0], marks) and marks[0].kind in _NO_NAMES):
        return None
    return None if is_carried(line) or is_end(page, line) else kinds


def _kind(cell: Cell) -> ColumnKind:
    if _QUANTITY.fullmatch(cell.text):
        return ColumnKind.QUANTITY
    return ColumnKind.PRICE if _is_price(cell) else ColumnKind.OTHER


def _is_price(cell: Cell) -> bool:
    """Whether ``cell`` is one amount with cents or a currency, and can be understood in one way only."""
    value = amount(cell.text)
    return len(value) == 1 and value[0] > 0 and all(one.exact for one in amounts(cell.text))


def _are_level(one: tuple[Cell, ...], other: tuple[Cell, ...]) -> bool:
    """Whether two rows have the same edges: text begins at one, numbers end at the others."""
    if len(one) != len(other) or abs(one[0].left - other[0].left) > _LEVEL:
        return False
    return all(abs(a.right - b.right) <= _LEVEL for a, b in zip(one[1:], other[1:], strict=True))


def _is_headed(page: Page, row: tuple[Cell, ...]) -> bool:
    """Whether text stands close above the amounts of ``row``: a heading that is not known."""
    for line in page.lines[max(0, row[0].row - 2) : row[0].row]:
        close = len(line) > 1 and row[0].top - line[0].bottom <= _ABOVE * row[0].height
        if close and any(overlap(cell, row[-1]) > 0 and not amount(cell.text) for cell in line):
            return True
    return False
