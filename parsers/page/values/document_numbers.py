"""Parsing of printed document numbers: groups of letters and digits joined by blanks, dashes or slashes."""

import re
from enum import Enum, auto
from typing import NamedTuple

from parsers.page.values.amounts import amounts
from parsers.page.values.days import days

LEAD = re.compile(r"(?:[\s:#°º.=»→▸*•()\]–—-]|[Nn][°º]\s?|[Nn]o(?=[\s.:])|[Nn]um[ée]ro\b|[Rr][ée]f\.?\s)*")
"""What may precede a number after its label."""
_PIECE = re.compile(r"(?P<sep>\s*[-–—/]\s*|\s*)(?P<group>[A-Za-z0-9](?:[\w/.+&\-]*\w)?)(?!\w|[.,]\d|[*%@#$£=])")
_PREFIX = re.compile(r"[A-Z]{1,6}$")
_LETTERS = re.compile(r"[A-Z]{1,2}$")
"""Letters that end a number after a dash (``6700412938 - D``)."""
_AGAIN = re.compile(r"(?:bis|ter|quater|quinquies|BIS|TER|QUATER|[A-Z])$")
"""What ends a number after a blank (``312 bis``)."""
_DATED = ("DU", "LE", "EN", "AU")
"""Words in capitals before a date."""
_GLUED = re.compile(r"(?<=\w)(?:du|DU|le|LE|Du|Le)(?=\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})(?!\d))")
"""*du* or *le* that touches a number and its date."""
_CLOSED = re.compile(r"\s*(?:$|[,;.:()|]|(?:du|le|en date|dat[ée]e?|[ée]mise?|of)\b)", re.I)
"""What may follow the last group of a number when that group alone does not tell that it belongs to it."""
_INDEX = re.compile(r"\s*\+(?!\w)|\s*[,;(–—-]?\s*(?:ind(?:ice)?|r[ée]v(?:ision)?)\b\.?\s*\w{1,3}\b", re.I)
"""An index after a number, or the sign of more."""
_SECOND = re.compile(
    r"\s*(?:\([^()]{1,30}\)\s*)?(?:[&+,;|]|\b(?:et|ou|à|and|or)\b)\s*(?:n[°o]s?\s*)?"
    r"(?P<group>(?:[A-Za-z]{1,6}[-_/ ]?)?\d[\w/-]{2,})(?=\s*(?:$|[(),;&+|]|(?:et|ou|à|and|or|du)\b))",
    re.I,
)
"""A second number in a list."""
_OPEN = re.compile(r"\s*[-–—/]\s*$")
_COUNTED = re.compile(r"\s+[a-zà-ÿ]{4,}")
_LINKED = re.compile(r"\s*[-–—/]\s*(?=\w*\d)")
_SPACED = re.compile(r"\s[-–—/]|[-–—/]\s")
_TIGHT = re.compile(r"\w[-–—/]\w")
"""A dash or slash without blanks: the one between blanks after it may separate two numbers."""
_CENTS = re.compile(r"\d+\.\d\d$")
_MONEY = re.compile(r"\s?(?:€|EUR\b|[Ee]uros?\b)")
_LONGEST = 35
_SHORT = 6
"""Most digits of a group after a dash between blanks, when the number has no prefix of letters."""


class Code(NamedTuple):
    """A value, from character ``start`` to ``end`` of its cell's text."""

    value: str
    start: int
    end: int
    sure: bool = True
    """Whether it is the whole number; otherwise it may go on, and is no value for a field."""


class _Step(Enum):
    TAKE = auto()
    LAST = auto()
    """The group is the last one of the number."""
    STOP = auto()
    UNSURE = auto()
    """The group may belong to the number or not."""


def document_number(text: str, start: int, end: int, *, whole: bool) -> Code | None:
    """The number at the beginning of ``text[start:end]``, after signs; ``None`` for what is none.

    ``whole``: the text is a cell of its own, which may hold a date instead; right after *n°* even what looks like a
    date is a number.
    """
    lead = LEAD.match(text, start, end)
    first = last = lead.end() if lead else start
    value, step = "", _Step.TAKE
    while step is _Step.TAKE and (piece := _PIECE.match(text, last, end)) is not None:
        step = _step(piece, value, end, whole=whole)
        if step in (_Step.TAKE, _Step.LAST):
            glued = _GLUED.search(piece["group"])
            group = piece["group"][: glued.start()] if glued else piece["group"]
            value += (re.sub(r"\s+", " ", piece["sep"]) if value else "") + group
            last = piece.start("group") + len(group)
            step = _Step.LAST if glued else step
    broken = end == len(text) and _OPEN.match(text, last, end) is not None
    if not (_has_digit(value) or (value and broken)) or len(value) > _LONGEST or _MONEY.match(text, last, end):
        return None
    sure = step is not _Step.UNSURE and not broken and not _is_followed(text, last, end)
    return Code(value, first, last, sure)


def _is_followed(text: str, at: int, end: int) -> bool:
    """Whether a second number or an index follows the number: *312 et 313*, *312 ind. B*, *312+*."""
    if _INDEX.match(text, at, end):
        return True
    other = _SECOND.match(text, at, end)
    if other is None:
        return False
    dated = any(day.start == other.start("group") for day in days(text, other.start("group"), end))
    return not dated and not _is_amount(text, other.start("group"), end)


def _step(piece: re.Match[str], before: str, end: int, *, whole: bool) -> _Step:
    """What to do with the group ``piece`` after the number read so far, ``before``."""
    group, at = piece["group"], piece.start("group")
    if not before:
        return _first(piece, end, whole=whole)
    if _is_day(piece, before, end) or _is_amount(piece.string, at, end):
        return _Step.STOP
    closed = _is_closed(piece, end)
    if piece["sep"].strip():
        if _PREFIX.match(group) and not _LETTERS.match(group) and _LINKED.match(piece.string, piece.end(), end):
            return _Step.UNSURE
        return _after_dash(group, before, closed=closed)
    if not _has_digit(group):
        return _letters(piece, before, end, closed=closed)
    counts = group.isdigit() and len(group) < 3 and _COUNTED.match(piece.string, piece.end())
    return _Step.STOP if counts or _CENTS.match(group) else _Step.TAKE


def _first(piece: re.Match[str], end: int, *, whole: bool) -> _Step:
    group = piece["group"]
    if not _has_digit(group):
        return _Step.TAKE if _PREFIX.match(group) else _Step.STOP
    if piece["sep"].strip() or _CENTS.match(group) or (whole and _is_day(piece, "", end)):
        return _Step.STOP
    return _Step.TAKE


def _after_dash(group: str, before: str, *, closed: bool) -> _Step:
    if not _has_digit(before):
        return _Step.TAKE if _has_digit(group) else _Step.STOP
    if not _has_digit(group):
        return _Step.TAKE if closed and (_LETTERS.match(group) or _AGAIN.match(group)) else _Step.STOP
    if len(group) > 4 and group.isdigit() and before.isdigit() and len(group) == len(before):
        return _Step.UNSURE  # two orders as well as one
    if _SPACED.search(before):
        return _Step.TAKE
    return _Step.TAKE if closed and len(group) <= _SHORT and not _TIGHT.search(f"{before} {group}") else _Step.UNSURE


def _letters(piece: re.Match[str], before: str, end: int, *, closed: bool) -> _Step:
    """What to do with letters after a blank: *bis* ends a number, capitals before digits may be part of it."""
    group = piece["group"]
    if not _has_digit(before):
        return _Step.STOP
    if _AGAIN.match(group) and (closed or len(group) > 1):
        return _Step.LAST
    following = _PIECE.match(piece.string, piece.end(), end)
    digits = following is not None and _has_digit(following["group"]) and not _is_day(following, "1", end)
    return _Step.UNSURE if digits and _PREFIX.match(group) and group not in _DATED else _Step.STOP


def _is_closed(piece: re.Match[str], end: int) -> bool:
    """Whether nothing, a sign, another dash or a date follows the group."""
    text, after = piece.string, piece.end()
    if _CLOSED.match(text, after, end):
        return True
    following = _PIECE.match(text, after, end)
    return following is not None and (bool(following["sep"].strip()) or _is_day(following, "1", end))


def _is_day(piece: re.Match[str], before: str, end: int) -> bool:
    """Whether a date begins with the group; eight digits are a number as long as none are before them."""
    at = piece.start("group")
    day = next((day for day in days(piece.string, at, min(end, at + 24)) if day.start == at), None)
    return day is not None and (_has_digit(before) or not piece.string[day.start : day.end].isdigit())


def _is_amount(text: str, at: int, end: int) -> bool:
    one = next(amounts(text, at, end), None)
    return one is not None and one.exact and one.start == at


def _has_digit(text: str) -> bool:
    return any(c.isdigit() for c in text)
