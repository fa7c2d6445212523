"""What only reads cannot write: neither the part, which has no transaction for it, nor a statement in its reading."""

import inspect

import pytest
from sqlalchemy import update

from domain.errors import LedgerError
from ledger import Ledger
from ledger.database.engine import Database, ReadSide
from ledger.database.schema import deposits
from tests.ledger.facts import received

READING = {"invoices", "certificates", "follow_up", "search", "reports"}
WRITING = {"deposits", "lifecycle", "outbox", "visits", "notifications", "retention", "stores", "runs"} | {
    "accounts",
    "sessions",
    "rights",
    "api_keys",
    "drafts",
    "sollicitations",
    "leases",
    "saved_searches",
    "subscriptions",
    "identities",
}


def parts(ledger: Ledger) -> dict[str, object]:
    return {name: part for name, part in vars(ledger).items() if not name.startswith("_")}


def test_each_part_is_declared_to_read_or_to_write(ledger: Ledger) -> None:
    assert parts(ledger).keys() == READING | WRITING


@pytest.mark.parametrize("name", sorted(READING))
def test_a_part_that_only_reads_is_given_no_transaction_to_write_in(ledger: Ledger, name: str) -> None:
    part = parts(ledger)[name]
    assert inspect.signature(type(part)).parameters["database"].annotation is ReadSide
    given = vars(part)["_database"]
    assert isinstance(given, ReadSide)
    assert {each for each in dir(given) if not each.startswith("_")} == {"read"}


def test_the_database_refuses_a_write_in_a_reading(ledger: Ledger, url: str) -> None:
    deposit = received(ledger)
    database = Database(url)
    with pytest.raises(LedgerError), database.read() as connection:
        connection.execute(update(deposits).values(taken=True))
    with database.write() as connection:  # the same connection of the pool may write again
        connection.execute(update(deposits).values(taken=False))
    database.close()
    assert ledger.deposits.by_id(deposit.id) == deposit
