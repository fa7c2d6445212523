"""Labels and values on a readable view: in two columns, or one under the other."""

from collections.abc import Sequence

from domain.text import Text
from exporters.lisible.cursor import BODY, LEFT, ROOM, STEP, Cursor
from exporters.lisible.sections import LabelledRow
from exporters.pdf.palette import BLACK, GREY
from exporters.pdf.structure import Role, Scope

_HALF = ROOM / 2
_LABEL = 92.0
"""Room of a label, in points."""
_LONGEST = 8000
"""Characters of a note that are shown."""


def grid(cursor: Cursor, title: Text, rows: Sequence[LabelledRow]) -> None:
    """Labels and values in two columns; a value that is long takes the whole width."""
    if not rows:
        return
    cursor.title(title.in_(cursor.locale))
    with cursor.sheet.inside(Role.TABLE):
        _rows(cursor, rows)


def _rows(cursor: Cursor, rows: Sequence[LabelledRow]) -> None:
    side, pen = 0, cursor.sheet
    narrow = _HALF - _LABEL - 12
    for row in rows:
        texts = pen.lines(row.value, BODY, narrow, 1000, bold=row.strong)
        wide = len(texts) > 1
        if wide:
            cursor.y += STEP * 1.15 if side else 0
            side, texts = 0, pen.lines(row.value, BODY, ROOM - _LABEL, 12, bold=row.strong)
        if side == 0:
            cursor.need(min(len(texts), 4) * STEP)
        x = LEFT + side * (_HALF + 6)
        with pen.inside(Role.TR):
            with pen.inside(Role.TH, Scope.ROW):
                pen.fit(x, cursor.y + 4, _LABEL - 6, row.label, 8, colour=GREY)
            with pen.inside(Role.TD):
                _run(cursor, x + _LABEL, texts, strong=row.strong, keep=not wide)
        side = 0 if wide or side else 1
        cursor.y += STEP * 0.15 if wide else 0 if side else STEP * 1.15
    cursor.y += (STEP * 1.15 if side else 0) + 10


def draw_grid(cursor: Cursor, title: Text, rows: Sequence[LabelledRow]) -> None:
    """Each label on its own line, in bold, and its value under it."""
    if not rows:
        return
    cursor.title(title.in_(cursor.locale))
    for row in rows:
        label = cursor.sheet.lines(row.label, BODY, ROOM, 2, bold=True)
        texts = [
            text for part in row.value[:_LONGEST].splitlines() for text in cursor.sheet.lines(part, BODY, ROOM, 40)
        ]
        cursor.sheet.shortened |= len(row.value) > _LONGEST
        cursor.need((len(label) + 1) * STEP)
        with cursor.sheet.inside(Role.H3):
            _run(cursor, LEFT, label, strong=True)
        with cursor.sheet.inside(Role.P):
            _run(cursor, LEFT, texts)
        cursor.y += 4
    cursor.y += 8


def _run(cursor: Cursor, x: float, texts: list[str], *, strong: bool = False, keep: bool = False) -> None:
    """One line under the other, on a new page where one ends; with ``keep``, ``y`` does not change."""
    for text in texts:
        cursor.need(STEP)
        cursor.sheet.text(x, cursor.y + 4, text, BODY, bold=strong, colour=BLACK)
        cursor.y += 0 if keep else STEP
