"""Codes of which a part was not recognised: ink beside them, or words that touch them."""

import re
from collections.abc import Iterator

from domain.document import Evidence
from parsers.ocr.ink import font_size, is_continued, is_preceded, is_too_wide
from parsers.ocr.recognition import Recognised
from parsers.page.layout.boxes import type_box
from parsers.page.layout.words import Word

KEYLESS = frozenset({"numero_facture", "numero_facture_origine", "code_service", "numero_engagement", "numero_marche"})
"""Fields that no key and no sum confirms."""
_FAINT = 0.6
"""Confidence below which a word beside a code may be a part of it."""
_TOUCHING = 0.6
"""Greatest distance of the parts of one code, in font sizes."""
_REST = re.compile(r"[._/+-]\w")
_CAPITALS = re.compile(r"[A-Z0-9]{2,}[._/+-]?")


def is_partial(one: Evidence, page: Recognised | None) -> bool:
    """Whether a code has characters that were not recognised, or as words of their own that touch it."""
    if one.field not in KEYLESS or page is None:
        return False
    if any(is_too_wide(word) for word, _ in words_in(one, page)) or _is_touched(one, page):
        return True
    return is_continued(page, one.box) or is_preceded(page, one.box)


def _is_touched(one: Evidence, page: Recognised) -> bool:
    """Whether a word that begins with a sign of codes follows at once, or a faint one in capitals is just before."""
    left, top, right, bottom = one.box
    for word, confidence in zip(page.leaf.words, page.confidences, strict=True):
        near = _TOUCHING * font_size(word)
        if min(word.bottom, bottom) - max(word.top, top) < 0.5 * (bottom - top):
            continue
        if right - 1 < word.left < right + near and _REST.match(word.text):
            return True
        if left - near < word.right < left + 1 and confidence < _FAINT and _CAPITALS.fullmatch(word.text):
            return True
    return False


def words_in(one: Evidence, page: Recognised) -> Iterator[tuple[Word, float]]:
    """The words in the box of ``one``, with their confidences."""
    for word, confidence in zip(page.leaf.words, page.confidences, strict=True):
        if _contains(one.box, (word.left + word.right) / 2, (word.top + word.bottom) / 2):
            yield word, confidence


def _contains(box: type_box, x: float, y: float) -> bool:
    left, top, right, bottom = box
    return left - 1 <= x <= right + 1 and top - 1 <= y <= bottom + 1
