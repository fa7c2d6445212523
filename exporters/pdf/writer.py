"""Writes the objects of a PDF as a file (ISO 32000-1, 7.5), those that are no streams packed together (7.5.7).

A tagged page has an object for each cell of its tables: packed, they take a tenth of the room.
"""

import struct
import zlib
from collections.abc import Sequence

HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_PACKED = 500
"""Objects in one stream of objects."""
_LEVEL = 3
"""Of compression: a tenth larger than by the usual 6, in half the time."""
_ESCAPED = {ord(char): f"\\{char}" for char in "\\()"}
_FREE, _PLACED, _INSIDE = 0, 1, 2
"""Kinds of entries of the table of objects (7.5.8.3)."""


class PdfFile:
    """The objects of a file, numbered in the order in which they are asked for."""

    def __init__(self) -> None:
        """No object yet."""
        self._count = 0
        self._plain: dict[int, str] = {}
        self._streams: dict[int, bytes] = {}

    def number(self) -> int:
        """The number of an object that is to be put later."""
        self._count += 1
        return self._count

    def put(self, body: str, number: int | None = None) -> int:
        """Adds an object (ASCII); gives its number, which is ``number`` when it was asked for before."""
        number = number or self.number()
        self._plain[number] = body
        return number

    def stream(self, entries: str, content: bytes) -> int:
        """Adds a stream whose dictionary has ``entries`` too; gives its number."""
        return self.packed(entries, zlib.compress(content, _LEVEL))

    def packed(self, entries: str, data: bytes) -> int:
        """The same, of data that are compressed (zlib) already."""
        return self.plain(f"{entries}/Filter /FlateDecode ", data)

    def plain(self, entries: str, content: bytes) -> int:
        """The same, not compressed."""
        number = self.number()
        self._streams[number] = _stream(entries, content)
        return number

    def written(self, catalogue: int, info: int, identifier: str) -> bytes:
        """The file; ``identifier`` is in hexadecimal digits."""
        entries: dict[int, tuple[int, int, int]] = {0: (_FREE, 0, 0xFFFF)}
        numbers = sorted(self._plain)
        for start in range(0, len(numbers), _PACKED):
            held = numbers[start : start + _PACKED]
            holder = self.number()
            self._streams[holder] = _holding(held, [self._plain[one] for one in held])
            entries.update({one: (_INSIDE, holder, rank) for rank, one in enumerate(held)})
        parts, at = [HEADER], len(HEADER)
        for number in sorted(self._streams):
            entries[number] = (_PLACED, at, 0)
            parts.append(b"%d 0 obj\n%b\nendobj\n" % (number, self._streams[number]))
            at += len(parts[-1])
        table = self.number()
        entries[table] = (_PLACED, at, 0)
        head = (
            f"/Type /XRef /Size {table + 1} /W [1 4 2] /Root {catalogue} 0 R /Info {info} 0 R"
            f" /ID [<{identifier}> <{identifier}>] "
        )
        rows = b"".join(struct.pack(">BLH", *entries[number]) for number in range(table + 1))
        parts.append(
            b"%d 0 obj\n%b\nendobj\nstartxref\n%d\n%%%%EOF\n"
            % (table, _stream(f"{head}/Filter /FlateDecode ", zlib.compress(rows, _LEVEL)), at)
        )
        return b"".join(parts)


def string(text: str) -> str:
    """A text string (7.9.2.2): as it is when it is plain, in UTF-16 otherwise."""
    if text.isascii() and text.isprintable():
        return f"({text.translate(_ESCAPED)})"
    return f"<FEFF{text.encode('utf-16-be', 'replace').hex()}>"


def _holding(numbers: Sequence[int], bodies: Sequence[str]) -> bytes:
    """A stream of objects: their numbers and offsets, then the objects."""
    offsets, at = [], 0
    for number, body in zip(numbers, bodies, strict=True):
        offsets.append(f"{number} {at}")
        at += len(body) + 1
    index = " ".join(offsets) + "\n"
    entries = f"/Type /ObjStm /N {len(numbers)} /First {len(index)} /Filter /FlateDecode "
    return _stream(entries, zlib.compress((index + "\n".join(bodies)).encode("ascii"), _LEVEL))


def _stream(entries: str, data: bytes) -> bytes:
    return b"".join((f"<< {entries}/Length {len(data)} >>\nstream\n".encode(), data, b"\nendstream"))
