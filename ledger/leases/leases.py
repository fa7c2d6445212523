"""The part of the ledger that says who is at work: leases, renewed while their holder works."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from threading import Event, Thread

from sqlalchemy import select

from domain.errors import NavetteError
from ledger.database.engine import Database
from ledger.leases import clock, holder, lapsed, standing

RENEWALS = 3
"""How often a lease is renewed in the time it lasts: two renewals may fail before it is lost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """What one piece of work claims under: a lease that nobody else has."""

    holder: str
    lasts: timedelta
    """How long after its last renewal others may take what it claimed."""


class Leases:
    """Who is at work. A hold is ended by its holder, by its time, or by anybody on the machine of a dead holder."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def take(self, lasts: timedelta) -> Hold:
        """A new hold, which nobody renews."""
        hold = Hold(holder=holder.new(), lasts=lasts)
        with self._database.write(alone=False) as connection:
            standing.stand(connection, hold.holder, lasts)
        return hold

    @contextmanager
    def holding(self, lasts: timedelta) -> Iterator[Hold]:
        """A hold within the block, renewed by a thread of its own; what was claimed and is not done at the end of the
        block is free.
        """
        hold, over = self.take(lasts), Event()
        beat = Thread(target=self._renew_until, args=[hold, over], name="lease", daemon=True)
        beat.start()
        try:
            yield hold
        finally:
            over.set()
            with suppress(NavetteError):  # the ledger does not answer: the lease ends by itself
                self.end(hold)

    def end(self, hold: Hold) -> None:
        """Ends the hold; what it claimed and did not finish is free."""
        with self._database.write(alone=False) as connection:
            lapsed.give_back(connection, hold.holder)

    def free(self) -> int:
        """Frees what holders had that are gone, of any machine; how many tasks and documents that was."""
        with self._database.read() as connection:
            gone = lapsed.gone(connection)
        if not gone:
            return 0
        with self._database.write() as connection:
            return lapsed.free(connection, gone)

    def stands(self, name: str) -> bool:
        """Whether the holder of this name has a lease in this ledger."""
        with self._database.read() as connection:
            return standing.stands(connection, name)

    def clock_ahead(self) -> timedelta:
        """How far this machine's clock is ahead of the one that leases are told by; negative: behind."""
        with self._database.read() as connection:
            theirs = connection.execute(select(clock.now(connection))).scalar_one()
            return datetime.now(UTC) - theirs

    def claim(self, hold: Hold, names: Sequence[str]) -> frozenset[str]:
        """Those of ``names`` that nobody else works at, claimed under ``hold``."""
        self.free()
        with self._database.write(alone=False) as connection:
            standing.stand(connection, hold.holder, hold.lasts)
            return standing.claim(connection, hold.holder, names)

    def claimed(self, names: Iterable[str]) -> frozenset[str]:
        """Those of ``names`` that somebody works at, once what dead holders had is free."""
        self.free()
        with self._database.read() as connection:
            return standing.claimed(connection, names)

    def at_work(self, beginning: str) -> int:
        """How many of the names that begin so another process works at; nothing is written."""
        with self._database.read() as connection:
            holders = standing.holders(connection, beginning)
            gone = set(lapsed.gone(connection)) if holders else set()
        return sum(one not in gone and not holder.is_of_this_process(one) for one in holders)

    def _renew_until(self, hold: Hold, over: Event) -> None:
        """A lease that ended, and whose work others took, is none to renew until its holder claims again."""
        while not over.wait(hold.lasts.total_seconds() / RENEWALS):
            with suppress(Exception):  # whatever it is: tried again at the next third, as long as the holder works
                self._renew(hold)

    def _renew(self, hold: Hold) -> None:
        with self._database.write(alone=False) as connection:
            standing.renew(connection, hold.holder, hold.lasts)
