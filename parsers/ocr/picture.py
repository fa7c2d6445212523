"""A page of a PDF as a grey picture, by pdfium."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pypdfium2
from numpy.typing import NDArray

from parsers.page.words import PDFIUM

type_grey = NDArray[np.uint8]
"""Rows of pixels from top to bottom, 0 black to 255 white."""

DPI = 300
"""Dots an inch, what tesseract reads best; a page that would be too large gets fewer."""
_LONGEST = 3700
"""Pixels of the longer side at most: A4 at 300 dpi, and a little."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """What a page shows; ``number`` counts from 1, ``width`` and ``height`` are the upright page's, in points."""

    number: int
    width: float
    height: float
    scale: float
    """Pixels a point."""
    grey: type_grey


def pictures(content: bytes, numbers: Iterable[int]) -> Iterator[Picture]:
    """The pages ``numbers`` of the PDF ``content`` as pictures, one at a time; one that cannot be drawn is left out."""
    for number in numbers:
        with PDFIUM:
            picture = _drawn(content, number)
        if picture is not None:
            yield picture


def _drawn(content: bytes, number: int) -> Picture | None:
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError:
        return None
    try:
        page = document[number - 1]
        return _picture(page, number)
    except pypdfium2.PdfiumError:
        return None
    finally:
        document.close()


def _picture(page: Any, number: int) -> Picture | None:
    width, height = page.get_size()
    if min(width, height) <= 0:
        return None
    scale = min(DPI / 72, _LONGEST / max(width, height))
    drawn = page.render(scale=scale, grayscale=True, may_draw_forms=False)
    grey: type_grey = np.array(drawn.to_numpy(), dtype=np.uint8).reshape(drawn.height, drawn.width)
    return Picture(number=number, width=width, height=height, scale=scale, grey=grey)
