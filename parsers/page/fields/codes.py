"""A number or a code at the beginning of a spot: of an invoice, an order, a service, a cadre."""

import re

from domain.cadre import CADRES, CADRES_REFORME
from parsers.page.marked.neighbours import Spot
from parsers.page.values.days import days
from parsers.page.values.document_numbers import LEAD, Code, document_number

_WORD = re.compile(r"\S+")
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


def reference(spot: Spot) -> Code | None:
    """A document's number at the beginning of the spot: groups with digits, up to a date, an amount or a plain word.

    Groups are joined by a blank, or by a dash or slash with blanks around. It is unsure when more of it may follow.
    """
    number = document_number(spot.cell.text, spot.start, spot.end, whole=spot.whole)
    if number is None or not spot.whole or _only_date_follows(spot.cell.text[number.end : spot.end]):
        return number
    return None


def service(spot: Spot) -> Code | None:
    """A code service: one word of capitals, digits and signs; a service's name is none."""
    lead = LEAD.match(spot.cell.text, spot.start, spot.end)
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


def _only_date_follows(rest: str) -> bool:
    """Whether a number is followed in its cell by nothing, a date, a remark or another clause."""
    text = rest.strip()
    return not text or text[0] in ",;(-–—|/:" or bool(OF_THE.match(rest)) or next(days(text), None) is not None
