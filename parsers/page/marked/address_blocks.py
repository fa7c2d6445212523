"""The party of the address a cell belongs to: the heading above it, searched up its column."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from parsers.page.labels.label_kinds import LabelKind, Role
from parsers.page.labels.occurrences import Mention
from parsers.page.layout.cells import Cell
from parsers.page.marked.pages import Page, opens, overlap

_CLOSE = 1.25
"""Widest gap between two lines of an address, in line heights."""
_HEADING = 2.6
"""Widest gap under a heading, in line heights."""
_LEVEL = 1.5
"""Points between the left edges of two entries of a list."""
_DEEPEST = 16
_AFTER_HEADING = re.compile(r"\s*(?:(?:à|au|de|du)\b\s*)?(?:[:(–-].*)?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A label that begins an address, and its distance in cells above the given one."""

    role: Role
    cell: Cell
    mention: Mention
    distance: int


def heading(page: Page, cell: Cell) -> Heading | None:
    """The nearest heading at or above ``cell`` in its column."""
    for distance, current in enumerate(climb(page, cell)):
        mention = heading_of(page, current)
        if mention is not None and mention.label.role is not None:
            return Heading(role=mention.label.role, cell=current, mention=mention, distance=distance)
    return None


def heading_of(page: Page, cell: Cell) -> Mention | None:
    """The label with which ``cell`` begins an address: it starts the cell, and ends it or is followed by a colon."""
    marks = page.of(cell)
    if not opens(cell, marks) or marks[0].kind is not LabelKind.BLOC:
        return None
    last = marks[0]
    for mark in marks[1:]:
        if (
            mark.kind is LabelKind.BLOC
            and mark.label.role is last.label.role
            and not cell.text[last.end : mark.start].strip(" /&")
        ):
            last = mark
    rest = cell.text[last.end :]
    return last if _AFTER_HEADING.match(rest) else None


def row_heading(page: Page, cell: Cell) -> Mention | None:
    """The heading that begins the line of ``cell`` in a table of parties, where adjacent lines have one too."""
    if cell.column == 0 or page.of(cell):
        return None
    near = [line[0] for line in page.lines[max(0, cell.row - 1) : cell.row + 2] if line[0].row != cell.row]
    first = page.lines[cell.row][0]
    alike = any(abs(other.left - first.left) < 3 and _is_bare_heading(page, other) for other in near)
    above = page.lines[cell.row - 1] if cell.row else ()
    alike = alike or any(
        overlap(other, cell) > 0 and mark.kind is LabelKind.IDENTIFIANT for other in above for mark in page.of(other)
    )
    return heading_of(page, first) if alike and _is_bare_heading(page, first) else None


def _is_bare_heading(page: Page, cell: Cell) -> bool:
    mention = heading_of(page, cell)
    return mention is not None and not cell.text[mention.end :].strip(" :")


def climb(page: Page, cell: Cell) -> Iterator[Cell]:
    """``cell`` and the cells above it in its column, up to a wide gap."""
    current: Cell | None = cell
    for _ in range(_DEEPEST):
        if current is None:
            return
        yield current
        current = _above(page, current)


def _above(page: Page, cell: Cell) -> Cell | None:
    for row in range(cell.row - 1, max(-1, cell.row - 7), -1):
        for other in page.lines[row]:
            blank = cell.top - other.bottom
            height = max(min(cell.height, other.height), 1)
            if blank > _HEADING * height or not _is_in_column(cell, other) or other.bottom > cell.bottom - 0.3 * height:
                continue
            if blank <= _CLOSE * height or heading_of(page, other) is not None or _is_same_list(page, cell, other):
                return other
    return None


def _is_same_list(page: Page, cell: Cell, other: Cell) -> bool:
    """Whether both are entries of a list of labelled values, of which one between them may be empty."""
    return abs(cell.left - other.left) < _LEVEL and all(opens(each, page.of(each)) for each in (cell, other))


def _is_in_column(cell: Cell, other: Cell) -> bool:
    return abs(cell.left - other.left) < 12 or overlap(cell, other) > 0.5 * min(
        cell.right - cell.left, other.right - other.left
    )
