"""Words that the reading of a whole page missed right of a label: the strip there is read again when it holds ink.

Tesseract leaves out some amounts at the end of a line of dots or of a wide gap, which it reads in a line of their own.
"""

from collections.abc import Iterable, Iterator

from parsers.ocr.ink import has_ink
from parsers.ocr.processor_budget import ProcessorBudget
from parsers.ocr.recognition import Recognised, with_words
from parsers.ocr.strips import read_again
from parsers.page.labels.label_kinds import LabelKind
from parsers.page.layout.boxes import type_box
from parsers.page.layout.cells import Cell
from parsers.page.layout.words import Word
from parsers.page.marked.marking import marked_pages
from parsers.page.marked.neighbours import spots
from parsers.page.marked.pages import Marked, Page

_VALUED = frozenset(
    {
        LabelKind.NUMERO,
        LabelKind.ORIGINE,
        LabelKind.DATE,
        LabelKind.ENGAGEMENT,
        LabelKind.MARCHE,
        LabelKind.CODE_SERVICE,
        LabelKind.CADRE,
        LabelKind.HT,
        LabelKind.TVA,
        LabelKind.TTC,
        LabelKind.TOTAL,
        LabelKind.A_PAYER,
        LabelKind.IDENTIFIANT,
    }
)
"""Labels of a value that a routing or a total needs."""
_WORDED = frozenset({LabelKind.CODE_SERVICE, LabelKind.CADRE})
"""Values that may have no digit."""
_MOST = 8
"""Most strips of one page."""
_SURE = 0.3
"""Least confidence of a word that is added."""


def with_missed_words(page: Recognised, languages: str, budget: ProcessorBudget) -> Recognised:
    """``page`` with the words found right of its labels that have no value.

    Raises :class:`parsers.ocr.tesseract.OutOfBudget`.
    """
    boxes = [box for box in _wanting(page) if has_ink(page, box)][:_MOST]
    found = [
        one
        for strip in read_again(page, boxes, languages, budget)
        for one in strip
        if one.confidence >= _SURE and not _is_known(page, one.word)
    ]
    return with_words(page, [(one.word, one.confidence) for one in found]) if found else page


def _wanting(page: Recognised) -> Iterator[type_box]:
    """The strip right of each label without a value, up to the next cell of its line or the page's edge."""
    for sheet in marked_pages([page.leaf]):
        for marked in sheet.marked:
            if marked.mention.kind in _VALUED and marked.upper is None and not _has_value(sheet, marked):
                yield _right_of(sheet, marked)


def _has_value(sheet: Page, marked: Marked) -> bool:
    if marked.cell.row in sheet.headers:
        return True
    is_value = str.isalnum if marked.mention.kind in _WORDED else str.isdigit
    return any(any(map(is_value, spot.text)) for spot in spots(sheet, marked))


def _right_of(sheet: Page, marked: Marked) -> type_box:
    label = marked.cell
    left = label.box(marked.mention.start, marked.mention.end)[2] + 1
    beyond = (other.left for other in _level(sheet, label.top, label.bottom) if other.left > left)
    return left, label.top, min(beyond, default=sheet.width), label.bottom


def _level(sheet: Page, top: float, bottom: float) -> Iterable[Cell]:
    return (cell for line in sheet.lines for cell in line if min(cell.bottom, bottom) - max(cell.top, top) > 2)


def _is_known(page: Recognised, word: Word) -> bool:
    """Whether the page's reading has a word at the same place."""
    x, y = (word.left + word.right) / 2, (word.top + word.bottom) / 2
    return any(one.left <= x <= one.right and one.top <= y <= one.bottom for one in page.leaf.words)
