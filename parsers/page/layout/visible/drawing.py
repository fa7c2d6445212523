"""Draws the parts of a page with and without some of its text objects."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from math import sqrt
from typing import Any

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from parsers.page.layout.boxes import type_box
from parsers.page.layout.visible import calls
from parsers.page.layout.visible.ink import Band, Ink, pixels

type_picture = NDArray[np.uint8]
_SCALE = 2.5
"""Pixels per point: letters of 4 points still show their form."""
_COARSEST = 1.0
"""Least pixels per point at which letters are told."""
_PIXELS = 300_000_000
"""Most pixels that the areas of a page fill, one above the other."""
_LONGEST = 3000
"""Most pixels of the longer side."""
_PAPER = 45
"""Greatest difference from the paper of a scan, whose grain it has, at which letters are not seen."""
_ROOM = 4
"""Pixels around a box that are drawn too."""
_BANDS = 6
"""Most parts of a page that are drawn; the page is drawn whole when there are more."""
_MANY = 3000
"""Objects of a page from which one part is drawn: each drawing walks through all of them."""
_SEEN = 20
"""Least difference in red, green or blue (of 255) that is seen."""


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
        self._bands = _bands([pixels(box, self._scale, frame) for box in boxes], *self._size, most)
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
        left, top, right, bottom = pixels(box, self._scale, self._frame)
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
