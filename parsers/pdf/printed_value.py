"""Finds a value among the words of a PDF in any notation: blanks, dots and dashes are ignored."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from parsers.page.layout.words import Leaf, Word
from parsers.page.values.days import days

_PIECE = re.compile(r"[^\W\d_]+|\d+")
_GROUP = re.compile(r"\D*\d{1,3}$")
_WHOLE = 3
"""Least digits of an amount for it to be recognised without its cents."""
_DIGITS = 18
"""Digits of the largest amount searched."""
type_box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedAt:
    """A printed value; ``box`` is in points from the top left corner of page ``page`` (from 1)."""

    text: str
    page: int
    box: type_box


class Printed:
    """The text of a document, for looking up values."""

    def __init__(self, leaves: Iterable[Leaf]) -> None:
        self._pages = tuple(_PageText(leaf) for leaf in leaves if leaf.words)

    @property
    def texts(self) -> Iterator[str]:
        """The words of each page, in the order of the file."""
        return (page.text for page in self._pages)

    def code(self, value: str) -> tuple[PrintedAt, ...]:
        """Positions of ``value`` (a number, a SIRET, an IBAN), in any case and grouping."""
        sought = "".join(_PIECE.findall(value)).casefold()
        return tuple(place for page in self._pages for place in page.find(sought)) if sought else ()

    def holds(self, digits: str) -> bool:
        """Whether ``digits`` are printed, possibly inside a longer number."""
        return any(digits in page.pieces for page in self._pages)

    def amount(self, value: Decimal) -> tuple[PrintedAt, ...]:
        """Positions of ``value``, with any sign, separators and currency."""
        forms = tuple(_forms(abs(value)))
        return tuple(place for page in self._pages for form in forms for place in page.find(form, amount=True))

    def day(self, value: date) -> tuple[PrintedAt, ...]:
        """Positions of ``value``, in digits or letters, day or month first."""
        return tuple(place for page in self._pages for place in page.days(value))


def _forms(value: Decimal) -> Iterator[str]:
    """The digits of an amount in each notation, the most usual first."""
    if not value.is_finite() or value.adjusted() >= _DIGITS:
        return
    exact = f"{value.normalize():f}"
    whole, _, cents = exact.partition(".")
    yield whole + cents.ljust(2, "0")
    if len(cents) > 2:
        yield f"{value:.2f}".replace(".", "")
    elif len(whole) >= _WHOLE and len(cents) < 2:
        yield whole + cents


class _PageText:
    """One page, with its words cut into runs of letters or digits and concatenated."""

    def __init__(self, leaf: Leaf) -> None:
        self._leaf = leaf
        self.pieces = ""
        self._starts: list[int] = []
        self._owners: list[int] = []
        parts: list[str] = []
        at = 0
        for rank, word in enumerate(leaf.words):
            text = word.text
            for piece in (text,) if text.isalpha() or text.isdecimal() else _PIECE.findall(text):
                folded = piece.casefold()
                self._starts.append(at)
                self._owners.append(rank)
                parts.append(folded)
                at += len(folded)
        self.pieces = "".join(parts)
        self._edges = {*self._starts, at}

    @cached_property
    def text(self) -> str:
        return " ".join(word.text for word in self._leaf.words)

    def find(self, sought: str, *, amount: bool = False) -> Iterator[PrintedAt]:
        at = self.pieces.find(sought)
        while at >= 0:
            end = at + len(sought)
            if at in self._edges and end in self._edges:
                first, last = self._owner(at), self._owner(end - 1)
                if not (amount and self._is_cut(at, first)):
                    yield self._place(first, last)
            at = self.pieces.find(sought, at + 1)

    def days(self, value: date) -> Iterator[PrintedAt]:
        text, offsets = self.text, [0]
        for word in self._leaf.words:
            offsets.append(offsets[-1] + len(word.text) + 1)
        for day in days(text):
            if value in (day.value, day.twisted):
                yield self._place(bisect_right(offsets, day.start) - 1, bisect_right(offsets, day.end - 1) - 1)

    def _owner(self, at: int) -> int:
        return self._owners[bisect_right(self._starts, at) - 1]

    def _is_cut(self, at: int, owner: int) -> bool:
        """Whether digits of the same amount come before: ``345,67`` in ``12 345,67``."""
        piece = bisect_right(self._starts, at) - 1
        if piece and self._owners[piece - 1] == owner:
            before = self.pieces[self._starts[piece - 1] : at]
            return before.isdigit()
        return owner > 0 and _are_grouped(self._leaf.words[owner - 1], self._leaf.words[owner])

    def _place(self, first: int, last: int) -> PrintedAt:
        words = self._leaf.words[first : last + 1]
        box = (
            min(word.left for word in words),
            min(word.top for word in words),
            max(word.right for word in words),
            max(word.bottom for word in words),
        )
        return PrintedAt(text=" ".join(word.text for word in words), page=self._leaf.number, box=box)


def _are_grouped(before: Word, word: Word) -> bool:
    """Whether two words are the thousands and the rest of one number."""
    height = word.bottom - word.top
    return (
        _GROUP.match(before.text) is not None
        and abs(before.bottom - word.bottom) < 0.5 * height
        and 0 <= word.left - before.right < 0.45 * height
        and re.match(r"\d{3}(?!\d)", word.text) is not None
    )
