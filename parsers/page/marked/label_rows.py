"""Labels of one line have their values on the same side: above them all, or below them all."""

from collections.abc import Mapping

from parsers.page.labels.label_kinds import LabelKind
from parsers.page.layout.cells import Cell
from parsers.page.marked.bare_labels import awaits_value, is_bare, suits
from parsers.page.marked.pages import Page
from parsers.page.marked.stacked_values import nearest_value

type_decided = dict[tuple[int, int], Cell | None]
_LEAST = 2
"""Least number of labels of a line whose values say where those of the others are."""


def on_the_same_side(page: Page, found: Mapping[tuple[int, int], Cell | None]) -> type_decided:
    """The values of the other labels on the lines of labels whose values are ``found``, ``None`` for those without."""
    taken = {(value.row, value.column) for value in found.values() if value is not None}
    added: type_decided = {}
    for row in sorted({row for row, _ in found}):
        step = _side(page, row, found)
        for label in page.lines[row] if step else ():
            if (row, label.column) in found or not _wants_value(page, label):
                continue
            value = nearest_value(page, label, step)
            if value is not None and (value.row, value.column) not in taken and suits(page, label, value):
                added[row, label.column] = value
                taken.add((value.row, value.column))
            else:
                added[row, label.column] = None
    return added


def _side(page: Page, row: int, found: Mapping[tuple[int, int], Cell | None]) -> int:
    """Where the values of a line of labels are: -1 above, 1 below, 0 when it is not the same for all."""
    values = [found[row, cell.column] for cell in page.lines[row] if (row, cell.column) in found]
    sides = [0 if value is None or value.row == row else 1 if value.row > row else -1 for value in values]
    known = [side for side in sides if side]
    return known[0] if len(known) >= _LEAST and len(set(known)) == 1 else 0


def _wants_value(page: Page, label: Cell) -> bool:
    return awaits_value(page, label) or (
        is_bare(page, label) and page.of(label)[-1].kind is LabelKind.AUTRE_PIECE and label.row not in page.headers
    )
