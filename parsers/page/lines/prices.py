"""Quantities, prices and discounts of lines: kept only where they compute the amount of each line."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import product

from parsers.page.lines import values
from parsers.page.lines.values import NOTHING, Quantity

_CENT = Decimal("0.01")
_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """The cells of one line that compute its ``amount``; ``None`` for a column that the table does not have."""

    quantity: str | None
    prices: tuple[str, ...]
    discount: str | None
    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Priced:
    """What computes the amount of one line; ``discount`` is the amount taken off, ``percent`` its rate."""

    quantity: Decimal | None = None
    unit: str | None = None
    price: Decimal | None = None
    discount: Decimal | None = None
    percent: Decimal | None = None


def priced(lines: Sequence[Printed]) -> list[Priced] | None:
    """Quantity, price and discount of each line, read in one way for all; ``None`` when they do not compute the
    amounts.
    """
    columns = len(lines[0].prices)
    if columns == 0:
        return _all(_unpriced(line) for line in lines)
    for rank, taken_off in product(range(columns), _DISCOUNTS):
        found = _all(_one(line, line.prices[rank], taken_off) for line in lines)
        if found is not None:
            return found
    return None


def _all(found: Iterable[Priced | None]) -> list[Priced] | None:
    done = []
    for one in found:
        if one is None:
            return None
        done.append(one)
    return done


def _unpriced(line: Printed) -> Priced | None:
    """A line of a table without prices: its quantity has to be a number, and no discount can be checked."""
    if line.discount is not None and line.discount not in NOTHING:
        return None
    if line.quantity is None or line.quantity in NOTHING:
        return Priced()
    read = values.quantity(line.quantity)
    return None if read is None or len(read.values) > 1 else Priced(quantity=read.values[0], unit=read.unit)


type_discount = Callable[[str, Decimal, Decimal], Decimal | None]


def _one(line: Printed, price_text: str, taken_off: type_discount) -> Priced | None:
    if line.quantity in (None, *NOTHING) and price_text in NOTHING:
        return Priced() if line.discount in (None, *NOTHING) else None
    prices = values.amount(price_text)
    read = Quantity(values=(Decimal(1),), unit=None)
    if line.quantity is not None and line.quantity not in NOTHING:
        found = values.quantity(line.quantity)
        if found is None:
            return None
        read = found
    elif line.quantity is not None and line.amount not in prices:
        return None
    for count, price in product(read.values, prices):
        discount = taken_off(line.discount or "", count, price)
        if discount is None or abs(_cents(count * price - discount) - line.amount) > _CENT:
            continue
        return Priced(
            quantity=count if line.quantity not in (None, *NOTHING) else None,
            unit=read.unit,
            price=price,
            discount=_cents(count * price) - line.amount if discount else None,
            percent=_rate(line.discount or "") if discount and taken_off is _percent else None,
        )
    return None


def _none(text: str, count: Decimal, price: Decimal) -> Decimal | None:  # noqa: ARG001
    """No discount, or one that is in the price already."""
    return _ZERO


def _percent(text: str, count: Decimal, price: Decimal) -> Decimal | None:
    rate = _rate(text)
    return None if rate is None else count * price * rate / 100


def _of_line(text: str, count: Decimal, price: Decimal) -> Decimal | None:  # noqa: ARG001
    return _off(text)


def _of_one(text: str, count: Decimal, price: Decimal) -> Decimal | None:  # noqa: ARG001
    off = _off(text)
    return None if off is None else off * count


_DISCOUNTS: tuple[type_discount, ...] = (_none, _percent, _of_line, _of_one)


def _rate(text: str) -> Decimal | None:
    """A discount in percent; nothing is zero."""
    if text in NOTHING:
        return _ZERO
    bare = values.percent(text if "%" in text else f"{text} %")
    return bare if bare is not None and bare <= 100 else None


def _off(text: str) -> Decimal | None:
    """A discount as an amount, whatever its sign; nothing is zero."""
    if text in NOTHING:
        return _ZERO
    found = values.amount(text)
    return abs(found[0]) if len(found) == 1 else None


def _cents(value: Decimal) -> Decimal:
    return value.quantize(_CENT, ROUND_HALF_UP)
