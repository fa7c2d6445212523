"""Reads parts of a recognised page again, all at once, each as one line of text.

One picture holds the strips below one another, so that tesseract starts once.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from parsers.ocr.em_size import levelled
from parsers.ocr.picture import type_grey
from parsers.ocr.processor_budget import ProcessorBudget
from parsers.ocr.recognition import Recognised, is_word
from parsers.ocr.tesseract import Seen, seen
from parsers.page.layout.boxes import type_box
from parsers.page.layout.words import Word

_LINES = "6"
"""Page segmentation mode: one block of lines."""
_MARGIN = 3.0
"""Points added above and below a strip, and left of it."""
_APART = 24
"""Points of paper between two strips."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StripWord:
    """A word of a strip, placed on the straightened page; ``confidence`` from 0 to 1."""

    word: Word
    confidence: float


def read_again(
    page: Recognised, boxes: Sequence[type_box], languages: str, budget: ProcessorBudget
) -> tuple[tuple[StripWord, ...], ...]:
    """The words in each of ``boxes`` (points of the straightened page), from left to right.

    Raises :class:`parsers.ocr.tesseract.OutOfBudget`.
    """
    if not boxes:
        return ()
    scale, paper = page.scale, page.paper
    cut = [_cut(page.grey, box, scale) for box in boxes]
    gap = round(_APART * scale / 2)
    wide = max(strip.shape[1] for strip, _, _ in cut) + 2 * gap
    pieces, offsets, top = [np.full((gap, wide), paper, np.uint8)], [], gap
    for strip, _, _ in cut:
        padded = np.full((strip.shape[0] + gap, wide), paper, np.uint8)
        padded[: strip.shape[0], gap : gap + strip.shape[1]] = strip
        pieces.append(padded)
        offsets.append(top)
        top += padded.shape[0]
    words = seen(np.vstack(pieces), languages=languages, dpi=round(72 * scale), budget=budget, layout=_LINES)
    found: list[list[StripWord]] = [[] for _ in boxes]
    for word in levelled(words):
        rank = _rank(word, offsets)
        if rank is not None and is_word(word):
            _, left, upper = cut[rank]
            found[rank].append(_placed(word, left - gap, upper - offsets[rank], scale))
    return tuple(tuple(sorted(each, key=lambda one: one.word.left)) for each in found)


def _cut(grey: type_grey, box: type_box, scale: float) -> tuple[type_grey, int, int]:
    """The pixels of a box with its margin, and its left and top edges in pixels."""
    left, top, right, bottom = box
    x, y = max(0, round((left - _MARGIN) * scale)), max(0, round((top - _MARGIN) * scale))
    strip = grey[y : max(y + 1, round((bottom + _MARGIN) * scale)), x : max(x + 1, round(right * scale))]
    return strip, x, y


def _rank(word: Seen, offsets: Sequence[int]) -> int | None:
    middle = (word.top + word.bottom) / 2
    return next((rank for rank in reversed(range(len(offsets))) if middle >= offsets[rank]), None)


def _placed(word: Seen, right: int, down: int, scale: float) -> StripWord:
    """``word`` moved by pixels to its place on the page, in points."""
    box = ((word.left + right) / scale, (word.top + down) / scale, (word.right + right) / scale)
    return StripWord(word=Word(word.text, *box, (word.bottom + down) / scale), confidence=word.confidence)
