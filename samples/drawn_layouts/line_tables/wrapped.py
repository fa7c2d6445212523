"""A table of lines drawn by coordinates, without rules, its designations wrapped in their column."""

from reportlab.lib.utils import simpleSplit

from samples.drawn_layouts.field_writer import FieldWriter
from samples.drawn_layouts.line_tables.cells import cell, true_columns
from samples.layouts.sheet import Sheet

type_column = tuple[str, str, float, float]
"""What the column holds, its heading, its left and right edges in points."""
_SIZE, _STEP = 8.0, 10.0


def table(
    sheet: Sheet, writer: FieldWriter, y: float, columns: tuple[type_column, ...], *, middle: bool = False
) -> float:
    """Draws the lines and returns the next free ``y``; ``middle`` puts numbers at the middle of the designation."""
    for name, heading, left, right in columns:
        _put(sheet, name, heading, left, right, y, bold=True)
    y += 16
    for line in writer.table(*true_columns(tuple(name for name, *_ in columns))):
        left, right = next((left, right) for name, _, left, right in columns if name == "name")
        parts = simpleSplit(line.name, "Helvetica", _SIZE, right - left)
        level = y + (len(parts) - 1) / 2 * _STEP if middle else y
        for rank, part in enumerate(parts):
            sheet.text(left, y + rank * _STEP, part, _SIZE)
        for name, _, first, last in columns:
            if name != "name":
                _put(sheet, name, cell(writer, line, name), first, last, level)
        y += len(parts) * _STEP + 5
    return y + 6


def _put(sheet: Sheet, name: str, text: str, left: float, right: float, y: float, *, bold: bool = False) -> None:
    if name in ("name", "reference", "unit"):
        sheet.text(left, y, text, _SIZE, bold=bold)
    else:
        sheet.text(right, y, text, _SIZE, bold=bold, right=True)
