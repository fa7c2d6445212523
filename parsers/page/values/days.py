"""Parsing of printed dates in French, English and the languages of neighbouring countries."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from parsers.page.labels.folding import plain

_MONTHS = {
    name: rank
    for rank, names in enumerate(
        (
            "janvier janv jan january januar januari enero ene gennaio gen janner",
            "fevrier fevr fev feb february februar februari febrero febbraio",
            "mars mar march marz maart mrt marzo",
            "avril avr apr april abril abr aprile",
            "mai may mei mayo maggio mag",
            "juin jun june juni junio giugno giu",
            "juillet juil jul july juli julio luglio lug",
            "aout aou aug august augustus agosto ago",
            "septembre sept sep september septiembre settembre set",
            "octobre oct october oktober okt octubre ottobre ott",
            "novembre nov november noviembre",
            "decembre dec december dezember dez diciembre dic dicembre",
        ),
        start=1,
    )
    for name in names.split()
}
_LETTERS = r"[A-Za-zéûäÉÛÄ]{3,10}"
_DATE = re.compile(
    r"(?<![\d/.,-])(?:"
    r"(?P<y>\d{4})(?P<s>[-/.])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})"
    r"|(?P<a>\d{1,2})\s?(?P<t>[/.-])\s?(?P<b>\d{1,2})\s?(?P=t)\s?(?P<c>\d{4}|\d{2})"
    r"|(?P<a2>\d{2}) (?P<b2>\d{2}) (?P<c2>(?:19|20)\d{2})"
    rf"|(?P<fd>\d{{1,2}})(?:\s?er|\s?ER|st|nd|rd|th)?[ .-]+(?:de )?(?P<fm>{_LETTERS})\.?,?[ -]+(?:de )?"
    r"(?P<fy>\d{4}|\d{2}(?![\d,.]))"
    rf"|(?P<em>{_LETTERS})\.? (?P<ed>\d{{1,2}})(?:st|nd|rd|th)? ?,? (?P<ey>\d{{4}})"
    r"|(?P<z>20\d{6})(?=$|\s)"
    r")(?![\d/]|[.-]\d)"
)
_YEARS = range(1990, 2100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A date in a text; ``twisted`` is its value with the month first, when that is another date."""

    value: date
    start: int
    end: int
    twisted: date | None = None
    monthly: bool = False
    """Whether it is valid only with the month first."""


def days(text: str, start: int = 0, end: int | None = None) -> Iterator[Day]:
    """The valid calendar dates in ``text[start:end]``."""
    for match in _DATE.finditer(text, start, len(text) if end is None else end):
        day = _day(match)
        if day is not None:
            yield day


def month_first(found: Iterable[Day]) -> bool | None:
    """Whether these dates are written month first; ``None`` when they are ambiguous."""
    found = tuple(found)
    if any(day.monthly for day in found):
        return True
    certain = any(day.twisted is None and not day.monthly for day in found)
    return False if certain else None


def _day(match: re.Match[str]) -> Day | None:
    start, end = match.span()
    twisted = None
    monthly = False
    if match["y"]:
        value = _date(match["y"], match["m"], match["d"])
    elif match["z"]:
        text = match["z"]
        value = _date(text[:4], text[4:6], text[6:])
    elif match["fm"] or match["em"]:
        month = _MONTHS.get(plain(match["fm"] or match["em"]))
        value = _date(match["fy"] or match["ey"], month, match["fd"] or match["ed"]) if month else None
    else:
        first, second, year = match["a"] or match["a2"], match["b"] or match["b2"], match["c"] or match["c2"]
        value, other = _date(year, second, first), _date(year, first, second)
        monthly = value is None and other is not None and match["t"] == "/"
        twisted = other if value != other and match["t"] == "/" else None
        value = other if monthly else value
    if value is None:
        return None
    return Day(value=value, start=start, end=end, twisted=None if monthly else twisted, monthly=monthly)


def _date(year: str, month: str | int, day: str) -> date | None:
    full = int(year) + (2000 if len(year) == 2 else 0)
    try:
        return date(full, int(month), int(day)) if full in _YEARS else None
    except ValueError:
        return None
