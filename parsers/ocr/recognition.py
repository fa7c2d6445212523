"""Recognises the words of a page picture: straightened, read, and read again turned when the confidence is low."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import fmean

import numpy as np

from parsers.ocr.cleaning import cleaned
from parsers.ocr.em_size import levelled
from parsers.ocr.missing import Missing
from parsers.ocr.picture import Picture, pictures, type_grey
from parsers.ocr.processor_budget import ProcessorBudget
from parsers.ocr.ruling_lines import without_rules
from parsers.ocr.straightening import Turn, orientation, turned
from parsers.ocr.tesseract import OutOfBudget, Seen, Stopped, seen
from parsers.page.layout.boxes import type_box
from parsers.page.layout.words import Leaf, Word

PROCESSOR_SECONDS = 45.0
"""Processor time for the recognition of one document; the worker's own limit is higher."""
_FAINTEST = 0.15
"""Least confidence of a word; below it is taken for a stain."""
_SIGNS = frozenset({"€", "%", "&", ":", "-", "/", "+", "n°", "°"})
_SURE_SIGN = 0.4
"""Least confidence of a word without letters or digits."""
_GOOD = 0.6
"""Mean confidence of the longer words above which a page is taken to be the right way up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """A page's words with their confidence; boxes are in points of the straightened page."""

    leaf: Leaf
    confidences: tuple[float, ...]
    """Confidence (0 to 1) of each word of the leaf."""
    scale: float
    """Pixels per point."""
    turn: Turn
    grey: type_grey
    """The straightened picture, without ruled lines."""
    paper: int
    """The grey of most of it."""

    def back(self, box: type_box) -> type_box:
        """A box of the straightened page in points of the page itself."""
        left, top, right, bottom = (edge * self.scale for edge in box)
        left, top, right, bottom = self.turn.back((left, top, right, bottom))
        return left / self.scale, top / self.scale, right / self.scale, bottom / self.scale


def recognised(
    content: bytes, numbers: Iterable[int], languages: str, budget: ProcessorBudget
) -> Iterator[Recognised | Missing]:
    """Recognises the pages ``numbers`` of the PDF ``content``, one after the other, within ``budget``.

    Raises :class:`domain.errors.Unequipped` when tesseract or a language of ``languages`` is missing.
    """
    for picture in pictures(content, numbers):
        try:
            yield _page(picture, languages, budget)
        except OutOfBudget:
            yield Missing.LATE
            return
        except Stopped:
            yield Missing.STOPPED
            return


def _page(picture: Picture, languages: str, budget: ProcessorBudget) -> Recognised:
    picture = cleaned(picture)
    grey = picture.grey
    lying = orientation(grey)
    first = 1 if lying.upended else 0
    best: tuple[float, Turn, tuple[Seen, ...], type_grey] | None = None
    for quarters in (first, first + 2, 1 - first, 3 - first):
        straight, turn = turned(grey, quarters, lying.slope if quarters % 2 == first % 2 else 0.0)
        straight = without_rules(straight, 72 * picture.scale)
        words = _seen(straight, picture, languages, budget)
        worth = _worth(words)
        if best is None or worth > best[0]:
            best = worth, turn, words, straight
        if worth >= _GOOD:
            break
    _, turn, words, straight = best or (0.0, Turn(quarters=0, slope=0, width=1, height=1), (), grey)
    return _recognised(picture, turn, words, straight)


def _seen(grey: type_grey, picture: Picture, languages: str, budget: ProcessorBudget) -> tuple[Seen, ...]:
    return seen(grey, languages=languages, dpi=round(72 * picture.scale), budget=budget)


def _worth(words: Iterable[Seen]) -> float:
    """Mean confidence of the longer words; low for a page upside down."""
    sure = [word.confidence for word in words if len(word.text) >= 4]
    return fmean(sure) if len(sure) >= 4 else 0.0


def _recognised(picture: Picture, turn: Turn, words: tuple[Seen, ...], straight: type_grey) -> Recognised:
    kept = [word for word in levelled(words) if is_word(word)]
    upright = turn.quarters % 2 == 0
    width, height = (picture.width, picture.height) if upright else (picture.height, picture.width)
    leaf = Leaf(
        number=picture.number,
        width=width,
        height=height,
        words=tuple(_word(word, picture.scale) for word in kept),
        images=True,
    )
    return Recognised(
        leaf=leaf,
        confidences=tuple(word.confidence for word in kept),
        scale=picture.scale,
        turn=turn,
        grey=straight,
        paper=int(np.median(straight)),
    )


def is_word(word: Seen) -> bool:
    """Whether it is a word and no stain: letters or digits, or a sign recognised with enough confidence."""
    if any(c.isalnum() for c in word.text):
        return word.confidence >= _FAINTEST
    return word.text in _SIGNS and word.confidence >= _SURE_SIGN


def _word(word: Seen, scale: float) -> Word:
    return Word(word.text, word.left / scale, word.top / scale, word.right / scale, word.bottom / scale)


def renumbered(page: Recognised, words: tuple[Word, ...]) -> Recognised:
    """``page`` with other words at the same positions."""
    return replace(page, leaf=replace(page.leaf, words=words))


def with_words(page: Recognised, found: Sequence[tuple[Word, float]]) -> Recognised:
    """``page`` with more words, each with its confidence."""
    return with_all_words(page, [*zip(page.leaf.words, page.confidences, strict=True), *found])


def with_all_words(page: Recognised, words: Sequence[tuple[Word, float]]) -> Recognised:
    """``page`` with ``words`` and their confidences in place of its own."""
    leaf = replace(page.leaf, words=tuple(word for word, _ in words))
    return replace(page, leaf=leaf, confidences=tuple(confidence for _, confidence in words))
