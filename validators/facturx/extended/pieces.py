"""What the VAT breakdown of an extended profile sums: lines, allowances and charges, with their VAT and its reason."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto
from math import floor
from typing import NamedTuple

from domain.tree import Tree, collapsed

CENT = Decimal("0.01")
CATEGORIES = {"S": "S", "Z": "Z", "E": "E", "AE": "AE", "IC": "K", "G": "G", "O": "O", "AF": "L", "AG": "M"}
"""VAT category (UNTDID 5305) by the letters in the codes of its rules."""
OUT_OF_SCOPE = "O"
"""The category without rates."""
COUNTED = frozenset({"DETAIL"})
"""Status of the lines that are summed (EXT-FR-FE-163, BT-X-8); a line without status is, too."""


class PieceKind(Enum):
    """Kind of a summed amount."""

    LINE = auto()
    ALLOWANCE = auto()
    CHARGE = auto()


class PieceTax(NamedTuple):
    """The VAT of a piece or of a group of the breakdown."""

    category: str
    rate: Decimal
    """NaN when there is none."""
    reason: tuple[str, str]
    """Code and text of the exemption, blanks normalised; empty without one."""

    @property
    def lacks_rate(self) -> bool:
        """Whether it should have a rate and has none."""
        return self.category != OUT_OF_SCOPE and self.rate.is_nan()


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One summed amount."""

    kind: PieceKind
    text: str
    """The amount as written; empty when it is missing."""
    taxes: tuple[PieceTax, ...]
    in_totals: bool = True
    """Whether the totals count it: an allowance or charge whose indicator is a word; the groups take 0 and 1 too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """Sums of some pieces, rounded to cents, and their number."""

    lines: Decimal
    allowances: Decimal
    charges: Decimal
    count: int

    @property
    def without_vat(self) -> Decimal:
        """Lines less allowances plus charges."""
        return self.lines - self.allowances + self.charges

    @property
    def tolerance(self) -> Decimal:
        """A cent for each piece."""
        return CENT * self.count


Sum = Callable[[Iterable[str]], Decimal]
"""Sum of amounts as written, rounded to cents, halves up: in decimals, or in floating point as in UBL."""


def exact(texts: Iterable[str]) -> Decimal:
    """The sum in decimals."""
    total = sum((Decimal(text) for text in texts), Decimal(0))
    return Decimal(floor(total * 100 + Decimal("0.5"))) / 100


def floating(texts: Iterable[str]) -> Decimal:
    """The sum in floating point, as XPath sums untyped values."""
    total = 0.0
    for text in texts:
        total += float(text)
    return Decimal(floor(total * 100 + 0.5) / 100)


def sums(pieces: Iterable[Piece], add: Sum) -> Sums:
    """The sums of ``pieces``; NaN where an amount is no number."""
    written = {kind: list[str]() for kind in PieceKind}
    count = 0
    for piece in pieces:
        count += 1
        if piece.text:
            written[piece.kind].append(piece.text)
    return Sums(
        lines=_sum(written[PieceKind.LINE], add),
        allowances=_sum(written[PieceKind.ALLOWANCE], add),
        charges=_sum(written[PieceKind.CHARGE], add),
        count=count,
    )


def _sum(texts: list[str], add: Sum) -> Decimal:
    try:
        return add(texts)
    except (ValueError, ArithmeticError):
        return Decimal("NaN")


class PieceIndex:
    """Sums of the pieces of a category and rate, each computed once."""

    def __init__(self, pieces: Iterable[Piece], add: Sum) -> None:
        self._add = add
        self._pieces: dict[_Key, list[Piece]] = {}
        self._known: dict[tuple[_Key, tuple[str, str] | None], Sums] = {}
        for piece in pieces:
            for key in dict.fromkeys(_key(tax) for tax in piece.taxes if not tax.lacks_rate):
                self._pieces.setdefault(key, []).append(piece)

    def sums(self, tax: PieceTax, *, reason: bool) -> Sums:
        """Sums of the pieces of the category and rate of ``tax``, and of its exemption reason when that is asked."""
        wanted = (_key(tax), tax.reason if reason else None)
        if wanted not in self._known:
            self._known[wanted] = sums(self._of(*wanted), self._add)
        return self._known[wanted]

    def _of(self, key: "_Key", reason: tuple[str, str] | None) -> Iterator[Piece]:
        for piece in self._pieces.get(key, ()):
            if reason is None or any(tax.reason == reason and _key(tax) == key for tax in piece.taxes):
                yield piece


_Key = tuple[str, Decimal | None]


def _key(tax: PieceTax) -> _Key:
    """Category and rate; no rate for what is out of scope. A rate that is missing is like no other."""
    return tax.category, None if tax.category == OUT_OF_SCOPE else tax.rate


def reason_of(code: str, text: str) -> tuple[str, str]:
    """The exemption reason, blanks normalised."""
    return collapsed(code), collapsed(text)


Pieces = Callable[[Tree], tuple[Piece, ...]]
"""The pieces of a document; cached in its tree."""
