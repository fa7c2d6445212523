"""Sets of amounts that add up: HT, VAT, TTC."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from parsers.page.fields.candidates import Candidate, as_sure, ranking, revalued
from parsers.page.fields.labelled_amounts import Labelled
from parsers.page.labels.label_kinds import LabelKind

TOLERANCE = Decimal("0.02")
"""Tolerance for rounding differences."""
ALONE = 0.8
"""Least score of a total that no sum confirms."""
_WIDE = 14
"""Most candidates of a kind that are combined."""
_FAINT = 0.38
"""Least score of an amount for it to be combined."""
_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """A total without tax, a tax and a total with tax that agree."""

    ht: Candidate
    tva: Candidate
    ttc: Candidate

    @property
    def score(self) -> float:
        """Score of the three together, 0 to 1."""
        return self.ht.score + self.tva.score + self.ttc.score


def candidate_sums(found: tuple[Labelled, ...], untaxed: Candidate | None) -> list[Sum]:
    """The sums formed by the labelled amounts ``found``, best score first; ``untaxed`` is the notice of no VAT."""
    return _taxed(sorted(_agreeing(found, untaxed) or _untaxed(found, untaxed), key=lambda one: -one.score))


def _taxed(sums: list[Sum]) -> list[Sum]:
    """``sums`` without those that have no VAT, when others have one."""
    taxed = [one for one in sums if value(one.tva) != 0]
    return taxed if taxed and taxed[0].score > 2 else sums


def _agreeing(found: tuple[Labelled, ...], untaxed: Candidate | None) -> list[Sum]:
    """Every pair of HT and TTC whose difference is explained by a VAT amount; each amount has a place of its own.

    Only where no VAT applies may one place be both HT and TTC.
    """
    taxes = ranked(found, (LabelKind.TVA, 1))
    printed = _of_rates(found)
    sums = []
    for ht in ranked(found, (LabelKind.HT, 1), (LabelKind.TOTAL, 0.9)):
        for ttc in ranked(found, (LabelKind.TTC, 1), (LabelKind.A_PAYER, 0.8), (LabelKind.TOTAL, 0.9)):
            base = _with_sign_of(ttc, ht)
            apart = [tax for tax in taxes if not (is_same_spot(tax, ht) or is_same_spot(tax, ttc))]
            tva = _tax(value(ttc) - value(base), apart, printed, untaxed)
            if tva is None or value(ttc) == 0 or not _is_taxed(value(base), value(tva)):
                continue
            if value(tva) == 0 or not is_same_spot(ht, ttc):
                sums.append(Sum(ht=base, tva=tva, ttc=ttc))
    return sums


def _with_sign_of(ttc: Candidate, ht: Candidate) -> Candidate:
    """``ht`` with the sign of ``ttc``: on an *avoir* one of the two may be printed without its minus."""
    return _revalued(ht, -value(ht)) if value(ht) * value(ttc) < 0 else ht


def is_same_spot(a: Candidate, b: Candidate) -> bool:
    """Whether two amounts are the same figures of a page."""
    return a.page == b.page and a.box == b.box


HIGHEST = Decimal("0.28")
"""A rate above any VAT rate."""


def _is_taxed(ht: Decimal, tva: Decimal) -> bool:
    """Whether ``tva`` is a possible VAT on ``ht``: at most its share, and of its sign."""
    return ht != 0 and ht * tva >= 0 and abs(tva) <= HIGHEST * abs(ht) + TOLERANCE


def _untaxed(found: tuple[Labelled, ...], notice: Candidate | None) -> list[Sum]:
    """Where no VAT applies and none is shown, a single total is both HT and TTC."""
    taxed = any(value(tax) != 0 for tax in ranked(found, (LabelKind.TVA, 1)))
    bare = {one.value for one in ranked(found, (LabelKind.HT, 1)) if one.score >= ALONE}
    if notice is None or taxed or len(bare) > 1:
        return []
    totals_ = ranked(found, (LabelKind.HT, 1), (LabelKind.TTC, 1), (LabelKind.A_PAYER, 0.8), (LabelKind.TOTAL, 0.9))
    return [Sum(ht=one, tva=_zero(notice), ttc=one) for one in totals_]


def _of_rates(found: tuple[Labelled, ...]) -> list[Candidate]:
    """The VAT amounts, each place of the page once: two rates may have the same amount."""
    places: dict[tuple[int, object], Candidate] = {}
    for one in found:
        if one.kind is LabelKind.TVA and one.amount.score >= _FAINT:
            places.setdefault((one.amount.page, one.amount.box), one.amount)
    return sorted(places.values(), key=lambda one: -one.score)[:8]


def _tax(
    difference: Decimal, taxes: list[Candidate], printed: list[Candidate], untaxed: Candidate | None
) -> Candidate | None:
    """The VAT that explains ``difference``: one amount of ``taxes``, or several of those ``printed`` together."""
    for tax in taxes:
        if abs(value(tax) - difference) <= TOLERANCE:
            return tax
    if difference == 0:
        return _zero(untaxed) if untaxed is not None else None
    for tax in taxes:
        if abs(abs(value(tax)) - abs(difference)) <= TOLERANCE:
            return _revalued(tax, difference)  # an avoir whose VAT has no minus sign
    for count in (2, 3, 4):
        for several in combinations(printed, count):
            if abs(sum(map(value, several)) - difference) <= TOLERANCE:
                return _revalued(several[0], difference)
    return None


def _zero(notice: Candidate) -> Candidate:
    return revalued(notice, Decimal("0.00"), 0.8)


def _revalued(one: Candidate, value: Decimal) -> Candidate:
    return revalued(one, value, one.score * 0.85)


def ranked(found: Iterable[Labelled], *kinds: tuple[LabelKind, float]) -> list[Candidate]:
    """The amounts of some kinds, scores multiplied by the kind's weight, best first."""
    worth = dict(kinds)
    weighted = (scaled(one.amount, worth[one.kind]) for one in found if one.kind in worth)
    return ranking(one for one in weighted if one.score >= _FAINT)[:_WIDE]


def scaled(one: Candidate, worth: float) -> Candidate:
    """``one`` with its score multiplied by ``worth``."""
    return as_sure(one, one.score * worth)


def value(one: Candidate) -> Decimal:
    """The amount of ``one``."""
    return one.value if isinstance(one.value, Decimal) else _ZERO
