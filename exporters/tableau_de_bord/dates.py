"""Days and moments as the dashboard writes them: French people's way, or ISO 8601 in English."""

from datetime import date, datetime

from domain.paris_time import PARIS, shown_day
from domain.text import Locale


def day(value: date, locale: Locale) -> str:
    """``21/11/2026``; ``2026-11-21`` in English."""
    return shown_day(value, locale)


def minute(value: datetime, locale: Locale) -> str:
    """An aware moment in Paris, to the minute."""
    local = value.astimezone(PARIS)
    return f"{local:%Y-%m-%d %H:%M}" if locale is Locale.EN else f"{local:%d/%m/%Y %H:%M}"
