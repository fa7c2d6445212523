"""Changes of the bytes of any file, drawn at random."""

import re
from collections.abc import Callable
from random import Random

Change = Callable[[Random, bytes], bytes]
_DIGITS = re.compile(rb"[0-9]+")
_WITHIN = 300_000
"""First bytes of a file in which numbers are looked for."""
_NUMBERS = (b"0", b"-1", b"4294967295", b"9223372036854775808", b"1e999", b"NaN", b"0.1", b"9" * 400)
_WORDS = (
    b"\0",
    b"\xff\xfe",
    b"<!--",
    b"]]>",
    b"&x;",
    b"%%EOF\n",
    b"endstream",
    b"stream\n",
    b"PK\x03\x04",
    b"/Type /Page",
)


def bits(chance: Random, content: bytes) -> bytes:
    """Some bits are turned."""
    changed = bytearray(content)
    for _ in range(chance.randrange(1, 12)):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def removed(chance: Random, content: bytes) -> bytes:
    """A part is missing."""
    start = chance.randrange(len(content))
    return content[:start] + content[start + chance.randrange(1, 500) :]


def truncated(chance: Random, content: bytes) -> bytes:
    """The end is missing."""
    return content[: chance.randrange(len(content))]


def repeated(chance: Random, content: bytes) -> bytes:
    """A part comes again and again."""
    start, to = chance.randrange(len(content)), chance.randrange(len(content))
    return content[:to] + content[start : start + chance.randrange(1, 400)] * chance.randrange(1, 2000) + content[to:]


def moved(chance: Random, content: bytes) -> bytes:
    """Two parts change places."""
    first, second, third = sorted(chance.randrange(len(content)) for _ in range(3))
    return content[:first] + content[second:third] + content[first:second] + content[third:]


def numbered(chance: Random, content: bytes) -> bytes:
    """A number is another one: an amount, a length, an offset, a count."""
    found = [match.span() for match in _DIGITS.finditer(content, 0, _WITHIN)]
    if not found:
        return bits(chance, content)
    start, end = chance.choice(found)
    return content[:start] + chance.choice(_NUMBERS) + content[end:]


def inserted(chance: Random, content: bytes) -> bytes:
    """Words that mean something to a parser stand where they should not."""
    start = chance.randrange(len(content) + 1)
    return content[:start] + chance.choice(_WORDS) * chance.choice([1, 1, 1, 2000]) + content[start:]


def followed(chance: Random, content: bytes) -> bytes:
    """Something comes after the end."""
    return content + chance.choice([chance.randbytes(2000), content, b"garbage\n" * 300, b"\0" * 5000])


CHANGES: tuple[Change, ...] = (bits, removed, truncated, repeated, moved, numbered, inserted, followed)


def changed(chance: Random, content: bytes) -> bytes:
    """``content`` after one to three changes."""
    for _ in range(chance.choice([1, 1, 2, 3])):
        if content:
            content = chance.choice(CHANGES)(chance, content)
    return content
