"""Compares the fields read from a page with the expected values: right, absent or wrong."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from domain.invoice import AVOIRS, FIELDS
from samples.drawn_layouts.truth import Truth

_AMOUNTS = "montant"
"""Prefix of the field names of amounts."""
_MAIN_AMOUNTS = ("montant_ttc", "montant_ht", "montant_a_payer", "montant_tva")
PARTY_NAMES = frozenset({"nom_fournisseur", "nom_destinataire"})
"""Fields compared without case, accents, punctuation and legal form."""
_LEGAL_FORMS = frozenset(
    ("sa sarl sas sasu eurl snc sci scop scic selarl gie gmbh ag kg bv nv ltd limited inc llc plc srl spa").split()
)


class Verdict(StrEnum):
    """Result of one field; the values are keys of reports."""

    RIGHT = "juste"
    ABSENT = "absent"
    WRONG = "faux"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldVerdict:
    """The verdict on one field, with both values."""

    field: str
    verdict: Verdict
    expected: str | None
    """``None`` when the document has no such field."""
    given: str | None


def field_verdicts(truth: Truth, read: dict[str, str]) -> tuple[FieldVerdict, ...]:
    """The verdict on every field the page shows, and on every field read though the document has none.

    A value that is true but not printed (a computed total, a name in a logo) is not counted. A credit of 10 is the same
    as an avoir of 10, an avoir of -10 or an invoice of -10: its page and XML may differ in the minus sign. The type is
    still compared by itself.
    """
    values = _opposite(read) if _is_turned(truth, read) else read
    found = (_verdict(truth, name, values.get(name)) for name in FIELDS)
    return tuple(one for one in found if one is not None)


def _is_turned(truth: Truth, read: dict[str, str]) -> bool:
    """Whether exactly one of the two has a credit without a minus sign."""
    expected = {field.name: field.value for field in truth.fields}
    if "type_facture" not in expected:
        return False
    kind = expected["type_facture"]
    return _is_bare_credit(kind, expected) != _is_bare_credit(read.get("type_facture", kind), read)


def _is_bare_credit(kind: str, values: dict[str, str]) -> bool:
    """Whether this is an avoir whose main amount has no minus sign."""
    amounts = (_amount(values[name]) for name in _MAIN_AMOUNTS if name in values)
    return kind in AVOIRS and next((amount > 0 for amount in amounts if amount), True)


def _opposite(read: dict[str, str]) -> dict[str, str]:
    return {name: _negated(value) if name.startswith(_AMOUNTS) else value for name, value in read.items()}


def _negated(amount: str) -> str:
    return amount[1:] if amount.startswith("-") else f"-{amount}"


def _verdict(truth: Truth, name: str, given: str | None) -> FieldVerdict | None:
    field = truth.field(name)
    if field is None:
        return None if given is None or truth.partial else _field_verdict(name, Verdict.WRONG, None, given)
    if given is None:
        return _field_verdict(name, Verdict.ABSENT, field.value, None) if field.printed else None
    if is_same_value(name, field.value, given):
        return _field_verdict(name, Verdict.RIGHT, field.value, given) if field.printed else None
    return _field_verdict(name, Verdict.WRONG, field.value, given) if field.printed or not truth.partial else None


def _field_verdict(name: str, verdict: Verdict, expected: str | None, given: str | None) -> FieldVerdict:
    return FieldVerdict(field=name, verdict=verdict, expected=expected, given=given)


def is_same_value(name: str, expected: str, given: str) -> bool:
    """Whether two values of a field are the same."""
    if name.startswith(_AMOUNTS):
        return _amount(expected) == _amount(given) is not None
    if name in PARTY_NAMES:
        return _name_words(expected) == _name_words(given)
    return "".join(expected.split()).casefold() == "".join(given.split()).casefold()


def folded(text: str) -> str:
    """Letters and digits in lower case without accents, words separated by one blank."""
    bare = unicodedata.normalize("NFKD", text.replace("œ", "oe")).casefold()
    return " ".join(re.findall(r"[^\W_]+", "".join(c for c in bare if not unicodedata.combining(c))))


def _name_words(text: str) -> list[str]:
    words = folded(re.sub(r"(?<=\b\w)\.", "", text)).split()
    return [word for word in words if word not in _LEGAL_FORMS] or words


def _amount(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None
