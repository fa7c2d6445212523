"""Whether a page prints a value, in whatever way it may be written."""

import re
from datetime import date
from decimal import Decimal

from bench.verdicts import NOMS, plie

_CREDIT = ("avoir", "credit", "gutschrift")
"""A page that says one of these may be an avoir whatever the code of its type: it does not print ``380``."""
_MOTS = {
    "380": ("facture", "invoice", "rechnung", "factuur", "fattura", "factura"),
    "381": _CREDIT,
    "384": ("rectificative", "corrective", "korrektur"),
    "386": ("acompte", "prepayment", "anzahlung"),
}
_SIGNES = {"EUR": ("€", "eur"), "USD": ("$", "usd"), "GBP": ("£", "gbp"), "INR": ("₹", "inr"), "PLN": ("zł", "pln")}
_MOIS = (
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


def imprime(nom: str, valeur: str, page: str) -> bool:
    """Whether the text of the page has ``valeur`` in any way of writing it."""
    if nom.startswith("montant"):
        return Decimal(valeur) in _montants(page)
    if nom == "date_facture":
        return _a_la_date(date.fromisoformat(valeur), plie(page), re.sub(r"\s", "", page))
    if nom == "type_facture":
        words = plie(page)
        credit = valeur == "380" and any(mot in words for mot in _CREDIT)
        return not credit and any(mot in words for mot in _MOTS.get(valeur, ()))
    if nom == "devise":
        return any(sign in page.casefold() for sign in _SIGNES.get(valeur, (valeur.casefold(),)))
    if nom in NOMS:
        return bool(plie(valeur)) and plie(valeur) in plie(page)
    return re.sub(r"[\s.]", "", valeur).casefold() in re.sub(r"[\s.]", "", page).casefold()


def _montants(page: str) -> set[Decimal]:
    """Every number of the page, however it parts thousands and cents."""
    found: set[Decimal] = set()
    for text in re.findall(r"\d[\d .,'\u00a0\u202f\u2009]*", page):
        digits = text.strip(" .,'\u00a0\u202f\u2009")
        pieces = re.split(r"[ \u00a0\u202f\u2009]", digits)
        joined = [*pieces, "".join(pieces), *("".join(pieces[rank:]) for rank in range(1, len(pieces)))]
        for one in joined:
            found |= _lu(one)
    return found


def _lu(digits: str) -> set[Decimal]:
    whole = re.sub(r"\D", "", digits)
    last = re.search(r"[.,](\d+)$", digits)
    values = {Decimal(whole)} if whole else set()
    if last and whole:
        values.add(Decimal(whole).scaleb(-len(last[1])))
    return values


def _a_la_date(day: date, words: str, page: str) -> bool:
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
    names = "|".join(_MOIS[m - 1].split())
    return bool(
        re.search(rf"\b(?:0?{d}(?:er|st|nd|rd|th)? (?:{names})|(?:{names}) 0?{d}(?:st|nd|rd|th)?) {y}\b", words)
    )
