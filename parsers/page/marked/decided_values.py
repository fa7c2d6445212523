"""Values whose place is decided for a whole column or line of labels, not for each label by itself."""

from dataclasses import replace

from parsers.page.layout.cells import Cell
from parsers.page.marked.pages import Page
from parsers.page.marked.side_values import label_runs, side_values
from parsers.page.marked.stacked_values import line_over_line, stacked_values


def decided(page: Page) -> Page:
    """``page`` with the values of its columns of labels that are not simply right of each label."""
    found: dict[tuple[int, int], Cell | None] = {}
    for run in label_runs(page):
        for label, value in stacked_values(page, run) or side_values(page, run):
            found[label.row, label.column] = value
    for row in sorted({cell.cell.row for cell in page.marked if cell.upper is None}):
        for label, value in line_over_line(page, row):
            found.setdefault((label.row, label.column), value)
    return replace(page, decided=found) if found else page
