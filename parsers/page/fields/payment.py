"""The currency of the totals, and the payment instructions."""

import re

from domain.invoice import CreditTransfer, Payment
from parsers.page.fields.candidates import Candidate, candidate, revalued
from parsers.page.fields.labelled_amounts import Labelled
from parsers.page.fields.totals import Amounts
from parsers.page.labels.label_kinds import LabelKind
from parsers.page.layout.cells import Cell
from parsers.page.marked.pages import Page
from parsers.page.values.identifiers import bics, ibans

_CURRENCY = re.compile(r"\b(EUR|USD|GBP|CHF|CAD|XPF|JPY)\b|(€|\b[Ee]uros?\b|\bEUROS?\b)")
_MEANS = re.compile(
    r"(?:mode|moyen|modalit[ée]s?) de (?:paiement|r[èe]glement)\s*:?\s*"
    r"(virement|ch[èe]que|pr[ée]l[èe]vement|carte|esp[èe]ces)",
    re.I,
)
_MEANS_CODES = {"v": "30", "p": "49", "e": "10", "ca": "48", "ch": "20"}
"""Beginning of a payment means to its code (UNTDID 4461)."""


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


def payments(pages: tuple[Page, ...]) -> tuple[Payment, ...]:
    """The payment instructions (BG-16): the only IBAN of the pages, and the means they name."""
    accounts: dict[str, Cell] = {}
    means: str | None = None
    for page in pages:
        for line in page.lines:
            for cell in line:
                for account in ibans(cell.text):
                    accounts.setdefault(account, cell)
            match = None if means else _MEANS.search(" ".join(cell.text for cell in line))
            if match is not None:
                word = match[1].lower()
                means = _MEANS_CODES.get(word[0]) or _MEANS_CODES[word[:2]]
    transfers = tuple(CreditTransfer(account=account, bic=_bic(cell)) for account, cell in accounts.items())
    if len(transfers) > 1:
        transfers = ()
    return (Payment(means=means, credit_transfers=transfers),) if transfers or means else ()


def _bic(cell: Cell) -> str | None:
    at = cell.text.upper().find("BIC")
    found = bics(cell.text[at + 3 :]) if at >= 0 else []
    return found[0] if found else None
