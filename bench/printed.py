"""Whether the text of a page holds a value, in any notation."""

import re
from datetime import date
from decimal import Decimal

from bench.verdicts import PARTY_NAMES, folded

_CREDIT = ("avoir", "credit", "gutschrift")
"""Words of a page that may be an avoir whatever its type code: type ``380`` then counts as not printed."""
_TYPE_WORDS = {
    "380": ("facture", "invoice", "rechnung", "factuur", "fattura", "factura"),
    "381": _CREDIT,
    "384": ("rectificative", "corrective", "korrektur"),
    "386": ("acompte", "prepayment", "anzahlung"),
}
_CURRENCY_SIGNS = {
    "EUR": ("€", "eur"),
    "USD": ("$", "usd"),
    "GBP": ("£", "gbp"),
    "INR": ("₹", "inr"),
    "PLN": ("zł", "pln"),
}
_MONTHS = (
    "janvier january januar januari enero gennaio jan janv",
    "fevrier february februar februari febrero febbraio feb fevr",
    "mars march marz maart marzo mar",
    "avril april abril aprile apr avr",
    "mai may mei mayo maggio",
    "juin june juni junio giugno jun",
    "juillet july juli julio luglio jul juil",
    "aout august augustus agosto aug",
    "septembre september septiembre settembre sep sept",
    "octobre october oktober octubre ottobre oct okt",
    "novembre november noviembre novembre nov",
    "decembre december dezember diciembre dicembre dec dez",
)


def is_printed(name: str, value: str, page: str) -> bool:
    """Whether the text ``page`` holds ``value`` of the field ``name``, in any notation."""
    if name.startswith("montant"):
        return Decimal(value) in _amounts(page)
    if name == "date_facture":
        return _has_date(date.fromisoformat(value), folded(page), re.sub(r"\s", "", page))
    if name == "type_facture":
        words = folded(page)
        credit = value == "380" and any(word in words for word in _CREDIT)
        return not credit and any(word in words for word in _TYPE_WORDS.get(value, ()))
    if name == "devise":
        return any(sign in page.casefold() for sign in _CURRENCY_SIGNS.get(value, (value.casefold(),)))
    if name in PARTY_NAMES:
        return bool(folded(value)) and folded(value) in folded(page)
    return re.sub(r"[\s.]", "", value).casefold() in re.sub(r"[\s.]", "", page).casefold()


def _amounts(page: str) -> set[Decimal]:
    """Every number of the page, with any separators of thousands and cents."""
    found: set[Decimal] = set()
    for text in re.findall(r"\d[\d .,'\u00a0\u202f\u2009]*", page):
        digits = text.strip(" .,'\u00a0\u202f\u2009")
        documents = re.split(r"[ \u00a0\u202f\u2009]", digits)
        joined = [*documents, "".join(documents), *("".join(documents[rank:]) for rank in range(1, len(documents)))]
        for one in joined:
            found |= _values_of(one)
    return found


def _values_of(digits: str) -> set[Decimal]:
    whole = re.sub(r"\D", "", digits)
    last = re.search(r"[.,](\d+)$", digits)
    values = {Decimal(whole)} if whole else set()
    if last and whole:
        values.add(Decimal(whole).scaleb(-len(last[1])))
    return values


def _has_date(day: date, words: str, page: str) -> bool:
    y, m, d = day.year, day.month, day.day
    numeric = [
        f"{a}{sep}{b}{sep}{c}"
        for sep in "/.-"
        for years in (f"{y}", f"{y % 100:02d}")
        for a, b, c in (
            (f"{d:02d}", f"{m:02d}", years), (f"{d}", f"{m}", years), (years, f"{m:02d}", f"{d:02d}"),
            (f"{m:02d}", f"{d:02d}", years),
        )
    ]  # fmt: skip
    if any(one in page for one in (*numeric, f"{y}{m:02d}{d:02d}")):
        return True
    names = "|".join(_MONTHS[m - 1].split())
    return bool(
        re.search(rf"\b(?:0?{d}(?:er|st|nd|rd|th)? (?:{names})|(?:{names}) 0?{d}(?:st|nd|rd|th)?) {y}\b", words)
    )
