"""A sheet of A4: text, rules and boxes, drawn on reportlab's canvas."""

from threading import Lock

from exporters.fichier_pdf import HEIGHT, Attached, Imprint, attach, blank
from exporters.police import Famille
from exporters.typographie import ESPACE_FINE, INSECABLE

Colour = tuple[float, float, float]
"""Red, green and blue, from 0 to 1."""
_LOCK = Lock()


class Feuille:
    """A sheet being drawn; ``x`` and ``y`` are in points from the top left corner. Text stands on top of boxes."""

    def __init__(self, famille: Famille, imprint: Imprint, attached: Attached) -> None:
        """An empty sheet that will be written in ``famille``."""
        self.maigre, self.grasse = famille.maigre, famille.grasse
        self.substituted = False
        """Whether a character had to be replaced because the typeface does not have it."""
        self._canvas = blank(imprint, attached.content)
        attach(self._canvas, attached)
        self._words = self._canvas.beginText()
        self._style: tuple[str, float] | None = None
        self._colour: Colour | None = None

    def text(self, x: float, y: float, words: str, size: float, *, colour: Colour, bold: bool = False) -> None:
        """``words`` on one line, their base line at ``y``."""
        police = self.grasse if bold else self.maigre
        if not police.has(words):
            self.substituted, words = True, police.drawable(words)
        if self._style != (police.name, size):
            self._style = police.name, size
            self._words.setFont(police.name, size, leading=0)
        if self._colour != colour:
            self._colour = colour
            self._words.setFillColor(colour)
        self._words.setTextOrigin(x, HEIGHT - y)
        self._words.textLine(words.replace(ESPACE_FINE, INSECABLE))  # cp1252 has no narrow space

    def right(self, x: float, y: float, words: str, size: float, *, colour: Colour, bold: bool = False) -> None:
        """The same, ending at ``x``."""
        police = self.grasse if bold else self.maigre
        self.text(x - police.width(words, size), y, words, size, colour=colour, bold=bold)

    def box(self, x: float, y: float, wide: float, high: float, colour: Colour) -> None:
        """A filled rectangle, its top left corner at (``x``, ``y``)."""
        self._canvas.setFillColor(colour)
        self._canvas.rect(x, HEIGHT - y - high, wide, high, stroke=0, fill=1)

    def pdf(self) -> bytes:
        """The sheet as a file; nothing more can be drawn on it."""
        self._canvas.drawText(self._words)
        with _LOCK:  # a typeface reads its glyphs through one shared position
            return bytes(self._canvas.getpdfdata())
