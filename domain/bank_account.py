"""The accounts suppliers ask to be paid on, as they are kept: a digest and the last characters, never the account."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from domain.invoice import Invoice

SHOWN = 4
"""Last characters of an account that are kept and shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BankAccount:
    """An account that a supplier's invoices name (BT-84)."""

    digest: str
    """SHA-256 of the account without blanks, in hexadecimal."""
    ending: str
    """Its last :data:`SHOWN` characters."""
    since: datetime
    """When the first invoice that names it was deposited; aware, UTC."""


def comptes(invoice: Invoice, now: datetime) -> tuple[BankAccount, ...]:
    """The accounts the invoice asks to be paid on (BT-84), each once; none for a credit note, which nobody pays."""
    if invoice.avoir:
        return ()
    written = (transfer.account or "" for payment in invoice.payments for transfer in payment.credit_transfers)
    accounts = dict.fromkeys(account for one in written if (account := "".join(one.split()).upper()))
    return tuple(
        BankAccount(digest=hashlib.sha256(account.encode()).hexdigest(), ending=account[-SHOWN:], since=now)
        for account in accounts
    )
