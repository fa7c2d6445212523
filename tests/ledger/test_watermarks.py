"""Where the ledger is, and was at a moment: the last number of each table before it, to the very row."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Connection, insert

from domain.notifications import LedgerPosition
from ledger import Ledger
from ledger.database.schema import actions, events, visits
from ledger.notifications.watermarks import Watermark
from tests.ledger.facts import NOW, accepted, arrival, conclude

pytestmark = pytest.mark.parametrize("url", ["sqlite"], indirect=True)
MOMENT, HOUR = timedelta(microseconds=1), timedelta(hours=1)


def happened(connection: Connection, hours: Sequence[int]) -> None:
    """An event and two actions at each hour."""
    event = {"invoice_id": 1, "status": "DEPOSEE", "actor": "navette", "motif": ""}
    action = {"invoice_id": 1, "action": "CODE_RECU", "actor": "navette", "detail": ""}
    connection.execute(insert(events), [{**event, "at": NOW + hour * HOUR} for hour in hours])
    connection.execute(insert(actions), [{**action, "at": NOW + hour * HOUR} for hour in hours for _ in range(2)])


@pytest.mark.parametrize("last", range(8))
def test_the_numbers_before_a_moment_are_found_to_the_row(ledger: Ledger, last: int) -> None:
    accepted(ledger)  # the first event, at NOW
    with ledger._database.write() as connection:
        if last:
            happened(connection, range(1, last + 1))
    for hour in range(-1, last + 2):
        at = NOW + hour * HOUR
        found = ledger.notifications.position(at)
        before = min(max(hour, 0), last + 1)
        assert (found.event, found.action) == (before, 2 * min(max(hour - 1, 0), last))
        reached = ledger.notifications.position(at + MOMENT)
        assert (reached.event, reached.action) == (min(max(hour + 1, 0), last + 1), 2 * min(max(hour, 0), last))


def test_several_rows_of_one_moment_are_all_before_or_all_after(ledger: Ledger) -> None:
    accepted(ledger)
    with ledger._database.write() as connection:
        happened(connection, [1, 1, 1, 2])
    assert ledger.notifications.position(NOW + HOUR).event == 1
    assert ledger.notifications.position(NOW + HOUR + MOMENT).event == 4


def test_numbers_that_are_missing_are_passed_over(ledger: Ledger) -> None:
    """PostgreSQL leaves numbers out when a transaction is given up."""
    accepted(ledger)
    event = {"invoice_id": 1, "status": "DEPOSEE", "actor": "navette", "motif": ""}
    with ledger._database.write() as connection:
        rows = [{**event, "id": id_, "at": NOW + hour * HOUR} for hour, id_ in enumerate((5, 6, 9), 1)]
        connection.execute(insert(events), rows)
    for hour, (before, after) in enumerate(((0, 1), (1, 5), (5, 6), (6, 9), (9, 10))):
        assert before <= ledger.notifications.position(NOW + hour * HOUR).event < after


def received_at(ledger: Ledger, name: str, at: datetime) -> int:
    (deposit,) = ledger.deposits.receive([arrival(name)], at)
    conclude(ledger, deposit)
    return deposit.id


def test_reports_of_files_that_came_since_are_still_to_be_told(ledger: Ledger) -> None:
    """Each deposit that is concluded adds two tasks: taken out of its drop, then reported."""
    assert ledger.notifications.position(NOW) == LedgerPosition()
    for rank, name in enumerate("abc"):
        received_at(ledger, f"{name}.xml", NOW + rank * HOUR)
    found = [ledger.notifications.position(NOW + hours * HOUR).account for hours in range(4)]
    assert found == [1, 3, 5, 6]
    assert ledger.notifications.position(NOW + MOMENT).account == 3
    assert ledger.notifications.position().account == 6


def test_how_far_a_channel_was_sent_is_its_own(ledger: Ledger) -> None:
    first = Watermark(at=NOW, position=LedgerPosition(event=1, action=2, account=3, troubles="0123456789abcdef"))
    second = Watermark(at=NOW + HOUR, position=LedgerPosition(event=10**18, action=0, account=7))
    assert ledger.notifications.watermarks(["a", "b"]) == {}
    ledger.notifications.set_watermark("a", first)
    ledger.notifications.set_watermark("b", first)
    ledger.notifications.set_watermark("a", second)
    assert ledger.notifications.watermarks(["a", "b", "c"]) == {"a": second, "b": first}
    assert ledger.notifications.watermarks(["b"]) == {"b": first}


@pytest.mark.parametrize(
    "mark", [None, "", "event=1", "event=1 action=2 account=3 troubles=xyz", "event= action= account= troubles="]
)
def test_a_mark_that_is_none_says_nothing(ledger: Ledger, mark: str | None) -> None:
    with ledger._database.write() as connection:
        connection.execute(insert(visits).values(reader="a", at=NOW, mark=mark))
    assert ledger.notifications.watermarks(["a"]) == {}
