"""The rules of tables go, letters and what else is drawn stay."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from PIL import Image, ImageDraw, ImageFont

from parsers.ocr.picture import type_grey
from parsers.ocr.ruling_lines import without_rules

DPI, PAPER = 300, 240


def _drawn(*, ruled: bool, noise: float = 0.0) -> type_grey:
    image = Image.new("L", (1200, 600), PAPER)
    draw = ImageDraw.Draw(image)
    for row, text in enumerate(("Total HT 1 250,00", "_Ill TVA-20 %", "FACTURES_PUBLIQUES")):
        draw.text((130, 120 + 120 * row), text, fill=30, font=ImageFont.load_default(48))
    draw.rectangle((900, 300, 1100, 420), fill=90)
    if ruled:
        for y in (100, 220, 340, 480):
            draw.line((100, y, 800, y), fill=190, width=3)
        draw.rectangle((101, 221, 799, 339), fill=215)
        draw.text((130, 240), "_Ill TVA-20 %", fill=30, font=ImageFont.load_default(48))
        for x in (100, 800):
            draw.line((x, 100, x, 480), fill=190, width=3)
    grey = np.asarray(image).astype(np.float64)
    return (grey + np.random.default_rng(3).normal(0, noise, grey.shape)).clip(0, 255).astype(np.uint8)


@pytest.mark.parametrize("noise", [0.0, 4.0])
def test_a_table_loses_its_rules_and_keeps_its_words(noise: float) -> None:
    left = without_rules(_drawn(ruled=True, noise=noise), DPI)
    wanted = _drawn(ruled=False, noise=noise)
    assert np.mean(np.abs(left.astype(int) - wanted) > 40) < 0.001
    assert left[225:335, 110:790].mean() > 205
    assert left[100, 150:750].mean() > PAPER - 5
    assert left[150:450, 100].mean() > 220


def test_a_page_without_rules_is_left_as_it_is() -> None:
    page = _drawn(ruled=False)
    assert np.array_equal(without_rules(page, DPI), page)


@given(arrays(np.uint8, st.tuples(st.integers(1, 60), st.integers(1, 60))), st.integers(10, 300))
def test_any_picture_keeps_its_size_and_gets_no_ink(page: type_grey, dpi: int) -> None:
    left = without_rules(page, dpi)
    assert left.shape == page.shape and left.dtype == np.uint8
    assert left.min() >= page.min()
