"""The part of the ledger that holds the tasks still to be done outside it, and their retries."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection

from domain.deposit import Effect, Task
from domain.open_effects import OpenEffects, OpenTask
from domain.text import Text
from ledger.database.engine import Database
from ledger.leases import standing
from ledger.leases.leases import Hold
from ledger.outbox import open_tasks, queue
from ledger.outbox.queue import DoneTask, GivenUpTask, HeldTasks

Consequences = Callable[[Connection, Sequence[DoneTask], datetime], None]
"""Writes what follows from tasks that were done, in the transaction that marks them done."""


class Outbox:
    """Tasks: claimed under a hold, then done, retried later or given up."""

    def __init__(self, database: Database, consequences: Consequences) -> None:
        self._database = database
        self._consequences = consequences

    def claim(
        self, effect: Effect, now: datetime, *, limit: int, hold: Hold, targets: Sequence[str] | None = None
    ) -> tuple[Task, ...]:
        """Up to ``limit`` due tasks of these targets, claimed under ``hold``; two holds never have the same one."""
        with self._database.write(alone=False) as connection:
            standing.stand(connection, hold.holder, hold.lasts)
            return queue.claim(connection, effect, now, limit=limit, holder=hold.holder, targets=targets)

    def held(self) -> Mapping[tuple[Effect, str], HeldTasks]:
        """The tasks that somebody holds, by effect and target."""
        with self._database.read() as connection:
            return queue.held(connection)

    def are_claimed(self, tasks: Sequence[Task]) -> bool:
        """Whether every one of ``tasks`` is still claimed as it was given: no other has freed, claimed or done it."""
        with self._database.read() as connection:
            return queue.are_claimed(connection, tasks)

    def targets(self, effect: Effect, now: datetime) -> tuple[str, ...]:
        """Every target with a due task, in order."""
        with self._database.read() as connection:
            return queue.targets(connection, effect, now)

    def done(self, tasks: Sequence[Task], now: datetime) -> None:
        """The tasks are done: a delivered invoice is MISE_A_DISPOSITION, a taken deposit has left its drop."""
        with self._database.write() as connection:
            self._consequences(connection, queue.done(connection, tasks, now), now)

    def retry_later(self, tasks: Sequence[Task], reason: Text, now: datetime) -> None:
        """Makes the tasks due again after the next delay (docs/retry.md); gives up those attempted too often."""
        with self._database.write() as connection:
            queue.retry_later(connection, tasks, reason, now)

    def give_up(self, tasks: Sequence[Task], reason: Text, now: datetime) -> None:
        """The tasks are not retried until an operator revives them."""
        with self._database.write() as connection:
            queue.give_up(connection, tasks, reason, now)

    def given_up(self) -> tuple[GivenUpTask, ...]:
        """Every task given up, with the reason, oldest first."""
        with self._database.read() as connection:
            return queue.given_up(connection)

    def open_effects(self, now: datetime) -> tuple[OpenEffects, ...]:
        """What is not done, by effect, target and state: how many, since when, until when and why; those given up
        too.
        """
        with self._database.read() as connection:
            return open_tasks.open_effects(connection, now)

    def open_tasks(self, now: datetime, most: int | None = None) -> tuple[OpenTask, ...]:
        """Each effect that is not done, with the invoice or the file it is about; those given up too. ``most``: no more
        than so many that wait and so many given up, the oldest.
        """
        with self._database.read() as connection:
            return open_tasks.open_tasks(connection, now, most)

    def undelivered(self) -> Mapping[str, int]:
        """By drop of origin, how many invoices are not with their recipient or valideur yet, given up or not."""
        with self._database.read() as connection:
            return open_tasks.undelivered(connection)

    def waiting(self) -> Mapping[Effect, int]:
        """How many tasks of each effect are not done yet, those given up apart."""
        with self._database.read() as connection:
            return queue.waiting(connection)
