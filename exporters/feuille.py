"""A sheet of A4: text, rules and boxes, and one file attached, written as a PDF.

A PDF library builds fonts, pages and catalogue anew for each document. A night prints thousands of sheets that
differ in a few words: here the fonts are made once per process and a sheet costs one content stream. The bytes
depend on what is drawn and on nothing else (no clock, no random identifier).
"""

import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from exporters.police import BASE, FIRST, ROOM, Police, Subset, grasse, maigre

WIDTH, HEIGHT = 595, 842
"""A4 in points."""
_FONTS = 5
"""Number of objects before the fonts: catalogue, pages, page, content, information."""
_PER_FONT = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """What a PDF says of itself; ``created`` is ``YYYYMMDDhhmmss`` in UTC, ``identity`` 16 bytes in hexadecimal."""

    title: str
    subject: str
    keywords: str
    language: str
    created: str
    identity: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """A file carried inside the PDF."""

    name: str
    mime: str
    description: str
    content: bytes


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
        content = zlib.compress("\n".join(self._operations).encode(), 6)
        fonts = self._fonts()
        first = _FONTS + 1 + _PER_FONT * len(fonts)
        names = " ".join(f"/{name} {_FONTS + 1 + _PER_FONT * rank} 0 R" for rank, (name, _) in enumerate(fonts))
        objects = [
            _catalogue(imprint, attached, first),
            b"<</Type /Pages /Kids [3 0 R] /Count 1>>",
            f"<</Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents 4 0 R"
            f" /Resources <</Font <<{names}>>>>>>".encode(),
            _stream("", content),
            _information(imprint),
        ]
        for rank, (_, subset) in enumerate(fonts):
            objects += _font(subset, _FONTS + 1 + _PER_FONT * rank)
        objects += _attachment(attached, first)
        return _file(objects, imprint.identity)

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

    def _fonts(self) -> list[tuple[str, Subset]]:
        found = [("F1", maigre().subset(BASE)), ("F2", grasse().subset(BASE))]
        for number, (police, others) in enumerate(zip((maigre(), grasse()), self._others, strict=True), start=1):
            found += [
                (f"F{number}x{at // ROOM}", police.subset("".join(others[at : at + ROOM])))
                for at in range(0, len(others), ROOM)
            ]
        return found


def width(words: str, size: float, *, bold: bool = False) -> float:
    """Width in points of ``words`` as :class:`Feuille` draws them."""
    police: Police = grasse() if bold else maigre()
    return police.width(police.drawable(words), size)


def _catalogue(imprint: Imprint, attached: Attached, first: int) -> bytes:
    names = f"/Names <</EmbeddedFiles <</Names [{_string(attached.name)} {first} 0 R]>>>> /AF [{first} 0 R]"
    return (
        f"<</Type /Catalog /Pages 2 0 R /Lang ({imprint.language}) /ViewerPreferences <</DisplayDocTitle true>>"
        f" {names}>>"
    ).encode()


def _information(imprint: Imprint) -> bytes:
    return (
        f"<</Title {_string(imprint.title)} /Subject {_string(imprint.subject)} /Keywords {_string(imprint.keywords)}"
        f" /Creator (Navette) /Producer (Navette)"
        f" /CreationDate (D:{imprint.created}Z) /ModDate (D:{imprint.created}Z)>>"
    ).encode()


@lru_cache(maxsize=8)
def _font(subset: Subset, number: int) -> tuple[bytes, ...]:
    """The font, its descriptor, its program and its map to Unicode, as objects ``number`` and following."""
    font = (
        f"<</Type /Font /Subtype /TrueType /BaseFont /{subset.name} /FirstChar {FIRST}"
        f" /LastChar {FIRST + len(subset.widths) - 1} /Widths [{' '.join(map(str, subset.widths))}]"
        f" /FontDescriptor {number + 1} 0 R /ToUnicode {number + 3} 0 R>>"
    )
    descriptor = f"<</Type /FontDescriptor {subset.metrics} /FontFile2 {number + 2} 0 R>>"
    program = _stream(f" /Length1 {subset.program_length}", subset.program)
    return font.encode(), descriptor.encode(), program, _stream("", subset.to_unicode)


def _attachment(attached: Attached, number: int) -> tuple[bytes, bytes]:
    described = (
        f"<</Type /Filespec /F {_string(attached.name)} /UF {_string(attached.name)} /AFRelationship /Data"
        f" /Desc {_string(attached.description)} /EF <</F {number + 1} 0 R /UF {number + 1} 0 R>>>>"
    )
    kind = attached.mime.replace("/", "#2F")
    keys = f" /Type /EmbeddedFile /Subtype /{kind} /Params <</Size {len(attached.content)}>>"
    return described.encode(), _stream(keys, zlib.compress(attached.content, 6))


def _stream(keys: str, deflated: bytes) -> bytes:
    return b"<</Length %d /Filter /FlateDecode%s>>\nstream\n%s\nendstream" % (len(deflated), keys.encode(), deflated)


def _string(text: str) -> str:
    """``text`` as a PDF string in UTF-16."""
    return f"<feff{text.encode('utf-16-be', 'replace').hex()}>"


def _file(objects: Iterable[bytes], identity: str) -> bytes:
    parts, offsets, at = [b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"], [], 15
    for number, body in enumerate(objects, start=1):
        offsets.append(at)
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, body))
        at += len(parts[-1])
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    trailer = (
        f"xref\n0 {len(offsets) + 1}\n0000000000 65535 f \n{table}trailer\n<</Size {len(offsets) + 1} /Root 1 0 R"
        f" /Info 5 0 R /ID [<{identity}> <{identity}>]>>\nstartxref\n{at}\n%%EOF\n"
    )
    return b"".join([*parts, trailer.encode()])
