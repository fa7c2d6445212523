"""Dashboards of structures, kept as long as they stand: until something happens to an invoice of the structure, or
another day begins. One that takes long is not made again for a while, whatever happens; it says of which moment it is.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from threading import Lock
from time import perf_counter

from domain.notifications import LedgerPosition
from domain.paris_time import paris_day
from domain.text import Locale
from ledger import Ledger

KEPT = 64
"""Dashboards that are kept, those asked for last."""
LONG = timedelta(milliseconds=250)
"""A dashboard that takes less is made again whenever something happened."""
REST = 10
"""One that takes longer is made again after so many times as long: at most a tenth of a processor goes there."""


@dataclass(slots=True)
class _Place:
    """One dashboard of one structure; one thread at a time makes it."""

    turn: Lock = field(default_factory=Lock)
    content: bytes = b""
    """Empty: never made."""
    day: date = date.min
    made_at: datetime | None = None
    took: timedelta = timedelta(0)
    position: LedgerPosition = field(default_factory=LedgerPosition)
    """How far the ledger was when it was made, or was found to stand."""


@dataclass(frozen=True, slots=True)
class KeptDashboards:
    """Pages by structure and language; for several threads."""

    most: int = KEPT
    timer: Callable[[], float] = perf_counter
    """Seconds: how long the making of a page takes."""
    _places: OrderedDict[tuple[str, Locale], _Place] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def page(self, ledger: Ledger, structure: str, locale: Locale, now: datetime, make: Callable[[], bytes]) -> bytes:
        """The dashboard of the structure: that of before while it stands, else what ``make`` returns.

        While a thread makes it, others are given that of before, when it is of today.
        """
        place = self._place(structure, locale)
        today = paris_day(now)
        if not place.turn.acquire(blocking=place.day != today):
            return place.content
        try:
            position = ledger.notifications.position()
            if place.day == today and _stands(place, ledger, structure, position, now):
                return place.content
            began = self.timer()
            place.content = make()
            place.took = timedelta(seconds=self.timer() - began)
            place.day, place.made_at, place.position = today, now, position
            return place.content
        finally:
            place.turn.release()

    def _place(self, structure: str, locale: Locale) -> _Place:
        with self._lock:
            place = self._places.setdefault((structure, locale), _Place())
            self._places.move_to_end((structure, locale))
            while len(self._places) > self.most:
                self._places.popitem(last=False)
            return place


def _stands(place: _Place, ledger: Ledger, structure: str, position: LedgerPosition, now: datetime) -> bool:
    if position == place.position:
        return True
    if place.took >= LONG and place.made_at is not None and timedelta(0) <= now - place.made_at < REST * place.took:
        return True
    if ledger.reports.has_moved(structure, place.position, position):
        return False
    place.position = position
    return True
