"""The totals of an invoice, chosen among labelled amounts so that HT + TVA = TTC."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from parsers.page.fields.candidates import Candidate, Choice, choose, ranking
from parsers.page.fields.labelled_amounts import Labelled
from parsers.page.fields.sums import ALONE, TOLERANCE, Sum, candidate_sums, ranked, scaled, value
from parsers.page.labels.label_kinds import LabelKind

_MARGIN = 0.3
"""Least difference of score between two sets of totals that add up."""
_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Amounts:
    """The totals, each chosen or not; ``agree`` says whether they add up, ``None`` when it cannot be checked."""

    ht: Candidate | None = None
    tva: Candidate | None = None
    ttc: Candidate | None = None
    a_payer: Candidate | None = None
    paye: Candidate | None = None
    agree: bool | None = None
    rivals: tuple[tuple[str, tuple[Candidate, ...]], ...] = ()
    """Fields left empty because two values are equally good."""


def totals(found: Iterable[Labelled], untaxed: Candidate | None) -> Amounts:
    """The totals among ``found``; ``untaxed`` is the notice that no VAT applies, when there is one."""
    found = tuple(found)
    sums = candidate_sums(found, untaxed)
    best = _best(sums, found)
    if best is not None:
        return _completed(found, best.ht, best.tva, best.ttc, agree=True)
    if sums:
        return _undecided(sums)
    return _single(found)


def _best(sums: list[Sum], found: tuple[Labelled, ...]) -> Sum | None:
    """The sum with the best score; when another is about as good, the amount due decides."""
    if not sums:
        return None
    rivals = [one for one in sums if one.score > sums[0].score - _MARGIN]
    if _is_one(rivals):
        return sums[0]
    due, paid, kept = (_sure(found, kind) for kind in (LabelKind.A_PAYER, LabelKind.DEJA_PAYE, LabelKind.DEDUIT))
    settled = [one for one in rivals if any(_explained(value(each), value(one.ttc), paid, kept) >= 0 for each in due)]
    return settled[0] if settled and _is_one(settled) else None


def _is_one(sums: list[Sum]) -> bool:
    return len({(one.ht.value, one.ttc.value) for one in sums}) == 1


def _undecided(sums: list[Sum]) -> Amounts:
    rivals = [one for one in sums if one.score > sums[0].score - _MARGIN]
    return Amounts(
        rivals=tuple(
            (field, tuple(ranking(getattr(one, name) for one in rivals)))
            for field, name in (("montant_ht", "ht"), ("montant_tva", "tva"), ("montant_ttc", "ttc"))
            if len({getattr(one, name).value for one in rivals}) > 1
        )
    )


def _single(found: tuple[Labelled, ...]) -> Amounts:
    """Totals without confirmation: each by its own label, when there is only one candidate."""
    choices = {
        field: _sole(ranked(found, (kind, 1)))
        for field, kind in (
            ("montant_ht", LabelKind.HT),
            ("montant_tva", LabelKind.TVA),
            ("montant_ttc", LabelKind.TTC),
        )
    }
    ht, tva, ttc = (choice.best for choice in choices.values())
    complete = ht is not None and tva is not None and ttc is not None
    done = _completed(found, ht, tva, ttc, agree=False if complete else None)
    rivals = tuple((field, choice.rivals) for field, choice in choices.items() if choice.rivals)
    return Amounts(
        ht=ht, tva=tva, ttc=ttc, a_payer=done.a_payer, paye=done.paye, agree=done.agree, rivals=rivals + done.rivals
    )


def _sole(among: list[Candidate]) -> Choice:
    choice = choose(among, margin=0.25)
    return choice if choice.best is None or choice.best.score >= ALONE else Choice()


def _completed(
    found: tuple[Labelled, ...],
    ht: Candidate | None,
    tva: Candidate | None,
    ttc: Candidate | None,
    *,
    agree: bool | None,
) -> Amounts:
    paid, kept = _sure(found, LabelKind.DEJA_PAYE), _sure(found, LabelKind.DEDUIT)
    due = _due(ranked(found, (LabelKind.A_PAYER, 1)), ttc, paid, kept)
    return Amounts(
        ht=ht,
        tva=tva,
        ttc=ttc,
        a_payer=due.best,
        paye=paid[0] if len(paid) == 1 else None,
        agree=agree,
        rivals=(("montant_a_payer", due.rivals),) if due.rivals else (),
    )


def _sure(found: tuple[Labelled, ...], kind: LabelKind) -> list[Candidate]:
    return [one for one in ranked(found, (kind, 1)) if value(one) != 0 and one.score >= 0.7]


def _due(due: list[Candidate], ttc: Candidate | None, paid: list[Candidate], kept: list[Candidate]) -> Choice:
    """The amount due: the one that accounts for most payments and deductions."""
    due = [one for one in due if one.score >= 0.55]
    if ttc is None:
        return choose(due)
    explained = {one.value: _explained(value(one), value(ttc), paid, kept) for one in due}
    most = max(explained.values(), default=-1)
    if most >= 0:
        return choose(one for one in due if explained[one.value] == most)
    if due:
        return choose(one for one in due if one.score >= ALONE)
    if paid or kept:
        return Choice()
    return Choice(best=scaled(ttc, 0.85))  # no payment and no deduction: the whole is due


def _explained(due: Decimal, ttc: Decimal, paid: list[Candidate], kept: list[Candidate]) -> int:
    """Number of deductions that lead from ``ttc`` to ``due``; -1 when none do."""
    deductions = [abs(value(one)) for one in (*paid[:4], *kept[:4])]
    for count in range(len(deductions), -1, -1):
        for some in combinations(deductions, count):
            if abs(abs(ttc) - sum(some, _ZERO) - abs(due)) <= TOLERANCE:
                return count
    return -1
