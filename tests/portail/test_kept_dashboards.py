"""A dashboard that is kept is the one that would be made, or one of a moment ago that says so."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Event, Thread

import pytest

from domain.text import Locale
from ledger import Ledger
from portail.kept_dashboards import KeptDashboards
from tests.ledger.empty import empty_file
from tests.ledger.facts import NOW, ROUTE, accepted, received, record, settled
from tests.ledger.test_dashboards import OTHER

SECOND = timedelta(seconds=1)


@dataclass(kw_only=True)
class Reader:
    """Somebody who looks at the dashboard of a structure; each making of it takes ``seconds``."""

    ledger: Ledger
    seconds: float = 0.01
    made: int = 0
    time: list[float] = field(default_factory=lambda: [0.0])
    kept: KeptDashboards = field(init=False)

    def __post_init__(self) -> None:
        self.kept = KeptDashboards(most=2, timer=lambda: self.time[0])

    def looks(self, now: datetime = NOW, structure: str = ROUTE.siret, locale: Locale = Locale.FR) -> bytes:
        return self.kept.page(self.ledger, structure, locale, now, self.make)

    def make(self) -> bytes:
        self.made += 1
        self.time[0] += self.seconds
        return str(self.made).encode()


@pytest.fixture
def reader(tmp_path) -> Iterator[Reader]:
    ledger = empty_file(f"sqlite:///{tmp_path}/navette.db")
    yield Reader(ledger=ledger)
    ledger.close()


def test_it_stands_until_something_happens_to_the_structure_or_the_day_ends(reader: Reader) -> None:
    assert [reader.looks(), reader.looks()] == [b"1", b"1"]
    record(reader.ledger, settled(received(reader.ledger, "other.xml"), 0, route=OTHER))
    assert reader.looks() == b"1", "an invoice of somebody else"
    accepted(reader.ledger, "mine.xml")
    assert [reader.looks(), reader.looks()] == [b"2", b"2"]
    assert reader.looks(NOW + timedelta(days=1)) == b"3", "ages are counted in days"


def test_each_language_and_structure_has_its_own_and_the_oldest_is_forgotten(reader: Reader) -> None:
    assert [reader.looks(), reader.looks(locale=Locale.EN), reader.looks(), reader.looks(structure="x")] == [
        *(b"1", b"2", b"1", b"3")
    ]
    assert reader.looks(locale=Locale.EN) == b"4"


def test_one_that_takes_long_is_not_made_again_at_once(reader: Reader) -> None:
    reader.seconds = 2.0
    assert reader.looks() == b"1"
    accepted(reader.ledger, "mine.xml")
    assert [reader.looks(NOW + 19 * SECOND), reader.looks(NOW + 20 * SECOND)] == [b"1", b"2"]
    assert reader.looks(NOW - SECOND) == b"2"


def test_who_comes_while_it_is_made_waits_only_for_the_first(reader: Reader) -> None:
    """A large one that takes a second does not hold the threads that answer."""
    assert reader.looks() == b"1"
    accepted(reader.ledger, "mine.xml")
    begun, goes_on = Event(), Event()

    def slow() -> bytes:
        begun.set()
        goes_on.wait(20)
        return b"slow"

    other = Thread(target=reader.kept.page, args=(reader.ledger, ROUTE.siret, Locale.FR, NOW, slow))
    other.start()
    assert begun.wait(20)
    assert reader.looks() == b"1"
    goes_on.set()
    other.join()
    assert reader.looks() == b"slow"


def test_what_could_not_be_made_is_not_kept(reader: Reader) -> None:
    def fails() -> bytes:
        raise RuntimeError("no disk")

    with pytest.raises(RuntimeError, match="no disk"):
        reader.kept.page(reader.ledger, ROUTE.siret, Locale.FR, NOW, fails)
    assert reader.looks() == b"1"
