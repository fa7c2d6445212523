"""A TrueType typeface (ISO/IEC 14496-22), and the subsets of it that files embed."""

import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from pathlib import Path

from reportlab.pdfbase.ttfonts import TTFontFace

FOLDER = Path(__file__).parent / "polices"
_KEPT = ("head", "hhea", "maxp", "hmtx", "loca", "glyf")
"""The tables a reader of PDF needs of a typeface without instructions, whose glyphs are named by number."""
_WORDS, _SCALE, _MORE, _SCALES, _MATRIX = 0x1, 0x8, 0x20, 0x40, 0x80
"""Flags of a component of a composite glyph."""
_MAGIC = 0xB1B0AFBA
"""From which the sum of the whole file is taken (``checkSumAdjustment``)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Metrics:
    """What the descriptor of a font says, in thousandths of the body size."""

    box: tuple[int, int, int, int]
    ascent: int
    descent: int
    cap_height: int
    stem: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Typeface:
    """One weight, read once; 1,000 units to the body size."""

    name: str
    """``NotoSans-Bold``."""
    metrics: Metrics
    glyphs: Mapping[int, int]
    """By character, the number of its glyph; characters without a glyph are absent."""
    advances: tuple[int, ...]
    """Width of each glyph."""
    widths: tuple[bytes, ...] = field(repr=False)
    """Width and left side bearing of each glyph, as the file has them."""
    outlines: tuple[bytes, ...] = field(repr=False)
    components: tuple[frozenset[int], ...] = field(repr=False)
    """By glyph, those it is composed of, at any depth."""
    tables: Mapping[str, bytes] = field(repr=False)

    def subset(self, used: Iterable[int]) -> bytes:
        """A TrueType file with the glyphs ``used``, under the same numbers; the others are empty."""
        kept = sorted({0}.union(*({one} | self.components[one] for one in used)))
        count = kept[-1] + 1
        widths: list[bytes] = []
        places: list[bytes] = []
        at, last = 0, -1
        for glyph in kept:
            empty = glyph - last - 1
            widths += (bytes(4 * empty), self.widths[glyph])
            places.append(at.to_bytes(4, "big") * (empty + 1))
            at, last = at + len(self.outlines[glyph]), glyph
        tables = {
            "head": self.tables["head"][:8] + bytes(4) + self.tables["head"][12:50] + struct.pack(">HH", 1, 0),
            "hhea": self.tables["hhea"][:34] + struct.pack(">H", count),
            "maxp": self.tables["maxp"][:4] + struct.pack(">H", count) + self.tables["maxp"][6:],
            "hmtx": b"".join(widths),
            "loca": b"".join((*places, at.to_bytes(4, "big"))),
            "glyf": b"".join(self.outlines[glyph] for glyph in kept),
        }
        return _file(tables)


@cache
def typeface(name: str) -> Typeface:
    """The typeface ``name`` of :data:`FOLDER`."""
    face = TTFontFace(str(FOLDER / f"{name}.ttf"))
    tables = {tag: face.get_table(tag) for tag in _KEPT}
    places = face.glyphPos
    outlines = tuple(_even(tables["glyf"][a:b]) for a, b in pairwise(places))
    full = struct.unpack(">H", tables["hhea"][34:36])[0]
    pairs = list(struct.iter_unpack(">Hh", tables["hmtx"][: 4 * full]))
    pairs += [(pairs[-1][0], one) for (one,) in struct.iter_unpack(">h", tables["hmtx"][4 * full :])]
    return Typeface(
        name=name,
        metrics=Metrics(
            box=tuple(int(side) for side in face.bbox),  # type: ignore[arg-type]
            ascent=int(face.ascent),
            descent=int(face.descent),
            cap_height=int(face.capHeight),
            stem=int(face.stemV),
        ),
        glyphs={code: glyph for code, glyph in face.charToGlyph.items() if glyph},
        advances=tuple(advance for advance, _ in pairs),
        widths=tuple(struct.pack(">Hh", *pair) for pair in pairs),
        outlines=outlines,
        components=tuple(frozenset(_parts(outlines, glyph)) for glyph in range(len(outlines))),
        tables=tables,
    )


def _even(outline: bytes) -> bytes:
    return outline + bytes(-len(outline) % 4)


def _parts(outlines: tuple[bytes, ...], glyph: int) -> Iterable[int]:
    """The glyphs that ``glyph`` is composed of; none when it is drawn by its own contours."""
    outline = outlines[glyph]
    if len(outline) < 10 or struct.unpack(">h", outline[:2])[0] >= 0:
        return
    at, flags = 10, _MORE
    while flags & _MORE:
        flags, part = struct.unpack(">HH", outline[at : at + 4])
        yield part
        yield from _parts(outlines, part)
        at += 8 if flags & _WORDS else 6
        at += 2 if flags & _SCALE else 4 if flags & _SCALES else 8 if flags & _MATRIX else 0


def _file(tables: Mapping[str, bytes]) -> bytes:
    """The tables as a file, each at a multiple of four bytes."""
    count = len(tables)
    power = count.bit_length() - 1
    head = struct.pack(">LHHHH", 0x00010000, count, 16 << power, power, (count - (1 << power)) * 16)
    at = len(head) + 16 * count
    entries, bodies = [], []
    places: dict[str, int] = {}
    for tag in sorted(tables):
        padded = _even(tables[tag])
        places[tag] = at
        entries.append(struct.pack(">4sLLL", tag.encode(), _sum(padded), at, len(tables[tag])))
        bodies.append(padded)
        at += len(padded)
    whole = b"".join((head, *entries, *bodies))
    fixed = places["head"] + 8
    adjustment = struct.pack(">L", (_MAGIC - _sum(whole)) & 0xFFFFFFFF)
    return whole[:fixed] + adjustment + whole[fixed + 4 :]


def _sum(padded: bytes) -> int:
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}L", padded)
    return sum(words) & 0xFFFFFFFF
