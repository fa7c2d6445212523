"""The typeface of printed pages: Noto Sans, of which each file embeds the characters in use."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from exporters.common.number_formats import ESPACE_FINE, INSECABLE
from exporters.pdf.typeface import Typeface, typeface

INCONNU = "\ufffd"
"""Drawn in place of a character the typeface does not have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Font:
    """One weight of a typeface."""

    name: str
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
class EmbeddedFont(Font):
    """A weight that is embedded in the files that use it."""

    typeface: Typeface
    codes: Mapping[int, str]
    """By character, the number of its glyph in four hexadecimal digits, as a page's operators write it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FontFamily:
    """A typeface in its two weights."""

    regular: EmbeddedFont
    bold: EmbeddedFont


@cache
def noto() -> FontFamily:
    """Noto Sans, from the folder beside this module."""
    return FontFamily(regular=_embedded("NotoSans-Regular"), bold=_embedded("NotoSans-Bold"))


def _embedded(name: str) -> EmbeddedFont:
    face = typeface(name)
    glyphs = {**face.glyphs, ord(ESPACE_FINE): face.glyphs[ord(INSECABLE)]}
    return EmbeddedFont(
        name=name,
        widths={chr(code): float(face.advances[glyph]) for code, glyph in glyphs.items()},
        typeface=face,
        codes={code: f"{glyph:04X}" for code, glyph in glyphs.items()},
    )


def _is_mark(char: str) -> bool:
    return "\ufe00" <= char <= "\ufe0f" or "\U0001f3fb" <= char <= "\U0001f3ff"
