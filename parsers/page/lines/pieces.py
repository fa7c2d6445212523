"""Lines of text in the column of designations, and whether one of them continues the one above."""

from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from parsers.page.layout.words import Word

_FULL = 0.6
"""Least part of a column's width that a line which was wrapped fills."""
_BLANK = 0.5
"""Width of a blank in heights, where a line shows none."""
_SLACK = 0.15
"""Part of a height by which a word may have been found too long for a line."""
_SIZE = 0.06
"""Greatest difference of height of two lines of one designation, in heights."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """The words of one row in the column of designations; ``anchor`` is the rank of its amount, if it has one."""

    words: tuple[Word, ...]
    top: float
    bottom: float
    anchor: int | None
    level: float = 0.0
    """Middle of its numbers, of one with an amount: they need not be quite level with its words."""

    @property
    def middle(self) -> float:
        """Points from the top of the page."""
        return (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        """Points."""
        return self.bottom - self.top

    @property
    def text(self) -> str:
        """The words."""
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Space:
    """The column of designations, in points: ``limit`` is the end of its longest line, ``right`` of the column."""

    left: float
    limit: float
    right: float
    shown: bool
    """Whether several lines end close to the limit, so that it is the edge of the column."""


def goes_on(piece: Piece) -> bool:
    """Whether ``piece`` begins with a small letter, as no designation and no title does."""
    return piece.words[0].text[0].islower()


def may_continue(last: Piece, piece: Piece, space: Space) -> bool:
    """Whether ``piece`` is as large as the line ``last``, and its first word would not have fitted there."""
    if abs(piece.height - last.height) > _SIZE * last.height:
        return False
    gaps = [b.left - a.right for a, b in pairwise(last.words)]
    blank = median(gaps) if gaps else _BLANK * last.height
    first = piece.words[0]
    return last.words[-1].right + blank + first.right - first.left > space.limit - _SLACK * last.height


def fills(last: Piece, space: Space) -> bool:
    """Whether a line is so long that it may have been wrapped; any may where the edge of the column is known."""
    return space.shown or last.words[-1].right - space.left >= _FULL * (space.right - space.left)


def joined(pieces: list[Piece]) -> str:
    return " ".join(piece.text for piece in pieces)
