"""Removes a scanner's specks from a picture and scales it to the resolution tesseract reads best.

A speck is a point darker or lighter than all its neighbours by a threshold; it takes their median. Thin strokes stay,
because some of their neighbours are as dark.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from parsers.ocr.picture import DPI, LONGEST, Picture, type_grey

_FAR = 60
"""Grey levels (of 255) between a speck and its neighbours."""
_BLUR = 0.7
"""Radius in points; it smooths the grain of the paper."""


def cleaned(picture: Picture) -> Picture:
    """``picture`` without specks, at the resolution tesseract reads best."""
    image = Image.fromarray(_without_specks(picture.grey)).filter(ImageFilter.GaussianBlur(_BLUR))
    finer = min(DPI / 72 / picture.scale, LONGEST / max(image.size))  # a page may be of millions of points
    if finer > 1.05:
        size = (round(image.width * finer), round(image.height * finer))
        image = image.resize(size, Image.Resampling.LANCZOS)
    return replace(picture, grey=np.asarray(image), scale=picture.scale * image.width / picture.grey.shape[1])


def _without_specks(grey: type_grey) -> type_grey:
    """Medians are taken of the few points that may be specks, not of the whole picture: a fortieth of the time."""
    around = np.pad(grey, 1, mode="edge")
    least, most = _extreme(around, np.minimum), _extreme(around, np.maximum)
    suspects = np.flatnonzero(((grey == least) | (grey == most)) & (most - least > _FAR))
    own, middle = grey.ravel()[suspects], _medians(around, suspects, grey.shape[1])
    specks = np.abs(own.astype(np.int16) - middle) > _FAR
    done = grey.ravel().copy()
    done[suspects[specks]] = middle[specks]
    return done.reshape(grey.shape)


def _extreme(around: type_grey, extreme: np.ufunc) -> type_grey:
    """Least or greatest of each point and its eight neighbours; ``around`` has a margin of one point."""
    rows = extreme(extreme(around[:-2], around[1:-1]), around[2:])
    found: type_grey = extreme(extreme(rows[:, :-2], rows[:, 1:-1]), rows[:, 2:])
    return found


def _medians(around: type_grey, points: NDArray[np.intp], wide: int) -> type_grey:
    """Median of each of ``points`` (indices in a picture ``wide`` points wide) and its eight neighbours."""
    rows, columns = np.divmod(points, wide)
    first = rows * (wide + 2) + columns
    flat = around.ravel()
    nine = np.stack([flat[first + row * (wide + 2) + column] for row in range(3) for column in range(3)])
    middle: type_grey = np.partition(nine, 4, axis=0)[4]
    return middle
