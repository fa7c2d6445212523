"""Numbers and days of an invoice as people read them; empty when there are none."""

from datetime import date
from decimal import Decimal

from domain.horloge import jour
from domain.invoice import Period
from domain.text import Locale
from exporters.typographie import INSECABLE, amount


def money(value: Decimal | None, devise: str, locale: Locale) -> str:
    """``1 234,56 €``; without a currency, ``1 234,56``."""
    return "" if value is None else amount(format(value, "f"), devise, locale)


def quantity(value: Decimal | None, locale: Locale) -> str:
    """``12``, ``1,5``: no zero that says nothing."""
    if value is None:
        return ""
    shown = amount(format(value, "f"), "", locale)
    mark = "." if locale is Locale.EN else ","
    return shown.rstrip("0").rstrip(mark) if mark in shown else shown


def percent(value: Decimal | None, locale: Locale) -> str:
    """``5,5 %``."""
    return f"{quantity(value, locale)}{INSECABLE if locale is Locale.FR else ''}%" if value is not None else ""


def on(value: date | None, locale: Locale) -> str:
    """``11/03/2026``; English keeps ISO 8601."""
    return "" if value is None else value.isoformat() if locale is Locale.EN else jour(value)


def span(period: Period | None, locale: Locale) -> str:
    """``du 01/02/2026 au 28/02/2026``."""
    if period is None:
        return ""
    start, end = on(period.start, locale), on(period.end, locale)
    words = (("from", "to") if end else ("from", "")) if locale is Locale.EN else (("du", "au") if end else ("du", ""))
    if not start:
        return f"{'until' if locale is Locale.EN else 'au'} {end}" if end else ""
    return f"{words[0]} {start} {words[1]} {end}".rstrip()
