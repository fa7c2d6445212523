"""Formats of identifiers, dates, amounts and rates in the French rules."""

import re
from calendar import monthrange
from decimal import Decimal
from functools import lru_cache
from math import nan

from domain.tree import collapsed
from validators.engine.rule_body import number

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
_NUMBER = _LETTERS + "+-_/"
_ADDRESS = _LETTERS + "+-_."
_DAY = re.compile(r"(20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])")
_DAY_WITH_DASHES = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
_RATE = "0123456789.+-eE"
_LONGEST_AMOUNT = 19
_LONGEST_RATE = 4
_SIREN = 9
_SIRET = 14


def is_invoice_number(text: str) -> bool:
    """Letters, digits, ``+ - _ /``; an outer line break is accepted, a space is not."""
    if not text.strip(_NUMBER):
        return bool(text)
    return " " not in text and bool(bare := collapsed(text)) and not bare.strip(_NUMBER)


def is_address(text: str) -> bool:
    """Letters, digits, ``+ - _ .``."""
    return bool(text) and not text.strip(_ADDRESS)


def is_day_with_dashes(text: str) -> bool:
    """``2026-11-22``, a day of the calendar from 2000 to 2099 (UBL)."""
    return len(text) == len("2026-11-22") and _is_day(text, _DAY_WITH_DASHES)


def is_day(text: str) -> bool:
    """``20261122``, a day of the calendar from 2000 to 2099; trailing text is ignored (CII)."""
    return _is_day(text[:8], _DAY)


@lru_cache(maxsize=4096)
def _is_day(text: str, written: re.Pattern[str]) -> bool:
    """Cached, as a batch has few distinct days."""
    found = written.fullmatch(text)
    return found is not None and int(found[3]) <= monthrange(int(found[1]), int(found[2]))[1]


def is_siren(text: str) -> bool:
    """Nine digits."""
    return len(text) == _SIREN and text.isdecimal()


def is_siret(text: str) -> bool:
    """Fourteen digits."""
    return len(text) == _SIRET and text.isdecimal()


def is_amount(text: str, places: int, *, signed: bool = True) -> bool:
    """At most 19 characters without the point (the minus sign counts), at most ``places`` decimals."""
    if text[-3:-2] == "." and 3 < len(text) <= _LONGEST_AMOUNT + 1 and (text[:-3] + text[-2:]).isdecimal():
        return True  # Fast path for the usual notation: 1234.50.
    return _is_decimal(text, places, _LONGEST_AMOUNT, signed) or _is_decimal(
        collapsed(text), places, _LONGEST_AMOUNT, signed
    )


def is_rate(text: str) -> bool:
    """At most four digits, two of them decimals: ``100.00`` is too long."""
    return _is_decimal(text, 2, _LONGEST_RATE, False) or _is_decimal(collapsed(text), 2, _LONGEST_RATE, False)


def _is_decimal(text: str, places: int, longest: int, signed: bool) -> bool:
    whole, point, rest = text.partition(".")
    if point:
        if not rest.isdecimal() or len(rest) > places or len(whole) + len(rest) > longest:
            return False
    elif len(whole) > longest:
        return False
    return whole.isdecimal() or (signed and whole[:1] == "-" and whole[1:].isdecimal())


def double(text: str) -> float:
    """``text`` as a float, like the official rules compute; NaN when it is no number."""
    bare = text.strip(" \t\r\n")
    try:
        return nan if not bare or bare.strip(_RATE) else float(bare)
    except ValueError:
        return nan


def is_close(one: float, other: float, cents: int) -> bool:
    """Whether the numbers differ by at most ``cents``, in doubles; false for NaN."""
    return abs(one - other) <= cents / 100


def is_within(whole: str, first: str, second: str, cents: int) -> bool:
    """Whether ``first`` plus ``second`` is ``whole`` to within ``cents``, in decimals; false for NaN.

    Call within a decimal context without traps.
    """
    return abs(number(whole) - number(first) - number(second)) <= Decimal(cents) / 100
