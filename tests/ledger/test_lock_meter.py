"""The bench's meter of the writers' lock, on both engines: what is told of the lock was measured while it was held."""

from bench.cluster.ledger_meter import on_the_ledger
from ledger import Ledger
from ledger.database.engine import Database
from tests.ledger.facts import accepted


def test_the_lock_is_measured_while_it_is_held_and_the_ledger_is_as_before_afterwards(ledger: Ledger) -> None:
    unmetered = Database.write
    with on_the_ledger() as meter:
        accepted(ledger, "a.xml")
        written = meter.held
        ledger.invoices.find("nothing")
    rows = {one.kind: one.rows for one in meter.statements}
    assert rows["INSERT documents"] == 1
    assert rows["INSERT certificates"] == 1
    assert meter.held == written
    assert meter.held >= meter.here > 0
    assert meter.held >= meter.commit >= 0
    assert meter.questions > sum(one.count for one in meter.statements)
    assert Database.write is unmetered
    accepted(ledger, "b.xml")
    assert meter.held == written
