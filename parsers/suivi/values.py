"""Parsing of the values of a status line: right or absent, never guessed."""

import re
from datetime import UTC, date, datetime
from functools import lru_cache

from domain.paris_time import PARIS

LONGEST = 1_000
"""Characters kept of a text: far above the 255 of a motif, so that a longer one is still reported as too long."""
_FRENCH = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})").fullmatch
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[T ][0-9:.]+)?(?:Z|[+-][0-9]{2}:[0-9]{2})?").fullmatch
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})(?:[0-9]{4}|[0-9]{6})?").fullmatch
_ZEROS = re.compile(r"(?:[ T]00?:00(?::00)?)?$")
_SCIENTIFIC = re.compile(r"-?[0-9](?:[.,][0-9]+)?E\+?[0-9]{1,3}", re.IGNORECASE).fullmatch
_SIRET = re.compile(r"[0-9]{14}").fullmatch
_FORMULA = re.compile(r'="([^"]*)"').fullmatch
_PUNCTUATION = str.maketrans("", "", ".-_/'")
_DIGITS = 9
"""Digits of a text that is an identifier whatever is between its groups."""
_FIRST, _LAST = 1990, 2100


def words(text: str | None) -> str:
    """``text`` on one line, truncated to the limit above."""
    if not text:
        return ""
    if not text.isprintable():
        text = "".join(char if char.isprintable() else " " for char in text)
    return text.strip()[:LONGEST]


def of_formula(text: str) -> str:
    """The text of ``="12-2026"``, as people write what a spreadsheet must not convert; any other text as it is."""
    found = _FORMULA(text) if text.startswith("=") else None
    return found[1] if found else text


@lru_cache(maxsize=10_000)
def day(text: str) -> date | None:
    """``jj/mm/aaaa`` (also with ``.`` or ``-``), ``AAAA-MM-JJ`` or ``AAAAMMJJ``; ``None`` when invalid."""
    if french := _FRENCH(_ZEROS.sub("", text)):
        parts = french[3], french[2], french[1]
    elif other := _ISO(text) or _COMPACT(text):
        parts = other[1], other[2], other[3]
    else:
        return None
    try:
        return date(int(parts[0]), int(parts[1]), int(parts[2]))
    except ValueError:
        return None


@lru_cache(maxsize=1_000)
def moment(text: str) -> datetime | None:
    """A time in UTC; without an offset it is Paris time. ``None`` when invalid or in another century."""
    for read in (_iso, _compact, _french):
        at = read(text)
        if at is not None:
            at = at if at.tzinfo else at.replace(tzinfo=PARIS)
            return at.astimezone(UTC) if _FIRST < at.year < _LAST else None
    return None


def siret(text: str) -> bool:
    """Whether it is 14 digits."""
    return _SIRET(text) is not None


def is_scientific(text: str) -> bool:
    """Whether a spreadsheet turned it into ``2,2E+13``; ``12E5`` may be an invoice number and does not count."""
    return _SCIENTIFIC(text) is not None and ("," in text or "." in text or "+" in text)


def identifier(text: str) -> str:
    """A SIRET, SIREN or other identifier without blanks, and without the points or dashes between its groups; empty
    for a name.
    """
    bare = "".join(text.split()).upper()
    plainer = bare.translate(_PUNCTUATION)
    if sum(map(str.isdigit, plainer)) >= _DIGITS:
        bare = plainer
    return bare if bare.isascii() and bare.isalnum() and any(char.isdigit() for char in bare) else ""


def _iso(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if "-" in text[:5] else None
    except ValueError:
        return None


def _compact(text: str) -> datetime | None:
    form = {14: "%Y%m%d%H%M%S", 12: "%Y%m%d%H%M", 8: "%Y%m%d"}.get(len(text))
    return _by(form, text) if form and text.isascii() and text.isdigit() else None


def _french(text: str) -> datetime | None:
    for form in ("%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M", "%d/%m/%Y"):
        if at := _by(form, text):
            return at
    return None


def _by(form: str, text: str) -> datetime | None:
    try:
        return datetime.strptime(text, form).replace(tzinfo=PARIS).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
