"""Amounts whose cents are apart from their euros by a blank, or by a comma with blanks beside it."""

import re
from dataclasses import replace

from parsers.page.values.amounts import MINUS, Amount, in_cents
from parsers.page.values.currencies import EUROS, MONEY, code

_SPACED = re.compile(
    rf"[^{MINUS}(\w]*(?P<sign>[{MINUS}(]\s?)?(?:(?:{EUROS})\s?)?(?P<euros>\d{{1,3}}(?: \d{{3}})*|\d+) (?P<cents>\d\d)"
    rf"(?P<money>\s?(?:{EUROS}))?(?P<close>\s?[{MINUS})])?\W*$"
)
_LOOSE = re.compile(
    rf"[^{MINUS}(\w€$£]*(?P<sign>[{MINUS}(]\s?)?(?P<before>(?:{MONEY})\s?)?"
    r"(?P<euros>\d{1,3}(?P<sep>[ .,'’])\d{3}(?:(?P=sep)\d{3})*|\d+)(?: [.,] ?|[.,] )(?P<cents>\d\d)"
    rf"(?P<money>\s?(?:{MONEY}))?(?P<close>\s?[{MINUS})])?(?:\s?(?:TTC|HT|T\.T\.C\.?|H\.T\.?))?\W*$"
)


def loose_cents(text: str, start: int = 0, end: int | None = None) -> Amount | None:
    """The amount that is all of ``text[start:end]``, with blanks beside its comma: ``1 234, 50``, ``246 ,90 EUR``."""
    match = _LOOSE.match(text[: len(text) if end is None else end], start)
    if match is None:
        return None
    money = match["before"] or match["money"] or ""
    return replace(_apart(match), currency=code(money)) if money else _apart(match)


def spaced_cents(text: str, start: int = 0, end: int | None = None) -> Amount | None:
    """The amount that is all of ``text[start:end]``, a blank before its cents: ``1 234 50``, ``182 16 EUR``."""
    match = _SPACED.match(text[: len(text) if end is None else end], start)
    return None if match is None else _apart(match)


def _apart(match: re.Match[str]) -> Amount:
    """The amount of euros and cents that are groups of ``match``."""
    sign, close = (match["sign"] or "").strip(), (match["close"] or "").strip()
    negative = close == ")" if sign == "(" else bool(sign or close)
    value = in_cents(match)
    return Amount(
        value=-value if negative else value,
        start=match.start("sign") if sign else match.start("euros"),
        end=match.end("money") if match["money"] else match.end("cents"),
        exact=True,
        currency=code(match["money"] or ""),
    )
