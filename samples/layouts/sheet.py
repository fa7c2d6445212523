"""An A4 canvas in points from the top left corner; the same drawing gives the same bytes."""

import io
from functools import cache
from pathlib import Path
from typing import Any

import reportlab
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = A4
LEFT, RIGHT = 45.0, WIDTH - 45.0


class Sheet:
    """A PDF being drawn. ``embedded`` uses a font embedded in the file, as required by PDF/A."""

    def __init__(self, title: str, *, embedded: bool = False, password: str | None = None) -> None:
        self._buffer = io.BytesIO()
        lock: Any = StandardEncryption(password, ownerPassword="demonstration", strength=128) if password else None
        self._canvas: Any = Canvas(self._buffer, pagesize=A4, invariant=1, encrypt=lock)
        self._canvas.setTitle(title)
        self._canvas.setAuthor("Navette, échantillon de démonstration")
        self._fonts = _embedded_fonts() if embedded else ("Helvetica", "Helvetica-Bold")

    def text(self, x: float, y: float, text: str, size: float = 9, *, bold: bool = False, right: bool = False) -> None:
        """One line of text, its baseline ``y`` points below the top; ``right`` aligns its end on ``x``."""
        self._canvas.setFont(self._fonts[bold], size)
        (self._canvas.drawRightString if right else self._canvas.drawString)(x, HEIGHT - y, text)

    def width(self, text: str, size: float = 9) -> float:
        """The width of ``text`` in points."""
        return float(pdfmetrics.stringWidth(text, self._fonts[0], size))

    def lines(self, x: float, y: float, texts: tuple[str, ...], size: float = 9, step: float = 12) -> float:
        """Several lines, empty ones skipped and long ones wrapped; returns the next free ``y``."""
        for text in filter(None, texts):
            for piece in simpleSplit(text, self._fonts[0], size, RIGHT - x):
                self.text(x, y, piece, size)
                y += step
        return y

    def upwards(self, x: float, y: float, text: str, size: float = 7) -> None:
        """One line of vertical text upwards, its baseline ``x`` points from the left, starting ``y`` below the top."""
        self._canvas.saveState()
        self._canvas.translate(x, HEIGHT - y)
        self._canvas.rotate(90)
        self._canvas.setFont(self._fonts[0], size)
        self._canvas.drawString(0, 0, text)
        self._canvas.restoreState()

    def rule(self, y: float, left: float = LEFT, right: float = RIGHT, width: float = 0.5) -> None:
        """A horizontal line."""
        self._canvas.setLineWidth(width)
        self._canvas.line(left, HEIGHT - y, right, HEIGHT - y)

    def box(self, x: float, y: float, width: float, height: float, grey: float | None = None) -> None:
        """A rectangle from its top left corner, filled with ``grey`` (0 black, 1 white) when given."""
        self._canvas.saveState()
        self._canvas.setLineWidth(0.5)
        if grey is not None:
            self._canvas.setFillGray(grey)
        self._canvas.rect(x, HEIGHT - y - height, width, height, stroke=int(grey is None), fill=int(grey is not None))
        self._canvas.restoreState()

    def picture(self, picture: Any) -> None:
        """An image over the whole page."""
        self._canvas.drawImage(picture, 0, 0, WIDTH, HEIGHT)

    def turn(self) -> None:
        """Begins the next page."""
        self._canvas.showPage()

    def finish(self) -> bytes:
        """The PDF."""
        self._canvas.save()
        return self._buffer.getvalue()


@cache
def _embedded_fonts() -> tuple[str, str]:
    """Bitstream Vera, included in reportlab."""
    folder = Path(reportlab.__file__).parent / "fonts"
    for name, file in (("Vera", "Vera.ttf"), ("Vera-Bold", "VeraBd.ttf")):
        pdfmetrics.registerFont(TTFont(name, str(folder / file)))
    return "Vera", "Vera-Bold"
