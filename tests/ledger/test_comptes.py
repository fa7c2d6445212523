"""The accounts suppliers were paid on: kept as digests, once, for the invoices that were integrated."""

from dataclasses import replace

import pytest
from sqlalchemy import text

from domain.bank_account import holder_of
from domain.deposit import Disposition
from domain.errors import LedgerError
from domain.invoice import CreditTransfer, Invoice, Payment
from domain.status import Status
from domain.travaux import is_over
from ledger import Ledger
from ledger.invoices.bank_accounts import KEPT
from tests.english import english
from tests.ledger.facts import accepted, delivered, invoice, received, record, recycled, settled

IBAN = "FR7630006000011234567890189"


def paid_on(number: str, *accounts: str) -> Invoice:
    transfers = tuple(CreditTransfer(account=account) for account in accounts)
    return replace(invoice(number), payments=(Payment(means="30", credit_transfers=transfers),))


REFUSALS = sorted(status for status in Status if is_over(status))


def stands_at(ledger: Ledger, invoice_id: int, status: Status) -> None:
    """As after the status file of its recipient."""
    with ledger.batch() as batch:
        values = {"id": invoice_id, "status": status.value}
        batch._connection.execute(text("UPDATE documents SET status = :status WHERE invoice_id = :id"), values)


def endings(ledger: Ledger, what: Invoice) -> list[str]:
    supplier = holder_of(what)
    with ledger.batch() as batch:
        return [account.ending for account in batch.bank_accounts([supplier, "somebody"]).get(supplier, ())]


def test_the_account_of_an_integrated_invoice_is_known_afterwards_and_once(ledger: Ledger) -> None:
    accepted(ledger, what=paid_on("F-1", IBAN))
    accepted(ledger, what=paid_on("F-2", f" {IBAN.lower()} "))
    assert endings(ledger, invoice("F-1")) == ["0189"]


@pytest.mark.parametrize("status", REFUSALS)
def test_what_is_refused_later_is_forgotten(ledger: Ledger, status: Status) -> None:
    document = accepted(ledger, what=paid_on("F-1", IBAN))
    assert endings(ledger, invoice("F-1")) == ["0189"]
    stands_at(ledger, document.id, status)
    assert endings(ledger, invoice("F-1")) == []


def test_another_invoice_keeps_it_known(ledger: Ledger) -> None:
    first = accepted(ledger, "1.xml", paid_on("F-1", IBAN))
    accepted(ledger, "2.xml", paid_on("F-2", IBAN))
    stands_at(ledger, first.id, Status.REJETEE)
    assert endings(ledger, invoice("F-1")) == ["0189"]


def test_few_invoices_are_kept_of_each_account(ledger: Ledger) -> None:
    for rank in range(KEPT + 3):
        accepted(ledger, f"{rank}.xml", paid_on(f"F-{rank}", IBAN))
    with ledger.batch() as batch:
        assert batch._connection.execute(text("SELECT count(*) FROM comptes")).scalar() == KEPT


@pytest.mark.parametrize("count", [KEPT - 1, KEPT, KEPT + 3])
def test_few_are_kept_of_those_that_are_recorded_together(ledger: Ledger, count: int) -> None:
    deposit = received(ledger)
    record(ledger, *(settled(deposit, rank, paid_on(f"F-{rank}", IBAN)) for rank in range(count)))
    with ledger.batch() as batch:
        assert batch._connection.execute(text("SELECT count(*) FROM comptes")).scalar() == min(count, KEPT)


@pytest.mark.parametrize("cadre", ["S3", "A9", "A1", None])
def test_the_supplier_is_the_same_in_every_cadre(ledger: Ledger, cadre: str | None) -> None:
    accepted(ledger, what=replace(paid_on("F-1", IBAN), cadre_facturation=cadre))
    assert endings(ledger, invoice("F-1")) == ["0189"]


def test_an_invoice_that_comes_again_names_its_account_once(ledger: Ledger) -> None:
    what = paid_on("F-1", IBAN)
    document = delivered(ledger, what=what)
    stands_at(ledger, document.id, Status.A_RECYCLER)
    assert endings(ledger, what) == []
    recycled(ledger, what)
    assert endings(ledger, what) == ["0189"]


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
