"""Tasks of the outbox, claimed group by group: marked done, or postponed with the reason (retry: docs/retry.md); and
what one run does at a time.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import timedelta

from domain.deposit import Effect, Task
from domain.errors import LedgerError, NavetteError, Unavailable
from domain.text import Text
from hub.runtime.patience import BRIEF, patiently
from hub.runtime.station import Station
from ledger import Hold

GROUP = 500
"""Effects claimed at once."""
_LOOK = 0.5
"""Seconds between two tries to be the one that does something."""
_CHECKS = 3
"""How often in a lease a process that works asks whether what it claimed is still its own."""
_CLOCK = time.CLOCK_BOOTTIME
"""A clock that goes on while the machine is suspended."""


@contextmanager
def claimed_groups(
    station: Station, effect: Effect, targets: Sequence[str], group: int = GROUP
) -> Iterator[Iterator[tuple[Task, ...]]]:
    """The due tasks of ``targets`` in groups of ``group``, each nobody else's as long as this process works; what is
    not finished at the end of the block is free, for another try in this process too.
    """
    with holding(station) as hold:
        yield _groups(station, effect, targets, group, hold)


def _groups(
    station: Station, effect: Effect, targets: Sequence[str], group: int, hold: Hold
) -> Iterator[tuple[Task, ...]]:
    while tasks := station.ledger.outbox.claim(effect, station.clock(), limit=group, hold=hold, targets=targets):
        yield tasks


def check_of(station: Station, tasks: Sequence[Task]) -> Callable[[], None]:
    """To be asked before each thing that cannot be done twice: raises :class:`domain.errors.Unavailable` once another
    process has taken ``tasks``, which this one had claimed. That is so when this process was suspended for longer than
    a lease; the ledger is asked at first, and again after a third of a lease, however the process spent it.
    """
    due = 0.0

    def check() -> None:
        nonlocal due
        now = time.clock_gettime(_CLOCK)
        if now < due:
            return
        if not patiently(lambda: station.ledger.outbox.are_claimed(tasks), BRIEF):
            raise Unavailable(_TAKEN, _THEIRS)
        due = now + station.settings.run.lease / _CHECKS

    return check


_TAKEN = Text(
    "Ce que ce passage était en train de remettre a été repris par un autre : il a été suspendu plus longtemps que "
    "[run] lease.",
    "What this run was delivering was taken up by another one: it was suspended for longer than [run] lease.",
)
_THEIRS = Text("Ce qui reste à faire est fait par l'autre.", "The other one does what is left to do.")


def holding(station: Station) -> AbstractContextManager[Hold]:
    """A lease of ``[run] lease`` seconds within the block, renewed meanwhile."""
    return station.ledger.leases.holding(timedelta(seconds=station.settings.run.lease))


@contextmanager
def alone(station: Station, work: str, message: Text, remedy: Text, patience: float = 0.0) -> Iterator[None]:
    """Does ``work`` within the block while no other run does, on any machine that shares the ledger; a dead one does it
    no more.

    Raises :class:`domain.errors.Unavailable`, in these words, when another is at it longer than ``patience`` seconds.
    """
    until = time.monotonic() + patience
    with holding(station) as hold:
        while not station.ledger.leases.claim(hold, [work]):
            if time.monotonic() >= until:
                raise Unavailable(message, remedy)
            time.sleep(_LOOK)
        yield


def finish(station: Station, tasks: Sequence[Task], faults: Mapping[int, NavetteError]) -> int:
    """Marks ``tasks`` done, but those in ``faults`` (by task id). Returns how many are done.

    A task that failed with a :class:`LedgerError` is given up at once: it stays in the outbox, not retried, until an
    operator revives it. Any other fault postpones its task: the door may open again, the password be corrected, the
    disk be emptied, the store be mounted. After the ledger's last attempt the task is given up too.
    """
    now = station.clock()
    done = [task for task in tasks if task.id not in faults]
    station.ledger.outbox.done(done, now)
    for fault, undone in _by_fault(tasks, faults):
        if isinstance(fault, LedgerError) and not isinstance(fault, Unavailable):
            station.ledger.outbox.give_up(undone, fault.text, now)
        else:
            station.ledger.outbox.retry_later(undone, fault.text, now)
    return len(done)


def _by_fault(tasks: Sequence[Task], faults: Mapping[int, NavetteError]) -> Iterable[tuple[NavetteError, list[Task]]]:
    """The tasks of each distinct fault: a closed door is the same for hundreds of tasks, written in one statement."""
    kinds: dict[tuple[type[NavetteError], str], tuple[NavetteError, list[Task]]] = {}
    for task in tasks:
        if fault := faults.get(task.id):
            kinds.setdefault((type(fault), str(fault)), (fault, []))[1].append(task)
    return kinds.values()
