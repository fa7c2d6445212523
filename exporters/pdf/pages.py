"""Pages of A4: text, boxes, pictures and links on as many pages as needed, each part tagged with what it is.

Pages are written here in PDF operators (ISO 32000-1, 8 and 9): composed by reportlab, text by text, they take three to
four times as long (docs/adr/0024).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from exporters.common.number_formats import one_line
from exporters.pdf.binding import Binding, BoundPage, Link
from exporters.pdf.document import HEIGHT, Attached, Imprint
from exporters.pdf.fonts import noto
from exporters.pdf.line_fitting import cut, fitted, shrunk, wrapped_text
from exporters.pdf.palette import BLACK, Colour
from exporters.pdf.structure import Element, Mark, Role, Scope

LONGEST = 4000
"""Characters of one text that are measured; the rest is cut."""
SMALLEST = 5.5
"""Size in points below which a text is cut rather than shrunk."""
_ORNAMENT, _RUNNING = "/Artifact <</Type /Layout>> BDC", "/Artifact <</Type /Pagination>> BDC"
_NAMES = {False: "/F1", True: "/F2"}
_DIGITS = 4
"""Of the number of a glyph, as operators write it."""


@dataclass(slots=True)
class _Page:
    boxes: list[str] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    parts: list[Element] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    style: tuple[bool, float] | None = None
    colour: Colour | None = None
    speaks: tuple[Element | None] | None = None
    """Whose words are being written; ``None`` at the beginning of the page."""


class PdfPages:
    """Pages being drawn; ``x`` and ``y`` are in points from the top left corner of the current page.

    Texts are part of the element they are drawn :meth:`inside`; outside any, they are read to nobody: headings and feet
    that come on every page.
    """

    def __init__(self, imprint: Imprint, identity: bytes, attached: Attached | None = None) -> None:
        """One empty page of a file that carries ``attached``; its identifier is computed from ``identity``."""
        family = noto()
        self.regular, self.bold = family.regular, family.bold
        self.substituted = False
        """Whether a character had to be replaced because the typeface does not have it."""
        self.shortened = False
        """Whether a text was cut."""
        self._binding = Binding(imprint=imprint, identity=identity, attached=attached)
        self._used: dict[bool, set[str]] = {False: set(), True: set()}
        self.element: Element | None = None
        """What is drawn now is in; ``None``: in nothing that is read aloud."""
        self.pages = [_Page()]
        self._page, self._rank = self.pages[0], 0

    def turn(self) -> None:
        """Adds a page after the last one and makes it the current one."""
        self.pages.append(_Page())
        self.take(len(self.pages))

    def take(self, rank: int) -> None:
        """Makes page ``rank``, from 1, the current one."""
        self._page, self._rank = self.pages[rank - 1], rank - 1

    def inside(self, role: Role, scope: Scope | None = None) -> "_Inside":
        """What is drawn now is in a new element, the last one of the current element."""
        return self.within((self.element or self._binding.document).add(role, scope))

    def within(self, element: Element | None) -> "_Inside":
        """What is drawn now is in ``element``, which there is already; in none with ``None``."""
        return _Inside(self, element)

    def text(self, x: float, y: float, words: str, size: float, *, colour: Colour, bold: bool = False) -> None:
        """``words`` on one line, their base line at ``y``."""
        font, page = self.bold if bold else self.regular, self._page
        if page.speaks != (self.element,):
            self._speak(page)
        if page.colour != colour:
            page.colour = colour
            page.words.append(_filled(colour))
        code = words.translate(font.codes)
        if len(code) != _DIGITS * len(words):  # a character without a glyph stands for itself
            self.substituted = True
            words = font.drawable(words)
            code = words.translate(font.codes)
        self._used[bold].update(words)
        style = ""
        if page.style != (bold, size):
            page.style = bold, size
            style = f"{_NAMES[bold]} {size:.4g} Tf "
        page.words.append(f"1 0 0 1 {x:.2f} {HEIGHT - y:.2f} Tm {style}<{code}> Tj")

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
        full = wrapped_text(line, font, size, room)
        self.shortened |= len(full) > most or len(words) > LONGEST
        return cut(full, most, font, size, room)

    def box(self, x: float, y: float, wide: float, high: float, colour: Colour) -> None:
        """A filled rectangle, its top left corner at (``x``, ``y``), under the text."""
        self._page.boxes.append(f"{_filled(colour)} {_rectangle(x, y, wide, high)} f")

    def squares(self, x: float, y: float, side: float, rows: Sequence[Sequence[bool]], shows: str) -> None:
        """A picture of black squares in an area of ``side`` points; ``shows`` says in words what it is."""
        step = side / len(rows)
        figure = (self.element or self._binding.document).add(Role.FIGURE)
        figure.alternative, figure.place = shows, (x, HEIGHT - y - side, x + side, HEIGHT - y)
        drawn = " ".join(
            _rectangle(x + start * step, y + rank * step, (end - start) * step, step)
            for rank, row in enumerate(rows)
            for start, end in _runs(row)
        )
        part = self._part(self._page, figure)
        self._page.pictures.append(f"/Figure <</MCID {part}>> BDC {_filled(BLACK)} {drawn} f EMC")

    def link(self, x: float, y: float, wide: float, high: float, address: str, about: str) -> None:
        """Makes an area lead to ``address``, as part of the current element; ``about`` says in words where."""
        if self.element is not None:
            place = (x, HEIGHT - y - high, x + wide, HEIGHT - y)
            self._page.links.append(Link(place=place, address=address, about=about, element=self.element))

    def pdf(self) -> bytes:
        """The pages as a file; nothing more can be drawn on them."""
        faces = ((self.regular, self._used[False]), (self.bold, self._used[True]))
        pages = [BoundPage(content=_content(page), parts=page.parts, links=page.links) for page in self.pages]
        return self._binding.bound(pages, {_NAMES[rank == 1]: face for rank, face in enumerate(faces)})

    def _speak(self, page: _Page) -> None:
        """Ends the words of one element and begins those of another."""
        if page.speaks:
            page.words.append("EMC")
        page.speaks = (self.element,)
        if self.element is None:
            page.words.append(_RUNNING)
        else:
            page.words.append(f"/{self.element.role} <</MCID {self._part(page, self.element)}>> BDC")

    def _part(self, page: _Page, element: Element) -> int:
        page.parts.append(element)
        rank = len(page.parts) - 1
        element.kids.append(Mark(self._rank, rank))
        return rank

    def _sized(self, words: str, size: float, room: float, *, bold: bool) -> tuple[float, str]:
        font = self.bold if bold else self.regular
        at = shrunk(words, font, size, room)
        if at >= SMALLEST:
            return at, words
        self.shortened = True
        return SMALLEST, fitted(words, font, SMALLEST, room)


class _Inside:
    """While it is entered, pages draw in ``element``."""

    __slots__ = ("_around", "_element", "_pages")

    def __init__(self, pages: PdfPages, element: Element | None) -> None:
        self._pages, self._element = pages, element
        self._around: Element | None = None

    def __enter__(self) -> None:
        self._around, self._pages.element = self._pages.element, self._element

    def __exit__(self, *_: object) -> None:
        self._pages.element = self._around


def _content(page: _Page) -> bytes:
    boxes = (_ORNAMENT, *page.boxes, "EMC") if page.boxes else ()
    words = ("BT", *page.words, "EMC", "ET") if page.words else ()
    return "\n".join((*boxes, *page.pictures, *words)).encode("ascii")


def _rectangle(x: float, y: float, wide: float, high: float) -> str:
    return f"{x:.2f} {HEIGHT - y - high:.2f} {wide:.2f} {high:.2f} re"


def _runs(row: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Where black squares side by side begin and end."""
    start: int | None = None
    for rank, black in enumerate((*row, False)):
        if black and start is None:
            start = rank
        elif not black and start is not None:
            yield start, rank
            start = None


@lru_cache(maxsize=64)
def _filled(colour: Colour) -> str:
    return "{:.3g} {:.3g} {:.3g} rg".format(*colour)
