"""Right, absent or wrong: one field of one page against its truth."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from domain.invoice import AVOIRS, FIELDS
from samples.drawn_layouts.truth import Verite

_AMOUNTS = "montant"
"""How the names of amounts begin."""
_BY_WEIGHT = ("montant_ttc", "montant_ht", "montant_a_payer", "montant_tva")
NOMS = frozenset({"nom_fournisseur", "nom_destinataire"})
"""Compared without case, accents, punctuation and legal form."""
_FORMES = frozenset(
    ("sa sarl sas sasu eurl snc sci scop scic selarl gie gmbh ag kg bv nv ltd limited inc llc plc srl spa").split()
)


class Verdict(StrEnum):
    """What a reader made of one field."""

    JUSTE = "juste"
    ABSENT = "absent"
    FAUX = "faux"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldVerdict:
    """One field: the verdict, and both values."""

    champ: str
    verdict: Verdict
    attendu: str | None
    """``None`` for a value given where the document has none."""
    donne: str | None


def juge(verite: Verite, lu: dict[str, str]) -> tuple[FieldVerdict, ...]:
    """Every field the page shows, and every field given though the document has none.

    What is true without being printed (a total that follows, a name in a logo) counts neither for nor against.
    A credit of 10 is the same said as an avoir of 10, as an avoir of -10 or as an invoice of -10: a page and its XML
    may each have a minus sign that the other has not. The type still counts by itself.
    """
    said = _opposite(lu) if _is_turned(verite, lu) else lu
    found = (_jugement(verite, nom, said.get(nom)) for nom in FIELDS)
    return tuple(one for one in found if one is not None)


def _is_turned(verite: Verite, lu: dict[str, str]) -> bool:
    """Whether one says a credit without a minus sign and the other does not."""
    told = {champ.nom: champ.valeur for champ in verite.champs}
    if "type_facture" not in told:
        return False
    kind = told["type_facture"]
    return _is_bare_credit(kind, told) != _is_bare_credit(lu.get("type_facture", kind), lu)


def _is_bare_credit(kind: str, said: dict[str, str]) -> bool:
    """Whether this is an avoir whose first amount has no minus sign."""
    amounts = (_amount(said[nom]) for nom in _BY_WEIGHT if nom in said)
    return kind in AVOIRS and next((amount > 0 for amount in amounts if amount), True)


def _opposite(lu: dict[str, str]) -> dict[str, str]:
    return {nom: _negated(value) if nom.startswith(_AMOUNTS) else value for nom, value in lu.items()}


def _negated(amount: str) -> str:
    return amount[1:] if amount.startswith("-") else f"-{amount}"


def _jugement(verite: Verite, nom: str, donne: str | None) -> FieldVerdict | None:
    champ = verite.champ(nom)
    if champ is None:
        return None if donne is None or verite.partielle else _said(nom, Verdict.FAUX, None, donne)
    if donne is None:
        return _said(nom, Verdict.ABSENT, champ.valeur, None) if champ.imprime else None
    if meme(nom, champ.valeur, donne):
        return _said(nom, Verdict.JUSTE, champ.valeur, donne) if champ.imprime else None
    return _said(nom, Verdict.FAUX, champ.valeur, donne) if champ.imprime or not verite.partielle else None


def _said(nom: str, verdict: Verdict, attendu: str | None, donne: str | None) -> FieldVerdict:
    return FieldVerdict(champ=nom, verdict=verdict, attendu=attendu, donne=donne)


def meme(nom: str, attendu: str, donne: str) -> bool:
    """Whether two values of a field are the same."""
    if nom.startswith(_AMOUNTS):
        return _amount(attendu) == _amount(donne) is not None
    if nom in NOMS:
        return _nom(attendu) == _nom(donne)
    return "".join(attendu.split()).casefold() == "".join(donne.split()).casefold()


def plie(text: str) -> str:
    """Letters and digits, small and without accents, words apart."""
    bare = unicodedata.normalize("NFKD", text.replace("œ", "oe")).casefold()
    return " ".join(re.findall(r"[^\W_]+", "".join(c for c in bare if not unicodedata.combining(c))))


def _nom(text: str) -> list[str]:
    words = plie(re.sub(r"(?<=\b\w)\.", "", text)).split()
    return [word for word in words if word not in _FORMES] or words


def _amount(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None
