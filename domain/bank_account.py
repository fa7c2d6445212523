"""Bank accounts of suppliers (BT-84), stored as a digest and the last characters, never in full."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from domain.invoice import Invoice

SHOWN = 4
"""How many last characters of an account are stored and shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BankAccount:
    """An account that a supplier's invoices name (BT-84)."""

    digest: str
    """SHA-256 of the account without blanks, in hexadecimal."""
    ending: str
    """Its last :data:`SHOWN` characters."""
    since: datetime
    """When the first invoice that names it was deposited; aware, UTC."""


def accounts_of(invoice: Invoice, now: datetime) -> tuple[BankAccount, ...]:
    """The accounts of the invoice (BT-84), without duplicates; none for a credit note, which is not paid."""
    if invoice.avoir:
        return ()
    written = (transfer.account or "" for payment in invoice.payments for transfer in payment.credit_transfers)
    accounts = dict.fromkeys(account for one in written if (account := "".join(one.split()).upper()))
    return tuple(
        BankAccount(digest=hashlib.sha256(account.encode()).hexdigest(), ending=account[-SHOWN:], since=now)
        for account in accounts
    )
