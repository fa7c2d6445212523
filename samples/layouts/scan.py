"""Simulated scans: a picture in a PDF, without text."""

import io
from collections.abc import Iterable

import numpy as np
import pypdfium2
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from samples.layouts.sheet import Sheet


def scanned(page: bytes, dpi: int = 110, tilt: float = 0.4) -> bytes:
    """The first page of ``page`` as a grey picture of ``dpi`` dots per inch, turned by ``tilt`` degrees."""
    picture = next(iter(_pictures(page, dpi))).rotate(tilt, Image.Resampling.BILINEAR, fillcolor=255)
    sheet = Sheet("Numérisation")
    sheet.picture(ImageReader(_jpeg(picture, 35)))
    sheet.turn()
    return sheet.finish()


def noisy(document: bytes, *, dpi: int = 200, tilt: float = 2.0, noise: float = 18.0, quarters: int = 0) -> bytes:
    """Every page of ``document`` as by a cheap scanner: tilted by ``tilt`` degrees, grey, with specks.

    ``noise`` is the spread of the grey levels (of 255); ``quarters`` are quarter turns anticlockwise before the tilt.
    """
    pictures = [
        _speckled(picture.rotate(90 * quarters, expand=True), tilt, noise, rank)
        for rank, picture in enumerate(_pictures(document, dpi))
    ]
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=1)
    for picture in pictures:
        wide, high = (side * 72 / dpi for side in picture.size)
        canvas.setPageSize((wide, high))
        canvas.drawImage(ImageReader(_jpeg(picture, 50)), 0, 0, wide, high)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _pictures(document: bytes, dpi: int) -> Iterable[Image.Image]:
    pages = pypdfium2.PdfDocument(document)
    try:
        for page in pages:
            yield page.render(scale=dpi / 72).to_pil().convert("L")
    finally:
        pages.close()


def _speckled(picture: Image.Image, tilt: float, noise: float, seed: int) -> Image.Image:
    dice = np.random.default_rng(seed)
    grey = np.asarray(picture.rotate(tilt, Image.Resampling.BICUBIC, fillcolor=255)).astype(np.float64)
    grey = 15 + 0.9 * grey + dice.normal(0, noise, grey.shape)
    specks = dice.random(grey.shape)
    grey[specks < 0.002] = 0
    grey[specks > 0.998] = 255
    return Image.fromarray(grey.clip(0, 255).astype(np.uint8))


def _jpeg(picture: Image.Image, quality: int) -> io.BytesIO:
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=quality)
    buffer.seek(0)
    return buffer
