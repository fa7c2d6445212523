"""Renders a page of a PDF as a grey picture, with pdfium."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from parsers.page.layout.visible import calls
from parsers.page.layout.visible.painted import Shades
from parsers.page.layout.words import PDFIUM

type_grey = NDArray[np.uint8]
"""Pixels by row from the top, 0 (black) to 255 (white)."""

DPI = 300
"""Dots per inch that tesseract reads best; fewer for a page that would be too large."""
_LEAST = 150
"""Least dots per inch for a coarser scan."""
LONGEST = 3700
"""Most pixels of the longer side: slightly more than A4 at 300 dpi."""
_PALE = 225
"""Least red, green and blue of text that is hard to see on paper."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A rendered page; ``number`` counts from 1, ``width`` and ``height`` are those of the upright page, in points."""

    number: int
    width: float
    height: float
    scale: float
    """Pixels per point."""
    grey: type_grey


def pictures(content: bytes, numbers: Iterable[int]) -> Iterator[Picture]:
    """The pages ``numbers`` of the PDF ``content`` as pictures, one at a time; failing pages are skipped."""
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


def _grain(page: Any, width: float) -> float:
    """Pixels per point of the picture that fills the page; the maximum where there is none."""
    found = 0.0
    for shown in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_IMAGE,), max_depth=3):
        left, _, right, _ = shown.get_bounds()
        if right - left > width / 2:
            found = max(found, max(shown.get_px_size()) / max(1.0, *_sides(shown)))
    return found or DPI / 72


def _leave_out_pale_text(page: Any, width: float) -> None:
    """Leaves text almost as white as paper off a page that a picture fills: it only damages the letters beneath."""
    images = page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_IMAGE,), max_depth=3)
    if not any(_sides(shown)[0] > width / 2 for shown in images):
        return
    shades = Shades()
    for text in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_TEXT,), max_depth=3):
        handle = calls.address(text.raw)
        colour = shades.fill(handle)
        if colour is not None and min(colour) >= _PALE:
            calls.activate(handle, 0)


def _sides(shown: Any) -> tuple[float, float]:
    left, bottom, right, top = shown.get_bounds()
    return right - left, top - bottom


def _picture(page: Any, number: int) -> Picture | None:
    width, height = page.get_size()
    if min(width, height) <= 0:
        return None
    most = min(DPI / 72, LONGEST / max(width, height))  # a page of thousands of points is an image measured in pixels
    scale = min(most, max(_grain(page, width), _LEAST / 72))
    _leave_out_pale_text(page, width)
    drawn = page.render(scale=scale, grayscale=True, may_draw_forms=False)
    grey: type_grey = np.array(drawn.to_numpy(), dtype=np.uint8).reshape(drawn.height, drawn.width)
    return Picture(number=number, width=width, height=height, scale=scale, grey=grey)
