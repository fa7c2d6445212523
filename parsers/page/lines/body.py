"""The rows below the heads of a table, until the totals: those with an amount, and the text between them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from parsers.page.layout.cells import Cell
from parsers.page.layout.words import Word
from parsers.page.lines.headings import Head, Heading
from parsers.page.lines.sums_of_rows import is_carried, is_computed, is_end
from parsers.page.marked.pages import Page
from parsers.page.values.amounts import Amount, amounts

_FAR = 7.0
"""Least height of a blank below a row that ends a table on its page, in heights of the row."""
_TALL = 2.5
"""Least height of a watermark, in heights of the headings."""
_BEYOND = 3.0
"""Points that a value may reach beyond the next heading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a table's body; ``amount`` is what stands in the column of amounts, if anything does."""

    page: int
    words: tuple[Word, ...]
    top: float
    bottom: float
    amount: Decimal | None
    computed: bool
    """Whether its numbers compute an amount, as those of a line do."""

    @property
    def middle(self) -> float:
        """Points from the top of the page."""
        return (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        """Points."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """The rows of a table; ``whole`` when totals end it and no line that computes an amount follows anywhere."""

    rows: tuple[Row, ...]
    whole: bool


def body(pages: Sequence[Page], heads: Sequence[Head], amounts_at: int) -> Body:
    """The rows below the first of ``heads`` and those like it; the heading ``amounts_at`` is that of its amounts."""
    found: list[Row] = []
    model, end = heads[0], None
    for rank in range(model.page, len(pages)):
        here = [head for head in heads if head.page == rank]
        rows, end = _of_page(pages[rank], here, model, amounts_at)
        found += rows
        if end is not None or not found:
            break
    after = () if end is None else _after(pages, rank, end)
    return Body(rows=tuple(found), whole=end is not None and not any(map(is_computed, after)))


def _after(pages: Sequence[Page], rank: int, row: int) -> Iterator[tuple[Cell, ...]]:
    yield from pages[rank].lines[row:]
    for page in pages[rank + 1 :]:
        yield from page.lines


def _of_page(page: Page, here: list[Head], model: Head, amounts_at: int) -> tuple[list[Row], int | None]:
    """The rows of one page, and the row of the page that ends the table, if one does."""
    left = _left_edge(page, here, model)
    tallest = _TALL * max(cell.height for cell in page.lines[here[0].first]) if here else float("inf")
    rows: list[Row] = []
    last, height = None, 0.0
    others = {head.first for head in here if head.kinds != model.kinds}
    for line in _below(page, [head for head in here if head.kinds == model.kinds]):
        if line[0].row in others:
            return rows, line[0].row
        cells = [cell for cell in line if cell.right > left]
        words = tuple(word for cell in cells for word in cell.words if word.bottom - word.top < tallest)
        if not words:
            continue
        row = _row(words, cells, model.headings, amounts_at)
        if row.amount is not None and is_carried(cells):
            last, height = row.bottom, row.height
            continue
        if is_end(page, cells):
            return rows, line[0].row
        if last is not None and row.top - last > _FAR * height:
            break
        last, height = row.bottom, row.height
        rows.append(row)
    return rows, None


def _below(page: Page, here: list[Head]) -> Iterator[tuple[Cell, ...]]:
    inside = {row for head in here for row in range(head.first, head.last + 1)}
    start = min((head.last for head in here), default=-1)
    return (line for row, line in enumerate(page.lines) if row > start and row not in inside)


def _left_edge(page: Page, here: list[Head], model: Head) -> float:
    """Where the table begins: what stands left of it belongs to a column beside it."""
    first, beyond = model.headings[0], model.headings[1].left if len(model.headings) > 1 else model.headings[0].right
    lefts = [
        cell.left
        for line in _below(page, here)
        for cell in line
        if cell.left < beyond and cell.right > first.left and len(line) > 1
    ]
    return min([first.left, *lefts]) - 2.0


def _row(words: tuple[Word, ...], cells: Sequence[Cell], headings: Sequence[Heading], amounts_at: int) -> Row:
    return Row(
        page=cells[0].page,
        words=words,
        top=min(word.top for word in words),
        bottom=max(word.bottom for word in words),
        amount=_amount(cells, headings, amounts_at),
        computed=is_computed(cells),
    )


def _amount(cells: Sequence[Cell], headings: Sequence[Heading], amounts_at: int) -> Decimal | None:
    """The amount under the heading of amounts, or the last one that is under no other, before the next heading."""
    heading = headings[amounts_at]
    beyond = headings[amounts_at + 1].left if amounts_at + 1 < len(headings) else None
    others = [one for rank, one in enumerate(headings) if rank != amounts_at]
    under, before = None, None
    for cell in cells:
        for amount in amounts(cell.text):
            left, _, right, _ = cell.box(amount.start, amount.end)
            if left < heading.right and right > heading.left:
                under = amount
            elif any(left < one.right and right > one.left for one in others):
                continue
            elif (beyond is None or right < beyond + _BEYOND) and (
                amounts_at == 0 or left > headings[amounts_at - 1].left
            ):
                before = amount
    chosen: Amount | None = under or before
    return chosen.value if chosen is not None and chosen.exact else None
