"""Conversions from the text of an element to a value: amounts, dates, identifiers, indicators.

Each takes the text (stripped, not empty) and the element, and raises :class:`~parsers.xml.field_table.Unreadable`
when the text is invalid: a value is right or absent, never guessed.
"""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from lxml.etree import _Element as Element

from domain.finding import Pack, Rule
from domain.invoice import Identifier
from domain.text import Text
from parsers.xml.field_table import Unreadable

AMOUNT_UNREADABLE = Rule(
    code="LEC-030",
    pack=Pack.LECTURE,
    message=Text(
        "{term} : la valeur « {value} » ({path}, ligne {line}) n'est pas un nombre.",
        "{term}: the value “{value}” ({path}, line {line}) is not a number.",
    ),
    remedy=Text(
        "Écrivez le nombre avec un point pour séparateur décimal, sans espace, sans devise et sans exposant : 1234.56.",
        "Write the number with a point as decimal separator, no blank, no currency and no exponent: 1234.56.",
    ),
    source="EN 16931-1 §6.5, xs:decimal",
)
DATE_UNREADABLE = Rule(
    code="LEC-031",
    pack=Pack.LECTURE,
    message=Text(
        "{term} : la valeur « {value} » ({path}, ligne {line}) n'est pas une date du calendrier.",
        "{term}: the value “{value}” ({path}, line {line}) is not a day of the calendar.",
    ),
    remedy=Text(
        'Écrivez un jour qui existe : AAAA-MM-JJ en UBL et en format CPP, AAAAMMJJ avec format="102" en CII.',
        'Write a day that exists: YYYY-MM-DD in UBL and CPP, YYYYMMDD with format="102" in CII.',
    ),
    source="EN 16931-1 §6.5, UNTDID 2379",
)
INDICATOR_UNREADABLE = Rule(
    code="LEC-032",
    pack=Pack.LECTURE,
    message=Text(
        "{term} : la valeur « {value} » ({path}, ligne {line}) ne dit ni remise ni supplément.",
        "{term}: the value “{value}” ({path}, line {line}) does not tell an allowance from a charge.",
    ),
    remedy=Text("Écrivez « false » pour une remise, « true » pour un supplément.", "Write false or true."),
    source="BG-20, BG-21, BG-27, BG-28",
)
RULES: tuple[Rule, ...] = (AMOUNT_UNREADABLE, DATE_UNREADABLE, INDICATOR_UNREADABLE)

_NUMBER = re.compile(r"[+-]?(?:[0-9]{1,30}(?:\.[0-9]{0,30})?|\.[0-9]{1,30})").fullmatch
_XSD_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:Z|[+-][0-9]{2}:[0-9]{2})?").fullmatch
_COMPACT_DATE = {
    "102": re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})").fullmatch,
    "203": re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})[0-9]{4}").fullmatch,
    "204": re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})[0-9]{6}").fullmatch,
}
_INDICATORS = {"true": True, "1": True, "false": False, "0": False}


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """An amount with its declared currency."""

    amount: Decimal
    currency: str | None = None


def number(text: str, _: Element) -> Decimal:
    """An amount, a quantity, a price or a percentage: ``xs:decimal``, at most 30 digits on each side."""
    if _NUMBER(text) is None:
        raise Unreadable(AMOUNT_UNREADABLE)
    return Decimal(text)


def money(text: str, element: Element) -> Money:
    """An amount and its ``currencyID``."""
    return Money(amount=number(text, element), currency=element.get("currencyID"))


def xsd_date(text: str, _: Element) -> date:
    """``xs:date``; a time zone is ignored."""
    return _day(_XSD_DATE(text))


def compact_date(text: str, element: Element) -> date:
    """A ``DateTimeString`` of CII by its ``format`` (UNTDID 2379): 102, 203 or 204; 102 by default."""
    form = _COMPACT_DATE.get(element.get("format", "102").strip())
    return _day(form(text) if form else None)


def identifier(text: str, element: Element) -> Identifier:
    """A value and its ``schemeID``."""
    scheme = element.get("schemeID")
    return Identifier(value=text, scheme=(scheme.strip() or None) if scheme else None)


def indicator(text: str, _: Element) -> bool:
    """``xs:boolean``."""
    if text not in _INDICATORS:
        raise Unreadable(INDICATOR_UNREADABLE)
    return _INDICATORS[text]


def _day(match: re.Match[str] | None) -> date:
    if match is None:
        raise Unreadable(DATE_UNREADABLE)
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        raise Unreadable(DATE_UNREADABLE) from None
