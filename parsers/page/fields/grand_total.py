"""The *total général*, which includes what is outside the scope of VAT: it is not the total of the taxed part."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import combinations

from parsers.page.fields.candidates import Candidate, candidate
from parsers.page.fields.labelled_amounts import Labelled
from parsers.page.fields.sums import TOLERANCE, Sum, is_same_spot, value
from parsers.page.labels.label_kinds import LabelKind
from parsers.page.marked.pages import Page
from parsers.page.values.amounts import amounts

_GENERAL = re.compile(
    r"g[ée]n[ée]ral|grand\s+total|global|(?:total|montant)\s+(?:de\s+la\s+)?facture|invoice\s+total", re.I
)
_SURE = 0.8
"""Least score of a second total with VAT."""
_EXEMPT = re.compile(
    r"non\s+(?:assujetti|soumis|tax|impos)|hors\s+(?:champ|tva|t\.v\.a)|exon[ée]r|exempt|sans\s+tva|d[ée]bours", re.I
)
_MOST = 4
"""Most exempt amounts that are combined."""
_ZERO = Decimal(0)


def grand_total(found: Iterable[Labelled], sum_: Sum) -> Candidate | None:
    """The *total général*, or a second total with VAT, larger than that of ``sum_`` and not above it on the page."""
    others = [
        one.amount
        for one in found
        if one.kind in (LabelKind.TOTAL, LabelKind.TTC)
        and (_is_general(one.amount) or (one.kind is LabelKind.TTC and one.amount.label and one.amount.score >= _SURE))
        and abs(one.value) > abs(value(sum_.ttc)) + TOLERANCE
        and not is_same_spot(one.amount, sum_.ttc)
        and (one.amount.page, one.amount.box[1]) >= (sum_.ttc.page, sum_.ttc.box[1] - 1)
    ]
    return max(others, key=lambda one: one.score) if others and not _is_general(sum_.ttc) else None


def later_totals(found: Iterable[Labelled], sum_: Sum) -> list[Candidate]:
    """The smaller totals below the total with VAT of ``sum_``: what is left after payments may be a *total* too."""
    return [
        one.amount
        for one in found
        if one.kind in (LabelKind.TOTAL, LabelKind.TTC)
        and one.amount.label
        and 0 <= one.value < value(sum_.ttc) - TOLERANCE
        and not (is_same_spot(one.amount, sum_.ht) or is_same_spot(one.amount, sum_.tva))
        and (one.amount.page, one.amount.box[1]) > (sum_.ttc.page, sum_.ttc.box[1] + 1)
    ]


def _is_general(one: Candidate) -> bool:
    return _GENERAL.search(one.label or "") is not None


def exempt_part(pages: tuple[Page, ...], size: Decimal) -> bool:
    """Whether the page prints amounts without VAT that make ``size`` together."""
    sizes = [value(one) for one in dict.fromkeys(_exempt(pages))][:8]
    return any(
        abs(sum(some, _ZERO) - size) <= TOLERANCE
        for count in range(1, _MOST + 1)
        for some in combinations(sizes, count)
    )


def _exempt(pages: tuple[Page, ...]) -> Iterator[Candidate]:
    """The last amount of each line that says that it bears no VAT."""
    for page in pages:
        for line in page.lines:
            if any(_EXEMPT.search(cell.text) for cell in line):
                exact = [(amount, cell) for cell in line for amount in amounts(cell.text) if amount.exact]
                if exact:
                    amount, cell = exact[-1]
                    yield candidate(amount.value, 0.8, cell, amount.start, amount.end)
