"""Possible positions of a label's value: after it in its cell, in the cell on its right, in the cell below."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from parsers.page.labels.label_kinds import LabelKind
from parsers.page.labels.occurrences import Mention
from parsers.page.layout.cells import Cell
from parsers.page.marked.bare_labels import NOTHING, is_bare, is_prefix
from parsers.page.marked.pages import Marked, Page, opens, overlap

_SENTENCE = 4
"""Words before a label above which it is inside a sentence, and its value must follow directly."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Part of a cell that may hold a value; ``nearness`` from 0 to 1; ``whole`` when it is the whole cell."""

    cell: Cell
    start: int
    end: int
    nearness: float
    whole: bool
    below: bool = False
    """Whether it is under the label, or above a label that is its caption."""
    decided: bool = False
    """Whether its place is decided for a whole column or line of labels."""

    @property
    def text(self) -> str:
        """The text of that part."""
        return self.cell.text[self.start : self.end]


def spots(page: Page, marked: Marked) -> Iterator[Spot]:
    """The possible spots of a label's value, nearest first; never beyond another label."""
    cell, mention = marked.cell, marked.mention
    later = page.of(cell)[marked.rank + 1 :] if marked.upper is None else ()
    if later and mention.kind is LabelKind.ENGAGEMENT and is_prefix(cell, later[0]):
        later = later[1:]
    if later and later[0].kind is mention.kind and not cell.text[mention.end : later[0].start].strip(" (/-–"):
        return  # label written twice, as in *Engagement (EJ)*: the second one counts
    stop = later[0].start if later else len(cell.text)
    if not NOTHING.match(cell.text, mention.end, stop):
        yield Spot(cell=cell, start=mention.end, end=stop, nearness=1.0, whole=False)
        return
    if later:
        return
    if marked.upper is None and (cell.row, cell.column) in page.decided:
        value = page.decided[cell.row, cell.column]
        if value is not None:
            yield Spot(cell=value, start=0, end=len(value.text), nearness=0.92, whole=True, below=True, decided=True)
        return
    if len(cell.text[: mention.start].split()) > _SENTENCE:
        yield from _wrapped(page, marked)
        return
    value = _over_caption(page, marked)
    if value is not None:
        yield Spot(cell=value, start=0, end=len(value.text), nearness=0.86, whole=True, below=True)
        return
    yield from (spot for spot in _around(page, marked) if not page.is_decided(spot.cell))


def _around(page: Page, marked: Marked) -> Iterator[Spot]:
    """The spots beside and below a label."""
    yield from list(_right(page, marked)) or list(_left(page, marked))
    if marked.upper is not None or (marked.rank == 0 and opens(marked.cell, page.of(marked.cell))):
        yield from _below(page, marked)


def row_after(page: Page, marked: Marked) -> Iterator[Cell]:
    """The cells on the right of a label, up to the next label."""
    for other in page.lines[marked.cell.row][marked.cell.column + 1 :]:
        if opens(other, page.of(other)) and not _starts_with_figure(other.text):
            return
        yield other


def _starts_with_figure(text: str) -> bool:
    return text[:1].isdigit()


_LARGER = 1.15
"""Least ratio of the height of a value to that of its caption."""


def _over_caption(page: Page, marked: Marked) -> Cell | None:
    """The value above a label that is its caption: smaller, close under it, with nothing beside or below."""
    label = marked.cell
    if marked.upper is not None or not is_bare(page, label):
        return None
    above = _next(page, label, -1)
    if above is None or page.of(above) or above.height < _LARGER * label.height:
        return None
    if any(not opens(other, page.of(other)) for other in _values_on_right(page, marked)):
        return None
    gap, below = label.top - above.bottom, _next(page, label, 1)
    near = below is not None and below.top - label.bottom < max(1.6 * gap, 0.6 * label.height)
    return None if gap > 1.2 * label.height or near else above


def _next(page: Page, cell: Cell, step: int) -> Cell | None:
    """The nearest cell of its column above (-1) or below (1) ``cell``."""
    row = cell.row + step
    while 0 <= row < len(page.lines) and abs(row - cell.row) < 6:
        found = [other for other in page.lines[row] if overlap(cell, other) > 0 or abs(other.left - cell.left) < 3]
        if found:
            return max(found, key=lambda other: overlap(cell, other))
        row += step
    return None


def _right(page: Page, marked: Marked) -> Iterator[Spot]:
    for other in _values_on_right(page, marked):
        marks = _labels_in(page, marked, other)
        if not opens(other, marks):
            end = marks[0].start if marks else len(other.text)
            gap = (other.left - marked.cell.right) / max(page.width, 1)
            near = 0.96 if gap < 0.15 else 0.92 if gap < 0.35 else 0.84
            yield Spot(cell=other, start=0, end=end, nearness=near, whole=True)


def _left(page: Page, marked: Marked) -> Iterator[Spot]:
    """The cell on the left, in lists where labels follow their values."""
    label = marked.cell
    before = _value_before(page, label)
    if (
        before is None
        or next(_values_on_right(page, marked), None) is not None
        or next(_below(page, marked), None) is not None
    ):
        return
    near = [line for line in page.lines[max(0, label.row - 1) : label.row + 2] if line[0].row != label.row]
    alike = (other for line in near for other in line if abs(other.left - label.left) < 3)
    if any(is_bare(page, other) and _value_before(page, other) is not None for other in alike):
        yield Spot(cell=before, start=0, end=len(before.text), nearness=0.84, whole=True, below=True)


def _value_before(page: Page, label: Cell) -> Cell | None:
    before = page.lines[label.row][label.column - 1] if label.column else None
    return before if before is not None and is_bare(page, label) and not page.of(before) else None


def _values_on_right(page: Page, marked: Marked) -> Iterator[Cell]:
    """The first non-empty cell on the right of a label, on each of the label's lines."""
    cell, upper = marked.cell, marked.upper
    rows = [cell.row] if upper is None else [cell.row, upper.row, *range(upper.row + 1, cell.row)]
    answered = False
    for row in rows:
        for other in page.lines[row]:
            beyond = other.column > cell.column if row == cell.row else other.left > cell.right - 2
            if beyond and (not NOTHING.match(other.text) or other.text in ("-", "–")):
                answered = True
                yield other
                break
    if not answered:
        yield from _half_a_line_off(page, cell)


def _half_a_line_off(page: Page, label: Cell) -> Iterator[Cell]:
    """A cell on the right slightly higher or lower than ``label``, when none is level."""
    for row in (label.row + 1, label.row - 1):
        for other in page.lines[row] if 0 <= row < len(page.lines) else ():
            level = min(label.bottom, other.bottom) - max(label.top, other.top)
            if other.left > label.right - 2 and level > 0.25 * min(label.height, other.height):
                yield other
                return


def _wrapped(page: Page, marked: Marked) -> Iterator[Spot]:
    """The beginning of the next line, when a line of a paragraph ends with the label."""
    cell = marked.cell
    for line in page.lines[cell.row + 1 : cell.row + 2]:
        for other in line:
            if abs(other.left - cell.left) > 3 or other.top - cell.bottom > cell.height:
                continue
            marks = page.of(other)
            if not opens(other, marks):
                yield Spot(
                    cell=other,
                    start=_rest_of_label(other.text),
                    end=marks[0].start if marks else len(other.text),
                    nearness=0.9,
                    whole=False,
                )


_REST = re.compile(r"[^\W\d]{2,12}\s?:\s|\([^()\d]*\)\s?:?\s")


def _rest_of_label(text: str) -> int:
    """Index after the last word of a label continued on this line: ``Code service`` / ``Chorus : 15``."""
    rest = _REST.match(text)
    return rest.end() if rest else 0


def _below(page: Page, marked: Marked) -> Iterator[Spot]:
    label = marked.cell
    beside = page.lines[label.row]
    paired = _paired(page, marked)
    if paired is not None:
        yield Spot(cell=paired, start=0, end=len(paired.text), nearness=0.86, whole=True, below=True)
        return
    reach = _reach(label, beside)
    aside: Spot | None = None
    for line in page.lines[label.row + 1 : label.row + 6]:
        best = max(line, key=lambda cell: min(cell.right, reach) - max(cell.left, label.left - 6))
        if best.top - label.bottom > 2.0 * max(label.height, best.height):
            break
        if (
            min(best.right, reach) - max(best.left, label.left - 6) <= 0
            or best.top < label.bottom - 0.35 * label.height
        ):
            continue
        marks = _labels_in(page, marked, best)
        if _labels_of_left(page, marked, best):
            break
        own = overlap(best, label)
        if not opens(best, marks) and not any(overlap(best, other) > max(own, 0) for other in beside if other != label):
            end = marks[0].start if marks else len(best.text)
            spot = Spot(cell=best, start=0, end=end, nearness=0.86, whole=True, below=True)
            if own <= 0 and aside is None:
                aside = spot  # beside the label's column: the value may be half a line lower, in it
                continue
            yield spot if own > 0 or aside is None else aside
            return
        break
    if aside is not None:
        yield aside


def _labels_of_left(page: Page, marked: Marked, value: Cell) -> bool:
    """Whether ``value`` has a label of its own on its right, bare and the last of its line, and ``marked`` none."""
    line = page.lines[value.row]
    if len(page.lines[marked.cell.row]) > 1 or len(line) != 2 or value.column or page.of(value):
        return False
    return is_bare(page, line[1]) and value.right < line[1].left and not _answered_below(page, line[1])


def _answered_below(page: Page, label: Cell) -> bool:
    """Whether a value without a label is close under ``label``."""
    below = _next(page, label, 1)
    return below is not None and not page.of(below) and below.top - label.bottom < 2.0 * label.height


def _labels_in(page: Page, marked: Marked, other: Cell) -> tuple[Mention, ...]:
    """The labels of ``other``, without the first letters of the order that the label ``marked`` announces."""
    marks = page.of(other)
    own = marks and marked.mention.kind is LabelKind.ENGAGEMENT and is_prefix(other, marks[0])
    return marks[1:] if own and opens(other, marks) else marks


def _paired(page: Page, marked: Marked) -> Cell | None:
    """The cell under a label where a line of labels only is above a line of as many values."""
    label = marked.cell
    labels = page.lines[label.row]
    values = page.lines[label.row + 1] if label.row + 1 < len(page.lines) else ()
    if len(labels) < 2 or len(labels) != len(values) or any(map(partial(_is_label, page), values)):
        return None
    if values[0].top - label.bottom > 2 * label.height or values[0].top < label.bottom - 0.35 * label.height:
        return None
    if not all(is_bare(page, cell) for cell in labels):
        return None
    apart = all(value.right < after.left + 4 for value, after in zip(values, labels[1:], strict=False))
    beyond = all(value.left > before.left - 4 for value, before in zip(values[1:], labels, strict=False))
    return values[label.column] if apart and beyond else None


def _is_label(page: Page, cell: Cell) -> bool:
    marks = page.of(cell)
    return bool(marks) and not (opens(cell, marks) and is_prefix(cell, marks[0]))


def _reach(label: Cell, beside: tuple[Cell, ...]) -> float:
    """Greatest left edge of a value under ``label``, in points: before the next label, and near."""
    following = min((cell.left for cell in beside if cell.left > label.right), default=label.left + 90)
    return max(label.right, min(following - 4, label.left + 90))
