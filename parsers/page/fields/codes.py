"""A number or a code at the head of a spot: an invoice's, an order's, a service's, a cadre."""

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
"""More digits after a dash: what was read may be half of the number."""
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
"""What links a number to the date of its document."""
_LONGEST = 35
_AMOUNT = re.compile(r"-?\d{1,3}(?:[ .]\d{3})*,\d\d$|-?\d+\.\d\d$")
"""What is an amount and no number."""


class Code(NamedTuple):
    """A value, from character ``start`` to ``end`` of its cell's text."""

    value: str
    start: int
    end: int


def reference(spot: Spot) -> Code | None:
    """A document's number at the head of the spot: words with digits, up to a date or a plain word."""
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
    """A code service: one word of capitals, digits and signs; a name in clear words is none."""
    lead = _LEAD.match(spot.cell.text, spot.start, spot.end)
    at = lead.end() if lead else spot.start
    words = [(m.group().rstrip(".,;:)"), m.start()) for m in _WORD.finditer(spot.cell.text, at, spot.end)]
    if not words or not _CODE.match(words[0][0]) or len(words[0][0]) > 100:
        return None
    word, start = words[0]
    following = words[1][0] if len(words) > 1 and spot.cell.text[start + len(word)] == " " else ""
    if following and _CODE.match(following) and any(c.isalpha() for c in following):
        return None  # capitals throughout: a code and a name cannot be told apart
    return Code(word, start, start + len(word))


def cadre(spot: Spot) -> Code | None:
    """A cadre of Chorus Pro or of the regime of 2026."""
    match = _CADRE.search(spot.cell.text, spot.start, min(spot.end, spot.start + 24))
    if match is None or (match[1] not in CADRES and match[1] not in CADRES_REFORME):
        return None
    return Code(match[1], match.start(1), match.end(1))


def is_telling(value: str) -> bool:
    """Whether ``value`` can be a number without a label that says so: three characters, and no year."""
    return len(value) >= 3 and not _YEAR.match(value)


def _belongs(word: str, taken: list[str]) -> bool:
    """Whether ``word`` goes on a number: its digits, or a short prefix before them."""
    if not _SHAPE.match(word) or _CENTS.match(word):
        return False
    if any(c.isdigit() for c in word):
        return True
    return not taken and _PREFIX.match(word) is not None


def _near_days(spot: Spot, at: int) -> Iterator[Day]:
    return (day for day in days(spot.cell.text, at, min(spot.end, at + 24)) if day.start == at)


def _only_date_follows(rest: str) -> bool:
    """Whether what follows a number in its cell is nothing, a date, a remark or another clause."""
    text = rest.strip()
    return not text or text[0] in ",;(-–—|/:" or bool(OF_THE.match(rest)) or next(days(text), None) is not None
