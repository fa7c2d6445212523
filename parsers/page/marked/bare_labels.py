"""Labels alone in their cells, and the cells that may hold their values."""

import re

from parsers.page.labels.label_kinds import TITLES, LabelKind
from parsers.page.labels.occurrences import Mention
from parsers.page.layout.cells import Cell
from parsers.page.marked.pages import Page, opens
from parsers.page.values.amounts import amounts
from parsers.page.values.currencies import MONEY
from parsers.page.values.days import days

NOTHING = re.compile(
    r"(?:[\s:.=*•>»→▸°\-–—_|/)\]]|\([^()\d]*(?:\d{1,2}(?:[.,]\d{1,2})?\s?%[^()\d]*)?\)?"
    r"|(?:(?:à|de|au taux de)\s)?\d{1,2}(?:[.,]\d{1,2})?\s?%"
    r"|(?:en\s)?(?:€|EUR\b|[Ee]uros?\b|EUROS?\b)|\$|£"
    r"|\b(?:[Ll]e|[Dd]u|[Oo]n)\b)*$"
)
"""Text that may follow a label without being its value: points, a rate, a remark in parentheses, the currency."""
_CURRENCY = re.compile(MONEY)
_PREFIX = re.compile(r"BC|BDC|PO|CDE|CMDE|CMD")
"""Labels that are also the first letters of an order's number (``BC 266248``)."""
_NUMBER = re.compile(r"[ ._/-]{0,2}\d")
_AMOUNTS = frozenset(
    {LabelKind.HT, LabelKind.TVA, LabelKind.TTC, LabelKind.TOTAL, LabelKind.A_PAYER, LabelKind.DEJA_PAYE}
)
_DATES = frozenset({LabelKind.DATE, LabelKind.ECHEANCE})
_NUMBERS = TITLES | {LabelKind.NUMERO, LabelKind.ENGAGEMENT, LabelKind.MARCHE, LabelKind.ORIGINE}
_VALUELESS = TITLES | {
    LabelKind.AUTRE_PIECE,
    LabelKind.COLONNE,
    LabelKind.SANS_TVA,
    LabelKind.MENTION,
    LabelKind.BLOC,
    LabelKind.TAUX,
}
"""Kinds of labels that announce no value, or many."""


def is_bare(page: Page, cell: Cell) -> bool:
    """Whether ``cell`` is a label alone, possibly with signs, a rate or a currency."""
    marks = page.of(cell)
    return opens(cell, marks) and NOTHING.match(cell.text, marks[-1].end) is not None


def awaits_value(page: Page, cell: Cell) -> bool:
    """Whether ``cell`` is a bare label of a kind that announces one value, not a column heading."""
    return cell.row not in page.headers and is_bare(page, cell) and page.of(cell)[-1].kind not in _VALUELESS


def is_value(page: Page, cell: Cell, label: Cell | None = None) -> bool:
    """Whether ``cell`` may be a value: no label, and more than signs; a currency is that of ``label`` for one."""
    if page.of(cell):
        return False
    return not NOTHING.match(cell.text) or (label is not None and _is_currency_of(page, label, cell))


def _is_currency_of(page: Page, label: Cell, cell: Cell) -> bool:
    return page.of(label)[-1].kind is LabelKind.DEVISE and _CURRENCY.fullmatch(cell.text) is not None


def is_prefix(cell: Cell, mention: Mention) -> bool:
    """Whether a label is rather the first letters of the number that it touches: ``BC 266248``."""
    text = cell.text[mention.start : mention.end]
    return _PREFIX.fullmatch(text) is not None and _NUMBER.match(cell.text, mention.end) is not None


def suits(page: Page, label: Cell, value: Cell) -> bool:
    """Whether ``value`` has the form that ``label`` announces: a date, an amount, digits, a number."""
    kind = page.of(label)[-1].kind
    if kind in _DATES:
        return next(days(value.text), None) is not None
    if kind in _AMOUNTS:
        return next(amounts(value.text), None) is not None
    digits = sum(c.isdigit() for c in value.text)
    if kind is LabelKind.IDENTIFIANT:
        return digits >= 8
    if kind in _NUMBERS:
        return digits > 0 and not any(one.exact for one in amounts(value.text)) and not _is_date(value.text)
    return True


def _is_date(text: str) -> bool:
    day = next(days(text), None)
    return day is not None and not text[: day.start].strip() and not text[day.end :].strip() and not text.isdigit()
