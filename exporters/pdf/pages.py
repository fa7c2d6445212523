"""Pages of A4: text and boxes on as many pages as needed.

Pages are written here in PDF operators (ISO 32000-1, 8 and 9): composed by reportlab, text by text, they take three to
four times as long (docs/adr/0024). Pages in Helvetica are bound by :mod:`exporters.pdf.writer`; those that need an
embedded typeface are given to reportlab.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache, partial
from threading import Lock

from reportlab.pdfbase.pdfmetrics import getFont
from reportlab.pdfgen.canvas import Canvas

from exporters.common.number_formats import ESPACE_FINE, INSECABLE, one_line
from exporters.pdf.document import HEIGHT, Attached, Imprint, attach, blank
from exporters.pdf.fonts import Font, FontFamily, helvetica
from exporters.pdf.line_fitting import cut, fitted, shrunk, wrapped
from exporters.pdf.palette import Colour
from exporters.pdf.writer import FACES, bound

LONGEST = 4000
"""Characters of one text that are measured; the rest is cut."""
SMALLEST = 5.5
"""Size in points below which a text is cut rather than shrunk."""
_LOCK = Lock()


@dataclass(slots=True)
class _Page:
    boxes: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    style: tuple[str, float] | None = None
    colour: Colour | None = None


class PdfPages:
    """Pages being drawn; ``x`` and ``y`` are in points from the top left corner of the current page."""

    def __init__(self, family: FontFamily, imprint: Imprint, identity: bytes, attached: Attached | None = None) -> None:
        """One empty page, to be written in ``family``, of a file that carries ``attached``."""
        self.regular, self.bold = family.regular, family.bold
        self.substituted = False
        """Whether a character had to be replaced because the typeface does not have it."""
        self.shortened = False
        """Whether a text was cut."""
        self._shown: _Shown
        self._bound: Callable[[list[str]], bytes]
        if family is helvetica():
            self._shown, self._bound = _standard, partial(bound, imprint=imprint, identity=identity, attached=attached)
        else:
            canvas = blank(imprint, identity)
            if attached:
                attach(canvas, attached)
            self._shown, self._bound = _embedded(canvas), partial(_given, canvas)
        self.pages = [_Page()]
        self._page = self.pages[0]

    def turn(self) -> None:
        """Adds a page after the last one and makes it the current one."""
        self.pages.append(_Page())
        self._page = self.pages[-1]

    def take(self, rank: int) -> None:
        """Makes page ``rank``, from 1, the current one."""
        self._page = self.pages[rank - 1]

    def text(self, x: float, y: float, words: str, size: float, *, colour: Colour, bold: bool = False) -> None:
        """``words`` on one line, their base line at ``y``."""
        font, page = self.bold if bold else self.regular, self._page
        if page.colour != colour:
            page.colour = colour
            page.words.append(_filled(colour))
        shown, whole = self._shown(font, words, size, page)
        page.words.append(f"1 0 0 1 {x:.2f} {HEIGHT - y:.2f} Tm {shown}")
        if not whole:
            self.substituted = True

    def right(self, x: float, y: float, words: str, size: float, *, colour: Colour, bold: bool = False) -> None:
        """The same, ending at ``x``."""
        font = self.bold if bold else self.regular
        self.text(x - font.width(words, size), y, words, size, colour=colour, bold=bold)

    def fit(
        self, x: float, y: float, room: float, words: str, size: float, *, colour: Colour, bold: bool = False
    ) -> None:
        """``words`` on one line of ``room`` points: smaller when too long, and cut when that is not enough."""
        at, words = self._sized(words, size, room, bold=bold)
        self.text(x, y, words, at, colour=colour, bold=bold)

    def fit_right(
        self, x: float, y: float, room: float, words: str, size: float, *, colour: Colour, bold: bool = False
    ) -> None:
        """The same, ending at ``x``."""
        at, words = self._sized(words, size, room, bold=bold)
        self.right(x, y, words, at, colour=colour, bold=bold)

    def lines(self, words: str, size: float, room: float, most: int, *, bold: bool = False) -> list[str]:
        """``words``, text from outside, in at most ``most`` lines of ``room`` points; none when there are none."""
        font = self.bold if bold else self.regular
        line = one_line(words if len(words) <= LONGEST else f"{words[:LONGEST]}…")
        if not line:
            return []
        if font.width(line, size) <= room:
            self.shortened |= len(words) > LONGEST
            return [line]
        full = wrapped(line, font, size, room)
        self.shortened |= len(full) > most or len(words) > LONGEST
        return cut(full, most, font, size, room)

    def box(self, x: float, y: float, wide: float, high: float, colour: Colour) -> None:
        """A filled rectangle, its top left corner at (``x``, ``y``), under the text."""
        self._page.boxes.append(f"{_filled(colour)} {x:.2f} {HEIGHT - y - high:.2f} {wide:.2f} {high:.2f} re f")

    def pdf(self) -> bytes:
        """The pages as a file; nothing more can be drawn on them."""
        return self._bound(["\n".join((*page.boxes, "BT", *page.words, "ET")) for page in self.pages])

    def _sized(self, words: str, size: float, room: float, *, bold: bool) -> tuple[float, str]:
        font = self.bold if bold else self.regular
        at = shrunk(words, font, size, room)
        if at >= SMALLEST:
            return at, words
        self.shortened = True
        return SMALLEST, fitted(words, font, SMALLEST, room)


_Shown = Callable[[Font, str, float, _Page], tuple[str, bool]]
"""The operators that show a text in a face at a size, given the page so far; and whether no character was replaced."""


@lru_cache(maxsize=64)
def _filled(colour: Colour) -> str:
    return "{:.3g} {:.3g} {:.3g} rg".format(*colour)


_WESTERN = {
    **{ord(char): f"\\{code:03o}" for code in range(0x80, 0x100) if (char := bytes([code]).decode("cp1252", "ignore"))},
    **{ord(char): f"\\{char}" for char in "\\()"},
    ord(ESPACE_FINE): f"\\{ord(INSECABLE):03o}",
}
"""How the letters of western Europe are written in an operand; what is left beyond ASCII has no letter there."""


def _standard(font: Font, words: str, size: float, page: _Page) -> tuple[str, bool]:
    """In the faces of every PDF reader: one byte a character."""
    code = words.translate(_WESTERN)
    whole = code.isascii()
    if not whole:
        code = font.drawable(words).encode("cp1252", "replace").decode("cp1252").translate(_WESTERN)
    if page.style == (font.name, size):
        return f"({code}) Tj", whole
    page.style = font.name, size
    return f"{FACES[font.name]} {size:.4g} Tf ({code}) Tj", whole


def _embedded(canvas: Canvas) -> _Shown:
    """The faces of which the characters in use are embedded, in subsets of 256."""

    def shown(font: Font, words: str, size: float, page: _Page) -> tuple[str, bool]:
        reportlab_font, whole = getFont(font.name), font.has(words)
        line = words if whole else font.drawable(words)
        page.style = None
        return " ".join(
            f"{reportlab_font.getSubsetInternalName(subset, canvas._doc)} {size:.4g} Tf ({canvas._escape(code)}) Tj"
            for subset, code in reportlab_font.splitString(line.replace(ESPACE_FINE, INSECABLE), canvas._doc)
        ), whole

    return shown


def _given(canvas: Canvas, pages: Iterable[str]) -> bytes:
    """The file as reportlab binds it."""
    for page in pages:
        canvas.addLiteral(page)
        canvas.showPage()
    with _LOCK:  # a typeface reads its glyphs through one shared position
        return bytes(canvas.getpdfdata())
