"""Where a page has ink, counted in pixels: the difference of two drawings of it."""

from collections.abc import Iterable
from math import ceil, floor
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from parsers.page.layout.boxes import type_box

type_counts = NDArray[np.int32]
_EDGE = 0.4
"""Share of a letter's box, from each of its four sides, in which some of its ink is."""
_WIDE = 5
"""Least pixels between two sides for both to be looked at."""


class Band(NamedTuple):
    """A part of the drawn page, in pixels from its top left corner."""

    left: int
    top: int
    right: int
    bottom: int


class Ink:
    """Where a page changes when some of its text is left out."""

    def __init__(self, changes: Iterable[tuple[Band, NDArray[np.bool_]]], scale: float, page: type_box) -> None:
        self._parts = [(band, _counts(changed)) for band, changed in changes]
        self._scale = scale
        self._page = page

    def shows(self, box: type_box, *, whole: bool) -> bool:
        """Whether a letter shows: some ink in its box (left, bottom, right, top in points).

        With ``whole``, ink near all four sides of the box, which is that of the letter's ink.
        """
        left, top, right, bottom = pixels(box, self._scale, self._page)
        aside, above = max(1, round(_EDGE * (right - left))), max(1, round(_EDGE * (bottom - top)))
        parts = [(left, top, right, bottom)]
        if whole and right - left >= _WIDE:
            parts += [(left, top, left + aside, bottom), (right - aside, top, right, bottom)]
        if whole and bottom - top >= _WIDE:
            parts += [(left, top, right, top + above), (left, bottom - above, right, bottom)]
        return all(self._count(*part) for part in parts)

    def _count(self, left: int, top: int, right: int, bottom: int) -> int:
        return sum(_within(counts, band, left, top, right, bottom) for band, counts in self._parts)


def _counts(changed: NDArray[np.bool_]) -> type_counts:
    """The changed pixels above and to the left of each pixel."""
    counts = np.zeros((changed.shape[0] + 1, changed.shape[1] + 1), np.int32)
    counts[1:, 1:] = changed.cumsum(0, np.int32).cumsum(1, np.int32)
    return counts


def _within(counts: type_counts, band: Band, left: int, top: int, right: int, bottom: int) -> int:
    left, right = (min(max(edge, band.left), band.right) - band.left for edge in (left, right))
    top, bottom = (min(max(edge, band.top), band.bottom) - band.top for edge in (top, bottom))
    return int(counts[bottom, right] - counts[top, right] - counts[bottom, left] + counts[top, left])


def pixels(box: type_box, scale: float, page: type_box) -> Band:
    """A box of pdfium on a page drawn at ``scale`` pixels per point, whose visible part is ``page``."""
    left, bottom, right, top = box
    return Band(
        floor((left - page[0]) * scale),
        floor((page[3] - top) * scale),
        ceil((right - page[0]) * scale),
        ceil((page[3] - bottom) * scale),
    )
