"""The currency of the totals, and the amounts in it: a page may show them in another one too."""

import re
from collections.abc import Iterable, Iterator

from parsers.page.fields.candidates import Candidate, Choice, candidate, in_doubt, revalued
from parsers.page.fields.labelled_amounts import Labelled
from parsers.page.fields.totals import Amounts
from parsers.page.labels.label_kinds import LabelKind
from parsers.page.marked.pages import Page
from parsers.page.values.currencies import DOLLAR, FRANC

_CURRENCY = re.compile(r"\b(EUR|USD|GBP|CHF|CAD|XPF|JPY)\b|(€|\b[Ee]uros?\b|\bEUROS?\b)")
_DOLLARS = re.compile(r"\b(?:(USD|US ?\$)|(CAD)|(AUD))(?!\w)")
_UNKNOWN = re.compile(
    r"\s?(?!(?:TTC|HT|TVA|NET)\b)(?:[A-Z]{3}\b|Fr\.?|[Dd]ollars?\b|[Ll]ivres?\b|[Cc]ouronnes?\b)", re.A
)
"""What may be a currency after an amount."""
_UNKNOWN_BEFORE = re.compile(r"(?:\b(?!TTC|TVA|NET)[A-Z]{3}|\bFr\.?)\s?$", re.A)
"""What may be a currency before an amount."""
_UNSURE = frozenset({DOLLAR, FRANC})
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
    if not kept and all(one.currency == FRANC for one in labelled):
        return labelled
    if len(kept) > 1:
        declared = _labelled_currency(pages)
        main = str(declared.value) if declared is not None else "EUR"
        kept = {main} if main in kept else kept
    return [one for one in labelled if one.currency is None or one.currency in kept]


def _is_pacific(pages: tuple[Page, ...]) -> bool:
    return any(_PACIFIC.search(cell.text) for page in pages for line in page.lines for cell in line)


def currency(pages: tuple[Page, ...], sums: Amounts, labelled: list[Labelled]) -> Choice:
    """The currency: by its label, else the one beside the totals, else the only one on the page.

    A dollar of no country, a franc or an unknown word beside the totals is a doubt.
    """
    labelled_currency = _labelled_currency(pages)
    if labelled_currency is not None:
        return Choice(best=labelled_currency)
    chosen = {one.value for one in (sums.ht, sums.ttc, sums.a_payer) if one is not None}
    near = [one for one in labelled if one.currency and one.value in chosen]
    for among in (near, [one for one in labelled if one.currency]):
        codes = {one.currency for one in among}
        if len(codes) == 1:
            one = among[0]
            code = _dollars(pages) if codes == {DOLLAR} else str(one.currency)
            return (
                Choice(rivals=(in_doubt(one.amount),)) if code in _UNSURE else Choice(best=_recoded(one.amount, code))
            )
    if near:
        return Choice(rivals=tuple(in_doubt(one.amount) for one in near))
    only = _only_currency(pages)
    return Choice(best=only) if only is not None else Choice(rivals=tuple(_unknown(sums, pages)))


def _dollars(pages: tuple[Page, ...]) -> str:
    """The country's code of the dollars of ``pages``; :data:`DOLLAR` when they say none, or several."""
    codes = {
        "USD" if match[1] else match[0]
        for page in pages
        for line in page.lines
        for cell in line
        for match in _DOLLARS.finditer(cell.text)
    }
    return next(iter(codes)) if len(codes) == 1 else DOLLAR


def _unknown(sums: Amounts, pages: tuple[Page, ...]) -> Iterator[Candidate]:
    """The totals after which there is a word that may be a currency."""
    totals = [one for one in (sums.ttc, sums.a_payer, sums.ht) if one is not None]
    for one in totals:
        for cell in (cell for page in pages if page.number == one.page for line in page.lines for cell in line):
            at = cell.text.find(one.text) if cell.top - 1 <= one.box[1] and one.box[3] <= cell.bottom + 1 else -1
            if at < 0:
                continue
            word = _UNKNOWN.match(cell.text, at + len(one.text)) or _UNKNOWN_BEFORE.search(cell.text[:at])
            if word is not None:
                yield in_doubt(candidate(word.group().strip(), 0.3, cell, word.start(), word.end()))
                return


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
