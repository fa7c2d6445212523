"""When nights began and ended, of every drop or of one, and the files that came during each."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from domain.deposit import Disposition
from domain.nights import Night
from ledger import Ledger
from tests.ledger.facts import NOW, arrival, conclude, record, settled

pytestmark = pytest.mark.parametrize("url", ["sqlite"], indirect=True)
MOMENT, HOUR = timedelta(microseconds=1), timedelta(hours=1)


def came(ledger: Ledger, at: datetime, drop: str = "atelier", *, whole: bool | None = None) -> None:
    """A file; ``whole``: integrated so or in part, not decided when it is ``None``."""
    name = f"{drop}-{ledger.deposits.last()}.xml"
    (deposit,) = ledger.deposits.receive([replace(arrival(name), drop=drop)], at)
    if whole is not None:
        more = [] if whole else [settled(deposit, 1, disposition=Disposition.REJECTED)]
        record(ledger, settled(deposit, 0), *more)
        conclude(ledger, deposit)


def test_nothing_began(ledger: Ledger) -> None:
    assert ledger.runs.last_began("atelier") is None
    assert ledger.runs.is_last_open("atelier") is False
    assert ledger.runs.last_ended() is None
    assert ledger.runs.newest(5, NOW) == ()


def test_a_night_of_one_drop_is_not_one_of_another(ledger: Ledger) -> None:
    ledger.runs.begin("menuiserie", NOW)
    assert (ledger.runs.last_began("menuiserie"), ledger.runs.last_began("atelier")) == (NOW, None)
    assert (ledger.runs.is_last_open("menuiserie"), ledger.runs.is_last_open("atelier")) == (True, False)
    ledger.runs.begin(None, NOW + HOUR)
    assert {ledger.runs.last_began(drop) for drop in ("atelier", "menuiserie")} == {NOW + HOUR}
    assert ledger.runs.is_last_open("atelier") is True


def test_the_last_night_is_the_one_that_began_last(ledger: Ledger) -> None:
    late = ledger.runs.begin(None, NOW + HOUR)
    early = ledger.runs.begin("atelier", NOW)
    assert ledger.runs.last_began("atelier") == NOW + HOUR
    ledger.runs.end(early, NOW + HOUR)
    assert ledger.runs.is_last_open("atelier") is True
    ledger.runs.end(late, NOW + 2 * HOUR)
    assert ledger.runs.is_last_open("atelier") is False
    ledger.runs.begin("menuiserie", NOW + 3 * HOUR)
    assert ledger.runs.is_last_open("atelier") is False


def test_of_two_that_began_together_the_later_one_counts(ledger: Ledger) -> None:
    first, second = ledger.runs.begin(None, NOW), ledger.runs.begin(None, NOW)
    ledger.runs.end(first, NOW + HOUR)
    assert ledger.runs.is_last_open("atelier") is True
    ledger.runs.end(second, NOW + HOUR)
    assert ledger.runs.is_last_open("atelier") is False
    assert [night.id for night in ledger.runs.newest(5, NOW)] == [second, first]


def test_the_last_end_is_the_latest_of_those_that_ended(ledger: Ledger) -> None:
    first, second = ledger.runs.begin(None, NOW), ledger.runs.begin("atelier", NOW)
    assert ledger.runs.last_ended() is None
    ledger.runs.end(first, NOW + 2 * HOUR)
    ledger.runs.end(second, NOW + HOUR)
    ledger.runs.begin(None, NOW + 3 * HOUR)
    assert ledger.runs.last_ended() == NOW + 2 * HOUR


def test_a_night_counts_the_files_that_came_from_its_beginning_to_its_end(ledger: Ledger) -> None:
    id_ = ledger.runs.begin(None, NOW)
    ledger.runs.end(id_, NOW + HOUR)
    for at in (NOW - MOMENT, NOW + HOUR + MOMENT):
        came(ledger, at)
    came(ledger, NOW, whole=True)
    came(ledger, NOW + HOUR, whole=False)
    came(ledger, NOW + HOUR, "menuiserie")
    came(ledger, NOW, "portail:12345678200018")
    assert ledger.runs.newest(5, NOW + 9 * HOUR) == (
        Night(id=id_, drop=None, began_at=NOW, ended_at=NOW + HOUR, until=NOW + HOUR, received=3, failed=2),
    )


def test_a_night_of_one_drop_counts_the_files_of_its_folders(ledger: Ledger) -> None:
    ledger.runs.end(ledger.runs.begin("atelier", NOW), NOW + HOUR)
    for drop in ("atelier", "statuts:atelier", "menuiserie", "statuts:menuiserie", "atelier:autre"):
        came(ledger, NOW, drop)
    (night,) = ledger.runs.newest(5, NOW)
    assert (night.drop, night.received, night.failed) == ("atelier", 2, 2)


def test_a_night_that_did_not_end_lasts_until_the_next_one_or_now(ledger: Ledger) -> None:
    for hours in (0, 2):
        ledger.runs.begin(None, NOW + hours * HOUR)
    for at in (NOW + HOUR, NOW + 3 * HOUR, NOW + 4 * HOUR, NOW + 4 * HOUR + MOMENT):
        came(ledger, at)
    last, first = ledger.runs.newest(5, NOW + 4 * HOUR)
    assert (first.until, first.ended_at, first.received) == (NOW + 2 * HOUR, None, 1)
    assert (last.until, last.ended_at, last.received) == (NOW + 4 * HOUR, None, 2)


def test_so_many_nights_are_listed_the_newest_first(ledger: Ledger) -> None:
    ids = [ledger.runs.begin(None, NOW + rank * HOUR) for rank in (1, 2, 0)]
    assert [night.id for night in ledger.runs.newest(2, NOW + 9 * HOUR)] == [ids[1], ids[0]]
