"""A picture without the rules of its tables: tesseract takes a thin line beside words for a letter, or leaves them out.

A rule is thin, long and straight, across the page or up it; where letters cross it their strokes stay.
"""

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from parsers.ocr.picture import type_grey

_CONTRAST = 12
"""Grey levels, of 255, by which a faint rule is darker than the paper."""
_THICK = 0.018
"""Inches; what is thicker is a stroke, a band or a picture."""
_LONG, _HIGH = 0.65, 0.4
"""Inches over which a rule goes on, across and up the page; underscores and letters are shorter."""
_FULL = 0.8
"""The share of such a length that is dark in spite of the noise."""
_GRAIN = 0.05
"""Inches; a fifth of the width over which the grey of the paper is sought."""

type_mask = NDArray[np.bool_]


def without_rules(grey: type_grey, dpi: float) -> type_grey:
    """``grey``, straight and cleaned, at ``dpi`` dots an inch, with the paper around where its rules were."""
    paper = _paper(grey, dpi)
    dark: type_mask = grey < np.maximum(paper, _CONTRAST) - _CONTRAST
    thick, long, high = max(3, round(_THICK * dpi)), round(_LONG * dpi), round(_HIGH * dpi)
    rules = _across(dark, thick, long) | _across(np.ascontiguousarray(dark.T), thick, high).T
    return np.where(rules, paper, grey)


def _paper(grey: type_grey, dpi: float) -> type_grey:
    """The grey of what is printed on, around each point: cells may be tinted."""
    image = Image.fromarray(grey)
    grain = max(1, round(_GRAIN * dpi))
    coarse = image.resize((-(-image.width // grain), -(-image.height // grain)), Image.Resampling.BOX)
    return np.asarray(coarse.filter(ImageFilter.MedianFilter(5)).resize(image.size, Image.Resampling.BILINEAR))


def _across(dark: type_mask, thick: int, long: int) -> type_mask:
    """The points of the rules along the second axis."""
    thin = dark & ~_shifted(dark, thick) & ~_shifted(dark, -thick)
    full = _shares(thin, long) >= _FULL
    rule = thin & (_shares(full, long) > 0)
    wide = rule.copy()
    for step in range(1, thick // 2 + 1):
        wide |= _shifted(rule, step) | _shifted(rule, -step)
    crossed = _shifted(dark, thick) | _shifted(dark, -thick)
    return wide & ~crossed


def _shifted(dark: type_mask, rows: int) -> type_mask:
    """``dark`` moved down by ``rows``, or up; nothing comes in from outside."""
    moved = np.zeros_like(dark)
    if rows > 0:
        moved[rows:] = dark[:-rows]
    else:
        moved[:rows] = dark[-rows:]
    return moved


def _shares(dark: type_mask, long: int) -> NDArray[np.float32]:
    """The share of dark points in the ``long`` ones around each, along the second axis."""
    before = long // 2
    padded = np.pad(dark, ((0, 0), (before + 1, long - before - 1)))
    sums = np.cumsum(padded, axis=1, dtype=np.int32)
    return ((sums[:, long:] - sums[:, :-long]) / long).astype(np.float32)
