"""Parsing of printed amounts: blanks, dots, commas, signs before or after, parentheses, currencies."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from parsers.page.values.currencies import AFTER, EUROS, MONEY, code

MINUS = "-–—−‐‑"
_GROUPS = r"\d{1,3}(?P<sep>[ .,'’])\d{3}(?:(?P=sep)\d{3})*(?:[.,]\d{1,4})?(?!\d)"
_GLYPH = r"[/?_□·•¬~¤†‡Êá�]|Â|â€.?"
"""What fonts without a narrow or fixed blank draw in its place, and what a wrong encoding makes of it."""
_MISDRAWN = rf"\d{{1,3}}(?P<odd> ?(?:{_GLYPH})|(?:{_GLYPH}) )\d{{3}}(?:(?P=odd)\d{{3}})*[.,]\d\d(?!\d)"
_EUROS_CENTS = (
    rf"(?P<euros>\d{{1,3}}(?:[ .'’]\d{{3}})+|\d+)\s?(?:{EUROS}|EUR(?=\d))\s?(?:et\s)?(?P<cents>\d\d)"
    r"(?:\s?(?:cts?|centimes?)\b)?(?!\s?(?!HT\b|TTC\b|TVA\b|H\.T|T\.T)[^\W\d]\w)(?!\s?[\d%])(?![.,]\d)"
)
"""``1234€50``, ``1 234 euros et 50 centimes``."""
AMOUNT = re.compile(
    rf"(?<![\w/#])(?<!\d[.,/-])(?<!\d [.,/-])"
    rf"(?P<sign>[{MINUS}+(]\s?)?(?P<before>(?:{MONEY})\s?)?(?P<inner>[{MINUS}]\s?)?"
    rf"(?P<number>{_EUROS_CENTS}|{_MISDRAWN}|{_GROUPS}|\d+(?:[.,]\d{{1,4}})?)"
    rf"(?P<after>\s?(?:{AFTER}))?(?P<close>\s?[{MINUS})](?!\s?(?!{MONEY})\w))?(?P<end>(?:\s?(?:{AFTER}))?)"
    r"(?![\w/°%])(?!\s?%)(?![.,/:-]\d)"
)
_CENTS_APART = re.compile(r"(?: [.,] ?|[.,] )\d\d(?![\d.,]*\d)")
"""Cents with a blank beside their comma, after the euros."""
RATE = re.compile(r"(?<![\d.,])(\d{1,2}(?:[.,]\d{1,4})?)\s?%")
_DIGIT = re.compile(r"\d")
_BLANKS = re.compile(rf"[ '’]|{_GLYPH}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """An amount in a text, from character ``start`` to ``end``; ``exact`` when it has cents or a currency."""

    value: Decimal
    start: int
    end: int
    exact: bool
    currency: str | None
    other: Decimal | None = None
    """The other reading of three figures after a single point or comma: ``18.757`` is 18757 or 18.757."""


def amounts(text: str, start: int = 0, end: int | None = None) -> Iterator[Amount]:
    """The amounts in ``text[start:end]``, without percentages and dates."""
    if start == 0 and end is None:
        return iter(_all_of(text) if _DIGIT.search(text) else ())
    return _found(text, start, len(text) if end is None else end)


@lru_cache(maxsize=512)
def _all_of(text: str) -> tuple[Amount, ...]:
    """The amounts in ``text``, kept: the cells of a page are read several times."""
    return tuple(_found(text, 0, len(text)))


def _found(text: str, start: int, end: int) -> Iterator[Amount]:
    after = start
    for match in AMOUNT.finditer(text, start, end):
        if match.start("number") < after:
            continue
        apart = None if match["cents"] else _CENTS_APART.match(text, match.end("number"), end)
        if apart is not None:
            after = apart.end()  # only one number together with these cents
            continue
        value, cents = (in_cents(match), True) if match["cents"] else number(match["number"])
        decimals = None if match["cents"] else _decimals(match["number"])
        if value is None:
            continue
        money = match["before"] or match["after"] or match["end"] or ("€" if match["cents"] else "")
        sign = -1 if _is_negative(match, text) else 1
        yield Amount(
            value=sign * value,
            start=match.start(),
            end=match.end(),
            exact=cents or bool(money),
            currency=code(money),
            other=None if decimals is None else sign * decimals,
        )


def in_cents(match: re.Match[str]) -> Decimal:
    return Decimal(re.sub(r"\D", "", match["euros"]) + "." + match["cents"])


def _is_negative(match: re.Match[str], text: str) -> bool:
    """Whether the amount is negative; a dash between blanks after a word is a separator."""
    if not (match["sign"] or match["close"] or match["inner"]):
        return False
    sign, close = (match["sign"] or "").strip(), (match["close"] or "").strip()
    if sign == "(":
        return close == ")"
    before = text[: match.start()].rstrip()
    after = text[match.end() :].lstrip()
    if close and close in MINUS and after and after[0].isalnum():
        close = ""
    if match["sign"] and match["sign"] != sign and before and before[-1].isalnum():
        sign = ""
    return bool(sign and sign in MINUS) or bool(match["inner"]) or bool(close and close in MINUS)


def number(text: str) -> tuple[Decimal | None, bool]:
    """The value of ``text`` (digits and separators) and whether it has cents; ``None`` above 15 digits.

    The last separator is the decimal one unless three digits follow it and it may group thousands: ``1.234`` is 1234,
    ``1 234.567`` and ``1234.567`` have decimals.
    """
    compact = _BLANKS.sub("", text)
    cut = max(compact.rfind("."), compact.rfind(","))
    cents = cut >= 0 and (len(compact) - cut - 1 != 3 or not _may_group(compact, cut, blank=compact != text))
    whole = compact[:cut] if cents else compact
    digits = whole.replace(".", "").replace(",", "")
    if len(digits) > 15 or not digits.isascii():
        return None, False
    return Decimal(f"{digits}.{compact[cut + 1 :]}" if cents else digits), cents


def _may_group(compact: str, cut: int, *, blank: bool) -> bool:
    """Whether the separator at ``cut``, which three digits follow, may separate thousands."""
    before = compact[:cut].replace(compact[cut], "")
    if blank or not before.isdigit() or not before.lstrip("0"):
        return False  # another separator groups the thousands; 0.125 is no thousand
    return compact.count(compact[cut]) > 1 or len(before) <= 3


def _decimals(text: str) -> Decimal | None:
    """The value of ``18.757`` with three decimals; ``None`` when its separator is plainly one or the other."""
    if len(text) < 5 or text[-4] not in ".,":
        return None
    head, tail = text[:-4], text[-3:]
    return Decimal(f"{head}.{tail}") if head.isdigit() and head[0] != "0" and len(head) <= 3 else None
