"""Values that a page's reading was not sure of, read a second time, each in a strip of its own.

Two readings of the same ink that agree are kept; a character that may be a zero or the letter O stays in doubt, because
both readings may be wrong in the same way.
"""

from collections.abc import Iterable, Sequence

from domain.document import Evidence
from parsers.ocr.partial_codes import is_partial
from parsers.ocr.processor_budget import ProcessorBudget
from parsers.ocr.recognition import Recognised
from parsers.ocr.strips import StripWord, read_again
from parsers.ocr.tesseract import OutOfBudget, Stopped
from parsers.ocr.trust import is_ambiguous

_LEAST = 0.6
"""Least confidence of every word of the second reading."""
_WIDER = 2.0
"""Points added on the right of a value's box."""


def agreeing(
    faint: Iterable[Evidence], pages: Sequence[Recognised], languages: str, budget: ProcessorBudget
) -> frozenset[str]:
    """The fields of ``faint`` whose second reading is the same text; none once ``budget`` is used up.

    Not asked of a code that two readings would misread alike, or that was read in part.
    """
    found: set[str] = set()
    known = {page.leaf.number: page for page in pages}
    faint = [one for one in faint if not is_ambiguous(one) and not is_partial(one, known.get(one.page))]
    for page in pages:
        mine = [one for one in faint if one.page == page.leaf.number]
        boxes = [(left, top, right + _WIDER, bottom) for left, top, right, bottom in (one.box for one in mine)]
        try:
            strips = read_again(page, boxes, languages, budget)
        except (OutOfBudget, Stopped):
            return frozenset(found)
        found |= {one.field for one, strip in zip(mine, strips, strict=True) if _is_same(one.text, strip)}
    return frozenset(found)


def _is_same(text: str, strip: Sequence[StripWord]) -> bool:
    again = _bare("".join(one.word.text for one in strip))
    return again == _bare(text) and min((one.confidence for one in strip), default=0.0) >= _LEAST


def _bare(text: str) -> str:
    """``text`` without blanks, underscores, which may be lost, and the signs at the edge of its box."""
    return "".join(text.replace("_", "").split()).strip(".,;:|")
