"""A picture is scaled for tesseract, and never beyond what a page may weigh."""

import numpy as np
import pytest

from parsers.ocr.cleaning import cleaned
from parsers.ocr.picture import DPI, LONGEST, Picture


@pytest.mark.parametrize(
    ("points", "pixels"),
    [
        ((595.0, 842.0), (1240, 1754)),  # A4 at 150 dpi
        ((2384.0, 3370.0), (2617, 3700)),  # A0, at what its picture may have
        ((14_400.0, 14_400.0), (3700, 3700)),
        ((2e9, 2e9), (3700, 3700)),
        ((2e9, 10.0), (3700, 1)),
    ],
)
def test_a_picture_is_no_larger_than_pages_are(points: tuple[float, float], pixels: tuple[int, int]) -> None:
    scale = max(pixels) / max(points)
    grey = np.full((pixels[1], pixels[0]), 255, dtype=np.uint8)
    found = cleaned(Picture(number=1, width=points[0], height=points[1], scale=scale, grey=grey))
    assert max(found.grey.shape) <= LONGEST
    assert found.scale <= DPI / 72 * 1.01
    assert found.grey.shape[1] == pytest.approx(points[0] * found.scale, rel=2e-3, abs=1)
