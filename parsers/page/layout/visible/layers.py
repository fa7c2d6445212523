"""Whether a document may have layers that are off, or fields whose values viewers draw themselves.

Read from the bytes: pdfium says neither. What is compressed in object streams is opened, within a limit.
"""

import re
import zlib
from collections.abc import Iterator

_OBJECTS = re.compile(rb"/ObjStm\b.{0,400}?stream\r?\n", re.S)
_STREAMS = 100
"""Most object streams that are opened."""
_ROOM = 8_000_000
"""Most bytes of all of them."""


def _named(name: str) -> bytes:
    """A pattern for a PDF name, whose characters may be written as ``#`` and two digits (ISO 32000-2 §7.3.5)."""
    return b"/" + b"".join(b"(?:%s|#%02x|#%02X)" % (char.encode(), ord(char), ord(char)) for char in name)


_LAYERS = re.compile(_named("OCProperties"))
_NEEDED = re.compile(_named("NeedAppearances") + rb"\s+true")


def has_layers(content: bytes) -> bool:
    """Whether the PDF in ``content`` has layers (optional content); true when it is encrypted, which hides it."""
    return b"/Encrypt" in content or _holds(content, _LAYERS)


def draws_fields(content: bytes) -> bool:
    """Whether viewers draw the values of the form's fields in place of the appearances in the file."""
    return _holds(content, _NEEDED)


def _holds(content: bytes, pattern: re.Pattern[bytes]) -> bool:
    return pattern.search(content) is not None or any(map(pattern.search, _object_streams(content)))


def _object_streams(content: bytes) -> Iterator[bytes]:
    """The object streams of a PDF, opened; those that do not open are left out."""
    room = _ROOM
    for count, found in enumerate(_OBJECTS.finditer(content)):
        if count >= _STREAMS or room <= 0:
            return
        try:
            opened = zlib.decompressobj().decompress(content[found.end() : found.end() + room], room)
        except zlib.error:
            continue
        room -= len(opened)
        yield opened
