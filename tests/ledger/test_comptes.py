"""The accounts suppliers were paid on: kept as digests, once, for the invoices that were integrated."""

from dataclasses import replace

import pytest
from sqlalchemy import text

from domain.deposit import Disposition
from domain.errors import LedgerError
from domain.invoice import CreditTransfer, Invoice, Payment
from ledger import Ledger
from tests.english import english
from tests.ledger.facts import accepted, invoice, key, received, record, settled

IBAN = "FR7630006000011234567890189"


def paid_on(number: str, *accounts: str) -> Invoice:
    transfers = tuple(CreditTransfer(account=account) for account in accounts)
    return replace(invoice(number), payments=(Payment(means="30", credit_transfers=transfers),))


def endings(ledger: Ledger, what: Invoice) -> list[str]:
    supplier = key(what).supplier
    with ledger.batch() as batch:
        return [account.ending for account in batch.bank_accounts([supplier, "somebody"]).get(supplier, ())]


def test_the_account_of_an_integrated_invoice_is_known_afterwards_and_once(ledger: Ledger) -> None:
    accepted(ledger, what=paid_on("F-1", IBAN))
    accepted(ledger, what=paid_on("F-2", f" {IBAN.lower()} "))
    assert endings(ledger, invoice("F-1")) == ["0189"]


def test_what_was_refused_teaches_nothing(ledger: Ledger) -> None:
    record(ledger, settled(received(ledger), what=paid_on("F-1", IBAN), disposition=Disposition.REJECTED))
    assert endings(ledger, invoice("F-1")) == []


def test_the_ledger_never_holds_the_account_itself(ledger: Ledger) -> None:
    accepted(ledger, what=paid_on("F-1", IBAN))
    with ledger.batch() as batch:
        rows = batch._connection.execute(text("SELECT * FROM comptes")).all()
    assert len(rows) == 1
    assert IBAN not in str(rows)


@pytest.mark.parametrize("verb", ["DELETE FROM comptes", "UPDATE comptes SET ending = 'x'"])
def test_an_account_is_never_forgotten(ledger: Ledger, verb: str) -> None:
    accepted(ledger, what=paid_on("F-1", IBAN))
    with pytest.raises(LedgerError, check=english("only grows")), ledger.batch() as batch:
        batch._connection.execute(text(verb))
