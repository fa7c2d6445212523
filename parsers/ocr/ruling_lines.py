"""Removes the ruled lines of tables from a picture: tesseract reads a line beside a word as a letter, or drops both.

A rule is thin, long and straight, horizontal or vertical; strokes of letters that cross it stay.
"""

from math import ceil

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from parsers.ocr.picture import type_grey

_CONTRAST = 12
"""Grey levels (of 255) by which a faint rule is darker than the paper."""
_THICK = 0.018
"""Greatest thickness in inches; anything thicker is a stroke, a band or a picture."""
_LONG, _HIGH = 0.65, 0.4
"""Least length in inches, horizontal and vertical; underscores and letters are shorter."""
_FULL = 0.8
"""Least share of dark points over that length, in spite of noise."""
_GRAIN = 0.05
"""Inches; a fifth of the width over which the grey of the paper is estimated."""

type_mask = NDArray[np.bool_]


def without_rules(grey: type_grey, dpi: float) -> type_grey:
    """``grey`` (straight, cleaned, at ``dpi`` dots per inch) with rules replaced by the grey of the paper around."""
    paper = _paper(grey, dpi)
    dark: type_mask = grey < np.maximum(paper, _CONTRAST) - _CONTRAST
    thick, long, high = max(3, round(_THICK * dpi)), round(_LONG * dpi), round(_HIGH * dpi)
    rules = _across(dark, thick, long) | _across(np.ascontiguousarray(dark.T), thick, high).T
    return np.where(rules, paper, grey)


def _paper(grey: type_grey, dpi: float) -> type_grey:
    """The grey of the background around each point: cells may be tinted."""
    image = Image.fromarray(grey)
    grain = max(1, round(_GRAIN * dpi))
    coarse = image.resize((-(-image.width // grain), -(-image.height // grain)), Image.Resampling.BOX)
    return np.asarray(coarse.filter(ImageFilter.MedianFilter(5)).resize(image.size, Image.Resampling.BILINEAR))


def _across(dark: type_mask, thick: int, long: int) -> type_mask:
    """Mask of the rules along the second axis."""
    thin = dark & ~_shifted(dark, thick) & ~_shifted(dark, -thick)
    least = ceil(_FULL * long)
    rule = np.zeros_like(dark)
    rows = np.flatnonzero(thin.sum(axis=1) >= least)
    rule[rows] = thin[rows] & _near(_near(thin[rows], long, least), long, 1)
    wide = rule.copy()
    for step in range(1, thick // 2 + 1):
        wide |= _shifted(rule, step) | _shifted(rule, -step)
    crossed = _shifted(dark, thick) | _shifted(dark, -thick)
    return wide & ~crossed


def _shifted(dark: type_mask, rows: int) -> type_mask:
    """``dark`` shifted down by ``rows`` (up when negative), filled with False."""
    moved = np.zeros_like(dark)
    if rows > 0:
        moved[rows:] = dark[:-rows]
    else:
        moved[:rows] = dark[-rows:]
    return moved


def _near(points: type_mask, long: int, least: int) -> type_mask:
    """Whether ``least`` or more of the ``long`` points around each, along the second axis, are true."""
    before, (high, wide) = long // 2 + 1, points.shape
    sums = np.zeros((high, wide + long + 1), dtype=np.int32)
    np.cumsum(points, axis=1, dtype=np.int32, out=sums[:, before : before + wide])
    sums[:, before + wide :] = sums[:, before + wide - 1 : before + wide]
    found: type_mask = sums[:, long:-1] - sums[:, : -long - 1] >= least
    return found
