"""What dies in a night, when, and for how long."""

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from signal import SIGTERM
from threading import Event, Thread

from tests.campaigns.faults.processes import kill
from tests.campaigns.faults.scene import TOO_LATE, records
from tests.campaigns.machines import network
from tests.campaigns.machines.machine import Machine
from tests.campaigns.machines.place import LEASE, Place
from tests.campaigns.machines.service import Service
from tests.campaigns.machines.waiting import Waiting


class Strike(StrEnum):
    """What is struck; the first of a night is that whose turn it is."""

    WORKER = "a worker killed (-9)"
    MACHINE = "a machine gone, nobody told"
    SCHEDULER = "the scheduler killed (-9)"
    DATABASE = "PostgreSQL killed (-9)"
    BUCKET = "the S3 server killed (-9)"
    RUN = "the run killed (-9)"
    HEAD = "the machine of the run gone"
    POOL = "a process that reads killed (-9)"
    CUT = "a machine cut off for a while"
    ENDED = "a worker ended (SIGTERM)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A strike that was drawn."""

    strike: Strike
    share: float
    """How much of the night's records there are when it comes."""
    away: float
    """Seconds until what was struck is there again."""
    rank: int
    """The machine."""
    lone: bool
    """Whether the next one waits until this one is over."""

    def line(self) -> str:
        """It, in words."""
        return f"{self.strike.name.lower()} {self.share:.2f} {self.away:.0f} s"


def planned(seed: int, number: int, machines: int) -> list[Planned]:
    """The strikes of a night, in their order."""
    chance = random.Random(f"{seed}-{number}")
    kinds = list(Strike)
    drawn = [kinds[number % len(kinds)], *chance.choices(kinds, k=chance.randint(1, 3))]
    shares = sorted(chance.uniform(0, 0.95) for _ in drawn)
    chance.shuffle(drawn)
    return [
        Planned(
            strike=strike, share=share, away=_away(strike, chance), rank=chance.randrange(machines),
            lone=chance.random() < 0.6,
        )
        for strike, share in zip(drawn, shares, strict=True)
    ]  # fmt: skip


def _away(strike: Strike, chance: random.Random) -> float:
    if strike is Strike.CUT:
        return chance.choice([chance.uniform(5, LEASE), chance.uniform(LEASE, 1.5 * LEASE)])
    return chance.choice([0.0, chance.uniform(0, 20)])


def struck(place: Place, one: Planned, waiting: Waiting) -> Callable[[], None] | None:
    """Strikes; what is returned brings back what was struck, ``None`` where that comes back by itself, or is away by an
    earlier strike.
    """
    return _STRIKES[one.strike](place, one, waiting)


def _worker(place: Place, one: Planned, waiting: Waiting) -> None:
    _signalled(place.workers[one.rank], waiting)


def _run(place: Place, one: Planned, waiting: Waiting) -> None:
    _signalled(place.head, waiting)


def _signalled(machine: Machine, waiting: Waiting) -> None:
    for process in machine.command():
        mark = machine.mark(process)
        kill([process])
        waiting.died(mark)


def _ended(place: Place, one: Planned, waiting: Waiting) -> None:
    kill(place.workers[one.rank].command(), SIGTERM)


def _pool(place: Place, one: Planned, waiting: Waiting) -> None:
    kill(sorted(place.workers[one.rank].pool())[:1])


def _machine(place: Place, one: Planned, waiting: Waiting) -> Callable[[], None] | None:
    return _off(place.workers[one.rank], waiting)


def _head(place: Place, one: Planned, waiting: Waiting) -> None:
    _off(place.head, waiting)


def _off(machine: Machine, waiting: Waiting) -> Callable[[], None] | None:
    if not machine.is_on:
        return None
    mark = machine.mark()
    machine.stop()
    waiting.died(mark)
    return machine.start


def _cut(place: Place, one: Planned, waiting: Waiting) -> Callable[[], None] | None:
    machine = place.workers[one.rank]
    if not machine.is_on:
        return None
    network.unplug(machine.name)
    return machine.plug


def _scheduler(place: Place, one: Planned, waiting: Waiting) -> Callable[[], None] | None:
    return _killed(place.scheduler)


def _bucket(place: Place, one: Planned, waiting: Waiting) -> Callable[[], None] | None:
    return _killed(place.bucket)


def _killed(service: Service) -> Callable[[], None] | None:
    if not service.is_on:
        return None
    service.stop()
    return service.begin


def _database(place: Place, one: Planned, waiting: Waiting) -> Callable[[], None] | None:
    if not place.is_database_on:
        return None
    place.end_database()
    return place.start_database


_STRIKES: dict[Strike, Callable[[Place, Planned, Waiting], Callable[[], None] | None]] = {
    Strike.WORKER: _worker,
    Strike.MACHINE: _machine,
    Strike.SCHEDULER: _scheduler,
    Strike.DATABASE: _database,
    Strike.BUCKET: _bucket,
    Strike.RUN: _run,
    Strike.HEAD: _head,
    Strike.POOL: _pool,
    Strike.CUT: _cut,
    Strike.ENDED: _ended,
}


class Striker(Thread):
    """Strikes as planned, each when the ledger holds its share of what it will hold at the end."""

    def __init__(self, place: Place, plan: Sequence[Planned], records: int, waiting: Waiting) -> None:
        """``records``: what the ledger will hold."""
        super().__init__(daemon=True)
        self._place, self._plan, self._records, self._waiting = place, plan, records, waiting
        self.over = Event()
        """Set when the run said that all is done: what did not come until then does not come."""
        self.told: list[str] = []
        self.failed: list[str] = []
        self._back: list[Thread] = []

    def run(self) -> None:
        """Until the last is over, and all is there again."""
        for one in self._plan:
            while not self.over.is_set() and records(self._place.world) < one.share * self._records:
                time.sleep(0.2)
            late = f" {TOO_LATE}" if self.over.is_set() else ""
            self.told.append(one.line() + late)
            if not late:
                self._guarded(partial(self._strike, one))
        for thread in self._back:
            thread.join()

    def end(self) -> None:
        """Nothing more is struck; all is there again when this returns."""
        self.over.set()
        self.join()

    def _strike(self, one: Planned) -> None:
        back = struck(self._place, one, self._waiting)
        if back is None:
            return
        thread = Thread(target=self._guarded, args=[partial(_after, one.away, back)], daemon=True)
        thread.start()
        self._back.append(thread)
        if one.lone:
            thread.join()

    def _guarded(self, act: Callable[[], None]) -> None:
        """A mistake of the campaign is told, and ends no night."""
        try:
            act()
        except Exception as error:  # noqa: BLE001
            self.failed.append(f"the campaign itself: {error!r}")


def _after(seconds: float, act: Callable[[], None]) -> None:
    time.sleep(seconds)
    act()
