"""Strict parsing of manually supplied values: one or a few notations per kind of value, nothing guessed."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from domain.invoice import ENTRY_FIELDS, MOE
from domain.placeholder import is_placeholder
from domain.text import Text

Value = str | date | Decimal
LONGEST = 200
"""Longest number or name, in characters; stricter lengths of formats and structures are checked by the rules."""

_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})").fullmatch
_FRENCH = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})").fullmatch
_AMOUNT = re.compile(r"(-?(?:[0-9]{1,13}|[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3}){1,4}))(?:[.,]([0-9]{1,2}))?").fullmatch
_MONEY = re.compile(r"\s*(?:€|EUR)$")
_SIRET = re.compile(r"[0-9]{14}").fullmatch
_VAT = re.compile(r"[A-Z]{2}[0-9A-Z+*]{2,13}").fullmatch
_CURRENCY = re.compile(r"[A-Z]{3}").fullmatch
_TYPE = re.compile(r"[0-9]{2,3}").fullmatch
_CADRE = re.compile(r"[A-Z][0-9]{1,2}").fullmatch


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueKind:
    """A kind of value: its parser, and the notation it must have."""

    read: Callable[[str], Value | None]
    """Returns ``None`` for a text in another notation."""
    form: Text


def value(field: str, text: str) -> Value | None:
    """The value of ``text`` for a field of :data:`domain.invoice.ENTRY_FIELDS`; ``None`` when it is invalid."""
    return KINDS[field].read(text.strip())


def _words(text: str) -> str | None:
    return text if 0 < len(text) <= LONGEST and text.isprintable() else None


def _code(shape: Callable[[str], re.Match[str] | None]) -> Callable[[str], str | None]:
    def read(text: str) -> str | None:
        bare = "".join(text.split()).upper()
        return bare if shape(bare) else None

    return read


def _day(text: str) -> date | None:
    """ISO 8601, or day/month/year in the French order."""
    iso, french = _ISO(text), _FRENCH(text)
    parts = iso.groups() if iso else tuple(reversed(french.groups())) if french else None
    try:
        return date(*map(int, parts)) if parts else None
    except ValueError:
        return None


def _amount(text: str) -> Decimal | None:
    """Comma or point before the cents, thousands separated by blanks only: ``1.234`` is ambiguous."""
    found = _AMOUNT(_MONEY.sub("", text))
    return Decimal(f"{''.join(found[1].split())}.{found[2] or '00'}") if found else None


def _stated(text: str) -> str | None:
    """A number, which ``NA`` or a dash is not."""
    return None if is_placeholder(text) else _words(text)


_NUMBER = ValueKind(
    read=_stated,
    form=Text(f"un texte d'une ligne, de 1 à {LONGEST} caractères", f"one line of text, 1 to {LONGEST} characters"),
)
_SIRET_KIND = ValueKind(read=_code(_SIRET), form=Text("14 chiffres (21340172201787)", "14 digits (21340172201787)"))
_AMOUNT_KIND = ValueKind(read=_amount, form=Text("un montant comme 1234,56", "an amount like 1234.56"))
KINDS: dict[str, ValueKind] = {
    **dict.fromkeys(ENTRY_FIELDS, _NUMBER),
    **dict.fromkeys(("siret_fournisseur", "siret_destinataire", MOE), _SIRET_KIND),
    **dict.fromkeys(("montant_ht", "montant_tva", "montant_ttc", "montant_a_payer"), _AMOUNT_KIND),
    "date_facture": ValueKind(
        read=_day, form=Text("une date AAAA-MM-JJ ou JJ/MM/AAAA", "a date YYYY-MM-DD or DD/MM/YYYY")
    ),
    "devise": ValueKind(read=_code(_CURRENCY), form=Text("trois lettres (EUR)", "three letters (EUR)")),
    "type_facture": ValueKind(read=_code(_TYPE), form=Text("un code comme 380 ou 381", "a code like 380 or 381")),
    "cadre_facturation": ValueKind(read=_code(_CADRE), form=Text("un cadre comme A1", "a cadre like A1")),
    "tva_fournisseur": ValueKind(
        read=_code(_VAT),
        form=Text(
            "deux lettres de pays puis le numéro (FR40123456824)", "two letters, then the number (FR40123456824)"
        ),
    ),
}
"""Kind of each field; fields not listed are text."""
