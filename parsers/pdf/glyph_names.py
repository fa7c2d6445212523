"""Which characters the codes of a font draw, as its encoding or its own table of characters says."""

import struct
from collections.abc import Iterator
from typing import Any

from pypdf.generic import ArrayObject, DictionaryObject, StreamObject

_NAMES = dict(zip("zero one two three four five six seven eight nine".split(), "0123456789", strict=True))
_LATIN = frozenset({"/WinAnsiEncoding", "/MacRomanEncoding", "/StandardEncoding", "/PDFDocEncoding"})
_SYMBOLIC = 4
"""Flag of a font whose encoding is its own (ISO 32000-2, table 121)."""
_UNICODE = {(0, each) for each in range(7)} | {(3, 1), (3, 10)}
"""Platforms and encodings of a TrueType table of Unicode characters."""
_MOST = 70_000
"""Most characters of a font's table."""


def drawn_digits(font: DictionaryObject) -> dict[int, str]:
    """The codes of ``font`` that draw a digit, each with that digit; empty when the font does not say.

    May raise what pypdf raises, :class:`struct.error` and :class:`IndexError` for a damaged font.
    """
    if font.get("/Subtype") == "/Type0":
        return _of_composite(font)
    return _of_simple(font) if font.get("/Subtype") in ("/Type1", "/MMType1", "/TrueType") else {}


def _of_simple(font: DictionaryObject) -> dict[int, str]:
    """By the names of the encoding; a symbolic TrueType font does not heed them."""
    descriptor = dictionary(font.get("/FontDescriptor"))
    embedded = any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))
    if font.get("/Subtype") == "/TrueType" and embedded and int(descriptor.get("/Flags", 0)) & _SYMBOLIC:
        return {}
    encoding = font.get("/Encoding")
    encoding = None if encoding is None else encoding.get_object()
    base = dictionary(encoding).get("/BaseEncoding") if isinstance(encoding, DictionaryObject) else encoding
    latin = base in _LATIN or (base is None and not embedded)
    found = {ord(digit): digit for digit in "0123456789"} if latin else {}
    code = 0
    for item in _array(dictionary(encoding).get("/Differences")):
        if isinstance(item, int):
            code = int(item)
            continue
        found.pop(code, None)
        digit = _NAMES.get(str(item).lstrip("/"))
        if digit is not None:
            found[code] = digit
        code += 1
    return found


def _of_composite(font: DictionaryObject) -> dict[int, str]:
    """By the table of characters of the TrueType font inside, when codes are its glyphs."""
    below = _array(font.get("/DescendantFonts"))
    inner = dictionary(below[0]) if below else DictionaryObject()
    file = dictionary(inner.get("/FontDescriptor")).get("/FontFile2")
    given = inner.get("/CIDToGIDMap", "/Identity")
    if font.get("/Encoding") not in ("/Identity-H", "/Identity-V") or given != "/Identity" or file is None:
        return {}
    stream = file.get_object()
    if not isinstance(stream, StreamObject):
        return {}
    return {glyph: chr(char) for char, glyph in _characters(stream.get_data()) if 0x30 <= char <= 0x39 and glyph}


def _characters(data: bytes) -> Iterator[tuple[int, int]]:
    """The characters of a TrueType font's Unicode tables with their glyphs (OpenType specification, ``cmap``)."""
    count = struct.unpack_from(">H", data, 4)[0]
    tables = {data[at : at + 4]: struct.unpack_from(">L", data, at + 8)[0] for at in range(12, 12 + 16 * count, 16)}
    start = tables.get(b"cmap")
    if start is None:
        return
    for rank in range(min(struct.unpack_from(">H", data, start + 2)[0], 20)):
        platform, kind, offset = struct.unpack_from(">HHL", data, start + 4 + 8 * rank)
        if (platform, kind) in _UNICODE:
            yield from _subtable(data, start + offset)


def _subtable(data: bytes, at: int) -> Iterator[tuple[int, int]]:
    form = struct.unpack_from(">H", data, at)[0]
    if form == 12:
        for rank in range(min(struct.unpack_from(">L", data, at + 12)[0], _MOST)):
            first, last, glyph = struct.unpack_from(">LLL", data, at + 16 + 12 * rank)
            yield from ((char, glyph + char - first) for char in range(max(first, 0x30), min(last, 0x39) + 1))
    elif form == 4:
        segments = struct.unpack_from(">H", data, at + 6)[0] // 2
        for rank in range(segments):
            end = at + 14 + 2 * rank
            last, first, delta, jump = (
                struct.unpack_from(">H", data, end + step)[0]
                for step in (0, 2 * segments + 2, 4 * segments + 2, 6 * segments + 2)
            )
            for char in range(max(first, 0x30), min(last, 0x39) + 1):
                place = end + 6 * segments + 2 + jump + 2 * (char - first)
                glyph = struct.unpack_from(">H", data, place)[0] if jump else char
                yield char, (glyph + delta) % 0x10000 if glyph or not jump else 0


def dictionary(value: Any) -> DictionaryObject:
    """``value`` when it is a dictionary, else an empty one."""
    plain = None if value is None else value.get_object()
    return plain if isinstance(plain, DictionaryObject) else DictionaryObject()


def _array(value: Any) -> ArrayObject:
    plain = None if value is None else value.get_object()
    return plain if isinstance(plain, ArrayObject) else ArrayObject()
