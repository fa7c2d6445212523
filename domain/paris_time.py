"""Moments as people in France read them; inside, every moment is aware and in UTC."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")


def jour(day: date | None) -> str:
    """``jj/mm/aaaa``; empty when there is none."""
    return day.strftime("%d/%m/%Y") if day else ""


def moment(at: datetime | None) -> str:
    """``jj/mm/aaaa hh:mm:ss`` in Paris; empty when there is none."""
    if at is None:
        return ""
    here = at.astimezone(PARIS)  # strftime takes twice as long, and a report has four on each line
    return f"{here.day:02}/{here.month:02}/{here.year:04} {here.hour:02}:{here.minute:02}:{here.second:02}"


def jour_a_paris(at: datetime) -> date:
    """The day it is in Paris at ``at``."""
    return at.astimezone(PARIS).date()
