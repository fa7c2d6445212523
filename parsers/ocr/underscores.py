"""Codes whose underscores were not recognised: ``FA 1574 2026`` for ``FA_1574_2026``, told by the stroke in the gap."""

import re

from parsers.ocr.ink import font_size, is_underscored
from parsers.ocr.recognition import Recognised, with_all_words
from parsers.page.layout.words import Word

_CODE = re.compile(r"_?[A-Z0-9][A-Za-z0-9./_-]*|_")
_WIDEST = 0.95
"""Widest underscore, in font sizes."""


def with_underscores(page: Recognised) -> Recognised:
    """``page`` with the parts of such codes joined."""
    done: list[tuple[Word, float]] = []
    for word, confidence in zip(page.leaf.words, page.confidences, strict=True):
        if done and _is_one(page, done[-1][0], word):
            before, sure = done.pop()
            done.append((_joined(before, word), min(sure, confidence)))
        else:
            done.append((word, confidence))
    return with_all_words(page, done) if len(done) < len(page.leaf.words) else page


def _is_one(page: Recognised, left: Word, right: Word) -> bool:
    size, gap = font_size(left), right.left - left.right
    level = min(left.bottom, right.bottom) - max(left.top, right.top)
    if not -0.2 * size <= gap <= _WIDEST * size or level < 0.6 * (left.bottom - left.top):
        return False
    if not _CODE.fullmatch(left.text) or not _CODE.fullmatch(right.text):
        return False
    if left.text.endswith("_") or right.text.startswith("_"):
        return gap <= 0.35 * size
    return is_underscored(page, left, right)


def _joined(left: Word, right: Word) -> Word:
    between = "" if left.text.endswith("_") or right.text.startswith("_") else "_"
    return Word(
        left.text + between + right.text,
        left.left,
        min(left.top, right.top),
        right.right,
        max(left.bottom, right.bottom),
    )
