"""Amounts that add up: without tax, tax, with tax."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from parsers.page.fields.candidates import Candidate, as_sure, ranking, revalued
from parsers.page.fields.labelled_amounts import Labelled
from parsers.page.labels.label_kinds import LabelKind

TOLERANCE = Decimal("0.02")
"""What roundings may add up to."""
ALONE = 0.8
"""What a total needs when nothing confirms it."""
_WIDE = 14
"""How many candidates of a kind are combined."""
_FAINT = 0.38
"""Below this an amount does not even take part in a sum."""
_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """A total without tax, a tax and a total with tax that agree."""

    ht: Candidate
    tva: Candidate
    ttc: Candidate

    @property
    def score(self) -> float:
        """How sure the three are together."""
        return self.ht.score + self.tva.score + self.ttc.score


def candidate_sums(found: tuple[Labelled, ...], untaxed: Candidate | None) -> list[Sum]:
    """The sums that the labelled amounts ``found`` allow, surest first; ``untaxed`` is the notice of no VAT."""
    return _taxed(sorted(_agreeing(found, untaxed) or _untaxed(found, untaxed), key=lambda one: -one.score))


def _taxed(sums: list[Sum]) -> list[Sum]:
    """``sums`` without those that say there is no tax, when others show one."""
    taxed = [one for one in sums if value(one.tva) != 0]
    return taxed if taxed and taxed[0].score > 2 else sums


def _agreeing(found: tuple[Labelled, ...], untaxed: Candidate | None) -> list[Sum]:
    """Every total without tax and total with tax that a tax explains."""
    taxes = ranked(found, (LabelKind.TVA, 1))
    sums = []
    for ht in ranked(found, (LabelKind.HT, 1), (LabelKind.TOTAL, 0.9)):
        for ttc in ranked(found, (LabelKind.TTC, 1), (LabelKind.A_PAYER, 0.8), (LabelKind.TOTAL, 0.9)):
            tva = _tax(value(ttc) - value(ht), taxes, untaxed)
            if tva is not None and value(ttc) != 0 and _is_taxed(value(ht), value(tva)):
                sums.append(Sum(ht=ht, tva=tva, ttc=ttc))
    return sums


_HIGHEST = Decimal("0.28")
"""Above any VAT rate."""


def _is_taxed(ht: Decimal, tva: Decimal) -> bool:
    """Whether ``tva`` can be the tax on ``ht``."""
    return ht != 0 and abs(tva) <= _HIGHEST * abs(ht) + TOLERANCE


def _untaxed(found: tuple[Labelled, ...], notice: Candidate | None) -> list[Sum]:
    """Where no VAT applies and none is shown, the one total is both without and with tax."""
    taxed = any(value(tax) != 0 for tax in ranked(found, (LabelKind.TVA, 1)))
    bare = {one.value for one in ranked(found, (LabelKind.HT, 1)) if one.score >= ALONE}
    if notice is None or taxed or len(bare) > 1:
        return []
    totals_ = ranked(found, (LabelKind.HT, 1), (LabelKind.TTC, 1), (LabelKind.A_PAYER, 0.8), (LabelKind.TOTAL, 0.9))
    return [Sum(ht=one, tva=_zero(notice), ttc=one) for one in totals_]


def _tax(difference: Decimal, taxes: list[Candidate], untaxed: Candidate | None) -> Candidate | None:
    """The tax that explains ``difference``: read as such, or several rates together."""
    for tax in taxes:
        if abs(value(tax) - difference) <= TOLERANCE:
            return tax
    if difference == 0:
        return _zero(untaxed) if untaxed is not None else None
    for tax in taxes:
        if abs(abs(value(tax)) - abs(difference)) <= TOLERANCE:
            return _revalued(tax, difference)  # an avoir that forgets the sign of its tax
    for count in (2, 3, 4):
        for several in combinations(taxes[:8], count):
            if abs(sum(map(value, several)) - difference) <= TOLERANCE:
                return _revalued(several[0], difference)
    return None


def _zero(notice: Candidate) -> Candidate:
    return revalued(notice, Decimal("0.00"), 0.8)


def _revalued(one: Candidate, value: Decimal) -> Candidate:
    return revalued(one, value, one.score * 0.85)


def ranked(found: Iterable[Labelled], *kinds: tuple[LabelKind, float]) -> list[Candidate]:
    """The amounts of some kinds, each kind with its worth, surest first."""
    worth = dict(kinds)
    weighted = (weighed(one.amount, worth[one.kind]) for one in found if one.kind in worth)
    return ranking(one for one in weighted if one.score >= _FAINT)[:_WIDE]


def weighed(one: Candidate, worth: float) -> Candidate:
    """``one``, as sure as ``worth`` says."""
    return as_sure(one, one.score * worth)


def value(one: Candidate) -> Decimal:
    """The amount of ``one``."""
    return one.value if isinstance(one.value, Decimal) else _ZERO
