"""The totals of an invoice, chosen among labelled amounts so that HT + TVA = TTC."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from parsers.page.candidates import Candidate, Choice, choose, ranking
from parsers.page.kinds import Kind
from parsers.page.readings import Labelled

_TOLERANCE = Decimal("0.02")
_MARGIN = 0.3
"""How much a set of totals that agree must stand above another."""
_ALONE = 0.8
"""What a total needs when nothing confirms it."""
_WIDE = 14
"""How many candidates of a kind are combined."""
_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Amounts:
    """The totals: each chosen, or not. ``agree`` when they add up, ``None`` when that cannot be seen."""

    ht: Candidate | None = None
    tva: Candidate | None = None
    ttc: Candidate | None = None
    a_payer: Candidate | None = None
    paye: Candidate | None = None
    agree: bool | None = None
    rivals: tuple[tuple[str, tuple[Candidate, ...]], ...] = ()
    """Fields that stay empty because two values are as good."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sum:
    ht: Candidate
    tva: Candidate
    ttc: Candidate

    @property
    def score(self) -> float:
        return self.ht.score + self.tva.score + self.ttc.score


def totals(found: Iterable[Labelled], untaxed: Candidate | None) -> Amounts:
    """The totals among ``found``; ``untaxed`` is the notice that no VAT applies, when there is one."""
    found = tuple(found)
    sums = _taxed(sorted(_sums(found, untaxed) or _untaxed(found, untaxed), key=lambda one: -one.score))
    best = _best(sums, found)
    if best is not None:
        return _completed(found, best.ht, best.tva, best.ttc, agree=True)
    if sums:
        return _undecided(sums)
    return _single(found)


def _taxed(sums: list[_Sum]) -> list[_Sum]:
    """``sums`` without those that say there is no tax, when others show one."""
    taxed = [one for one in sums if _value(one.tva) != 0]
    return taxed if taxed and taxed[0].score > 2 else sums


def _of(found: Iterable[Labelled], *kinds: tuple[Kind, float]) -> list[Candidate]:
    worth = dict(kinds)
    return ranking(_weighed(one.amount, worth[one.kind]) for one in found if one.kind in worth)[:_WIDE]


def _weighed(one: Candidate, worth: float) -> Candidate:
    return Candidate(value=one.value, score=one.score * worth, text=one.text, page=one.page, box=one.box)


def _value(one: Candidate) -> Decimal:
    return one.value if isinstance(one.value, Decimal) else _ZERO


def _sums(found: tuple[Labelled, ...], untaxed: Candidate | None) -> list[_Sum]:
    """Every total without tax and total with tax that a tax explains."""
    taxes = _of(found, (Kind.TVA, 1))
    sums = []
    for ht in _of(found, (Kind.HT, 1), (Kind.TOTAL, 0.9)):
        for ttc in _of(found, (Kind.TTC, 1), (Kind.A_PAYER, 0.8), (Kind.TOTAL, 0.9)):
            tva = _tax(_value(ttc) - _value(ht), taxes, untaxed)
            if tva is not None and _value(ttc) != 0 and _value(ht) != 0:
                sums.append(_Sum(ht=ht, tva=tva, ttc=ttc))
    return sums


def _untaxed(found: tuple[Labelled, ...], notice: Candidate | None) -> list[_Sum]:
    """Where no VAT applies and none is shown, the one total is both without and with tax."""
    taxed = any(_value(tax) != 0 for tax in _of(found, (Kind.TVA, 1)))
    bare = {one.value for one in _of(found, (Kind.HT, 1)) if one.score >= _ALONE}
    if notice is None or taxed or len(bare) > 1:
        return []
    totals_ = _of(found, (Kind.HT, 1), (Kind.TTC, 1), (Kind.A_PAYER, 0.8), (Kind.TOTAL, 0.9))
    return [_Sum(ht=one, tva=_zero(notice), ttc=one) for one in totals_]


def _tax(difference: Decimal, taxes: list[Candidate], untaxed: Candidate | None) -> Candidate | None:
    """The tax that explains ``difference``: read as such, or several rates together."""
    for tax in taxes:
        if abs(_value(tax) - difference) <= _TOLERANCE:
            return tax
    if difference == 0:
        return _zero(untaxed) if untaxed is not None else None
    for tax in taxes:
        if abs(abs(_value(tax)) - abs(difference)) <= _TOLERANCE:
            return _revalued(tax, difference)  # an avoir that forgets the sign of its tax
    for count in (2, 3, 4):
        for several in combinations(taxes[:8], count):
            if abs(sum(map(_value, several)) - difference) <= _TOLERANCE:
                return _revalued(several[0], difference)
    return None


def _zero(notice: Candidate) -> Candidate:
    return Candidate(value=Decimal("0.00"), score=0.8, text=notice.text, page=notice.page, box=notice.box)


def _revalued(one: Candidate, value: Decimal) -> Candidate:
    return Candidate(value=value, score=one.score * 0.85, text=one.text, page=one.page, box=one.box)


def _best(sums: list[_Sum], found: tuple[Labelled, ...]) -> _Sum | None:
    """The surest sum, unless another is about as sure; what is to be paid then decides."""
    if not sums:
        return None
    rivals = [one for one in sums if one.score > sums[0].score - _MARGIN]
    if _is_one(rivals):
        return sums[0]
    due = {one.value for one in found if one.kind is Kind.A_PAYER}
    settled = [one for one in rivals if _value(one.ttc) in due]
    return settled[0] if settled and _is_one(settled) else None


def _is_one(sums: list[_Sum]) -> bool:
    return len({(one.ht.value, one.ttc.value) for one in sums}) == 1


def _undecided(sums: list[_Sum]) -> Amounts:
    rivals = [one for one in sums if one.score > sums[0].score - _MARGIN]
    return Amounts(
        rivals=tuple(
            (field, tuple(ranking(getattr(one, name) for one in rivals)))
            for field, name in (("montant_ht", "ht"), ("montant_tva", "tva"), ("montant_ttc", "ttc"))
            if len({getattr(one, name).value for one in rivals}) > 1
        )
    )


def _single(found: tuple[Labelled, ...]) -> Amounts:
    """Totals that nothing confirms: each by its own label, when there is only one."""
    choices = {
        field: _sole(_of(found, (kind, 1)))
        for field, kind in (("montant_ht", Kind.HT), ("montant_tva", Kind.TVA), ("montant_ttc", Kind.TTC))
    }
    ht, tva, ttc = (choice.best for choice in choices.values())
    complete = ht is not None and tva is not None and ttc is not None
    done = _completed(found, ht, tva, ttc, agree=False if complete else None)
    rivals = tuple((field, choice.rivals) for field, choice in choices.items() if choice.rivals)
    return Amounts(
        ht=ht, tva=tva, ttc=ttc, a_payer=done.a_payer, paye=done.paye, agree=done.agree, rivals=rivals + done.rivals
    )


def _sole(ranked: list[Candidate]) -> Choice:
    choice = choose(ranked, margin=0.25)
    return choice if choice.best is None or choice.best.score >= _ALONE else Choice()


def _completed(
    found: tuple[Labelled, ...],
    ht: Candidate | None,
    tva: Candidate | None,
    ttc: Candidate | None,
    *,
    agree: bool | None,
) -> Amounts:
    paid = [one for one in _of(found, (Kind.DEJA_PAYE, 1)) if _value(one) != 0 and one.score >= 0.7]
    kept = [one for one in _of(found, (Kind.DEDUIT, 1)) if _value(one) != 0 and one.score >= 0.7]
    due = _due(_of(found, (Kind.A_PAYER, 1)), ttc, paid, kept)
    return Amounts(
        ht=ht,
        tva=tva,
        ttc=ttc,
        a_payer=due.best,
        paye=paid[0] if len(paid) == 1 else None,
        agree=agree,
        rivals=(("montant_a_payer", due.rivals),) if due.rivals else (),
    )


def _due(due: list[Candidate], ttc: Candidate | None, paid: list[Candidate], kept: list[Candidate]) -> Choice:
    """What is to be paid: the amount that accounts for most of what was paid or kept back."""
    due = [one for one in due if one.score >= 0.55]
    if ttc is None:
        return choose(due)
    explained = {one.value: _explained(_value(one), _value(ttc), paid, kept) for one in due}
    most = max(explained.values(), default=-1)
    if most >= 0:
        return choose(one for one in due if explained[one.value] == most)
    if due:
        return choose(one for one in due if one.score >= _ALONE)
    if paid or kept:
        return Choice()
    return Choice(best=_weighed(ttc, 0.85))  # nothing paid, nothing kept: the whole is due


def _explained(due: Decimal, ttc: Decimal, paid: list[Candidate], kept: list[Candidate]) -> int:
    """How many deductions lead from ``ttc`` to ``due``; -1 when none do."""
    deductions = [abs(_value(one)) for one in (*paid[:4], *kept[:4])]
    for count in range(len(deductions), -1, -1):
        for some in combinations(deductions, count):
            if abs(abs(ttc) - sum(some, _ZERO) - abs(due)) <= _TOLERANCE:
                return count
    return -1
