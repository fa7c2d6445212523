"""A door that does not open costs its retries once in a run, and reports its trouble once."""

from dataclasses import dataclass, field
from threading import Barrier, Thread
from typing import Any

import pytest

from connectors import Connector
from domain.errors import AccessRefused, DoorClosed, NavetteError, Unavailable, Unreachable
from domain.text import Text
from hub.runtime.closed_doors import ClosedDoors
from hub.runtime.run_counts import RunCounts, of_faults, with_closed_doors
from tests.conftest import PATIENCE


@dataclass
class Hours:
    """A clock that only moves when somebody sleeps, or an attempt takes its time."""

    now: float = 0.0
    slept: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@dataclass
class Server:
    """A server that refuses ``refusals`` times, each after ``takes`` seconds, then answers."""

    hours: Hours
    refusals: float = float("inf")
    takes: float = 0.0
    fault: NavetteError = field(default_factory=lambda: Unreachable(Text("Le serveur ne répond pas.", "No answer.")))
    attempts: int = 0

    def connect(self) -> Any:
        self.attempts += 1
        self.hours.now += self.takes
        if self.attempts <= self.refusals:
            raise self.fault
        return "ouverte"


def doors(hours: Hours, patience: float = 45.0) -> ClosedDoors:
    return ClosedDoors(patience, clock=lambda: hours.now, sleep=hours.sleep)


@pytest.mark.parametrize(
    ("takes", "slept", "attempts", "cost"),
    [(0.0, [2, 10, 30], 4, 42), (10.0, [2, 10], 3, 42), (30.0, [], 1, 30)],
)
def test_a_door_is_retried_within_the_patience_and_then_costs_nothing(
    takes: float, slept: list[float], attempts: int, cost: float
) -> None:
    hours = Hours()
    server, closed = Server(hours, takes=takes), doors(hours)
    for _ in range(5):
        with pytest.raises(DoorClosed, match="Le serveur ne répond pas") as caught:
            closed.opened("sas", server.connect)
        assert caught.value.door == "sas"
    assert (hours.slept, server.attempts, hours.now) == (slept, attempts, cost)


def test_a_server_that_comes_back_in_time_is_found_again() -> None:
    hours = Hours()
    server, closed = Server(hours, refusals=2), doors(hours)
    assert closed.opened("sas", server.connect) == "ouverte"
    assert closed.fault("sas") is None


def test_a_wrong_password_is_given_once_in_a_run() -> None:
    hours = Hours()
    server, closed = Server(hours, fault=AccessRefused(Text("Refusé.", "Refused."))), doors(hours)
    for _ in range(3):
        with pytest.raises(DoorClosed, match="Refusé"):
            closed.opened("sas", server.connect)
    assert (server.attempts, hours.slept) == (1, [])


def test_the_next_run_tries_again_and_other_doors_are_not_concerned() -> None:
    hours = Hours()
    server, closed = Server(hours, refusals=1), doors(hours, patience=0)
    with pytest.raises(DoorClosed):
        closed.opened("sas", server.connect)
    assert closed.opened("autre", lambda: Server(hours, refusals=0).connect()) == "ouverte"
    closed.forget()
    assert closed.opened("sas", server.connect) == "ouverte"


def test_threads_that_find_the_door_closed_together_retry_once_for_all() -> None:
    hours, gate, answers = Hours(), Barrier(5), list[object]()
    server, closed = Server(hours), doors(hours)

    def task() -> None:
        first = [True]

        def together() -> Connector:
            if first and first.pop():
                gate.wait(PATIENCE)
            return server.connect()  # type: ignore[no-any-return]

        with pytest.raises(DoorClosed) as caught:
            closed.opened("sas", together)
        answers.append(caught.value)

    threads = [Thread(target=task) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    assert len(answers) == 5
    assert hours.slept == [2, 10, 30]
    assert len({id(answer) for answer in answers}) == 5  # a trace belongs to one thread


def test_a_run_reports_each_closed_door_once_and_every_other_trouble() -> None:
    sas, autre = DoorClosed(Text("Muet.", "Mute."), door="sas"), DoorClosed(Text("Sourd.", "Deaf."), door="autre")
    full = Unavailable(Text("Disque plein.", "Disk full."))
    counts = [
        of_faults("papeterie", [sas, full, full]),
        of_faults("btp", [sas, autre]),
        of_faults("papeterie", [sas]),
        RunCounts(drop="calme"),
    ]
    assert [(one.drop, tuple(trouble.text.fr for trouble in one.troubles)) for one in with_closed_doors(counts)] == [
        ("papeterie", ("Disque plein.",)),
        ("btp", ()),
        ("calme", ()),
        ("sas", ("Muet.",)),
        ("autre", ("Sourd.",)),
    ]
