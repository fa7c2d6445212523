"""Values whose place is decided for a whole column or line of labels, not for each label by itself."""

from dataclasses import replace

from parsers.page.layout.cells import Cell
from parsers.page.marked.label_rows import on_the_same_side
from parsers.page.marked.pages import Page
from parsers.page.marked.side_values import label_runs, side_values
from parsers.page.marked.stacked_values import line_over_line, stacked_values


def decided(page: Page) -> Page:
    """``page`` with the values of its columns of labels that are not simply right of each label."""
    found: dict[tuple[int, int], Cell | None] = {}
    apart: list[list[Cell]] = []
    for run in label_runs(page):
        stacked = stacked_values(page, run)
        found |= {(label.row, label.column): value for label, value in stacked}
        apart += [] if stacked else [run]
    found |= on_the_same_side(page, found)
    taken = {(value.row, value.column) for value in found.values() if value is not None}
    for run in apart:
        if any((label.row, label.column) in found for label in run):
            continue
        found |= {(label.row, label.column): value for label, value in side_values(page, run, taken)}
    for row in sorted({cell.cell.row for cell in page.marked if cell.upper is None}):
        for label, value in line_over_line(page, row):
            found.setdefault((label.row, label.column), value)
    return replace(page, decided=found) if found else page
