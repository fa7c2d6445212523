"""What stays in a deposit folder is told once a day, in Paris, however many runs find it there.

Noted when the step that found it has its whole answer: what a step that failed and is tried again had found is told
by the next attempt.
"""

from collections.abc import Iterable
from datetime import datetime

from domain.paris_time import paris_day
from ledger import Ledger


def was_told_today(ledger: Ledger, key: str, now: datetime) -> bool:
    """Whether it was noted on this day that something is told under ``key``."""
    last = ledger.visits.last(key)
    return last is not None and paris_day(last) >= paris_day(now)


def note_told(ledger: Ledger, keys: Iterable[str], now: datetime) -> None:
    """Notes that what has these ``keys`` is told; no other run tells it on this day."""
    for key in keys:
        ledger.visits.record(key, now)
