"""Days as they begin in Paris, as moments the database compares."""

from datetime import date, datetime, time

from domain.paris_time import PARIS


def midnight(day: date) -> datetime:
    """The moment ``day`` begins in Paris."""
    return datetime.combine(day, time(), PARIS)
