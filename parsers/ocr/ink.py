"""Ink of a recognised page: what is dark, and what of it belongs to no recognised word."""

import numpy as np
from numpy.typing import NDArray

from parsers.ocr.em_size import ABOVE, BELOW
from parsers.ocr.recognition import Recognised
from parsers.page.layout.boxes import type_box
from parsers.page.layout.words import Word

_DARKER = 50
"""Grey levels (of 255) by which ink is darker than the paper."""
_LEAST = 40
"""Least number of dark pixels that are no specks, at 300 dots an inch: about one character."""
_AROUND = 6.0
"""Points around a box that show its paper."""
_FULL = 0.65
"""Least share of dark points in a row of an underscore."""
_WIDEST = 0.95
"""Width of a character, in font sizes, above which others are hidden among those recognised."""
_LEAST_WIDE = 0.35
"""Least width and height of the ink of a character, in font sizes: a colon is less wide, dots are less high."""
_REACH = 1.3
"""How far beside a value ink may belong to it, in font sizes."""


def font_size(word: Word) -> float:
    """The font's size of a levelled word, in points."""
    return (word.bottom - word.top) / (ABOVE + BELOW)


def has_ink(page: Recognised, box: type_box) -> bool:
    """Whether there is ink in ``box`` (points of the straightened page)."""
    return int(np.count_nonzero(_dark(page, box))) >= _LEAST


def is_underscored(page: Recognised, left: Word, right: Word) -> bool:
    """Whether a stroke under the baseline fills the gap between two words of a line, and does not underline them."""
    word = min(left, right, key=lambda one: one.bottom)  # the box of a word with an underscore goes deeper
    size = font_size(word)
    base = word.bottom - BELOW * size
    top, bottom = base - 0.02 * size, base + 0.35 * size
    gap = _dark(page, (left.right, top, right.left, bottom))
    if gap.shape[0] < 2 or gap.shape[1] < 3:
        return False
    inner = (right.right - right.left) / 4
    under = _dark(page, (right.left + inner, top, right.right - inner, bottom))
    return bool(((gap.mean(axis=1) >= _FULL) & (under.mean(axis=1) < _FULL)).any())


def is_continued(page: Recognised, box: type_box) -> bool:
    """Whether ink that belongs to no word follows ``box`` on its line: the value was read in part only."""
    _, top, right, bottom = box
    size = (bottom - top) / (ABOVE + BELOW)
    beyond = [
        word.left
        for word in page.leaf.words
        if word.left > right - 1 and min(word.bottom, bottom) - max(word.top, top) > 0.3 * (bottom - top)
    ]
    end = min([right + _REACH * size, *beyond])
    base = bottom - BELOW * size
    return end - right > 0.25 * size and has_ink(
        page, (right + 0.15 * size, base - 0.75 * size, end - 0.1 * size, base)
    )


def is_preceded(page: Recognised, box: type_box) -> bool:
    """Whether ink as wide and as high as a character, which belongs to no word, touches the left of ``box``."""
    left, top, _, bottom = box
    size = (bottom - top) / (ABOVE + BELOW)
    before = [
        word.right
        for word in page.leaf.words
        if word.left < left - 1 and min(word.bottom, bottom) - max(word.top, top) > 0.3 * (bottom - top)
    ]
    start = max([left - _REACH * size, *before])
    if left - start < _LEAST_WIDE * size:
        return False
    base = bottom - BELOW * size
    dark = _dark(page, (start + 0.1 * size, base - 0.75 * size, left - 0.1 * size, base))
    least = _LEAST_WIDE * size * page.scale
    return bool(min(np.count_nonzero(dark.any(axis=0)), np.count_nonzero(dark.any(axis=1))) >= least)


def is_too_wide(word: Word) -> bool:
    """Whether the box of a word holds many more characters than were recognised in it."""
    return word.right - word.left > font_size(word) * (_WIDEST * len(word.text) + 0.5)


def _dark(page: Recognised, box: type_box) -> NDArray[np.bool_]:
    """The points of ``box`` that are darker than the paper around them, which may be tinted."""
    left, top, right, bottom = (max(0, round(edge * page.scale)) for edge in box)
    margin = round(_AROUND * page.scale)
    around = page.grey[max(0, top - margin) : bottom + margin, max(0, left - margin) : right + margin]
    if not around.size:
        return np.zeros((0, 0), dtype=np.bool_)
    dark: NDArray[np.bool_] = page.grey[top:bottom, left:right] < np.percentile(around, 70) - _DARKER
    return dark
