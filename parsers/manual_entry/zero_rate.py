"""Why a rate of VAT of an invoice that is typed in is 0: its category (BT-118), and the reason with its code.

Source: EN 16931-1, BR-E, BR-AE, BR-IC and BR-O; CGI, annexe II, article 242 nonies A, I-13; articles
138 and 196 of directive 2006/112/CE.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from domain.comparable_text import plain
from domain.finding import Finding
from domain.supplier_identity import siren_in, siren_of
from domain.text import Text
from parsers.manual_entry.rules import LACKS, NOT_OF_RECIPIENT, UNREADABLE
from parsers.manual_entry.values import KINDS, value

FIELD, BUYER_VAT, DELIVERED = "taux_zero", "tva_destinataire", "date_livraison"
"""Entries: the category, the VAT number of the recipient, the day of delivery."""
EXEMPT, REVERSE_CHARGE, INTRA_COMMUNITY, OUT_OF_SCOPE = "E", "AE", "K", "O"
WORDS: dict[str, tuple[str, str]] = {
    REVERSE_CHARGE: ("Autoliquidation", "VATEX-EU-AE"),
    INTRA_COMMUNITY: ("Livraison intracommunautaire", "VATEX-EU-IC"),
}
"""What the reason says at least (BT-120), and its code (BT-121), of the categories that mean one thing."""
_LACKING = {
    BUYER_VAT: Text("le numéro de TVA du destinataire", "the recipient's VAT number"),
    DELIVERED: Text("la date de livraison", "the day of delivery"),
    "tva_fournisseur": Text("le numéro de TVA du fournisseur", "the supplier's VAT number"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ZeroRate:
    """What stands on the lines at 0 %, and in their part of the breakdown."""

    category: str
    reason: str | None = None
    code: str | None = None


def choices(*, is_european: bool) -> tuple[str, ...]:
    """The categories a supplier with a VAT number may choose of, the usual one first: one of another member state
    invoices services without VAT, which the recipient declares, and goods that it has sent to France.
    """
    return (REVERSE_CHARGE, INTRA_COMMUNITY, EXEMPT) if is_european else (EXEMPT, REVERSE_CHARGE)


def zero_rate(said: Mapping[str, str], *, is_european: bool, has_vat: bool) -> ZeroRate:
    """Of a supplier without a VAT number, a rate of 0 is outside the scope of VAT (BR-E-02, BR-O-02), unless it says
    otherwise: what it lacks for that is then told.
    """
    allowed = choices(is_european=is_european)
    category = said[FIELD] if said.get(FIELD) in allowed else allowed[0]
    typed = said.get("motif_exoneration", "").strip()
    if not has_vat and category == EXEMPT:
        return ZeroRate(category=OUT_OF_SCOPE, reason=typed or None)
    if category not in WORDS:
        return ZeroRate(category=category, reason=typed or None)
    words, code = WORDS[category]
    reason = typed if plain(words) in plain(typed) else f"{words}. {typed}" if typed else words
    return ZeroRate(category=category, reason=reason, code=code)


def wrong_zero_rate(
    said: Mapping[str, str], category: str | None, *, is_european: bool, has_vat: bool
) -> Iterator[Finding]:
    """Why what was typed of it is wrong; ``category``: of the lines at 0 %, ``None`` when there is none."""
    if said.get(FIELD) and said[FIELD] not in choices(is_european=is_european):
        what = Text("la raison du taux 0", "the reason of the rate 0")
        form = Text("l'un des choix de la liste", "one of the choices of the list")
        yield UNREADABLE.finding(field=FIELD, value=said[FIELD], what=what, form=form)
    yield from _wrong_numbers(said)
    needed = {INTRA_COMMUNITY: (BUYER_VAT, DELIVERED)}.get(category or "", ())
    for field in needed:
        if not said.get(field):
            yield LACKS.finding(field=field, what=_LACKING[field])
    if category in WORDS and not has_vat:
        yield LACKS.finding(field="tva_fournisseur", what=_LACKING["tva_fournisseur"])


def _wrong_numbers(said: Mapping[str, str]) -> Iterator[Finding]:
    for field, kind in ((BUYER_VAT, "tva_fournisseur"), (DELIVERED, "date_facture")):
        if said.get(field) and value(kind, said[field]) is None:
            form = KINDS[kind].form
            yield UNREADABLE.finding(field=field, value=said[field], what=_LACKING[field], form=form)
    number, recipient = value("tva_fournisseur", said.get(BUYER_VAT, "")), said.get("siret_destinataire", "")
    siren = siren_of("".join(recipient.split()))
    if isinstance(number, str) and siren and siren_in(number) != siren:
        yield NOT_OF_RECIPIENT.finding(field=BUYER_VAT, value=number, siren=siren)
