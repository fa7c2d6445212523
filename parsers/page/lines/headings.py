"""The heading rows of tables of invoice lines: one row, or up to three that are read as one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parsers.page.layout.cells import Cell, cut
from parsers.page.lines.column_kinds import AMOUNTS, TEXTS, ColumnKind, kind_of
from parsers.page.marked.pages import Page

_MOST = 24
"""Most cells of a row that is looked at; more is a drawing."""
_CLOSE = 1.45
"""Greatest distance between the middles of two rows of one heading, in heights."""
_ALONE = 4
"""Fewest headings of a head that stands close together, as one text."""
_WORDS = 7
"""Most words of a heading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """The heading of one column; points."""

    kind: ColumnKind
    text: str
    left: float
    right: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The headings of a table, left to right, on the rows ``first`` to ``last`` of a page."""

    page: int
    """Rank of the page among those read."""
    first: int
    last: int
    headings: tuple[Heading, ...]

    @property
    def kinds(self) -> tuple[ColumnKind, ...]:
        """The kinds of its columns."""
        return tuple(one.kind for one in self.headings)


def heads(pages: Sequence[Page]) -> list[Head]:
    """The heads of tables that have a designation and an amount, in reading order."""
    return [head for rank, page in enumerate(pages) for head in _of_page(page, rank)]


def _of_page(page: Page, rank: int) -> Iterator[Head]:
    row = free = 0
    while row < len(page.lines):
        found = _best(page, rank, row, free) if _may_head(page.lines[row]) else None
        if found is not None:
            yield found
            free = found.last + 1
        row = row + 1 if found is None else found.last + 1


def _may_head(line: tuple[Cell, ...]) -> bool:
    if not 2 <= len(line) <= _MOST or sum(len(cell.words) for cell in line) > 4 * _WORDS:
        return len(line) == 1 and _is_plain(line) and len(_apart(line[0])) >= _ALONE
    return _is_plain(line) and sum(kind_of(cell.text) is not None for cell in line) >= 1


def _is_plain(line: tuple[Cell, ...]) -> bool:
    return not any(c.isdigit() for cell in line for c in cell.text)


def _best(page: Page, rank: int, row: int, free: int) -> Head | None:
    """The head that ``row`` is part of: of one to four rows around it, whichever have most known headings.

    Rows before ``free`` are those of the head before.
    """
    best, most = None, 0.0
    for first, last in _spans(page, row, free):
        headings = _headings(page.lines[first : last + 1])
        known = sum(2 if one.kind is not ColumnKind.OTHER else -1 for one in headings)
        alone = max(len(line) for line in page.lines[first : last + 1]) == 1
        if known >= most and _is_table(headings) and not (alone and len(headings) < _ALONE):
            best, most = Head(page=rank, first=first, last=last, headings=headings), known
    return best


def _spans(page: Page, row: int, free: int) -> Iterator[tuple[int, int]]:
    """First and last rows of what may be one head: none above, one or two above, with none to two below."""
    for first in range(row, max(row - 3, free - 1), -1):
        if first < row and not (_continues(page, first + 1) and _is_plain(page.lines[first])):
            return
        for last in range(row, min(row + 3, len(page.lines))):
            if last > row and not _continues(page, last):
                break
            yield first, last


def _continues(page: Page, row: int) -> bool:
    here, above = page.lines[row][0], page.lines[row - 1][0]
    distance = (here.top + here.bottom - above.top - above.bottom) / 2
    return distance <= _CLOSE * max(here.height, above.height) and _is_plain(page.lines[row])


def _is_table(headings: tuple[Heading, ...]) -> bool:
    kinds = [one.kind for one in headings]
    if not TEXTS.intersection(kinds):
        return False
    return bool(AMOUNTS.intersection(kinds)) or kinds[-1] is ColumnKind.PRICE


def _headings(rows: Sequence[tuple[Cell, ...]]) -> tuple[Heading, ...]:
    """The cells of some rows, those above one another joined."""
    columns: list[list[Cell]] = []
    pieces = [piece for line in rows for cell in line for piece in _apart(cell)]
    for cell in sorted(pieces, key=lambda one: one.left):
        if columns and cell.left < max(other.right for other in columns[-1]) - 0.5:
            columns[-1].append(cell)
        else:
            columns.append([cell])
    return tuple(_heading(column) for column in columns)


def _heading(cells: list[Cell]) -> Heading:
    text = " ".join(cell.text for cell in sorted(cells, key=lambda one: (one.top, one.left)))
    return Heading(
        kind=kind_of(text) or ColumnKind.OTHER,
        text=text,
        left=min(cell.left for cell in cells),
        right=max(cell.right for cell in cells),
    )


def _apart(cell: Cell) -> list[Cell]:
    """``cell`` split into headings that are known, when it is none as a whole: *Qté P.U. HT*."""
    if kind_of(cell.text) is not None or len(cell.words) > 2 * _WORDS:
        return [cell]
    starts = _split([word.text for word in cell.words], 0)
    return [cell] if starts is None else cut(cell, [cell.starts[rank] for rank in starts[1:]])


def _split(words: list[str], start: int) -> list[int] | None:
    """Ranks at which known headings begin, the longest first; ``None`` when some words are none."""
    if start == len(words):
        return []
    for end in range(min(len(words), start + _WORDS), start, -1):
        if kind_of(" ".join(words[start:end])) is not None:
            rest = _split(words, end)
            if rest is not None:
                return [start, *rest]
    return None
