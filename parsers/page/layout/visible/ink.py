"""Which of some text objects leave ink on the page: it is drawn with and without them."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from math import ceil, floor, sqrt
from typing import Any, NamedTuple

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
_COARSEST = 1.0
"""Least pixels per point at which letters are told."""
_PIXELS = 300_000_000
"""Most pixels that the areas of a page fill, one above the other."""
_LONGEST = 3000
"""Most pixels of the longer side."""
_SEEN = 20
"""Least difference in red, green or blue (of 255) that is seen."""
_PAPER = 45
"""Greatest difference from the paper of a scan, whose grain it has, at which letters are not seen."""
_EDGE = 0.4
"""Share of a letter's box, from each of its four sides, in which some of its ink is."""
_ROOM = 4
"""Pixels around a box that are drawn too."""
_BANDS = 6
"""Most parts of a page that are drawn; the page is drawn whole when there are more."""
_MANY = 3000
"""Objects of a page from which one part is drawn: each drawing walks through all of them."""
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
        left, top, right, bottom = _pixels(box, self._scale, self._page)
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


def _pixels(box: type_box, scale: float, page: type_box) -> Band:
    left, bottom, right, top = box
    return Band(
        floor((left - page[0]) * scale),
        floor((page[3] - top) * scale),
        ceil((right - page[0]) * scale),
        ceil((page[3] - bottom) * scale),
    )


def scale_for(frame: type_box, painted: float) -> float | None:
    """Pixels per point at which a page is drawn whose areas sum up to ``painted`` square points.

    ``None`` when so much is painted that drawing would take long, as no invoice does.
    """
    scale = min(_SCALE, _LONGEST / max(frame[2] - frame[0], frame[3] - frame[1], 1.0))
    least = sqrt(_PIXELS / painted) if painted > 0 else scale
    return min(scale, least) if least >= min(scale, _COARSEST) else None


class Drawing:
    """The parts of a page around some boxes, drawn with and without objects."""

    def __init__(self, page: Any, frame: type_box, scale: float, boxes: Iterable[type_box]) -> None:
        self._page = page
        self._frame = frame
        self._scale = scale
        wide, high = frame[2] - frame[0], frame[3] - frame[1]
        self._size = max(1, round(self._scale * wide)), max(1, round(self._scale * high))
        most = _BANDS if pdfium.FPDFPage_CountObjects(page) < _MANY else 1
        self._bands = _bands([_pixels(box, self._scale, frame) for box in boxes], *self._size, most)
        self._whole: list[type_picture] | None = None
        self._bare: list[type_picture] = []

    def without(self, handles: Iterable[int]) -> Ink:
        """The ink that is missing when the page is drawn without ``handles``."""
        if self._whole is None:
            self._whole = self._drawn()
        with _inactive(handles):
            self._bare = self._drawn()
        changes = (_changed(whole, part) for whole, part in zip(self._whole, self._bare, strict=True))
        return Ink(zip(self._bands, changes, strict=True), self._scale, self._frame)

    def is_paper(self, box: type_box, colour: tuple[int, int, int]) -> bool:
        """Whether most of ``box`` had the ``colour`` (red, green, blue) when the page was last drawn without texts."""
        left, top, right, bottom = _pixels(box, self._scale, self._frame)
        near = area = 0
        for band, bare in zip(self._bands, self._bare, strict=True):
            part = bare[max(top - band.top, 0) : max(bottom - band.top, 0)].astype(np.int16)
            part = part[:, max(left - band.left, 0) : max(right - band.left, 0)]
            near += int((np.abs(part - colour[::-1]) < _PAPER).all(axis=2).sum())
            area += part.shape[0] * part.shape[1]
        return near > area / 2

    def _drawn(self) -> list[type_picture]:
        with _upright(self._page):
            return [self._part(band) for band in self._bands]

    def _part(self, band: Band) -> type_picture:
        wide, high = band.right - band.left, band.bottom - band.top
        bitmap = pypdfium2.PdfBitmap.new_native(wide, high, pdfium.FPDFBitmap_BGR)
        bitmap.fill_rect((255, 255, 255, 255), 0, 0, wide, high)
        pdfium.FPDF_RenderPageBitmap(bitmap, self._page, -band.left, -band.top, *self._size, 0, 0)
        return np.array(bitmap.to_numpy(), dtype=np.uint8).reshape(high, wide, 3)


def _changed(whole: type_picture, bare: type_picture) -> NDArray[np.bool_]:
    differs = np.maximum(whole, bare) - np.minimum(whole, bare) >= _SEEN
    changed: NDArray[np.bool_] = differs[..., 0] | differs[..., 1] | differs[..., 2]
    return changed


def _bands(boxes: Iterable[Band], wide: int, high: int, most: int) -> list[Band]:
    """The page's parts that hold ``boxes``: few, apart, one above the other; none for boxes off the page."""
    found: list[Band] = []
    for box in sorted(boxes, key=lambda box: box.top):
        left, right = max(box.left - _ROOM, 0), min(box.right + _ROOM, wide)
        top, bottom = max(box.top - _ROOM, 0), min(box.bottom + _ROOM, high)
        if left >= right or top >= bottom:
            continue
        if found and top <= found[-1].bottom:
            last = found.pop()
            left, top = min(left, last.left), last.top
            right, bottom = max(right, last.right), max(bottom, last.bottom)
        found.append(Band(left, top, right, bottom))
    if len(found) > most:
        return [Band(0, found[0].top, wide, found[-1].bottom)]
    return found


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
