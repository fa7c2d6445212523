"""ToUnicode maps of a PDF's fonts: which digits the file says its codes are (ISO 32000-2 §9.10.3)."""

import re
import zlib
from collections.abc import Iterator

_STREAM = re.compile(rb"stream\r?\n")
_MARK = b"begincmap"
_HEAD, _ROOM = 400, 60_000
"""Bytes of a stream that tell a map, and most bytes of a map, unpacked."""
_STREAMS = 400
"""Most streams of a file that are looked at."""
_NAMED = re.compile(rb"/(?:WinAnsi|MacRoman|Standard)Encoding|/Differences|/Identity-[HV]|/Type1\b|/ObjStm")
"""What a file holds somewhere when a font says what it draws, or when its fonts are packed."""
_PAIR = re.compile(rb"<\s*([0-9A-Fa-f]{1,8})\s*>\s*<\s*([0-9A-Fa-f]{1,8})\s*>")
_RANGE = re.compile(
    rb"<\s*([0-9A-Fa-f]{1,8})\s*>\s*<\s*([0-9A-Fa-f]{1,8})\s*>\s*(?:<\s*([0-9A-Fa-f]{1,8})\s*>|\[([^\]]*)\])"
)
_ITEM = re.compile(rb"<\s*([0-9A-Fa-f]{1,8})\s*>")
_ONE_BYTE = re.compile(rb"begincodespacerange\s*<\s*[0-9A-Fa-f]{2}\s*>")
_LONGEST = 256
"""Most codes of one range."""
DIGITS = range(0x30, 0x3A)
"""The characters 0 to 9."""


def may_differ(content: bytes) -> bool:
    """Whether a map gives digits other codes than fonts usually do, so that its font is worth a look."""
    return _NAMED.search(content) is not None and any(_is_odd(text) for text in _maps(content))


def digits(text: bytes) -> dict[int, int]:
    """The codes of a map that are digits, or have the place of one, each with its character."""
    return {code: char for code, char in _characters(text) if char in DIGITS or code in DIGITS}


def _maps(content: bytes) -> Iterator[bytes]:
    if b"/ToUnicode" not in content and b"/ObjStm" not in content:
        return
    for count, found in enumerate(_STREAM.finditer(content)):
        if count >= _STREAMS:
            return
        start = found.end()
        if _MARK in content[start : start + _HEAD]:
            yield content[start : start + _ROOM]
            continue
        try:
            if _MARK in zlib.decompressobj().decompress(content[start : start + _HEAD], _HEAD):
                yield zlib.decompressobj().decompress(content[start : start + _ROOM], _ROOM)
        except zlib.error:
            continue


def _is_odd(text: bytes) -> bool:
    found = digits(text)
    if _ONE_BYTE.search(text):
        return any(code in DIGITS and char in DIGITS and char != code for code, char in found.items())
    return len({code - char for code, char in found.items() if char in DIGITS}) > 1


def _characters(text: bytes) -> Iterator[tuple[int, int]]:
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", text, re.S):
        yield from ((int(code, 16), int(char, 16)) for code, char in _PAIR.findall(block))
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", text, re.S):
        for first, last, char, listed in _RANGE.findall(block):
            start, count = int(first, 16), min(int(last, 16) - int(first, 16) + 1, _LONGEST)
            if char:
                yield from ((start + step, int(char, 16) + step) for step in range(count))
            else:
                yield from (
                    (start + step, int(one, 16)) for step, one in zip(range(count), _ITEM.findall(listed), strict=False)
                )
