"""Boxes of words from the font's size instead of the ink, so that words of one line are level whatever their letters.

Heights are fractions of the font's size, common to ordinary text fonts.
"""

from collections.abc import Iterable
from dataclasses import replace
from statistics import median

from parsers.ocr.tesseract import Seen

_TALL = 0.72
_SMALL = 0.53
_DEEP = 0.21
ABOVE, BELOW = 0.93, 0.22
"""Ascent and descent of the font's box from the baseline, in fractions of its size."""
_SMALL_LETTERS = frozenset("acegmnopqrsuvwxyz")
_DEEP_ONES = frozenset("gjpqyç,;()[]{}|Qµ§")
_FLAT = frozenset("-–—.,;:'’‘\"«»*+=~_·•°^`")


def levelled(words: Iterable[Seen]) -> tuple[Seen, ...]:
    """``words`` with boxes of their font's size."""
    words = tuple(words)
    sizes = {rank: size for rank, word in enumerate(words) if (size := _size(word)) is not None}
    lines: dict[tuple[int, int, int], list[int]] = {}
    for rank, word in enumerate(words):
        lines.setdefault(word.line, []).append(rank)
    done: dict[int, Seen] = {}
    for ranks in lines.values():
        known = [rank for rank in ranks if rank in sizes]
        for rank in ranks:
            done[rank] = _boxed(words[rank], rank, known, sizes, words)
    return tuple(done[rank] for rank in range(len(words)))


def _boxed(word: Seen, rank: int, known: list[int], sizes: dict[int, float], words: tuple[Seen, ...]) -> Seen:
    if rank in sizes:
        size, base = sizes[rank], _base(word, sizes[rank])
    elif known:
        near = min(known, key=lambda other: abs(words[other].left - word.left))
        size, base = median(sizes[other] for other in known), _base(words[near], sizes[near])
    else:
        return word
    return replace(word, top=base - ABOVE * size, bottom=base + BELOW * size)


def _size(word: Seen) -> float | None:
    """The font's size in pixels; ``None`` when the letters do not determine it."""
    letters = [c for c in word.text if c not in _FLAT]
    if not letters:
        return None
    tall = _SMALL if all(c in _SMALL_LETTERS for c in letters) else _TALL
    return (word.bottom - word.top) / (tall + _depth(word.text))


def _depth(text: str) -> float:
    if not any(c in _DEEP_ONES for c in text):
        return 0.0
    return _DEEP if any(c in _DEEP_ONES and c not in ",;" for c in text) else _DEEP / 2


def _base(word: Seen, size: float) -> float:
    return word.bottom - _depth(word.text) * size
