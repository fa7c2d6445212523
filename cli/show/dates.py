"""Days and moments in Paris: ``21/11/2026 14:03:05`` in French, ``2026-11-21 14:03:05`` in English."""

from datetime import date, datetime

from domain.paris_time import PARIS, french_date, french_datetime
from domain.text import Locale


def shown_day(day: date | None, locale: Locale) -> str:
    """The day; empty when there is none."""
    if day is None:
        return ""
    return day.isoformat() if locale is Locale.EN else french_date(day)


def shown_moment(at: datetime | None, locale: Locale) -> str:
    """The moment to the second; empty when there is none."""
    if at is None:
        return ""
    return at.astimezone(PARIS).strftime("%Y-%m-%d %H:%M:%S") if locale is Locale.EN else french_datetime(at)
