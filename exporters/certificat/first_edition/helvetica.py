"""A page in the Helvetica of every PDF reader, which no file embeds; it has the letters of western Europe."""

import zlib
from functools import cache
from typing import Protocol

from reportlab.pdfbase.pdfmetrics import getFont

from exporters.common.number_formats import ESPACE_FINE, INSECABLE
from exporters.pdf.document import HEIGHT, WIDTH
from exporters.pdf.fonts import Font
from exporters.pdf.palette import Colour

_LETTERS = bytes([*range(0x20, 0x7F), *range(0x80, 0x100)]).decode("cp1252", "ignore")
_CODES = {
    **{ord(char): f"\\{code:03o}" for code in range(0x80, 0x100) if (char := bytes([code]).decode("cp1252", "ignore"))},
    **{ord(char): f"\\{char}" for char in "\\()"},
    ord(ESPACE_FINE): f"\\{ord(INSECABLE):03o}",
}
"""How the letters of western Europe are written in an operand; what is left beyond ASCII has no letter there."""
_FACE = "/Type /Font /Subtype /Type1 /Encoding /WinAnsiEncoding /BaseFont"
_OBJECTS = (
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Count 1 /Kids [5 0 R] >>",
    f"<< {_FACE} /Helvetica >>",
    f"<< {_FACE} /Helvetica-Bold >>",
    f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents 6 0 R"
    " /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>",
)


class Sheet(Protocol):
    """What a page of the first edition is drawn on; ``x`` and ``y`` in points from the top left corner."""

    @property
    def regular(self) -> Font:
        """The face of ordinary text."""

    @property
    def bold(self) -> Font:
        """The face of headings."""

    substituted: bool
    """Whether a character had to be replaced because the typeface does not have it."""

    def text(self, x: float, y: float, words: str, size: float, *, colour: Colour, bold: bool = False) -> None:
        """``words`` on one line, their base line at ``y``."""

    def right(self, x: float, y: float, words: str, size: float, *, colour: Colour, bold: bool = False) -> None:
        """The same, ending at ``x``."""

    def box(self, x: float, y: float, wide: float, high: float, colour: Colour) -> None:
        """A filled rectangle under the text."""

    def pdf(self) -> bytes:
        """The page as a file."""


class HelveticaSheet:
    """One page; what is written in a colour has the operands as reportlab rounds them."""

    def __init__(self) -> None:
        """An empty page."""
        self.regular, self.bold = _face("Helvetica"), _face("Helvetica-Bold")
        self.substituted = False
        self._boxes: list[str] = []
        self._words: list[str] = []

    def text(self, x: float, y: float, words: str, size: float, *, colour: Colour, bold: bool = False) -> None:
        """``words`` on one line, their base line at ``y``."""
        code = words.translate(_CODES)
        if not code.isascii():
            self.substituted = True
            font = self.bold if bold else self.regular
            code = font.drawable(words).encode("cp1252", "replace").decode("cp1252").translate(_CODES)
        face = "/F2" if bold else "/F1"
        self._words.append(f"{_filled(colour)} 1 0 0 1 {x:.2f} {HEIGHT - y:.2f} Tm {face} {size:.4g} Tf ({code}) Tj")

    def right(self, x: float, y: float, words: str, size: float, *, colour: Colour, bold: bool = False) -> None:
        """The same, ending at ``x``."""
        font = self.bold if bold else self.regular
        self.text(x - font.width(words, size), y, words, size, colour=colour, bold=bold)

    def box(self, x: float, y: float, wide: float, high: float, colour: Colour) -> None:
        """A filled rectangle under the text."""
        self._boxes.append(f"{_filled(colour)} {x:.2f} {HEIGHT - y - high:.2f} {wide:.2f} {high:.2f} re f")

    def pdf(self) -> bytes:
        """The page as a file: catalogue, pages, two faces, page, content."""
        packed = zlib.compress("\n".join((*self._boxes, "BT", *self._words, "ET")).encode("ascii"))
        head = f"<< /Filter /FlateDecode /Length {len(packed)} >>\nstream\n".encode()
        parts, places = [b"%PDF-1.7\n"], []
        for number, content in enumerate((*map(str.encode, _OBJECTS), head + packed + b"\nendstream"), start=1):
            places.append(sum(map(len, parts)))
            parts.append(b"%d 0 obj\n%b\nendobj\n" % (number, content))
        table = "".join(f"{place:010d} 00000 n \n" for place in places)
        size, at = len(places) + 1, sum(map(len, parts))
        end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{at}\n"
        return b"".join((*parts, end.encode(), b"%%EOF\n"))


@cache
def _face(name: str) -> Font:
    font = getFont(name)
    widths = {char: font.stringWidth(char, 1000) for char in _LETTERS}
    return Font(name=name, widths={**widths, ESPACE_FINE: widths[INSECABLE]})


def _filled(colour: Colour) -> str:
    return "{:.3g} {:.3g} {:.3g} rg".format(*colour)
