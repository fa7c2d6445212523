"""A page as a scanner leaves it: a picture in a PDF, no text underneath."""

import io

import pypdfium2
from PIL import Image
from reportlab.lib.utils import ImageReader

from samples.sheet import Sheet


def scanned(page: bytes, dpi: int = 110, tilt: float = 0.4) -> bytes:
    """The first page of ``page`` as a grey picture of ``dpi`` dots an inch, turned by ``tilt`` degrees."""
    document = pypdfium2.PdfDocument(page)
    try:
        picture = document[0].render(scale=dpi / 72).to_pil().convert("L")
    finally:
        document.close()
    picture = picture.rotate(tilt, Image.Resampling.BILINEAR, fillcolor=255)
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=35)
    sheet = Sheet("Numérisation")
    sheet.picture(ImageReader(io.BytesIO(buffer.getvalue())))
    sheet.turn()
    return sheet.finish()
