"""Binds pages in Helvetica into a file (ISO 32000-1, 7.5); nearly every page that Navette prints is one.

reportlab takes 0.8 ms more a file (docs/adr/0024). Pages whose letters need an embedded typeface are bound by reportlab
(:mod:`exporters.pdf.document`).
"""

import hashlib
import zlib
from collections.abc import Mapping, Sequence

from exporters.pdf.document import HEIGHT, WIDTH, Attached, Imprint

FACES: Mapping[str, str] = {"Helvetica": "/F1", "Helvetica-Bold": "/F2"}
"""The typefaces, and their names in the resources of a page."""
_ESCAPED = {ord(char): f"\\{char}" for char in "\\()"}
_CATALOGUE, _PAGES, _INFO, _FACE = 1, 2, 3, 4
_FIRST = _FACE + len(FACES)
"""Numbers of the objects: one for each, then two a page, then two of the file carried inside."""


def bound(pages: Sequence[str], imprint: Imprint, identity: bytes, attached: Attached | None) -> bytes:
    """The file of ``pages``, each in PDF operators (ASCII); its identifier is computed from ``identity``."""
    numbers = range(_FIRST, _FIRST + 2 * len(pages), 2)
    carried = numbers.stop
    kids = " ".join(f"{number} 0 R" for number in numbers)
    objects = [
        _catalogue(imprint, attached, carried + 1),
        f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>".encode(),
        _info(imprint),
        *(_face(name) for name in FACES),
    ]
    for number, page in zip(numbers, pages, strict=True):
        objects += [_page(number + 1), _stream("", page.encode("ascii"))]
    if attached:
        kind = f"/Type /EmbeddedFile /Subtype /{attached.mime.replace('/', '#2F')} "
        objects += [_stream(kind, attached.content), _described(attached, carried)]
    return _file(objects, hashlib.md5(identity, usedforsecurity=False).hexdigest())


def _catalogue(imprint: Imprint, attached: Attached | None, described: int) -> bytes:
    names = f" /Names << /EmbeddedFiles << /Names [{_string(attached.name)} {described} 0 R] >> >>" if attached else ""
    return (
        f"<< /Type /Catalog /Pages {_PAGES} 0 R /Lang {_string(imprint.language)} /PageMode /UseNone"
        f" /ViewerPreferences << /DisplayDocTitle true >>{names} >>"
    ).encode()


def _info(imprint: Imprint) -> bytes:
    properties = {
        "Title": imprint.title,
        "Subject": imprint.subject,
        "Keywords": imprint.keywords,
        "Author": "Navette",
        "Creator": "Navette",
        "CreationDate": f"D:{imprint.created}Z",
        "ModDate": f"D:{imprint.created}Z",
    }
    return f"<< {' '.join(f'/{key} {_string(value)}' for key, value in properties.items())} >>".encode()


def _face(name: str) -> bytes:
    return f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>".encode()


def _page(content: int) -> bytes:
    faces = " ".join(f"{called} {_FACE + rank} 0 R" for rank, called in enumerate(FACES.values()))
    return (
        f"<< /Type /Page /Parent {_PAGES} 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}]"
        f" /Resources << /Font << {faces} >> >> /Contents {content} 0 R >>"
    ).encode()


def _described(attached: Attached, content: int) -> bytes:
    name = _string(attached.name)
    return (
        f"<< /Type /Filespec /F {name} /UF {name} /Desc {_string(attached.description)} /EF << /F {content} 0 R >> >>"
    ).encode()


def _stream(entries: str, content: bytes) -> bytes:
    packed = zlib.compress(content)
    head = f"<< {entries}/Filter /FlateDecode /Length {len(packed)} >>\nstream\n"
    return b"".join((head.encode(), packed, b"\nendstream"))


def _string(text: str) -> str:
    """A text string (7.9.2.2): as it is when it is plain, in UTF-16 otherwise."""
    if text.isascii() and text.isprintable():
        return f"({text.translate(_ESCAPED)})"
    return f"<FEFF{text.encode('utf-16-be', 'replace').hex()}>"


def _file(objects: Sequence[bytes], identifier: str) -> bytes:
    parts = [b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"]
    at, places = len(parts[0]), []
    for number, content in enumerate(objects, start=1):
        places.append(at)
        parts.append(b"%d 0 obj\n%b\nendobj\n" % (number, content))
        at += len(parts[-1])
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    parts.append(
        (
            f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root {_CATALOGUE} 0 R"
            f" /Info {_INFO} 0 R /ID [<{identifier}> <{identifier}>] >>\nstartxref\n{at}\n%%EOF\n"
        ).encode()
    )
    return b"".join(parts)
