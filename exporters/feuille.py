"""A sheet of A4: text, rules and boxes, and one file attached, written as a PDF.

A PDF library builds fonts, pages and catalogue anew for each document. A night prints thousands of sheets that
differ in a few words: here the fonts are made once per process and a sheet costs one content stream. The bytes
depend on what is drawn and on nothing else (no clock, no random identifier).
"""

from exporters.fichier_pdf import HEIGHT, Attached, Font, Imprint, assembled
from exporters.police import BASE, FIRST, ROOM, Police, grasse, maigre


class Feuille:
    """A sheet being drawn; ``x`` and ``y`` are in points from the top left corner."""

    def __init__(self) -> None:
        """An empty sheet."""
        self._operations: list[str] = []
        self._others: tuple[list[str], list[str]] = ([], [])
        """Characters outside BASE that were drawn, in order, regular then bold."""
        self.substituted = False
        """Whether a character had to be replaced because the typeface does not have it."""

    def text(self, x: float, y: float, words: str, size: float, *, bold: bool = False, colour: str = "0 g") -> None:
        """``words`` on one line, their base line at ``y``; ``colour`` is a PDF colour operator."""
        shown = self._shown(words, bold)
        if shown:
            self._operations.append(
                f"BT {colour} 1 0 0 1 {x:.2f} {HEIGHT - y:.2f} Tm{self._runs(shown, size, bold)} ET"
            )

    def right(self, x: float, y: float, words: str, size: float, *, bold: bool = False, colour: str = "0 g") -> None:
        """The same, ending at ``x``."""
        self.text(x - width(words, size, bold=bold), y, words, size, bold=bold, colour=colour)

    def box(self, x: float, y: float, wide: float, high: float, colour: str) -> None:
        """A filled rectangle, its top left corner at (``x``, ``y``)."""
        self._operations.append(f"{colour} {x:.2f} {HEIGHT - y - high:.2f} {wide:.2f} {high:.2f} re f")

    def pdf(self, imprint: Imprint, attached: Attached) -> bytes:
        """The sheet as a file."""
        return assembled("\n".join(self._operations).encode(), self._fonts(), imprint, attached)

    def _shown(self, words: str, bold: bool) -> str:
        shown = (grasse() if bold else maigre()).drawable(words)
        self.substituted |= shown != words
        return shown

    def _runs(self, words: str, size: float, bold: bool) -> str:
        codes = (grasse() if bold else maigre()).encode(words)
        if codes is not None:
            return f" /F{1 + bold} {size:.4g} Tf <{codes.hex()}> Tj"
        return "".join(f" {self._run(char, size, bold)}" for char in words)

    def _run(self, char: str, size: float, bold: bool) -> str:
        if char in BASE:
            return f"/F{1 + bold} {size:.4g} Tf <{FIRST + BASE.index(char):02x}> Tj"
        others = self._others[bold]
        if char not in others:
            others.append(char)
        part, rank = divmod(others.index(char), ROOM)
        return f"/F{1 + bold}x{part} {size:.4g} Tf <{FIRST + rank:02x}> Tj"

    def _fonts(self) -> list[Font]:
        found = [Font(name="F1", subset=maigre().subset(BASE)), Font(name="F2", subset=grasse().subset(BASE))]
        for number, (police, others) in enumerate(zip((maigre(), grasse()), self._others, strict=True), start=1):
            for at in range(0, len(others), ROOM):
                subset = police.subset("".join(others[at : at + ROOM]))
                found.append(Font(name=f"F{number}x{at // ROOM}", subset=subset))
        return found


def width(words: str, size: float, *, bold: bool = False) -> float:
    """Width in points of ``words`` as :class:`Feuille` draws them."""
    police: Police = grasse() if bold else maigre()
    return police.width(police.drawable(words), size)
