"""Whether two PDFs show the same pages, as pictures."""

from collections.abc import Iterator
from contextlib import closing

import pypdfium2 as pdfium

PAGES = 20
"""Most pages that are compared; longer documents are not told the same."""
PIXELS = 1_200
"""Longest side of the pictures."""


def same_pages(one: bytes, other: bytes) -> bool:
    """Whether each page of the two is the same picture, fields and notes drawn; ``False`` as well when it cannot be
    told: a document that cannot be opened, or has more than :data:`PAGES` pages.
    """
    try:
        with closing(pdfium.PdfDocument(one)) as first, closing(pdfium.PdfDocument(other)) as second:
            if len(first) != len(second) or len(first) > PAGES:
                return False
            return all(mine == its for mine, its in zip(_pictures(first), _pictures(second), strict=True))
    except pdfium.PdfiumError:
        return False


def _pictures(document: pdfium.PdfDocument) -> Iterator[tuple[tuple[float, float], bytes]]:
    """Size and grey pixels of each page."""
    document.init_forms()
    for page in document:
        with closing(page):
            size = page.get_size()
            bitmap = page.render(scale=PIXELS / max(*size, 1.0), grayscale=True)
            with closing(bitmap):
                yield size, bytes(bitmap.buffer)
