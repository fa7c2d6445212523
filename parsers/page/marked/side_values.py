"""Columns of values beside a column of labels: on its left, or on its right but off its lines by the same distance."""

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from statistics import median

from parsers.page.layout.cells import Cell
from parsers.page.marked.bare_labels import awaits_value, is_bare, is_value, suits
from parsers.page.marked.pages import Page, overlap

_ALIGNED = 3.0
"""Greatest distance of the edges of one column, in points."""
_SPREAD = 2.5
"""Greatest difference of the distances between labels and their values, in points."""
_PITCH = 4.5
"""Widest distance between two lines of one column, in line heights."""
_LEVEL = 0.3
"""Distance from its line, in line heights, up to which a value on the right needs no column."""
_CLOSE = 1.0
"""Greatest distance of a value and a label above or below it, in line heights."""
_CLEARLY = 0.6
"""Greatest ratio of the offsets of two possible columns for the nearer one to be taken."""

type_pairs = list[tuple[Cell, Cell]]


def label_runs(page: Page) -> Iterator[list[Cell]]:
    """Columns of at least two bare labels with the same left or right edge, without values on their lines' right."""
    labels = [cell for line in page.lines for cell in line if awaits_value(page, cell)]
    if len(labels) < 2:
        return
    free = [cell for cell in labels if not _is_answered(page, cell)]
    taken: set[tuple[int, int]] = set()
    for edge in ("left", "right"):
        for run in _aligned([cell for cell in free if (cell.row, cell.column) not in taken], edge):
            taken |= {(cell.row, cell.column) for cell in run}
            yield run


def side_values(page: Page, run: list[Cell], taken: Collection[tuple[int, int]] = ()) -> type_pairs:
    """The labels of ``run`` with their values; empty unless one column of as many values fits, at one distance.

    The cells ``taken``, by row and column, are the values of other labels.
    """
    around = [cell for cell in _around(page, run) if (cell.row, cell.column) not in taken]
    right = _fitting(page, run, [cell for cell in around if cell.left > max(one.right for one in run) - 2])
    if right:
        return right
    left = [cell for cell in around if cell.right < min(one.left for one in run) + 2]
    return _fitting(page, run, [cell for cell in left if not _is_announced(page, cell)])


def _aligned(cells: Sequence[Cell], edge: str) -> Iterator[list[Cell]]:
    """Runs of cells with one edge in common, down to a wide gap."""
    columns: list[list[Cell]] = []
    for cell in cells:
        near = (run for run in columns if abs(getattr(run[-1], edge) - getattr(cell, edge)) < _ALIGNED)
        run = next((run for run in near if cell.top - run[-1].top < _PITCH * cell.height), None)
        if run is None:
            columns.append([cell])
        elif run[-1].row != cell.row:
            run.append(cell)
    yield from (run for run in columns if len(run) > 1)


def _is_answered(page: Page, label: Cell) -> bool:
    """Whether a value is on the label's line, right of it and before another label."""
    for other in page.lines[label.row][label.column + 1 :]:
        if is_value(page, other):
            return abs(_middle(other) - _middle(label)) <= _LEVEL * label.height
        if page.of(other):
            return not is_bare(page, other)
    return False


def _around(page: Page, run: list[Cell]) -> Iterator[Cell]:
    """The values near the lines of ``run``, from one pitch above to one pitch below."""
    pitch = _pitch(run)
    top, bottom = run[0].top - pitch, run[-1].bottom + pitch
    for line in page.lines[max(0, run[0].row - 4) : run[-1].row + 5]:
        for cell in line:
            if top < _middle(cell) < bottom and is_value(page, cell) and not _is_stacked(page, run, cell):
                yield cell


def _is_stacked(page: Page, run: list[Cell], value: Cell) -> bool:
    """Whether a bare label of another column is close above or below ``value``, in its column."""
    for row in (*range(value.row - 2, value.row), *range(value.row + 1, value.row + 3)):
        for cell in page.lines[row] if 0 <= row < len(page.lines) else ():
            near = max(cell.top - value.bottom, value.top - cell.bottom) < _CLOSE * value.height
            if near and overlap(cell, value) > 0 and cell not in run and awaits_value(page, cell):
                return True
    return False


def _is_announced(page: Page, cell: Cell) -> bool:
    """Whether a value has a label of its own on its left."""
    return any(page.of(other) for other in page.lines[cell.row][: cell.column])


def _fitting(page: Page, run: list[Cell], values: list[Cell]) -> type_pairs:
    """The pairs at the smallest distance, for the nearest column of values; empty when two are about as near."""
    best: list[tuple[float, type_pairs]] = []
    for edge in ("right", "left"):
        for column in _grouped(values, edge):
            best += _pairings(page, run, column)
        if best:
            break
    best.sort(key=lambda one: one[0])
    if not best or (len(best) > 1 and best[0][0] > _CLEARLY * best[1][0]):
        return []
    return best[0][1]


def _grouped(values: list[Cell], edge: str) -> list[list[Cell]]:
    columns: list[list[Cell]] = []
    for cell in values:
        column = next((one for one in columns if abs(getattr(one[0], edge) - getattr(cell, edge)) < _ALIGNED), None)
        if column is None:
            columns.append([cell])
        else:
            column.append(cell)
    return columns


def _pairings(page: Page, run: list[Cell], column: list[Cell]) -> Iterator[tuple[float, type_pairs]]:
    """Each way to pair ``run`` with as many consecutive values at one distance, with that distance."""
    for first in range(len(column) - len(run) + 1):
        pairs = list(zip(run, column[first : first + len(run)], strict=True))
        offsets = [_middle(value) - _middle(label) for label, value in pairs]
        near = max(offsets) - min(offsets) <= _SPREAD and abs(median(offsets)) < 1.1 * _pitch(run)
        if near and all(suits(page, label, value) for label, value in pairs):
            yield abs(median(offsets)), pairs


def _pitch(run: Sequence[Cell]) -> float:
    return min(_middle(b) - _middle(a) for a, b in pairwise(run))


def _middle(cell: Cell) -> float:
    return (cell.top + cell.bottom) / 2
