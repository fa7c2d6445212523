"""Dates and datetimes in Paris time and French notation; internally every datetime is aware and in UTC."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

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
