"""Tables of lines without headings: a designation, perhaps a quantity and a price, and an amount in each row.

Their columns are shown by the rows themselves, and their sum has to be the total without VAT. A whole number between
designation and amount is the quantity if it computes every amount with a price, or divides every one to the cent, which
other numbers do not by chance.
"""

from collections.abc import Sequence
from decimal import Decimal
from math import gcd, prod

from parsers.page.layout.cells import Cell
from parsers.page.lines.blocks import Block, blocks
from parsers.page.lines.body import Row, body
from parsers.page.lines.column_kinds import ColumnKind
from parsers.page.lines.headings import heads
from parsers.page.lines.sums_of_rows import is_computed
from parsers.page.lines.table import Table, table_of
from parsers.page.lines.values import amount
from parsers.page.marked.pages import Page
from parsers.page.values.amounts import amounts

_FEWEST = 2
"""Fewest lines of such a table: an amount alone that is the total may be anything."""
_MOST = 100
"""Most blocks of rows that are looked at; more is no invoice."""
_EDGE = 1.0
"""Points between words of different rows that stand at one edge, as those of a column."""
_ODDS = 0.01
"""Greatest probability that numbers divide the amounts by chance."""
_ROUND = (10_000, 1_000, 100, 50, 25, 10)
"""Of what amounts are multiples for no other reason than that prices are round; cents."""


def unheaded_tables(pages: Sequence[Page], total: Decimal) -> list[Table]:
    """The tables without headings whose lines add up to ``total``; none beside a table with headings."""
    if heads(pages):
        return []
    every = [block for rank, page in enumerate(pages) for block in blocks(page, rank)]
    found: list[Table] = []
    for rank, first in enumerate(every if len(every) <= _MOST else ()):
        if any(first.continues(before) for before in every[:rank]):
            continue
        parts = [block for block in every[rank:] if first.continues(block)]
        if len({block.page for block in parts}) == len(parts):
            table = _table(pages, parts, total)
            found += [] if table is None else [table]
    return found


def _table(pages: Sequence[Page], parts: Sequence[Block], total: Decimal) -> Table | None:
    """The table of all rows of ``parts``, one part a page, when no line stands elsewhere."""
    rows = [row for part in parts for row in part.rows]
    values = [amount(row[-1].text)[0] for row in rows]
    if len(rows) < _FEWEST or sum(values) != total or _are_others(pages, rows) or _hold_more([row[0] for row in rows]):
        return None
    if parts[0].between == (ColumnKind.QUANTITY,) and not _is_divided(rows, values):
        return None
    every, at = [part.head for part in parts], len(rows[0]) - 1
    found = body(pages, every, at).rows
    ends = [rank for rank, row in enumerate(found) if row.amount is not None]
    if [found[rank].amount for rank in ends[: len(rows)]] != values:
        return None
    stop = ends[len(rows)] if len(ends) > len(rows) else len(found)
    if any(_says_more(row) for row in found[: ends[len(rows) - 1] + 2] if row.amount is None):
        return None
    return table_of(found[:stop], every[0], at, whole=False)


def _hold_more(names: Sequence[Cell]) -> bool:
    """Whether something else than designations may be in their column: ranks, codes, units close beside them."""
    if all(any(map(str.isdigit, cell.words[0].text)) for cell in names):
        return True
    if any(len(cell.words) < 2 for cell in names):
        return False
    edges = (
        ({cell.words[0].text for cell in names}, [cell.words[1].left for cell in names]),
        ({cell.words[-1].text for cell in names}, [cell.words[-1].right for cell in names]),
    )
    return any(len(texts) > 1 and max(places) - min(places) <= _EDGE for texts, places in edges)


def _says_more(row: Row) -> bool:
    """Whether a text between lines has an amount, as a quantity and a price below a designation: ``3 x 12,50``."""
    return any(one.exact for one in amounts(" ".join(word.text for word in row.words)))


def _are_others(pages: Sequence[Page], rows: Sequence[tuple[Cell, ...]]) -> bool:
    """Whether numbers of any line that is not among ``rows`` compute an amount, as those of lines do."""
    known = {(row[0].page, row[0].row) for row in rows}
    return any(is_computed(line) for page in pages for line in page.lines if (line[0].page, line[0].row) not in known)


def _is_divided(rows: Sequence[tuple[Cell, ...]], values: Sequence[Decimal]) -> bool:
    """Whether the numbers between designations and amounts can only be quantities."""
    pairs = [(int(row[1].text), int(value * 100)) for row, value in zip(rows, values, strict=True)]
    if any(cents % number for number, cents in pairs):
        return False
    return prod(gcd(number, _roundness(cents)) / number for number, cents in pairs) <= _ODDS


def _roundness(cents: int) -> int:
    return next((step for step in _ROUND if cents % step == 0), 1)
