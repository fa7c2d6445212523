"""How long what the dead held stays theirs, by the clock of the database."""

from contextlib import suppress
from datetime import datetime
from threading import Event, Thread

import psycopg

from tests.campaigns.machines.place import Place

HELD = """\
select clock_timestamp(), array(select holder from leases union select holder from claims
union select holder from outbox where state = 'todo' and holder is not null)"""
AT_MOST = 60.0
"""Seconds that anything may wait for a dead machine."""


class Waiting(Thread):
    """Looks each second. Only time counts in which a run is under way and all it needs is there."""

    def __init__(self, place: Place, url: str) -> None:
        super().__init__(daemon=True)
        self._place, self._url, self._over = place, url, Event()
        self._dead: dict[str, float] = {}
        self.longest = 0.0
        """Seconds that what a dead process held stayed its own."""

    def died(self, mark: str) -> None:
        """Holders that begin with ``mark`` are dead from now on."""
        self._dead[mark] = 0.0

    def end(self) -> None:
        """Looks no more."""
        self._over.set()
        self.join()

    def run(self) -> None:
        """Until it is ended."""
        last: datetime | None = None
        while not self._over.wait(1.0):
            whole, found = self._place.is_whole, self._look()
            if found is None:
                last = None
                continue
            now, holders = found
            self._count((now - last).total_seconds() if last and whole else 0.0, holders)
            last = now

    def _look(self) -> tuple[datetime, list[str]] | None:
        with suppress(psycopg.Error), psycopg.connect(self._url, connect_timeout=5) as connection:
            row = connection.execute(HELD).fetchone()
            return row if row is None else (row[0], row[1])
        return None

    def _count(self, seconds: float, holders: list[str]) -> None:
        for mark in list(self._dead):
            if any(holder.startswith(mark) for holder in holders):
                self._dead[mark] += seconds
                self.longest = max(self.longest, self._dead[mark])
            else:
                del self._dead[mark]
