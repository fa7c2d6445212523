"""Days and moments in Paris: ``21/11/2026 14:03:05`` in French, ``2026-11-21 14:03:05`` in English, which cannot be
misread. Internally every datetime is aware and in UTC.
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from domain.text import Locale, Text

PARIS = ZoneInfo("Europe/Paris")


def french_date(day: date | None) -> str:
    """``jj/mm/aaaa``; empty when ``None``."""
    return day.strftime("%d/%m/%Y") if day else ""


def french_datetime(at: datetime | None) -> str:
    """``jj/mm/aaaa hh:mm:ss`` in Paris time; empty when ``None``."""
    if at is None:
        return ""
    here = at.astimezone(PARIS)  # strftime takes twice as long, and a report has four on each line
    return f"{here.day:02}/{here.month:02}/{here.year:04} {here.hour:02}:{here.minute:02}:{here.second:02}"


def paris_day(at: datetime) -> date:
    """The calendar day in Paris at ``at``."""
    return at.astimezone(PARIS).date()


def shown_day(day: date | None, locale: Locale) -> str:
    """The day as the language writes it; empty when there is none."""
    return day_text(day).in_(locale)


def shown_moment(at: datetime | None, locale: Locale) -> str:
    """The moment as the language writes it, to the second; empty when there is none."""
    return moment_text(at).in_(locale)


def day_text(day: date | None) -> Text:
    """The day in both languages; empty when there is none."""
    return Text(french_date(day), day.isoformat() if day else "")


def moment_text(at: datetime | None) -> Text:
    """The moment in both languages, to the second; empty when there is none."""
    return Text(french_datetime(at), f"{at.astimezone(PARIS):%Y-%m-%d %H:%M:%S}" if at else "")
