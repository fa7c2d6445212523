"""The currency of the totals, and the amounts in it: a page may show them in another one too."""

import re
from collections.abc import Iterable

from parsers.page.fields.candidates import Candidate, candidate, revalued
from parsers.page.fields.labelled_amounts import Labelled
from parsers.page.fields.totals import Amounts
from parsers.page.labels.label_kinds import LabelKind
from parsers.page.marked.pages import Page
from parsers.page.values.currencies import FRANC

_CURRENCY = re.compile(r"\b(EUR|USD|GBP|CHF|CAD|XPF|JPY)\b|(€|\b[Ee]uros?\b|\bEUROS?\b)")
_PACIFIC = re.compile(r"\b(?:CFP|XPF)\b")


def in_one_currency(labelled: Iterable[Labelled], pages: tuple[Page, ...]) -> list[Labelled]:
    """``labelled`` without the amounts in another currency than the invoice's: its declared one, else the euro.

    An amount in francs beside others is an indication, except in the Pacific, where the franc has its own code.
    """
    labelled = list(labelled)
    codes = {one.currency for one in labelled if one.currency}
    if not codes or codes == {"EUR"} or (len(codes) == 1 and FRANC not in codes):
        return labelled
    if FRANC in codes and _is_pacific(pages):
        codes = (codes - {FRANC}) | {"XPF"}
        labelled = [one.in_currency("XPF") if one.currency == FRANC else one for one in labelled]
    kept = codes - {FRANC}
    if len(kept) > 1:
        declared = _labelled_currency(pages)
        main = str(declared.value) if declared is not None else "EUR"
        kept = {main} if main in kept else kept
    return [one for one in labelled if one.currency is None or one.currency in kept]


def _is_pacific(pages: tuple[Page, ...]) -> bool:
    return any(_PACIFIC.search(cell.text) for page in pages for line in page.lines for cell in line)


def currency(pages: tuple[Page, ...], sums: Amounts, labelled: list[Labelled]) -> Candidate | None:
    """The currency: by its label, else the one beside the totals, else the only one on the page."""
    labelled_currency = _labelled_currency(pages)
    if labelled_currency is not None:
        return labelled_currency
    chosen = {one.value for one in (sums.ht, sums.ttc, sums.a_payer) if one is not None}
    near = [one for one in labelled if one.currency and one.value in chosen]
    for among in (near, [one for one in labelled if one.currency]):
        codes = {one.currency for one in among}
        if len(codes) == 1 and codes != {"USD"}:
            one = among[0]
            return _recoded(one.amount, str(one.currency))
    return _only_currency(pages) if not near else None


def _recoded(one: Candidate, code: str) -> Candidate:
    return revalued(one, code, 0.9)


def _labelled_currency(pages: tuple[Page, ...]) -> Candidate | None:
    for page in pages:
        for marked in page.marked:
            if marked.mention.kind is LabelKind.DEVISE:
                cell = marked.cell
                for text_cell in (cell, *page.lines[cell.row][cell.column + 1 : cell.column + 2]):
                    start = marked.mention.end if text_cell is cell else 0
                    match = _CURRENCY.search(text_cell.text, max(0, start - 4))
                    if match is not None:
                        return candidate(match[1] or "EUR", 0.95, text_cell, match.start(), match.end())
    return None


def _only_currency(pages: tuple[Page, ...]) -> Candidate | None:
    seen: dict[str, Candidate] = {}
    for page in pages:
        for line in page.lines:
            for cell in line:
                for match in _CURRENCY.finditer(cell.text):
                    code = match[1] or "EUR"
                    seen.setdefault(code, candidate(code, 0.8, cell, match.start(), match.end()))
                if "$" in cell.text or "£" in cell.text:
                    seen.setdefault("other", candidate("other", 0, cell, 0, 1))
    return next(iter(seen.values())) if len(seen) == 1 and "other" not in seen else None
