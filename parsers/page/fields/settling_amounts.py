"""Amounts paid, deducted or added after the total with VAT: those with a label, those on the lines before the amount
due, those of a table of payments.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from parsers.page.fields.candidates import Candidate, candidate
from parsers.page.fields.labelled_amounts import SETTLING, Labelled
from parsers.page.fields.sums import is_same_spot, value
from parsers.page.labels.label_kinds import LabelKind
from parsers.page.layout.cells import Cell
from parsers.page.marked.pages import Page, overlap
from parsers.page.values.amounts import Amount, amounts

_LINES = 15
"""Most lines between the total with VAT and the amount due."""
_LEVEL = 0.6
"""Greatest distance of two amounts on one line, in heights."""
LIKELY = 0.55
"""Least score of an amount that its label announces as paid, deducted or added."""
_PAID = re.compile(
    r"acompte|avance|arrhes|d[ée]j[àa]|vers[ée]|r[ée]gl[ée]|pay[ée]|paiement|r[èe]glement|per[çc]u|re[çc]u|provision|virement"
    r"|deposit|paid|payment",
    re.I,
)
_LESS = re.compile(
    r"retenue|remise|escompte|rabais|ristourne|d[ée]du|moins|avoir|cr[ée]diteur|subvention|prise en charge|tiers payant"
    r"|discount|less\b|retention",
    re.I,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An amount paid, deducted or added; ``sign`` is 1 or -1, 0 when neither its sign nor its words say it."""

    amount: Candidate
    sign: int
    paid: bool

    @property
    def size(self) -> Decimal:
        """Its absolute value."""
        return abs(value(self.amount))


def with_label(found: Iterable[Labelled], totals: tuple[Candidate, ...]) -> Iterator[Entry]:
    """The payments, deductions and additions that have a label, each printed spot once."""
    seen = list(totals)
    for one in found:
        size = value(one.amount)
        if one.kind not in SETTLING or size == 0 or one.amount.score < LIKELY or is_among(one.amount, seen):
            continue
        seen.append(one.amount)
        added = one.kind is LabelKind.AJOUTE and size > 0
        yield Entry(amount=one.amount, sign=1 if added else -1, paid=one.kind is LabelKind.DEJA_PAYE)


def is_among(one: Candidate, others: Iterable[Candidate]) -> bool:
    """Whether ``one`` is the same figures as one of ``others``."""
    return any(is_same_spot(one, other) for other in others)


def between(pages: tuple[Page, ...], ttc: Candidate, due: Candidate) -> Iterator[Entry]:
    """The last amount of each line between ``ttc`` and ``due``, or the amounts between them on their line."""
    page = next((page for page in pages if page.number == ttc.page == due.page), None)
    if page is None:
        return
    if abs(ttc.box[1] - due.box[1]) < _LEVEL * (ttc.box[3] - ttc.box[1]):
        yield from _beside(page, ttc, due)
        return
    lines = [line for line in page.lines if _is_between(line[0], ttc, due)]
    for line in lines if len(lines) <= _LINES else ():
        exact = [(amount, cell) for cell in line for amount in amounts(cell.text) if amount.exact and amount.value]
        if exact:
            yield _entry(line, *exact[-1])


def _beside(page: Page, ttc: Candidate, due: Candidate) -> Iterator[Entry]:
    """The amounts between ``ttc`` and ``due`` on their line, with the words above them."""
    for line in page.lines:
        for cell in line:
            level = cell.top <= (ttc.box[1] + ttc.box[3]) / 2 <= cell.bottom
            if level and ttc.box[2] <= cell.left and cell.right <= due.box[0]:
                above = page.lines[cell.row - 1] if cell.row else ()
                heading = tuple(other for other in above if overlap(other, cell) > 0)
                yield from (
                    _entry((*heading, cell), amount, cell)
                    for amount in amounts(cell.text)
                    if amount.exact and amount.value
                )


def _is_between(cell: Cell, ttc: Candidate, due: Candidate) -> bool:
    middle = (cell.top + cell.bottom) / 2
    return ttc.box[3] <= middle <= due.box[1]


def _entry(line: tuple[Cell, ...], amount: Amount, cell: Cell) -> Entry:
    words = " ".join(other.text for other in line if other.column < cell.column or other.row != cell.row)
    words = f"{words} {cell.text[: amount.start]}"
    paid, less = _PAID.search(words) is not None, _LESS.search(words) is not None
    return Entry(
        amount=candidate(amount.value, 0.7, cell, amount.start, amount.end, words.strip() or None),
        sign=-1 if amount.value < 0 or less else 0,
        paid=paid and not less,
    )


def of_payments(pages: Iterable[Page], size: Decimal) -> Iterator[Entry]:
    """The payments of ``size`` in tables of payments: amounts on a line, or under a heading, with words of payment."""
    for page in pages:
        for line in page.lines:
            for cell in line:
                for amount in amounts(cell.text):
                    if amount.exact and abs(amount.value) == size and _is_payment(page, cell):
                        yield replace(_entry(line, amount, cell), sign=-1, paid=True)


def _is_payment(page: Page, cell: Cell) -> bool:
    """Whether the line of ``cell`` or one of the three above it speaks of payments."""
    near = page.lines[max(0, cell.row - 3) : cell.row + 1]
    return any(_PAID.search(other.text) for line in near for other in line)
