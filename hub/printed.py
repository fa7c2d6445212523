"""Whether a PDF that is shown is the page Navette prints for a certificate: byte for byte, or at least to the eye."""

from pypdfium2 import PdfDocument, PdfiumError

from domain.certificate import Certificate
from domain.text import Locale
from exporters import certificat

SCALE = 2.0
"""Pixels a point: an altered digit of the smallest print shows."""
LARGEST = 900.0
"""Points: no side of a certificate (A4) is longer, and a stranger's page may be made to fill the memory."""


def is_our_page(pdf: bytes, certificate: Certificate) -> bool:
    """Whether ``pdf`` is the certificate as printed here in one of the two languages.

    A file that was saved again by a viewer has other bytes and the same picture: it passes. Annotations,
    overlays and changed figures are seen. Another version of the typeface may not pass.
    """
    printed = [certificat.as_pdf(certificate, locale) for locale in Locale]
    if pdf in printed:
        return True
    picture = _picture(pdf)
    return picture is not None and any(picture == _picture(ours) for ours in printed)


def _picture(pdf: bytes) -> tuple[int, int, bytes] | None:
    """Width, height and pixels of the only page; ``None`` when there are more, or when it cannot be drawn."""
    try:
        document = PdfDocument(pdf)
    except PdfiumError:
        return None
    try:
        if len(document) != 1 or max(document[0].get_size()) > LARGEST:
            return None
        document.init_forms()
        drawn = document[0].render(scale=SCALE, grayscale=False, may_draw_forms=True)
        return drawn.width, drawn.height, bytes(drawn.buffer)
    except PdfiumError:
        return None
    finally:
        document.close()
