"""Removes a scanner's specks from a picture and scales it to the resolution tesseract reads best.

A speck is a point darker or lighter than all its neighbours by a threshold; it takes their median. Thin strokes stay,
because some of their neighbours are as dark.
"""

from dataclasses import replace

import numpy as np
from PIL import Image, ImageFilter

from parsers.ocr.picture import DPI, Picture, type_grey

_FAR = 60
"""Grey levels (of 255) between a speck and its neighbours."""
_BLUR = 0.7
"""Radius in points; it smooths the grain of the paper."""


def cleaned(picture: Picture) -> Picture:
    """``picture`` without specks, at the resolution tesseract reads best."""
    image = Image.fromarray(_without_specks(picture.grey)).filter(ImageFilter.GaussianBlur(_BLUR))
    finer = DPI / 72 / picture.scale
    if finer > 1.05:
        size = (round(image.width * finer), round(image.height * finer))
        image = image.resize(size, Image.Resampling.LANCZOS)
    return replace(picture, grey=np.asarray(image), scale=picture.scale * image.width / picture.grey.shape[1])


def _without_specks(grey: type_grey) -> type_grey:
    image = Image.fromarray(grey)
    least, most, middle = (
        np.asarray(image.filter(kind))
        for kind in (ImageFilter.MinFilter(3), ImageFilter.MaxFilter(3), ImageFilter.MedianFilter(3))
    )
    alone = ((grey == least) | (grey == most)) & (np.abs(grey.astype(np.int16) - middle) > _FAR)
    return np.where(alone, middle, grey)
