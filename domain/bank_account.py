"""Bank accounts of suppliers (BT-84), stored as a digest and the last characters, never in full."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from domain.invoice import Invoice
from domain.invoice_number import comparable
from domain.supplier_identity import identity_of

SHOWN = 4
"""How many last characters of an account are stored and shown."""
MOST = 20
"""Most accounts of one invoice that are compared."""
_LENGTHS = {
    "AD": 24, "AT": 20, "BE": 16, "BG": 22, "CH": 21, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "EE": 20, "ES": 24,
    "FI": 18, "FR": 27, "GB": 22, "GI": 23, "GR": 27, "HR": 21, "HU": 28, "IE": 22, "IS": 26, "IT": 27, "LI": 21,
    "LT": 20, "LU": 20, "LV": 21, "MC": 27, "MT": 31, "NL": 18, "NO": 15, "PL": 28, "PT": 25, "RO": 24, "SE": 24,
    "SI": 19, "SK": 24, "SM": 27, "VA": 22,
}  # fmt: skip
"""Characters of an IBAN in the SEPA countries (ISO 13616 registry)."""
_BEGINNING = re.compile(r"(?<![A-Z0-9])([A-Z]{2})[0-9]{2}")
_WITHIN = 80
"""Characters within which an IBAN in a sentence is read, blanks included."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BankAccount:
    """An account that a supplier's invoices name (BT-84)."""

    digest: str
    """SHA-256 of the account without blanks, in hexadecimal."""
    ending: str
    """Its last :data:`SHOWN` characters."""
    since: datetime
    """When the first invoice that names it was deposited; aware, UTC."""


def holder_of(invoice: Invoice) -> str:
    """The supplier by whom accounts are known: the same for each of its cadres and establishments."""
    return identity_of(invoice).key


def accounts_of(invoice: Invoice, now: datetime) -> tuple[BankAccount, ...]:
    """The accounts of the invoice (BT-84, and the IBANs in its terms and notes), without duplicates, at most
    :data:`MOST`; none for a credit note, which is not paid.
    """
    if invoice.avoir:
        return ()
    written = (transfer.account or "" for payment in invoice.payments for transfer in payment.credit_transfers)
    accounts = dict.fromkeys(account for one in written if (account := comparable(one).upper()))
    for words in (invoice.payment_terms, *(note.text for note in invoice.notes)):
        accounts |= dict.fromkeys(ibans_in(words or ""))
    return tuple(
        BankAccount(digest=hashlib.sha256(account.encode()).hexdigest(), ending=account[-SHOWN:], since=now)
        for account in list(accounts)[:MOST]
    )


def ibans_in(words: str) -> Iterator[str]:
    """The IBANs with right check digits in a sentence, without blanks."""
    for found in _BEGINNING.finditer(words):
        length = _LENGTHS.get(found[1], 0)
        account = comparable(words[found.start() : found.start() + _WITHIN]).upper()[:length]
        if len(account) == length > 0 and account.isascii() and account.isalnum() and _has_key(account):
            yield account


def _has_key(iban: str) -> bool:
    """Whether the check digits are right (ISO 7064, MOD 97-10)."""
    return int("".join(str(int(char, 36)) for char in iban[4:] + iban[:4])) % 97 == 1
