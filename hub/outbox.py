"""Effects to do, taken from the ledger group by group: done, or put off with the reason, never forgotten."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta

from domain.deposit import Effect, Task
from domain.errors import LedgerError, NavetteError
from hub.station import Station

GROUP = 500
"""Effects claimed at once."""


def claimed(place: Station, effect: Effect, targets: Sequence[str], group: int = GROUP) -> Iterator[tuple[Task, ...]]:
    """Group after group of what is due for ``targets``, each held by this run until its lease ends."""
    lease = timedelta(seconds=place.settings.run.lease)
    while tasks := place.ledger.claim(effect, place.clock(), limit=group, lease=lease, targets=targets):
        yield tasks


def settle(place: Station, tasks: Iterable[Task], faults: Mapping[int, NavetteError]) -> int:
    """Marks ``tasks`` done, but those in ``faults`` (by id). Returns how many are done.

    A fault of our own memory is buried for an operator to look at; any other is put off: the door may
    open again, the password be mended, the disk be emptied. After the ledger's last attempt it is buried too.
    """
    now = place.clock()
    done = [task for task in tasks if task.id not in faults]
    place.ledger.done(done, now)
    for task in tasks:
        fault = faults.get(task.id)
        if isinstance(fault, LedgerError):
            place.ledger.bury((task,), str(fault), now)
        elif fault is not None:
            place.ledger.postpone((task,), str(fault), now)
    return len(done)
