"""A table of invoice lines: given whole, and only when its lines add up to a total of the page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

from parsers.page.lines import prices, values
from parsers.page.lines.bands import Bands, bands, space
from parsers.page.lines.body import Body, Row, body
from parsers.page.lines.column_kinds import AMOUNTS, ColumnKind, says_ht
from parsers.page.lines.columns import Column, are_apart, are_filled, columns, texts
from parsers.page.lines.designations import designations
from parsers.page.lines.headings import Head, heads
from parsers.page.lines.prices import Priced, Printed
from parsers.page.marked.pages import Page

_MOST = 400
"""Most lines of a table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableLine:
    """One line as printed; ``rate`` is the VAT in percent."""

    designation: str
    reference: str | None
    rank: str | None
    unit: str | None
    rate: Decimal | None
    amount: Decimal
    priced: Priced


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The lines of a table and the kind of its amounts; their sum is one of the totals it was held against."""

    lines: tuple[TableLine, ...]
    kind: ColumnKind
    says_ht: bool
    """Whether the heading of its amounts says that they are without VAT."""
    total: Decimal
    bare_rates: bool
    """Whether the rates are numbers without a percent sign, which may be something else."""
    proved: bool
    """Whether totals follow the last line, no line stands elsewhere, and quantity and price compute each amount."""


def tables(pages: Sequence[Page], totals: frozenset[Decimal]) -> list[Table]:
    """The tables of ``pages`` whose lines are whole and add up to one of ``totals``."""
    every = heads(pages)
    found: list[Table] = []
    for rank, head in enumerate(every):
        if head.kinds in {other.kinds for other in every[:rank]}:
            continue
        for at in _amount_columns(head):
            found += _held(body(pages, every[rank:], at), head, at, totals)
    return found


def _amount_columns(head: Head) -> list[int]:
    """The columns that may hold the amounts, the last first."""
    found = [rank for rank, one in enumerate(head.headings) if one.kind in AMOUNTS]
    return found[::-1] or [len(head.headings) - 1]


def _held(found: Body, head: Head, at: int, totals: frozenset[Decimal]) -> Iterator[Table]:
    """The longest beginning of the rows that is a whole table for each of the totals."""
    rows = found.rows
    ends = [rank for rank, row in enumerate(rows) if row.amount is not None][:_MOST]
    sums = list(accumulate(row.amount for row in rows if row.amount is not None))
    for total in totals:
        for count in range(len(ends), 0, -1):
            stop = ends[count] if count < len(ends) else len(rows)
            if sums[count - 1] != total or any(row.computed for row in rows[stop:]):
                continue
            table = table_of(rows[:stop], head, at, whole=found.whole and count == len(ends))
            if table is not None:
                yield table
                break


def table_of(rows: Sequence[Row], head: Head, at: int, *, whole: bool) -> Table | None:
    """The table of all ``rows`` below ``head``, whose heading ``at`` is that of the amounts; ``None`` if not whole."""
    with_amount = [row for row in rows if row.amount is not None]
    found = columns(head.headings, [row.words for row in with_amount])
    if found is None or not are_apart(found):
        return None
    wanted = _designation(found)
    split = None if wanted is None else bands(rows, found, wanted)
    if split is None or wanted is None:
        return None
    cells = [texts(found, words) for words in split.lines]
    if not are_filled(found, cells):
        return None
    names = _names(split, found, wanted)
    priced = prices.priced([_printed(row, cell, found, at) for row, cell in zip(with_amount, cells, strict=True)])
    rates = _rates(cells, found)
    if names is None or priced is None or rates is None or not all(names):
        return None
    lines = tuple(
        TableLine(
            designation=name,
            reference=_text(cell, found, ColumnKind.REFERENCE),
            rank=_text(cell, found, ColumnKind.RANK),
            unit=_text(cell, found, ColumnKind.UNIT) or one.unit,
            rate=rate,
            amount=row.amount or Decimal(0),
            priced=one,
        )
        for name, row, cell, one, rate in zip(names, with_amount, cells, priced, rates, strict=True)
    )
    return Table(
        lines=lines,
        kind=found[at].kind,
        says_ht=says_ht(found[at].heading.text),
        total=sum((line.amount for line in lines), Decimal(0)),
        bare_rates=not any("%" in cell[rank] for cell in cells for rank in _of(found, ColumnKind.RATE)),
        proved=whole and all(one.quantity is not None and one.price is not None for one in priced),
    )


def _of(found: Sequence[Column], kind: ColumnKind) -> list[int]:
    return [rank for rank, column in enumerate(found) if column.kind is kind]


def _text(cell: list[str], found: Sequence[Column], kind: ColumnKind) -> str | None:
    ranks = _of(found, kind)
    text = cell[ranks[0]] if len(ranks) == 1 else ""
    return None if text in values.NOTHING else text


def _designation(found: Sequence[Column]) -> int | None:
    """The column of designations: the only one called so, or the only one of articles."""
    for kind in (ColumnKind.DESIGNATION, ColumnKind.ARTICLE):
        ranks = _of(found, kind)
        if ranks:
            return ranks[0] if len(ranks) == 1 else None
    return None


def _printed(row: Row, cell: list[str], found: Sequence[Column], at: int) -> Printed:
    quantity, discount = _of(found, ColumnKind.QUANTITY), _of(found, ColumnKind.DISCOUNT)
    return Printed(
        quantity=cell[quantity[0]] if quantity else None,
        prices=tuple(cell[rank] for rank in _of(found, ColumnKind.PRICE) if rank != at),
        discount=cell[discount[0]] if discount else None,
        amount=row.amount or Decimal(0),
    )


def _rates(cells: list[list[str]], found: Sequence[Column]) -> list[Decimal | None] | None:
    """The rate of each line, all ``None`` without a column of rates; ``None`` when some are no rates."""
    ranks = _of(found, ColumnKind.RATE)
    if len(ranks) != 1:
        return [None] * len(cells)
    rates = [values.rate(cell[ranks[0]]) for cell in cells]
    return None if None in rates else rates


def _names(split: Bands, found: Sequence[Column], wanted: int) -> list[str] | None:
    """The designation of each line; ``None`` when those of a page cannot be told."""
    names: list[str] = []
    edges = space(split.pages, found, wanted)
    for pieces in split.pages:
        read = designations(pieces, edges)
        if read is None:
            return None
        names += read
    return names
