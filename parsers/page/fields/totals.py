"""The totals of an invoice, chosen among labelled amounts so that HT + TVA = TTC; otherwise they are in doubt."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from parsers.page.fields.candidates import Candidate, Choice, choose, ranking, revalued
from parsers.page.fields.grand_total import exempt_part, grand_total, later_totals
from parsers.page.fields.labelled_amounts import Labelled
from parsers.page.fields.settlement import leads_to, settlement
from parsers.page.fields.settling_amounts import LIKELY
from parsers.page.fields.sums import ALONE, HIGHEST, TOLERANCE, Sum, candidate_sums, is_same_spot, ranked, value
from parsers.page.labels.label_kinds import LabelKind
from parsers.page.marked.pages import Page

_MARGIN = 0.3
"""Least difference of score between two sets of totals that add up."""
_FIELDS = (("montant_ht", "ht"), ("montant_tva", "tva"), ("montant_ttc", "ttc"))
type_rivals = tuple[tuple[str, tuple[Candidate, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Amounts:
    """The totals, each chosen or not; ``agree`` says whether they add up, ``None`` when it cannot be checked."""

    ht: Candidate | None = None
    tva: Candidate | None = None
    ttc: Candidate | None = None
    a_payer: Candidate | None = None
    paid: Decimal | None = None
    adjustments: Decimal | None = None
    """What leads from the total with VAT to the amount due besides payments; negative when deducted."""
    agree: bool | None = None
    rivals: type_rivals = ()
    """Fields left empty because two values are equally good, or nothing printed explains the value."""
    disagreeing: tuple[tuple[str, Candidate], ...] = ()
    """The totals found when they do not agree; they are given only if each has a label of its own, and are in doubt."""


type_confirm = Callable[[Sequence[tuple[Decimal, Decimal]]], Sequence[bool]]
"""Which of some totals (without VAT, with VAT) something else on the page adds up to."""


def totals(
    found: Iterable[Labelled], untaxed: Candidate | None, pages: tuple[Page, ...], confirm: type_confirm | None = None
) -> Amounts:
    """The totals among ``found``; ``untaxed`` is the notice that no VAT applies, when there is one.

    ``confirm`` is asked only when several totals are as good: the only one that it confirms is taken.
    """
    found = tuple(found)
    sums = candidate_sums(found, untaxed)
    best = _best(sums, found, pages)
    if best is None and (sure := _confirmed(sums, confirm)) is not None:
        return _summed(found, pages, sure)
    if best is not None:
        grand = grand_total(found, best)
        if grand is not None:
            return _with_grand_total(found, pages, best, grand)
        due = any(one.kind is LabelKind.A_PAYER and one.amount.score >= LIKELY for one in found)
        left = () if due else [one for one in later_totals(found, best) if leads_to(found, pages, best.ttc, one)]
        return _summed((*found, *map(_as_due, left)), pages, best)
    return _undecided(sums) if sums else _single(found, pages)


def _best(sums: list[Sum], found: tuple[Labelled, ...], pages: tuple[Page, ...]) -> Sum | None:
    """The sum with the best score; when another is about as good, the amount due decides."""
    if not sums:
        return None
    rivals = [one for one in sums if one.score > sums[0].score - _MARGIN]
    if _is_one(rivals):
        return sums[0]
    due = [one for one in ranked(found, (LabelKind.A_PAYER, 1)) if value(one) != 0 and one.score >= 0.7]
    settled = [one for one in rivals[:8] if any(leads_to(found, pages, one.ttc, each) for each in due)]
    return settled[0] if settled and _is_one(settled) else None


def _confirmed(sums: list[Sum], confirm: type_confirm | None) -> Sum | None:
    rivals = [one for one in sums if one.score > sums[0].score - _MARGIN]
    if confirm is None or not rivals:
        return None
    sure = confirm([(value(one.ht), value(one.ttc)) for one in rivals])
    taken = [one for one, held in zip(rivals, sure, strict=True) if held]
    return taken[0] if taken and _is_one(taken) else None


def _is_one(sums: list[Sum]) -> bool:
    return len({(one.ht.value, one.ttc.value) for one in sums}) == 1


def _undecided(sums: list[Sum]) -> Amounts:
    rivals = [one for one in sums if one.score > sums[0].score - _MARGIN]
    return Amounts(
        rivals=tuple(
            (field, tuple(ranking(getattr(one, name) for one in rivals)))
            for field, name in _FIELDS
            if len({getattr(one, name).value for one in rivals}) > 1
        )
    )


def _summed(found: tuple[Labelled, ...], pages: tuple[Page, ...], best: Sum) -> Amounts:
    return _settled(Amounts(ht=best.ht, tva=best.tva, ttc=best.ttc, agree=True), found, pages)


def _with_grand_total(found: tuple[Labelled, ...], pages: tuple[Page, ...], best: Sum, grand: Candidate) -> Amounts:
    """The totals when a *total général* follows the sum of the taxed part.

    It is the amount due when payments and additions lead to it, and the total with VAT when exempt amounts do; beside
    a bare *total* it is the total with VAT too, and the total without VAT is in doubt.
    """
    if leads_to(found, pages, best.ttc, grand):
        return _summed((*found, _as_due(grand)), pages, best)
    rest = value(grand) - value(best.ttc)
    if exempt_part(pages, rest):
        ht = revalued(best.ht, value(best.ht) + rest, best.ht.score)
        return _settled(Amounts(ht=ht, tva=best.tva, ttc=grand, agree=True), found, pages)
    labelled_ttc = any(one.kind is LabelKind.TTC and is_same_spot(one.amount, best.ttc) for one in found)
    doubts: type_rivals = (("montant_ht", (best.ht,)),)
    if labelled_ttc:
        doubts += (("montant_ttc", (best.ttc, grand)), ("montant_a_payer", (best.ttc, grand)))
        return Amounts(tva=best.tva, rivals=doubts)
    return _settled(Amounts(tva=best.tva, ttc=grand, rivals=doubts), found, pages)


def _as_due(total: Candidate) -> Labelled:
    return Labelled(kind=LabelKind.A_PAYER, amount=revalued(total, total.value, ALONE), currency=None)


def _single(found: tuple[Labelled, ...], pages: tuple[Page, ...]) -> Amounts:
    """Totals without confirmation: each by its own label, when there is only one candidate; all or none that agree."""
    choices = {
        field: _sole(ranked(found, (kind, 1)))
        for field, kind in (
            ("montant_ht", LabelKind.HT),
            ("montant_tva", LabelKind.TVA),
            ("montant_ttc", LabelKind.TTC),
        )
    }
    ht, tva, ttc = (choice.best for choice in choices.values())
    rivals = tuple((field, choice.rivals) for field, choice in choices.items() if choice.rivals)
    faint = tva or next((one for one in ranked(found, (LabelKind.TVA, 1)) if one.score >= _FAINT_VAT), None)
    if _may_agree(ht, faint, ttc):
        return _settled(Amounts(ht=ht, tva=tva, ttc=ttc, rivals=rivals), found, pages)
    three = zip(choices, (ht, faint, ttc), strict=True)
    doubtful = tuple((field, one) for field, one in three if one is not None)
    certain = not rivals and all(one is not None and one.score >= _CERTAIN for one in (ht, tva, ttc))
    read = Amounts(ht=ht, tva=tva, ttc=ttc) if certain else Amounts()
    return replace(read, agree=False, rivals=rivals, disagreeing=doubtful)


_CERTAIN = 0.9
"""Least score of an amount directly after a label that is its only name."""
_FAINT_VAT = 0.5
"""Least score of a VAT amount that can contradict the other totals."""


def _sole(among: list[Candidate]) -> Choice:
    choice = choose(among, margin=0.25)
    return choice if choice.best is None or choice.best.score >= ALONE else Choice()


def _may_agree(ht: Candidate | None, tva: Candidate | None, ttc: Candidate | None) -> bool:
    """Whether the totals found can be one invoice's: places of their own, a possible VAT, the sum if complete."""
    known = [one for one in (ht, tva, ttc) if one is not None]
    if any(is_same_spot(a, b) for rank, a in enumerate(known) for b in known[rank + 1 :]):
        return False
    if ttc is not None and ht is not None:
        tax = value(ttc) - value(ht)
        possible = value(ht) * tax >= 0 and abs(tax) <= HIGHEST * abs(value(ht)) + TOLERANCE
        return possible and (tva is None or abs(value(tva) - tax) <= TOLERANCE)
    if tva is None or not known[1:]:
        return tva is None or tva.score >= _CERTAIN
    base = value(ht) if ht is not None else value(ttc or tva) - value(tva)
    return base * value(tva) >= 0 and abs(value(tva)) <= HIGHEST * abs(base) + TOLERANCE


def _settled(chosen: Amounts, found: tuple[Labelled, ...], pages: tuple[Page, ...]) -> Amounts:
    """``chosen`` with the amount due; without a sum that confirms it, a total that does not lead to it is in doubt."""
    known = tuple(one for one in (chosen.ht, chosen.tva, chosen.ttc) if one is not None)
    ended = settlement(found, pages, chosen.ttc, known)
    rivals = chosen.rivals
    if ended.due.rivals:
        rivals += (("montant_a_payer", ended.due.rivals),)
        if chosen.agree is None and chosen.ttc is not None and len(ended.due.rivals) == 1:
            rivals += (("montant_ttc", (chosen.ttc,)),)
            chosen = replace(chosen, ttc=None)
    return replace(chosen, a_payer=ended.due.best, paid=ended.paid, adjustments=ended.adjustments, rivals=rivals)
