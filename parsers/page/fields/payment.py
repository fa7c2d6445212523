"""The payment instructions of a page: its only account, and the payment means that it names."""

import re
from collections.abc import Iterator

from domain.invoice import CreditTransfer, Payment
from parsers.page.layout.cells import Cell
from parsers.page.marked.pages import Page
from parsers.page.values.identifiers import bics, ibans, is_iban

_WORDS = (
    r"(virement|ch[èe]que|pr[ée]l[èe]vement|carte|esp[èe]ces|mandat administratif"
    r"|bank transfer|wire transfer|credit transfer|cheque|direct debit|card|cash)"
)
_PAID = r"(?:paiement|r[èe]glement|payable|r[ée]glable|pay[ée]e?|pay[ée]s|r[ée]gl[ée]e?|r[ée]gler|payer|payment|paid)"
_MEANS = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"(?:mode|moyen|modalit[ée]|condition)s? (?:de |du )?(?:paiement|r[èe]glement)s?\b[^.]{{0,45}}?\b{_WORDS}",
        rf"\bpayment (?:mode|method|means|terms?)\b[^.]{{0,30}}?\b{_WORDS}",
        rf"\b{_PAID}\b\s*:?\s*(?:[\w'’]+\s+){{0,6}}?(?:par|by|via)\s+(?:\w+\s+)?{_WORDS}",
        rf"^\W*{_PAID}\s*:\s*{_WORDS}",
        rf"\bpar {_WORDS}\b(?=.{{0,40}}\b(?:IBAN|RIB|compte|automatique|SEPA)\b)",
    )
)
_EVERY_WORD = re.compile(_WORDS, re.I)
_MEANS_CODES = {
    "virement": "30",
    "bank transfer": "30",
    "wire transfer": "30",
    "credit transfer": "30",
    "mandat administratif": "30",
    "cheque": "20",
    "prelevement": "49",
    "direct debit": "49",
    "carte": "48",
    "card": "48",
    "especes": "10",
    "cash": "10",
}
"""Payment means to their codes (UNTDID 4461)."""
_PLAIN = str.maketrans("éèÉÈ", "eeee")
_RIB = re.compile(r"(?<![A-Z\d])(\d{5}) ?(\d{5}) ?([A-Z\d]{11}) ?(\d{2})(?![A-Z\d])")


def payments(pages: tuple[Page, ...]) -> tuple[Payment, ...]:
    """The payment instructions (BG-16): the only account of the pages, and the means they name."""
    accounts: dict[str, Cell] = {}
    means: str | None = None
    for page in pages:
        for line in page.lines:
            text = " ".join(cell.text for cell in line)
            for cell in line:
                for account in ibans(cell.text):
                    accounts.setdefault(account, cell)
            for account in _spread_accounts(text):
                accounts.setdefault(account, line[0])
            means = means or _means(text)
    transfers = tuple(CreditTransfer(account=account, bic=_bic(cell)) for account, cell in accounts.items())
    if len(transfers) > 1:
        transfers = ()
    return (Payment(means=means, credit_transfers=transfers),) if transfers or means else ()


def _means(text: str) -> str | None:
    """The code of the payment means that a line names; ``None`` when it names several."""
    words = _EVERY_WORD.findall(text)
    if not words or not any(pattern.search(text) for pattern in _MEANS):
        return None
    codes = {_MEANS_CODES[word.lower().translate(_PLAIN)] for word in words}
    return codes.pop() if len(codes) == 1 else None


def _spread_accounts(text: str) -> Iterator[str]:
    """The IBANs of a line with its parts in several cells or with dashes; those of a RIB, whose key must be right."""
    if "IBAN" in text:
        yield from ibans(re.sub(r"(?<=[A-Z\d])[-.](?=[A-Z\d])", " ", text))
    for match in _RIB.finditer(text):
        account = _of_rib(*match.groups())
        if account is not None:
            yield account


_LETTERS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "12345678912345678923456789")


def _of_rib(bank: str, branch: str, number: str, key: str) -> str | None:
    """The IBAN of a French RIB; ``None`` when its key is wrong."""
    figures = int(number.translate(_LETTERS))
    if 97 - (89 * int(bank) + 15 * int(branch) + 3 * figures) % 97 != int(key):
        return None
    rest = f"{bank}{branch}{number}{key}"
    control = next(check for check in range(2, 99) if is_iban(f"FR{check:02}{rest}"))
    return f"FR{control:02}{rest}"


def _bic(cell: Cell) -> str | None:
    at = cell.text.upper().find("BIC")
    found = bics(cell.text[at + 3 :]) if at >= 0 else []
    return found[0] if found else None
