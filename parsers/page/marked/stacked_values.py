"""Labels and values in turn in one column, or a line of labels and one of values: which value is of which label."""

from collections.abc import Iterator
from itertools import pairwise
from statistics import fmean

from parsers.page.labels.label_kinds import LabelKind
from parsers.page.layout.cells import Cell
from parsers.page.marked.bare_labels import awaits_value, is_bare, is_value, suits
from parsers.page.marked.pages import Page, overlap

_NEAR = 2.2
"""Widest gap between a label and its value, in line heights."""
_CLEARLY = 0.75
"""Greatest ratio of two gaps for the smaller one to say which label a value belongs to."""

type_pairs = list[tuple[Cell, Cell]]
type_answers = list[tuple[Cell, Cell | None]]


def stacked_values(page: Page, run: list[Cell]) -> type_answers:
    """The labels of ``run``, a column, with the values between them; ``None`` for a label whose value is missing.

    Empty when no value is between two labels, or it cannot be told whether they are above or below.
    """
    inner = [_only_between(page, upper, lower) for upper, lower in pairwise(run)]
    if not any(inner):
        return []
    above, below = nearest_value(page, run[0], -1), nearest_value(page, run[-1], 1)
    over: type_answers = list(zip(run, [above, *inner], strict=True))
    under: type_answers = list(zip(run, [*inner, below], strict=True))
    whole = _decided(page, _whole(over), _whole(under))
    if whole:
        return list(whole)
    some = _decided(page, _given(over[1:]), _given(under[:-1]))
    if not some:
        return []
    return _alike(page, over if some[0][1].top < some[0][0].top else under, some)


def _alike(page: Page, answers: type_answers, sure: type_pairs) -> type_answers:
    """``answers`` without the value of a label that is farther than those that are ``sure``, or of another form."""
    widest = max(map(_distance, sure)) + 1
    kept = [pair for pair in _given(answers) if _distance(pair) <= widest and suits(page, *pair)]
    values = {(label.row, label.column): value for label, value in kept}
    return [(label, values.get((label.row, label.column))) for label, _ in answers]


def _distance(pair: tuple[Cell, Cell]) -> float:
    label, value = pair
    return max(0.0, label.top - value.bottom, value.top - label.bottom)


def _given(answers: type_answers) -> type_pairs:
    return [(label, value) for label, value in answers if value is not None]


def line_over_line(page: Page, row: int) -> type_pairs:
    """The labels of a line, each with the value above it; empty when the values are below, or it cannot be told."""
    labels = page.lines[row]
    if len(labels) < 2 or row in page.headers or not all(is_bare(page, cell) for cell in labels):
        return []
    labels = tuple(cell for cell in labels if page.of(cell)[-1].kind is not LabelKind.TAUX)
    if sum(awaits_value(page, cell) for cell in labels) < 2:
        return []
    over = _whole([(cell, nearest_value(page, cell, -1)) for cell in labels])
    if not over or any(_is_labelled(page, value) for _, value in over):
        return []
    under = _whole([(cell, nearest_value(page, cell, 1)) for cell in labels])
    chosen = _decided(page, over, under)
    return chosen if chosen is over else []


def _decided(page: Page, over: type_pairs, under: type_pairs) -> type_pairs:
    """The pairs of which all values suit their labels; of two such, those with clearly smaller gaps."""
    suiting = [pairs for pairs in (over, under) if pairs and all(suits(page, *pair) for pair in pairs)]
    if len(suiting) < 2:
        return suiting[0] if suiting else []
    up, down = fmean(_gap(value, label) for label, value in over), fmean(_gap(label, value) for label, value in under)
    if up < _CLEARLY * down:
        return over
    return under if down < _CLEARLY * up else []


def _whole(pairs: type_answers) -> type_pairs:
    found = _given(pairs)
    distinct = len({(value.row, value.column) for _, value in found})
    return found if len(found) == len(pairs) == distinct else []


def _only_between(page: Page, upper: Cell, lower: Cell) -> Cell | None:
    """The only cell of the column between two labels, when it may be a value."""
    found = list(_column(page, upper, range(upper.row + 1, lower.row)))
    if len(found) != 1 or _is_beside_label(page, found[0]):
        return None
    return found[0] if any(is_value(page, found[0], label) for label in (upper, lower)) else None


def nearest_value(page: Page, label: Cell, step: int) -> Cell | None:
    """The value next to ``label`` in its column, above (-1) or below (1); ``None`` when there is none."""
    rows = range(label.row + step, label.row + 4 * step, step)
    cell = next(_column(page, label, rows), None)
    if cell is None or not is_value(page, cell, label) or _is_beside_label(page, cell):
        return None
    gap = _gap(cell, label) if step < 0 else _gap(label, cell)
    return cell if gap < _NEAR * max(label.height, cell.height) else None


def _column(page: Page, label: Cell, rows: range) -> Iterator[Cell]:
    for row in rows:
        if 0 <= row < len(page.lines):
            yield from (cell for cell in page.lines[row] if abs(cell.left - label.left) < 3 or overlap(cell, label) > 0)


def _is_beside_label(page: Page, cell: Cell) -> bool:
    """Whether the cell on the left is a bare label, whose value this one then is."""
    return cell.column > 0 and is_bare(page, page.lines[cell.row][cell.column - 1])


def _is_labelled(page: Page, value: Cell) -> bool:
    """Whether a label is above ``value``, whose value it then is."""
    cell = next(_column(page, value, range(value.row - 1, value.row - 4, -1)), None)
    return cell is not None and awaits_value(page, cell) and _gap(cell, value) < _NEAR * value.height


def _gap(upper: Cell, lower: Cell) -> float:
    return max(0.0, lower.top - upper.bottom)
