"""From the total with VAT to the amount due: what was paid, deducted or added, as far as the sum is right."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from parsers.page.fields.candidates import Candidate, Choice, choose, revalued
from parsers.page.fields.grand_total import exempt_part
from parsers.page.fields.labelled_amounts import Labelled
from parsers.page.fields.settling_amounts import LIKELY, Entry, between, is_among, of_payments, with_label
from parsers.page.fields.sums import TOLERANCE, is_same_spot, ranked, scaled, value
from parsers.page.labels.label_kinds import LabelKind
from parsers.page.marked.pages import Marked, Page

_ZERO = Decimal(0)
_SURE = 0.9
"""Least score of an amount due that no total confirms."""
_MOST = 6
"""Most amounts that are combined."""
type_way = tuple[tuple[Entry, int], ...]
"""Amounts, each with the sign it is added with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """The amount due, what was paid before, and what else was deducted (negative) or added."""

    due: Choice
    paid: Decimal | None = None
    adjustments: Decimal | None = None


def settlement(
    found: Iterable[Labelled], pages: tuple[Page, ...], ttc: Candidate | None, totals: tuple[Candidate, ...]
) -> Settlement:
    """How the amount due follows from ``ttc``; a doubt when no payment and no addition printed explains it.

    ``totals`` are the amounts already chosen: they are no payments.
    """
    found = tuple(found)
    due = [one for one in ranked(found, (LabelKind.A_PAYER, 1)) if one.score >= LIKELY]
    if ttc is None:
        return Settlement(due=choose(one for one in due if one.score >= _SURE and value(one) >= 0))
    labelled = list(with_label(found, totals))
    if not due:
        other = any(one.amount.score >= 0.7 for one in labelled) or announced(pages)
        return Settlement(due=Choice()) if other else Settlement(due=Choice(best=scaled(ttc, 0.85)))
    ways = {one.value: _way(value(ttc), one, _entries(labelled, pages, ttc, one, totals)) for one in due}
    if not any(way is not None for way in ways.values()):
        ways = {due[0].value: _elsewhere(pages, ttc, due[0], (*totals, *due))}
    used = {each: len(way) for each, way in ways.items() if way is not None}
    if not used:
        return Settlement(due=Choice(rivals=tuple(due[:3])))
    chosen = choose(one for one in due if used.get(one.value) == max(used.values()))
    way = ways[chosen.best.value] if chosen.best is not None else None
    return _settled(chosen, value(ttc), way or ())


def announced(pages: tuple[Page, ...]) -> bool:
    """Whether a heading ends with a label of the amount due, whose value was not read."""
    return any(_ends_heading(marked) for page in pages for marked in page.marked)


def _ends_heading(marked: Marked) -> bool:
    cell, mention = marked.cell, marked.mention
    if mention.kind is not LabelKind.A_PAYER or len(cell.words) > _HEADING:
        return False
    whole = mention.words > 1 or _A_PAYER.search(cell.text) is not None
    return whole and not any(c.isalnum() for c in cell.text[mention.end :])


_HEADING = 14
"""Most words of a heading."""
_A_PAYER = re.compile(r"\b[AÀ] (?:payer|r[ée]gler)\W*$", re.I)


def leads_to(found: Iterable[Labelled], pages: tuple[Page, ...], ttc: Candidate, end: Candidate) -> bool:
    """Whether payments and additions that have a label, or stand between the two, lead from ``ttc`` to ``end``."""
    totals = (ttc, end)
    return _way(value(ttc), end, _entries(list(with_label(found, totals)), pages, ttc, end, totals)) is not None


def _elsewhere(
    pages: tuple[Page, ...], ttc: Candidate, due: Candidate, totals: tuple[Candidate, ...]
) -> type_way | None:
    """What leads from ``ttc`` to ``due`` in another place: exempt amounts, or a payment of a table of payments."""
    paid = value(ttc) - value(due)
    if 0 < value(ttc) < value(due) and exempt_part(pages, -paid):
        return ((Entry(amount=revalued(due, -paid, due.score), sign=1, paid=False), 1),)
    if not 0 < paid <= value(ttc):
        return None
    tables = (one for one in of_payments(pages, paid) if not is_among(one.amount, totals))
    return next((((one, -1),) for one in tables), None)


def _settled(due: Choice, ttc: Decimal, way: type_way) -> Settlement:
    if due.best is None or ttc < 0 or not way:
        return Settlement(due=due)
    paid = sum((one.size for one, sign in way if one.paid and sign < 0), _ZERO)
    rest = value(due.best) - ttc + paid
    return Settlement(due=due, paid=paid or None, adjustments=rest or None)


def _entries(
    labelled: list[Entry], pages: tuple[Page, ...], ttc: Candidate, due: Candidate, totals: tuple[Candidate, ...]
) -> list[Entry]:
    """What may lead from ``ttc`` to ``due``: the labelled amounts, and those on the lines between the two."""
    if abs(value(ttc) - value(due)) <= TOLERANCE:
        return []
    known = [*totals, due, *(entry.amount for entry in labelled)]
    printed = [entry for entry in between(pages, ttc, due) if not is_among(entry.amount, known)]
    return [*printed, *(entry for entry in labelled if not is_same_spot(entry.amount, due))][:_MOST]


def _way(ttc: Decimal, due: Candidate, entries: list[Entry]) -> type_way | None:
    """The most entries, each with its sign, that lead from ``ttc`` to ``due``; ``None`` when none do."""
    best: type_way | None = None
    most = _ZERO
    for signs in product((0, -1, 1), repeat=len(entries)):
        way = tuple((entry, sign) for entry, sign in zip(entries, signs, strict=True) if sign)
        if not _arrives(ttc, value(due), way) or _cancels(way):
            continue
        doubtful = Decimal("0.5") * sum(entry.sign != sign for entry, sign in way if entry.sign)
        if best is None or len(way) - doubtful > most:
            best, most = way, len(way) - doubtful
    return best


def _arrives(ttc: Decimal, due: Decimal, way: type_way) -> bool:
    total = abs(ttc) + sum((sign * entry.size for entry, sign in way), _ZERO)
    if ttc < 0:
        return abs(abs(total) - abs(due)) <= TOLERANCE
    return abs(total - due) <= TOLERANCE


def _cancels(way: type_way) -> bool:
    """Whether an amount is both added and deducted."""
    signed = {sign * entry.size for entry, sign in way}
    return any(-one in signed for one in signed)
