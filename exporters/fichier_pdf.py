"""One page, its fonts and one attached file as the bytes of a PDF (ISO 32000-1).

The bytes depend on what is given and on nothing else: no clock, no random identifier.
"""

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from exporters.police import FIRST, Subset

WIDTH, HEIGHT = 595, 842
"""A4 in points."""
_BEFORE = 5
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Font:
    """A subset under the name that the page calls it by."""

    name: str
    subset: Subset


def assembled(operations: bytes, fonts: Sequence[Font], imprint: Imprint, attached: Attached) -> bytes:
    """The page that ``operations`` (a content stream) draws, as a whole file."""
    numbers = range(_BEFORE + 1, _BEFORE + 1 + _PER_FONT * len(fonts), _PER_FONT)
    attachment = _BEFORE + 1 + _PER_FONT * len(fonts)
    names = " ".join(f"/{font.name} {number} 0 R" for font, number in zip(fonts, numbers, strict=True))
    objects = [
        _catalogue(imprint, attached, attachment),
        b"<</Type /Pages /Kids [3 0 R] /Count 1>>",
        f"<</Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents 4 0 R"
        f" /Resources <</Font <<{names}>>>>>>".encode(),
        _stream("", zlib.compress(operations, 6)),
        _information(imprint),
    ]
    for font, number in zip(fonts, numbers, strict=True):
        objects += _font(font.subset, number)
    objects += _attachment(attached, attachment)
    return _file(objects, imprint.identity)


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
