"""What a cell of a table of lines holds: an amount or a quantity in each way it can be understood, a rate."""

import re
from dataclasses import dataclass
from decimal import Decimal

from parsers.page.values.amounts import amounts, number

_QUANTITY = re.compile(
    r"(?P<sign>[-–]\s?)?(?P<number>\d[\d .,]*?)(?:\s?(?P<unit>(?:[^\W\d]|[²³])[^\d]{0,14}[23]?\.?))?"
)
_RATE = re.compile(r"(\d{1,2}(?:[.,]\d{1,4})?)\s?%?")
_PERCENT = re.compile(r"[-–]?\s?(\d{1,3}(?:[.,]\d{1,4})?)\s?%")
_THOUSANDS = re.compile(r"\d{1,3}[.,]\d{3}")
NOTHING = frozenset({"", "-", "–", "—", "_"})
"""Texts of cells that hold nothing."""
_HIGHEST = Decimal(30)
"""A rate above any VAT rate."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A quantity in each way it can be understood, with its unit as printed."""

    values: tuple[Decimal, ...]
    unit: str | None


def amount(text: str) -> tuple[Decimal, ...]:
    """The one amount that is all of ``text``, in each way it can be understood; empty when there is none."""
    found = list(amounts(text))
    if len(found) != 1 or text[: found[0].start].strip() or text[found[0].end :].strip(" €"):
        return ()
    return _understood(text, found[0].value)


def quantity(text: str) -> Quantity | None:
    """The quantity that is all of ``text``: ``3``, ``1,500``, ``12,5 h``."""
    match = _QUANTITY.fullmatch(text.strip())
    if match is None:
        return None
    value, _ = number(match["number"].strip(" .,"))
    if value is None:
        return None
    sign = -1 if match["sign"] else 1
    return Quantity(values=_understood(match["number"].strip(), sign * value), unit=match["unit"])


def rate(text: str) -> Decimal | None:
    """The rate of VAT in percent that is all of ``text``."""
    match = _RATE.fullmatch(text.strip())
    value = Decimal(match[1].replace(",", ".")) if match else None
    return value if value is not None and value < _HIGHEST else None


def percent(text: str) -> Decimal | None:
    """The percentage that is all of ``text``, without its sign."""
    match = _PERCENT.fullmatch(text.strip())
    return Decimal(match[1].replace(",", ".")) if match else None


def _understood(text: str, value: Decimal) -> tuple[Decimal, ...]:
    """``value``, and the other one when its only separator may be that of thousands or of decimals: ``1,500``."""
    match = _THOUSANDS.search(text)
    if match is None or match.group() != text.strip(" -–€+()"):
        return (value,)
    return value, value / 1000
