"""Straightens a page: the slope of its lines in degrees, and whether they run across or up the page.

The slope is the angle for which the ink falls into the narrowest rows (projection profile).
"""

from dataclasses import dataclass
from math import cos, radians, sin

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from parsers.ocr.picture import type_grey
from parsers.page.layout.boxes import type_box

MOST = 5.0
"""Largest slope that is searched, in degrees."""
_ROUGH = 0.5
_FINE = 0.05
_ENOUGH = 0.08
"""Slope in degrees below which the page is not turned."""
_SIDE = 1100
"""Longer side, in pixels, of the reduced picture on which the slope is measured."""
_MOST_INK = 60_000
"""Most dark points used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """How a picture was turned: ``quarters`` anticlockwise, then ``slope`` degrees anticlockwise about its middle.

    ``width`` and ``height`` are of the picture before, in pixels.
    """

    quarters: int
    slope: float
    width: int
    height: int

    def back(self, box: type_box) -> type_box:
        """A box of the turned picture in coordinates of the picture before."""
        left, top, right, bottom = box
        corners = [self._before(x, y) for x in (left, right) for y in (top, bottom)]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        return min(xs), min(ys), max(xs), max(ys)

    def _before(self, x: float, y: float) -> tuple[float, float]:
        wide, high = (self.width, self.height) if self.quarters % 2 == 0 else (self.height, self.width)
        angle = radians(self.slope)
        dx, dy = x - wide / 2, y - high / 2
        x, y = dx * cos(angle) - dy * sin(angle) + wide / 2, dx * sin(angle) + dy * cos(angle) + high / 2
        for _ in range(self.quarters % 4):
            x, y, wide, high = high - y, x, high, wide
        return x, y


def turned(grey: type_grey, quarters: int, slope: float) -> tuple[type_grey, Turn]:
    """``grey`` turned, and the turn applied."""
    turn = Turn(quarters=quarters, slope=slope, width=grey.shape[1], height=grey.shape[0])
    picture = np.ascontiguousarray(np.rot90(grey, quarters))
    if abs(slope) >= _ENOUGH:
        image = Image.fromarray(picture).rotate(slope, Image.Resampling.BICUBIC, fillcolor=int(np.median(picture)))
        picture = np.asarray(image)
    return picture, turn


@dataclass(frozen=True, slots=True, kw_only=True)
class Orientation:
    """Orientation of a page: whether its lines are vertical, and the degrees to turn it by, anticlockwise."""

    upended: bool
    slope: float


def orientation(grey: type_grey) -> Orientation:
    """The orientation of the lines of ``grey``; a page upside down is not detected here."""
    small = _reduced(grey)
    flat, flat_sharpness = _slope(small)
    stood, stood_sharpness = _slope(np.rot90(small))
    upended = stood_sharpness > 1.15 * flat_sharpness
    return Orientation(upended=upended, slope=stood if upended else flat)


def _reduced(grey: type_grey) -> type_grey:
    image = Image.fromarray(grey)
    image.thumbnail((_SIDE, _SIDE), Image.Resampling.BOX)
    return np.asarray(image)


def _slope(grey: type_grey) -> tuple[float, float]:
    """Degrees to turn by, anticlockwise, and the sharpness of the rows then (1: none)."""
    rows, columns = _ink(grey)
    if not len(rows):
        return 0.0, 0.0
    rough = np.arange(-MOST, MOST + _ROUGH / 2, _ROUGH)
    best = max(rough, key=lambda degrees: _sharpness(rows, columns, degrees))
    fine = np.arange(best - _ROUGH, best + _ROUGH + _FINE / 2, _FINE)
    best = max(fine, key=lambda degrees: _sharpness(rows, columns, degrees))
    flat = max(_sharpness(rows, columns, best) / _evenness(rows), 0.0)
    return float(best), float(flat)


def _ink(grey: type_grey) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Row and column of the dark points, without the edges of the sheet."""
    margin = [side // 40 for side in grey.shape]
    inner = grey[margin[0] : grey.shape[0] - margin[0], margin[1] : grey.shape[1] - margin[1]]
    dark = inner < min(int(np.median(inner)) - 50, 170)
    rows, columns = np.nonzero(dark)
    step = max(1, len(rows) // _MOST_INK)
    return rows[::step].astype(np.float64), columns[::step].astype(np.float64)


def _sharpness(rows: NDArray[np.float64], columns: NDArray[np.float64], degrees: float) -> float:
    angle = radians(degrees)
    level = rows * cos(angle) - columns * sin(angle)
    counts = np.bincount((level - level.min()).astype(np.int64))
    return float((np.diff(counts.astype(np.float64)) ** 2).sum())


def _evenness(rows: NDArray[np.float64]) -> float:
    """The sharpness of evenly spread ink."""
    return 2.0 * len(rows)
