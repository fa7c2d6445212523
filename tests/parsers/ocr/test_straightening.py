"""The slope of a page is found, and what stood on it is found again."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.ocr.picture import pictures
from parsers.ocr.straightening import orientation, turned
from samples.layouts.scan import noisy
from tests.parsers.page.layouts import classic, draw

PAGE = draw(classic, 2).content


@pytest.mark.parametrize("tilt", [-5.0, -2.0, 0.0, 0.5, 2.0, 4.5])
@pytest.mark.parametrize("quarters", [0, 1])
def test_the_slope_is_known_to_a_tenth_of_a_degree(tilt: float, quarters: int) -> None:
    (picture,) = pictures(noisy(PAGE, tilt=tilt, quarters=quarters, dpi=100), [1])
    found = orientation(picture.grey)
    assert found.upended == (quarters == 1)
    assert found.slope == pytest.approx(-tilt, abs=0.11)


@given(st.integers(0, 3), st.floats(-5, 5), st.integers(120, 280), st.integers(120, 380))
def test_a_point_is_found_again_where_it_was(quarters: int, slope: float, x: int, y: int) -> None:
    grey = np.full((500, 400), 255, dtype=np.uint8)
    grey[y - 3 : y + 4, x - 3 : x + 4] = 0
    picture, turn = turned(grey, quarters, slope)
    rows, columns = np.nonzero(picture < 100)
    left, top, right, bottom = turn.back((columns.min(), rows.min(), columns.max() + 1, rows.max() + 1))
    assert (left + right) / 2 == pytest.approx(x + 0.5, abs=2)
    assert (top + bottom) / 2 == pytest.approx(y + 0.5, abs=2)
