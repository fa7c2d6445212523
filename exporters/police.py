"""The typeface of what Navette prints: Noto Sans, cut down to the characters a document uses.

Nearly every certificate is written with :data:`BASE` alone, so the subset of BASE is made once per process and
its bytes are shared; only a document with other letters (Greek, Cyrillic, Polish...) pays for a second subset.
"""

import codecs
import zlib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock

from reportlab.pdfbase.ttfonts import TTFontFace

FOLDER = Path(__file__).parent / "polices"
INCONNU = "\ufffd"
"""Drawn in place of a character the typeface does not have."""
BASE = (
    "".join(map(chr, range(0x20, 0x7F)))
    + "\u00a0\u202f«»°²³ºª·€£§µ×–—‘’“”…•"
    + "ÀÂÄÇÈÉÊËÎÏÔÖÙÛÜŸŒÆàâäçèéêëîïôöùûüÿœæÁÍÓÚÑáíóúñß"
    + INCONNU
)
"""The characters of the shared subset: ASCII, French typography and the neighbours' commonest letters."""
FIRST = 0x20
"""Code of the first character of a subset."""
ROOM = 256 - FIRST
"""How many characters a subset holds."""
_SYMBOLIC = 4
_LOCK = Lock()


@dataclass(frozen=True, slots=True, kw_only=True)
class Subset:
    """Some characters of a face as a PDF embeds them; streams are deflated."""

    name: str
    widths: tuple[int, ...]
    """Thousandths of the body size, from code :data:`FIRST` on."""
    program: bytes
    program_length: int
    """Before deflation."""
    to_unicode: bytes
    metrics: str
    """Entries of the font descriptor."""


class Police:
    """One weight of the typeface."""

    def __init__(self, file: str) -> None:
        """Read ``file`` of :data:`FOLDER`."""
        self._face = TTFontFace(str(FOLDER / file))
        self.widths: dict[str, float] = {chr(code): width for code, width in self._face.charWidths.items()}
        self.subset = lru_cache(maxsize=8)(self._subset)
        self._base = codecs.charmap_build("\ufffe" * FIRST + BASE)

    def width(self, text: str, size: float) -> float:
        """Width of ``text`` in points at ``size`` points; every character must be in the face."""
        return sum(map(self.widths.__getitem__, text)) * size / 1000

    def drawable(self, text: str) -> str:
        """``text`` with :data:`INCONNU` for each character the face has not; unknown marks are dropped."""
        if self.encode(text) is not None:
            return text
        return "".join(char if char in self.widths else "" if _is_mark(char) else INCONNU for char in text)

    def encode(self, text: str) -> bytes | None:
        """``text`` in the codes of :data:`BASE`; ``None`` when another character is in it."""
        try:
            return codecs.charmap_encode(text, "strict", self._base)[0]
        except UnicodeEncodeError:
            return None

    def _subset(self, characters: str) -> Subset:
        codes = [0] * FIRST + [ord(char) for char in characters]
        with _LOCK:  # the face reads its glyphs through one shared position
            program = self._face.makeSubset(codes)
        face = self._face
        name = f"{_tag(characters)}+{face.name.decode()}"
        return Subset(
            name=name,
            widths=tuple(round(self.widths[char]) for char in characters),
            program=zlib.compress(program, 9),
            program_length=len(program),
            to_unicode=zlib.compress(_to_unicode(characters).encode(), 9),
            metrics=(
                f"/FontName /{name} /Flags {_SYMBOLIC} /FontBBox [{' '.join(f'{edge:.0f}' for edge in face.bbox)}]"
                f" /ItalicAngle 0 /Ascent {face.ascent:.0f} /Descent {face.descent:.0f}"
                f" /CapHeight {face.capHeight:.0f} /StemV {face.stemV:.0f}"
            ),
        )


@cache
def maigre() -> Police:
    """The regular weight."""
    return Police("NotoSans-Regular.ttf")


@cache
def grasse() -> Police:
    """The bold weight."""
    return Police("NotoSans-Bold.ttf")


def _is_mark(char: str) -> bool:
    return "\ufe00" <= char <= "\ufe0f" or "\U0001f3fb" <= char <= "\U0001f3ff"


def _tag(characters: str) -> str:
    """Six capitals that name a subset (PDF 32000-1, 9.6.4), always the same for the same characters."""
    digest = zlib.crc32(characters.encode("utf-8", "surrogatepass"))
    return "".join(chr(65 + digest // 26**power % 26) for power in range(6))


def _to_unicode(characters: str) -> str:
    pairs = [f"<{FIRST + rank:02X}> <{char.encode('utf-16-be').hex()}>" for rank, char in enumerate(characters)]
    blocks = [pairs[at : at + 100] for at in range(0, len(pairs), 100)]  # no more than 100 to a block (9.10.3)
    mapping = "\n".join(f"{len(block)} beginbfchar\n{chr(10).join(block)}\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapType 2 def\n/CMapName /Navette def\n"
        "1 begincodespacerange\n<00> <FF>\nendcodespacerange\n"
        f"{mapping}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    )
