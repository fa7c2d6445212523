"""The words of rows given to the columns of a table, by where they stand and by what the headings say they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from parsers.page.layout.words import Word
from parsers.page.lines.column_kinds import NUMERIC, TEXTS, ColumnKind
from parsers.page.lines.headings import Heading

_APART = 1.4
"""Least width of a gap between two columns, in blanks between words."""
_BLANK = 0.25
"""Width of a blank, in heights, where no row shows one."""
_WIDEST_BLANK = 0.7
"""Widest blank between words, in heights."""
_NEVER = 10_000.0
_FIGURES = frozenset("0123456789")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table and the edges of what stands in it, in points; empty columns have those of the heading."""

    heading: Heading
    left: float
    right: float

    @property
    def kind(self) -> ColumnKind:
        """What it holds."""
        return self.heading.kind


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cluster:
    """Words of several rows one above another, between two gaps that no row crosses."""

    left: float
    right: float
    numeric: bool


def columns(headings: Sequence[Heading], rows: Sequence[Sequence[Word]]) -> tuple[Column, ...] | None:
    """The columns of a table whose complete rows are ``rows``, at least one; ``None`` when words fit no heading."""
    clusters = _clusters([word for row in rows for word in row], _APART * _blank(rows))
    shares = _shared(clusters, headings)
    if shares is None:
        return None
    return tuple(
        Column(
            heading=heading,
            left=min((clusters[rank].left for rank in ranks), default=heading.left),
            right=max((clusters[rank].right for rank in ranks), default=heading.right),
        )
        for heading, ranks in zip(headings, shares, strict=True)
    )


def texts(found: Sequence[Column], row: Sequence[Word]) -> list[str]:
    """The text in each column of the words of one line, which are in reading order."""
    cells: list[list[str]] = [[] for _ in found]
    for word in row:
        middle = (word.left + word.right) / 2
        rank = min(range(len(found)), key=lambda r: max(found[r].left - middle, middle - found[r].right, 0.0))
        cells[rank].append(word.text)
    return [" ".join(cell) for cell in cells]


def _blank(rows: Sequence[Sequence[Word]]) -> float:
    """The width of most blanks between words, in points."""
    height = median(word.bottom - word.top for row in rows for word in row)
    gaps = [b.left - a.right for row in rows for a, b in pairwise(row)]
    return median([gap for gap in gaps if 0.1 * height < gap < _WIDEST_BLANK * height] or [_BLANK * height])


def _clusters(words: list[Word], gap: float) -> list[_Cluster]:
    ordered = sorted(words, key=lambda one: one.left)
    groups, edge = [[ordered[0]]], ordered[0].right
    for word in ordered[1:]:
        if word.left - edge > gap:
            groups.append([word])
        else:
            groups[-1].append(word)
        edge = max(edge, word.right)
    return [
        _Cluster(
            left=min(word.left for word in group),
            right=max(word.right for word in group),
            numeric=2 * sum(not _FIGURES.isdisjoint(word.text) for word in group) >= len(group),
        )
        for group in groups
    ]


def _shared(clusters: list[_Cluster], headings: Sequence[Heading]) -> list[range] | None:
    """The clusters of each heading, in order: the sharing with the least distances."""
    count = len(clusters)
    costs = [0.0] + [_NEVER * _NEVER] * count
    cuts: list[list[int]] = []
    for rank in range(len(headings)):
        beyond = headings[rank + 1].left if rank + 1 < len(headings) else None
        price = [
            [_cost(headings[rank], beyond, clusters[start:end]) for end in range(count + 1)]
            for start in range(count + 1)
        ]
        best = [min(range(end + 1), key=lambda start: costs[start] + price[start][end]) for end in range(count + 1)]
        costs = [costs[best[end]] + price[best[end]][end] for end in range(count + 1)]
        cuts.append(best)
    if costs[count] >= _NEVER:
        return None
    shares, end = [], count
    for best in reversed(cuts):
        shares.append(range(best[end], end))
        end = best[end]
    return shares[::-1]


def _cost(heading: Heading, beyond: float | None, group: list[_Cluster]) -> float:
    """How ill ``group`` fits under ``heading``; ``beyond`` is where the next heading begins."""
    if not group:
        return 3.0 if heading.kind in NUMERIC else 0.0
    if len(group) > 1 and heading.kind is not ColumnKind.OTHER:
        return _NEVER  # what stands apart in every row is another column
    if heading.kind in NUMERIC and not group[0].numeric:
        return _NEVER
    reach = heading.right if beyond is None or heading.kind not in TEXTS else max(heading.right, beyond)
    distance = sum(max(0.0, one.left - reach, heading.left - one.right) for one in group)
    touched = sum(one.left < heading.right and one.right > heading.left for one in group)
    return distance - 5.0 * bool(touched)


def are_apart(found: Sequence[Column]) -> bool:
    """Whether no two columns overlap; one that is empty has the edges of its heading."""
    return all(a.right <= b.left for a, b in pairwise(found))


def are_filled(found: Sequence[Column], cells: Sequence[Sequence[str]]) -> bool:
    """Whether no column is empty because its words were taken for those of another; ``cells`` are each line's."""
    beside = {rank + step for rank, column in enumerate(found) if column.kind in TEXTS for step in (-1, 1)}
    return all(
        any(cell[rank] for cell in cells)
        for rank, column in enumerate(found)
        if column.kind is not ColumnKind.DISCOUNT and (rank in beside or column.kind in NUMERIC)
    )
