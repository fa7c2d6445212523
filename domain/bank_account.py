"""Bank accounts of suppliers (BT-84), stored as a digest and the last characters, never in full."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from domain.invoice import Invoice, Line
from domain.invoice_number import comparable
from domain.supplier_identity import identity_of

SHOWN = 4
"""How many last characters of an account are stored and shown."""
MOST = 20
"""Most accounts of one invoice that are compared; that there are more is told (BQ-02)."""
_LENGTHS = {
    "AD": 24, "AE": 23, "AL": 28, "AT": 20, "AZ": 28, "BA": 20, "BE": 16, "BF": 28, "BG": 22, "BH": 22, "BI": 27,
    "BJ": 28, "BR": 29, "BY": 28, "CF": 27, "CG": 27, "CH": 21, "CI": 28, "CM": 27, "CR": 22, "CV": 25, "CY": 28,
    "CZ": 24, "DE": 22, "DJ": 27, "DK": 18, "DO": 28, "DZ": 26, "EE": 20, "EG": 29, "ES": 24, "FI": 18, "FO": 18,
    "FR": 27, "GA": 27, "GB": 22, "GE": 22, "GI": 23, "GL": 18, "GQ": 27, "GR": 27, "GT": 28, "HR": 21, "HU": 28,
    "IE": 22, "IL": 23, "IQ": 23, "IS": 26, "IT": 27, "JO": 30, "KM": 27, "KW": 30, "KZ": 20, "LB": 28, "LC": 32,
    "LI": 21, "LT": 20, "LU": 20, "LV": 21, "LY": 25, "MA": 28, "MC": 27, "MD": 24, "ME": 22, "MG": 27, "MK": 19,
    "ML": 28, "MR": 27, "MT": 31, "MU": 30, "NE": 28, "NL": 18, "NO": 15, "PK": 24, "PL": 28, "PS": 29, "PT": 25,
    "QA": 29, "RO": 24, "RS": 22, "SA": 24, "SC": 31, "SD": 18, "SE": 24, "SI": 19, "SK": 24, "SM": 27, "SN": 28,
    "ST": 25, "SV": 28, "TD": 27, "TG": 28, "TL": 23, "TN": 24, "TR": 26, "UA": 29, "VA": 22, "VG": 24, "XK": 20,
}  # fmt: skip
"""Characters of an IBAN by country (ISO 13616 registry, and the countries that use the form without being in it)."""
_BEGINNING = re.compile(r"(?=([A-Z]{2})[0-9]{2})")
_FRENCH = re.compile(r"[A-Z]{2}[0-9]{12}[A-Z0-9]{11}[0-9]{2}")
"""Bank and branch, account, key (FR, MC): what tells it from a VAT number and the words after it."""
_BETWEEN = str.maketrans("", "", " \t\r\n\f\v.-/_:")
"""What people put between the groups of an IBAN."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BankAccount:
    """An account that a supplier's invoices name (BT-84)."""

    digest: str
    """SHA-256 of the account without blanks, in hexadecimal."""
    ending: str
    """Its last :data:`SHOWN` characters."""
    since: datetime
    """When the first invoice that names it was deposited; aware, UTC."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedAccounts:
    """The accounts that an invoice names."""

    compared: tuple[BankAccount, ...]
    """The first :data:`MOST`, each once."""
    left: int
    """How many there are beyond them."""


def holder_of(invoice: Invoice) -> str:
    """The supplier by whom accounts are known: the same for each of its cadres and establishments."""
    return identity_of(invoice).key


def accounts_of(invoice: Invoice, now: datetime) -> NamedAccounts:
    """The accounts of the invoice (BT-84, and the IBANs written in any of its texts), without duplicates; none for a
    credit note, which is not paid.
    """
    if invoice.avoir:
        return NamedAccounts(compared=(), left=0)
    written = (transfer.account or "" for payment in invoice.payments for transfer in payment.credit_transfers)
    accounts = dict.fromkeys(account for one in written if (account := _account(one)))
    for words in _words_of(invoice):
        accounts |= dict.fromkeys(ibans_in(words))
    compared = tuple(
        BankAccount(digest=hashlib.sha256(account.encode()).hexdigest(), ending=account[-SHOWN:], since=now)
        for account in list(accounts)[:MOST]
    )
    return NamedAccounts(compared=compared, left=len(accounts) - len(compared))


def only_accounts(*texts: str | None) -> str:
    """The IBANs in these texts, each once, apart from each other; empty when there are none."""
    return " ; ".join(dict.fromkeys(account for text in texts if text for account in ibans_in(text)))


def accounts_of_line(line: Line) -> str:
    """:func:`only_accounts` of the line and of the lines below it."""
    return only_accounts(*_words_of_line(line))


def ibans_in(words: str) -> Iterator[str]:
    """The IBANs with right check digits in a text, in capitals, without what is between their groups."""
    bare = (words if words.isascii() else comparable(words)).translate(_BETWEEN).upper()
    for found in _BEGINNING.finditer(bare):
        length = _LENGTHS.get(found[1], 0)
        account = bare[found.start() : found.start() + length]
        if len(account) == length > 0 and _has_shape(account) and _has_key(account):
            yield account


def _account(written: str) -> str:
    """An account as it is compared: the letters and digits of an IBAN, else what is written but for blanks and case."""
    return next(ibans_in(written), "") or comparable(written).upper()


def _words_of(invoice: Invoice) -> Iterator[str]:
    """The texts of the invoice where people write an account to pay to."""
    parties = [party for party in (invoice.seller, invoice.payee, invoice.seller_agent) if party is not None]
    yield from filter(None, (invoice.payment_terms, *(note.text for note in invoice.notes)))
    for payment in invoice.payments:
        yield from filter(None, (payment.means_text, payment.remittance))
        yield from filter(None, (each for one in payment.credit_transfers for each in (one.account_name, one.bic)))
    for party in parties:
        yield from filter(None, (party.name, party.trading_name, party.legal_information))
        yield from filter(None, (each for one in party.contacts for each in (one.name, one.telephone, one.email)))
    yield from filter(None, (each.reason for each in invoice.allowances))
    yield from filter(None, (each.exemption_reason for each in invoice.vat_breakdown))
    yield from filter(None, (each.description for each in invoice.attachments))
    for line in invoice.lines:
        yield from _words_of_line(line)


def _words_of_line(line: Line) -> Iterator[str]:
    yield from filter(None, (line.name, line.description, line.note, *(each.value for each in line.attributes)))
    for below in line.lines:
        yield from _words_of_line(below)


def _has_shape(account: str) -> bool:
    """Whether it has letters and digits where an IBAN has them: those of a sentence are mostly letters."""
    if not (account.isascii() and account.isalnum()):
        return False
    if account[:2] in ("FR", "MC"):
        return _FRENCH.fullmatch(account) is not None
    return 2 * sum(map(str.isdigit, account[4:])) >= len(account) - 4


def _has_key(iban: str) -> bool:
    """Whether the check digits are right (ISO 7064, MOD 97-10)."""
    return int("".join(str(int(char, 36)) for char in iban[4:] + iban[:4])) % 97 == 1
