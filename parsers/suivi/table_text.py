"""Decodes a table saved by a spreadsheet: UTF-8 with or without byte order mark, UTF-16, or Windows cp1252."""

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_BINARY = frozenset("\x00\x01\x02\x03\x04\x05\x06\x07\x08\x0e\x0f\x10\x11\x12")
_HEAD = 4_096


def text_of(content: bytes) -> str | None:
    """``content`` as text; ``None`` when it is not text.

    Valid UTF-8 with an accent is almost never another encoding; otherwise cp1252, which a French Excel writes as
    "CSV".
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _decoded(content, encoding)
    head = content[:_HEAD]
    if head.count(b"\0") > len(head) // 4:
        return _decoded(content, "utf-16-le" if head[1:2] == b"\0" else "utf-16-be")
    return _decoded(content, "utf-8") or _decoded(content, "cp1252")


def _decoded(content: bytes, encoding: str) -> str | None:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return None
    return None if _BINARY & set(text[:_HEAD]) else text
