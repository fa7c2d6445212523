"""Which of some text objects leave ink on the page: it is drawn with and without them."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from parsers.page.layout.boxes import type_box
from parsers.page.layout.visible import calls

type_picture = NDArray[np.uint8]
type_counts = NDArray[np.int32]
_SCALE = 2.5
"""Pixels per point: letters of 4 points still show their form."""
_LONGEST = 3000
"""Most pixels of the longer side."""
_SEEN = 20
"""Least difference in red, green or blue (of 255) that is seen."""
_EDGE = 0.4
"""Share of a letter's box, from each of its four sides, in which some of its ink is."""
_WIDE = 5
"""Least pixels between two sides for both to be looked at."""


class Ink:
    """Where a page changes when some of its text is left out."""

    def __init__(self, changed: NDArray[np.bool_], scale: float, page: type_box) -> None:
        counts = np.zeros((changed.shape[0] + 1, changed.shape[1] + 1), np.int32)
        counts[1:, 1:] = changed.cumsum(0, np.int32).cumsum(1, np.int32)
        self._counts: type_counts = counts
        self._scale = scale
        self._page = page

    def shows(self, box: type_box, *, whole: bool) -> bool:
        """Whether a letter shows: some ink in its box (left, bottom, right, top in points).

        With ``whole``, ink near all four sides of the box, which is that of the letter's ink.
        """
        left, top = self._pixel(box[0] - self._page[0], np.floor), self._pixel(self._page[3] - box[3], np.floor)
        right, bottom = self._pixel(box[2] - self._page[0], np.ceil), self._pixel(self._page[3] - box[1], np.ceil)
        aside, above = max(1, round(_EDGE * (right - left))), max(1, round(_EDGE * (bottom - top)))
        parts = [(left, top, right, bottom)]
        if whole and right - left >= _WIDE:
            parts += [(left, top, left + aside, bottom), (right - aside, top, right, bottom)]
        if whole and bottom - top >= _WIDE:
            parts += [(left, top, right, top + above), (left, bottom - above, right, bottom)]
        return all(self._count(*part) for part in parts)

    def _pixel(self, points: float, rounded: Any) -> int:
        return int(rounded(points * self._scale))

    def _count(self, left: int, top: int, right: int, bottom: int) -> int:
        high, wide = self._counts.shape[0] - 1, self._counts.shape[1] - 1
        left, right = min(max(left, 0), wide), min(max(right, 0), wide)
        top, bottom = min(max(top, 0), high), min(max(bottom, 0), high)
        counts = self._counts
        return int(counts[bottom, right] - counts[top, right] - counts[bottom, left] + counts[top, left])


class Drawing:
    """A page that is drawn with and without some of its objects."""

    def __init__(self, page: Any, frame: type_box) -> None:
        self._page = page
        self._frame = frame
        longest = max(frame[2] - frame[0], frame[3] - frame[1], 1.0)
        self._scale = min(_SCALE, _LONGEST / longest)
        self._whole: type_picture | None = None

    def without(self, handles: Iterable[int]) -> Ink:
        """The ink that is missing when the page is drawn without ``handles``."""
        if self._whole is None:
            self._whole = self._drawn()
        with _inactive(handles):
            bare = self._drawn()
        changed = np.maximum(self._whole, bare) - np.minimum(self._whole, bare) >= _SEEN
        return Ink(changed[..., 0] | changed[..., 1] | changed[..., 2], self._scale, self._frame)

    def _drawn(self) -> type_picture:
        wide = max(1, round(self._scale * (self._frame[2] - self._frame[0])))
        high = max(1, round(self._scale * (self._frame[3] - self._frame[1])))
        bitmap = pypdfium2.PdfBitmap.new_native(wide, high, pdfium.FPDFBitmap_BGR)
        bitmap.fill_rect((255, 255, 255, 255), 0, 0, wide, high)
        with _upright(self._page):
            pdfium.FPDF_RenderPageBitmap(bitmap, self._page, 0, 0, wide, high, 0, 0)
        return np.array(bitmap.to_numpy(), dtype=np.uint8).reshape(high, wide, 3)


@contextmanager
def _inactive(handles: Iterable[int]) -> Iterator[None]:
    held = tuple(handles)
    for handle in held:
        calls.activate(handle, 0)
    try:
        yield
    finally:
        for handle in held:
            calls.activate(handle, 1)


@contextmanager
def _upright(page: Any) -> Iterator[None]:
    """The page without the rotation it declares, so that pixels are where pdfium's coordinates say."""
    rotation = page.get_rotation()
    if rotation:
        page.set_rotation(0)
    try:
        yield
    finally:
        if rotation:
            page.set_rotation(rotation)
