"""What stays in a deposit folder is told once a day, in Paris, however many runs find it there."""

from datetime import datetime

from domain.paris_time import paris_day
from ledger import Ledger


def note_told_today(ledger: Ledger, key: str, now: datetime) -> bool:
    """Notes that something is told under ``key``; whether it is the first time on this day."""
    last = ledger.visits.last(key)
    if last is not None and paris_day(last) >= paris_day(now):
        return False
    ledger.visits.record(key, now)
    return True
