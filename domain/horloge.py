"""Moments as people in France read them; inside, every moment is aware and in UTC."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")


def jour(day: date | None) -> str:
    """``jj/mm/aaaa``; empty when there is none."""
    return day.strftime("%d/%m/%Y") if day else ""


def moment(at: datetime | None) -> str:
    """``jj/mm/aaaa hh:mm:ss`` in Paris; empty when there is none."""
    return at.astimezone(PARIS).strftime("%d/%m/%Y %H:%M:%S") if at else ""


def jour_a_paris(at: datetime) -> date:
    """The day it is in Paris at ``at``."""
    return at.astimezone(PARIS).date()
