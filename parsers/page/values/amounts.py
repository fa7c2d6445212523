"""Parsing of printed amounts: blanks, dots, commas, signs before or after, parentheses, currencies."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

_NUMBER = r"\d{1,3}(?:(?P<sep>[ .,'’])\d{3})(?:(?P=sep)\d{3})*(?:[.,]\d{1,4})?(?!\d)|\d+(?:[.,]\d{1,4})?"
_MONEY = r"€|EUR(?:OS?)?\b|[Ee]uros?\b|\$|£|USD\b|GBP\b|CHF\b"
AMOUNT = re.compile(
    rf"(?<![\w/#])(?<!\d[.,/-])(?<!\d [.,/-])"
    rf"(?P<sign>[-–—+(]\s?)?(?P<before>(?:{_MONEY})\s?)?(?P<inner>[-–—]\s?)?"
    rf"(?P<number>{_NUMBER})"
    rf"(?P<after>\s?(?:{_MONEY}))?(?P<close>\s?[-–)](?!\s?(?!{_MONEY})\w))?(?P<end>(?:\s?(?:{_MONEY}))?)"
    r"(?![\w/°%])(?!\s?%)(?![.,/:-]\d)"
)
RATE = re.compile(r"(?<![\d.,])(\d{1,2}(?:[.,]\d{1,4})?)\s?%")
_CURRENCIES = {"€": "EUR", "E": "EUR", "$": "USD", "U": "USD", "£": "GBP", "G": "GBP", "C": "CHF"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """An amount in a text, from character ``start`` to ``end``; ``exact`` when it has cents or a currency."""

    value: Decimal
    start: int
    end: int
    exact: bool
    currency: str | None


def amounts(text: str, start: int = 0, end: int | None = None) -> Iterator[Amount]:
    """The amounts in ``text[start:end]``, without percentages and dates."""
    for match in AMOUNT.finditer(text, start, len(text) if end is None else end):
        value, cents = number(match["number"])
        if value is None:
            continue
        money = (match["before"] or match["after"] or match["end"] or "").strip()
        yield Amount(
            value=-value if _is_negative(match, text) else value,
            start=match.start(),
            end=match.end(),
            exact=cents or bool(money),
            currency=_CURRENCIES.get(money[:1].upper()) if money else None,
        )


def _is_negative(match: re.Match[str], text: str) -> bool:
    """Whether the amount is negative; a dash between blanks after a word is a separator."""
    sign, close = (match["sign"] or "").strip(), (match["close"] or "").strip()
    if sign == "(":
        return close == ")"
    before = text[: match.start()].rstrip()
    after = text[match.end() :].lstrip()
    if close in ("-", "–") and after and after[0].isalnum():
        close = ""
    if match["sign"] and match["sign"] != sign and before and before[-1].isalnum():
        sign = ""
    return sign in ("-", "–", "—") or bool(match["inner"]) or close in ("-", "–")


def number(text: str) -> tuple[Decimal | None, bool]:
    """The value of ``text`` (digits and separators) and whether it has cents; ``None`` above 15 digits.

    The last separator is the decimal one unless three digits follow it: ``1.234`` is 1234.
    """
    compact = text.replace(" ", "").replace("'", "").replace("’", "")
    cut = max(compact.rfind("."), compact.rfind(","))
    cents = cut >= 0 and len(compact) - cut - 1 != 3
    if cut >= 0 and not cents and compact[:cut].lstrip("0") == "":
        cents = True  # 0.125 is no thousand
    whole = compact[:cut] if cents else compact
    digits = whole.replace(".", "").replace(",", "")
    if len(digits) > 15 or not digits.isascii():
        return None, False
    return Decimal(f"{digits}.{compact[cut + 1 :]}" if cents else digits), cents
