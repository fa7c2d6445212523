"""A number or a code at the beginning of a spot: of an invoice, an order, a service, a cadre."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from domain.cadre import CADRES, CADRES_REFORME
from parsers.page.marked.neighbours import Spot
from parsers.page.values.days import Day, days

_LEAD = re.compile(r"(?:[\s:#°º.=»→▸*•()\]–—-]|[Nn][°º]\s?|[Nn]o(?=[\s.:])|[Nn]um[ée]ro\b|[Rr][ée]f\.?\s)*")
_WORD = re.compile(r"\S+")
_SHAPE = re.compile(r"[A-Za-z0-9](?:[\w/.+&\-]*[\w])?$")
_PREFIX = re.compile(r"[A-Z]{1,6}[-_/.]?$")
_CENTS = re.compile(r"\d+[.,]\d\d$")
_SLASHED = re.compile(r"\s\d+(?!\S)(?!\s*/)")
_CUT = re.compile(r"\s*[-–—/]\s*\d")
"""Digits after a dash: the number read may be incomplete."""
_MONEY = re.compile(r"\s?(?:€|EUR\b|[Ee]uros?\b)")
_YEAR = re.compile(r"(?:19|20)\d\d$")
_CODE = re.compile(r"[A-Z0-9](?:[A-Z0-9_./+\-]*[A-Z0-9])?$|(?=\S*\d)[A-Za-z0-9][\w./+\-]*[A-Za-z0-9]$")
_CADRE = re.compile(r"(?<![A-Za-z0-9])([ABSM]\d{1,2})(?![A-Za-z0-9])")
OF_THE = re.compile(
    r"[\s,–—-]*\(?\s?(?:en date du|dat[ée]e? du|émise? le|établie? le|du|le|of|dated|date\s?:?"
    r"|vom|van|von|del|d\.d\.|fecha)\s*:?\s*"
    r"(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\s+)?",
    re.I,
)
"""Words between a number and the date of its document."""
_LONGEST = 35
_AMOUNT = re.compile(r"-?\d{1,3}(?:[ .]\d{3})*,\d\d$|-?\d+\.\d\d$")
"""An amount, which is no document number."""


class Code(NamedTuple):
    """A value, from character ``start`` to ``end`` of its cell's text."""

    value: str
    start: int
    end: int


def reference(spot: Spot) -> Code | None:
    """A document's number at the beginning of the spot: words with digits, up to a date or a plain word."""
    lead = _LEAD.match(spot.cell.text, spot.start, spot.end)
    at = lead.end() if lead else spot.start
    taken: list[str] = []
    start, end = at, at
    for match in _WORD.finditer(spot.cell.text, at, spot.end):
        word = match.group().rstrip(".,;:)")
        if word == "/" and taken and _SLASHED.match(spot.cell.text, match.end(), spot.end):
            taken.append(word)
            continue
        if not _belongs(word, taken) or any(day.start <= match.start() - at for day in _near_days(spot, match.start())):
            break
        taken.append(word)
        end = match.start() + len(word)
        if word != match.group():
            break
    value = " ".join(taken)
    if not any(c.isdigit() for c in value) or len(value) > _LONGEST or _AMOUNT.match(value):
        return None
    rest = spot.cell.text[end : spot.end]
    if _MONEY.match(rest):
        return None
    if _CUT.match(rest) and next(_near_days(spot, end + len(rest) - len(rest.lstrip(" -–—/"))), None) is None:
        return None
    if spot.whole and not _only_date_follows(rest):
        return None
    return Code(value, start, end)


def service(spot: Spot) -> Code | None:
    """A code service: one word of capitals, digits and signs; a service's name is none."""
    lead = _LEAD.match(spot.cell.text, spot.start, spot.end)
    at = lead.end() if lead else spot.start
    words = [(m.group().rstrip(".,;:)"), m.start()) for m in _WORD.finditer(spot.cell.text, at, spot.end)]
    if not words or not _CODE.match(words[0][0]) or len(words[0][0]) > 100:
        return None
    word, start = words[0]
    following = words[1][0] if len(words) > 1 and spot.cell.text[start + len(word)] == " " else ""
    if following and _CODE.match(following) and any(c.isalpha() for c in following):
        return None  # all in capitals: a code cannot be distinguished from a name
    return Code(word, start, start + len(word))


def cadre(spot: Spot) -> Code | None:
    """A cadre de facturation of Chorus Pro or of the regime of 2026."""
    match = _CADRE.search(spot.cell.text, spot.start, min(spot.end, spot.start + 24))
    if match is None or (match[1] not in CADRES and match[1] not in CADRES_REFORME):
        return None
    return Code(match[1], match.start(1), match.end(1))


def is_number_like(value: str) -> bool:
    """Whether ``value`` can be a number without a label: at least three characters, and no year."""
    return len(value) >= 3 and not _YEAR.match(value)


def _belongs(word: str, taken: list[str]) -> bool:
    """Whether ``word`` is part of a number: digits, or a short prefix before them."""
    if not _SHAPE.match(word) or _CENTS.match(word):
        return False
    if any(c.isdigit() for c in word):
        return True
    return not taken and _PREFIX.match(word) is not None


def _near_days(spot: Spot, at: int) -> Iterator[Day]:
    return (day for day in days(spot.cell.text, at, min(spot.end, at + 24)) if day.start == at)


def _only_date_follows(rest: str) -> bool:
    """Whether a number is followed in its cell by nothing, a date, a remark or another clause."""
    text = rest.strip()
    return not text or text[0] in ",;(-–—|/:" or bool(OF_THE.match(rest)) or next(days(text), None) is not None
