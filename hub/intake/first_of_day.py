"""What stays in a deposit folder is told once a day, in Paris, however many runs find it there."""

from datetime import datetime

from domain.paris_time import paris_day
from ledger import Ledger


def is_first_of_day(ledger: Ledger, key: str, now: datetime) -> bool:
    """Whether nothing was told under ``key`` on this day yet; notes that it is told now."""
    last = ledger.visits.last(key)
    if last is not None and paris_day(last) >= paris_day(now):
        return False
    ledger.visits.record(key, now)
    return True
