"""A typeface as objects of a PDF (ISO 32000-1, 9.7): glyphs, their widths, the characters they stand for.

Files written in :data:`USUAL` letters all carry the same ones, prepared once: preparing those of each file takes as
long as all the rest of a certificate. Other files carry exactly the letters they use.
"""

import hashlib
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from exporters.common.number_formats import ESPACE_FINE, INSECABLE
from exporters.pdf.fonts import INCONNU, EmbeddedFont, noto
from exporters.pdf.writer import PdfFile

USUAL = frozenset(
    "".join(map(chr, range(0x20, 0x7F)))
    + "àâäçéèêëîïôöùûüÿœæÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŒÆ«»’–—…€°²³·"
    + ESPACE_FINE
    + INSECABLE
    + INCONNU
)
"""The letters of French and English."""
_SYMBOLIC = 4
"""The flag of a font whose glyphs are named by number."""
_MOST = 100
"""Entries of one block of a CMap."""
_MAP = (
    "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
    "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
    "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
    "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n{entries}"
    "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Prepared:
    """What the objects of a font hold; the streams are compressed."""

    name: str
    widths: str
    program: bytes
    length: int
    characters: bytes


def embed(file: PdfFile, font: EmbeddedFont, used: set[str]) -> int:
    """Adds ``font`` with the characters ``used``, all of which it has; gives the number of its object."""
    ready = _usual(font.name) if used <= USUAL else _prepared(font, used)
    of, box = font.typeface.metrics, " ".join(map(str, font.typeface.metrics.box))
    carried = file.packed(f"/Length1 {ready.length} ", ready.program)
    descriptor = file.put(
        f"<< /Type /FontDescriptor /FontName /{ready.name} /Flags {_SYMBOLIC} /FontBBox [{box}] /ItalicAngle 0"
        f" /Ascent {of.ascent} /Descent {of.descent} /CapHeight {of.cap_height} /StemV {of.stem}"
        f" /FontFile2 {carried} 0 R >>"
    )
    descendant = file.put(
        f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{ready.name} /CIDToGIDMap /Identity /DW 0"
        f" /W [{ready.widths}] /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
        f" /FontDescriptor {descriptor} 0 R >>"
    )
    characters = file.packed("", ready.characters)
    return file.put(
        f"<< /Type /Font /Subtype /Type0 /BaseFont /{ready.name} /Encoding /Identity-H"
        f" /DescendantFonts [{descendant} 0 R] /ToUnicode {characters} 0 R >>"
    )


@cache
def _usual(name: str) -> _Prepared:
    font = noto().bold if name == noto().bold.name else noto().regular
    return _prepared(font, set(USUAL))


def _prepared(font: EmbeddedFont, used: set[str]) -> _Prepared:
    letters: dict[int, str] = {}
    for char in sorted(used, reverse=True):  # of two characters with one glyph, the smaller one is read back
        letters[int(font.codes[ord(char)], 16)] = char
    glyphs = sorted(letters)
    program = font.typeface.subset(glyphs)
    return _Prepared(
        name=f"{_tag(font.name, glyphs)}+{font.name}",
        widths=" ".join(f"{glyph} [{font.typeface.advances[glyph]}]" for glyph in glyphs),
        program=zlib.compress(program, 9),
        length=len(program),
        characters=zlib.compress(_characters(letters, glyphs)),
    )


def _characters(letters: Mapping[int, str], glyphs: Sequence[int]) -> bytes:
    """The CMap from glyphs to characters, in UTF-16."""
    blocks = []
    for start in range(0, len(glyphs), _MOST):
        part = glyphs[start : start + _MOST]
        rows = "".join(f"<{glyph:04X}> <{letters[glyph].encode('utf-16-be').hex().upper()}>\n" for glyph in part)
        blocks.append(f"{len(part)} beginbfchar\n{rows}endbfchar\n")
    return _MAP.format(entries="".join(blocks)).encode()


def _tag(name: str, glyphs: Sequence[int]) -> str:
    """Six capitals that tell one subset from another (9.6.4)."""
    digest = hashlib.sha256(f"{name} {glyphs}".encode()).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])
