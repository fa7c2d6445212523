"""Labels and values on a readable view: in two columns, or one under the other."""

from collections.abc import Sequence

from domain.text import Text
from exporters.certificat.page import BLACK, GREY
from exporters.lisible.cursor import BODY, LEFT, ROOM, STEP, Cursor
from exporters.lisible.sections import LabelledRow

_HALF = ROOM / 2
_LABEL = 92.0
"""Room of a label, in points."""
_LONGEST = 8000
"""Characters of a note that are shown."""


def grid(fil: Cursor, title: Text, rows: Sequence[LabelledRow]) -> None:
    """Labels and values in two columns; a value that is long takes the whole width."""
    if not rows:
        return
    fil.title(title.in_(fil.locale))
    side, pen = 0, fil.liasse
    narrow = _HALF - _LABEL - 12
    for row in rows:
        texts = pen.lines(row.value, BODY, narrow, 1000, bold=row.strong)
        wide = len(texts) > 1
        if wide:
            fil.y += STEP * 1.15 if side else 0
            side, texts = 0, pen.lines(row.value, BODY, ROOM - _LABEL, 12, bold=row.strong)
        if side == 0:
            fil.need(min(len(texts), 4) * STEP)
        x = LEFT + side * (_HALF + 6)
        pen.fit(x, fil.y + 4, _LABEL - 6, row.label, 8, colour=GREY)
        _run(fil, x + _LABEL, texts, strong=row.strong, keep=not wide)
        side = 0 if wide or side else 1
        fil.y += STEP * 0.15 if wide else 0 if side else STEP * 1.15
    fil.y += (STEP * 1.15 if side else 0) + 10


def draw_grid(fil: Cursor, title: Text, rows: Sequence[LabelledRow]) -> None:
    """Each label on its own line, in bold, and what is said under it."""
    if not rows:
        return
    fil.title(title.in_(fil.locale))
    for row in rows:
        label = fil.liasse.lines(row.label, BODY, ROOM, 2, bold=True)
        texts = [text for part in row.value[:_LONGEST].splitlines() for text in fil.liasse.lines(part, BODY, ROOM, 40)]
        fil.liasse.shortened |= len(row.value) > _LONGEST
        fil.need((len(label) + 1) * STEP)
        _run(fil, LEFT, label, strong=True)
        _run(fil, LEFT, texts)
        fil.y += 4
    fil.y += 8


def _run(fil: Cursor, x: float, texts: list[str], *, strong: bool = False, keep: bool = False) -> None:
    """One line under the other, turning the page where it ends; ``keep``: the pen does not go down."""
    for text in texts:
        fil.need(STEP)
        fil.liasse.text(x, fil.y + 4, text, BODY, bold=strong, colour=BLACK)
        fil.y += 0 if keep else STEP
