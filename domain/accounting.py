"""What an accounting department books of an invoice: accounts to pay on, due date, VAT by rate."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from domain.bank_account import MOST
from domain.deposit import DepositedInvoice
from domain.invoice import Invoice
from domain.invoice_number import comparable

RATES = 100
"""Most groups of the VAT breakdown that are kept of one invoice; official profiles have some ten."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VatShare:
    """One group of the VAT breakdown (BG-23), as the invoice has it."""

    category: str = ""
    """BT-118."""
    rate: Decimal | None = None
    """BT-119, in percent."""
    base: Decimal | None = None
    """BT-116."""
    amount: Decimal | None = None
    """BT-117."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountingFacts:
    """What the ledger keeps of an integrated invoice for the accounting export."""

    accounts: tuple[str, ...] = ()
    """BT-84 without blanks, each once."""
    bic: str = ""
    """BT-86 of the first account."""
    due_date: date | None = None
    """BT-9."""
    shares: tuple[VatShare, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LigneComptable:
    """One line of the accounting export: an invoice and one group of its VAT."""

    invoice: DepositedInvoice
    facts: AccountingFacts
    share: VatShare
    """Empty for an invoice whose breakdown is not known."""


def accounting_facts(invoice: Invoice) -> AccountingFacts:
    """The accounts, the due date and the VAT breakdown of ``invoice``; taxes other than VAT are left out."""
    transfers = [transfer for payment in invoice.payments for transfer in payment.credit_transfers if transfer.account]
    accounts = dict.fromkeys(comparable(transfer.account or "").upper() for transfer in transfers)
    return AccountingFacts(
        accounts=tuple(account for account in accounts if account)[:MOST],
        bic=comparable(transfers[0].bic or "").upper() if transfers else "",
        due_date=invoice.due_date,
        shares=tuple(
            VatShare(category=tax.category or "", rate=tax.rate, base=tax.base, amount=tax.amount)
            for tax in invoice.vat_breakdown[:RATES]
            if tax.of_vat
        ),
    )
