"""Effects to do, taken from the ledger group by group: done, or put off with the reason, never forgotten."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta

from domain.deposit import Effect, Task
from domain.errors import LedgerError, NavetteError
from hub.runtime.station import Station

GROUP = 500
"""Effects claimed at once."""


def claimed(station: Station, effect: Effect, targets: Sequence[str], group: int = GROUP) -> Iterator[tuple[Task, ...]]:
    """Group after group of what is due for ``targets``, each held by this run until its lease ends."""
    lease = timedelta(seconds=station.settings.run.lease)
    while tasks := station.ledger.claim(effect, station.clock(), limit=group, lease=lease, targets=targets):
        yield tasks


def settle(station: Station, tasks: Sequence[Task], faults: Mapping[int, NavetteError]) -> int:
    """Marks ``tasks`` done, but those in ``faults`` (by id). Returns how many are done.

    A fault of our own memory is buried for an operator to look at; any other is put off: the door may
    open again, the password be mended, the disk be emptied. After the ledger's last attempt it is buried too.
    """
    now, locale = station.clock(), station.settings.locale
    done = [task for task in tasks if task.id not in faults]
    station.ledger.done(done, now)
    for fault, undone in _by_fault(tasks, faults):
        if isinstance(fault, LedgerError):
            station.ledger.bury(undone, fault.in_(locale), now)
        else:
            station.ledger.postpone(undone, fault.in_(locale), now)
    return len(done)


def _by_fault(tasks: Sequence[Task], faults: Mapping[int, NavetteError]) -> Iterable[tuple[NavetteError, list[Task]]]:
    """A closed door is the same fault for hundreds of tasks: they are written at once."""
    kinds: dict[tuple[type[NavetteError], str], tuple[NavetteError, list[Task]]] = {}
    for task in tasks:
        if fault := faults.get(task.id):
            kinds.setdefault((type(fault), str(fault)), (fault, []))[1].append(task)
    return kinds.values()
