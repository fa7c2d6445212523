"""Corrects letters recognised in place of digits, in identifiers whose key confirms the correction."""

import re

from parsers.ocr.recognition import Recognised, renumbered
from parsers.page.layout.words import Word
from parsers.page.values.identifiers import identifiers

_DIGITS = str.maketrans({"O": "0", "o": "0", "Q": "0", "D": "0", "I": "1", "l": "1", "|": "1", "S": "5", "B": "8"})
_SHAPE = re.compile(r"[0-9OoQDIl|SB]{14}|FR[0-9OoQDIl|SB]{11}")
_LEAST_DIGITS = 8
"""Letter to the digit it is confused with."""
_LONGEST = 6
"""Most words of one identifier."""


def corrected(page: Recognised) -> Recognised:
    """``page`` with such letters replaced by digits, only where a key confirms it."""
    words = list(page.leaf.words)
    rank = 0
    while rank < len(words):
        taken = _run(words, rank)
        for at in range(rank, rank + taken):
            words[at] = _as_digits(words[at])
        rank += max(1, taken)
    return renumbered(page, tuple(words)) if tuple(words) != page.leaf.words else page


def _run(words: list[Word], start: int) -> int:
    """How many words from ``start`` form an identifier with letters whose key is right once they are digits."""
    for count in range(1, min(_LONGEST, len(words) - start) + 1):
        text = "".join(word.text for word in words[start : start + count])
        if _SHAPE.fullmatch(text):
            digits = _digits(text)
            seen = digits != text and sum(c.isdigit() for c in text) >= _LEAST_DIGITS
            sound = seen and any(one.value == digits and one.sound for one in identifiers(digits))
            return count if sound else 0
    return 0


def _as_digits(word: Word) -> Word:
    return word._replace(text=_digits(word.text))


def _digits(text: str) -> str:
    return text[:2] + text[2:].translate(_DIGITS) if text.startswith("FR") else text.translate(_DIGITS)
