"""The typefaces of printed pages: Helvetica, and Noto Sans for the letters that Helvetica does not have.

Nearly every certificate is written in the letters of western Europe (cp1252), which every PDF reader draws in its
own Helvetica; only a page with other letters (Greek, Cyrillic, Polish...) embeds a subset of Noto Sans.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from reportlab.pdfbase.pdfmetrics import getFont, registerFont
from reportlab.pdfbase.ttfonts import TTFont

from exporters.common.number_formats import ESPACE_FINE, INSECABLE

FOLDER = Path(__file__).parent / "polices"
INCONNU = "\ufffd"
"""Drawn in place of a character the typeface does not have."""
_WESTERN = bytes([*range(0x20, 0x7F), *range(0x80, 0x100)]).decode("cp1252", "ignore")


@dataclass(frozen=True, slots=True, kw_only=True)
class Font:
    """One weight of a typeface."""

    name: str
    """The typeface's name in reportlab."""
    widths: Mapping[str, float]
    """Of each character it has, in thousandths of the body size; a narrow space is as wide as another."""

    def has(self, text: str) -> bool:
        """Whether every character of ``text`` can be drawn."""
        return self.widths.keys() >= set(text)

    def drawable(self, text: str) -> str:
        """``text`` with :data:`INCONNU` for each character the face does not have; unknown marks are dropped."""
        return "".join(char if char in self.widths else "" if _is_mark(char) else INCONNU for char in text)

    def width(self, text: str, size: float) -> float:
        """Width of ``text``, once :meth:`drawable`, in points at ``size`` points."""
        try:
            return sum(map(self.widths.__getitem__, text)) * size / 1000
        except KeyError:
            return sum(self.widths.get(char, 0.0) for char in self.drawable(text)) * size / 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class FontFamily:
    """A typeface in its two weights."""

    regular: Font
    bold: Font


@cache
def helvetica() -> FontFamily:
    """The face of every PDF reader, never embedded; it has the letters of cp1252."""
    return FontFamily(regular=_standard("Helvetica"), bold=_standard("Helvetica-Bold"))


@cache
def noto() -> FontFamily:
    """Noto Sans from :data:`FOLDER`, of which the characters in use are embedded."""
    return FontFamily(regular=_embedded("NotoSans-Regular"), bold=_embedded("NotoSans-Bold"))


def _standard(name: str) -> Font:
    font = getFont(name)
    return _font(name, {char: font.stringWidth(char, 1000) for char in _WESTERN})


def _embedded(name: str) -> Font:
    registerFont(TTFont(name, str(FOLDER / f"{name}.ttf"), asciiReadable=False))  # no letter that is not in use
    return _font(name, {chr(code): width for code, width in getFont(name).face.charWidths.items()})


def _font(name: str, widths: Mapping[str, float]) -> Font:
    return Font(name=name, widths={**widths, ESPACE_FINE: widths[INSECABLE]})


def _is_mark(char: str) -> bool:
    return "\ufe00" <= char <= "\ufe0f" or "\U0001f3fb" <= char <= "\U0001f3ff"
