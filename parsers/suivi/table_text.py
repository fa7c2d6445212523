"""Decodes a table saved by a spreadsheet: UTF-8 with or without byte order mark, UTF-16, or one of the three encodings
of a French Excel's other CSV: Windows (cp1252), MS-DOS (cp850, whose letters cp437 shares) and Macintosh (MacRoman).

The three cannot be told apart by their bytes: each gives a text. Our own headings, some of which have accents, tell
which one it is.
"""

import re
from collections.abc import Sequence

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_OLD = ("cp1252", "cp850", "mac_roman")
"""The most common first."""
_BINARY = frozenset("\x00\x01\x02\x03\x04\x05\x06\x07\x08\x0e\x0f\x10\x11\x12")
_HEAD = 4_096
_FOREIGN = re.compile("[‚Ž]|[a-z][…ŠˆŒ‡ƒ“”‰‹ž™•®][a-z]")
"""What accented letters of MS-DOS and Macintosh become when they are read as cp1252."""


def texts_of(content: bytes) -> tuple[str, ...]:
    """The texts that ``content`` may be, the most likely first; none when it is no text. Valid UTF-8 with an accent is
    almost never another encoding.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _decoded(content, encoding)
    head = content[:_HEAD]
    if head.count(b"\0") > len(head) // 4:
        return _decoded(content, "utf-16-le" if head[1:2] == b"\0" else "utf-16-be")
    return _decoded(content, "utf-8") or tuple(text for encoding in _OLD for text in _decoded(content, encoding))


def reads_well(texts: Sequence[str]) -> bool:
    """Whether the first of ``texts`` is that of cp1252, and nothing in it looks like a letter of another encoding."""
    return len(texts) == len(_OLD) and not _FOREIGN.search(texts[0])


def _decoded(content: bytes, encoding: str) -> tuple[str, ...]:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return ()
    return () if _BINARY & set(text[:_HEAD]) else (text,)
