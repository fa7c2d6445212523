"""Writes a supplied value into an invoice, in every place where reading a page would have put it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from domain.invoice import Identifier, Invoice, Party, PrecedingInvoice
from parsers.manual_entry.values import Value

_SIRET, _SIREN = "0009", "0002"
"""ICD schemes (ISO 6523)."""
_OWN = ("numero_facture", "date_facture", "type_facture", "devise", "cadre_facturation")
_TOTALS = {
    "montant_ht": "without_vat",
    "montant_tva": "vat",
    "montant_ttc": "with_vat",
    "montant_a_payer": "due",
}


def placed(invoice: Invoice, field: str, value: Value) -> Invoice:
    """``invoice`` with ``value`` for the field, of the type :mod:`parsers.manual_entry.values` gives it."""
    if isinstance(value, Decimal):
        return _with_amount(invoice, field, value)
    if isinstance(value, date) or field in _OWN:
        changed: Invoice = _changed(invoice, **{field: value})
        return changed
    return _PLACES[field](invoice, value)


def _with_amount(invoice: Invoice, field: str, value: Decimal) -> Invoice:
    """Sets a total; a new total without VAT or a new VAT drops the VAT breakdown, which was checked by the old ones."""
    changed: Invoice = _changed(invoice, totals=_changed(invoice.totals, **{_TOTALS[field]: value}))
    if field in {"montant_ht", "montant_tva"} and getattr(invoice, field) != value:
        return replace(changed, vat_breakdown=())
    return changed


def _changed(one: Any, **changes: Any) -> Any:
    return replace(one, **changes)


def _fournisseur(invoice: Invoice, siret: str) -> Invoice:
    seller = _identified(invoice.seller, siret)
    return replace(invoice, siret_fournisseur=siret, siren_fournisseur=siret[:9], seller=seller)


def _destinataire(invoice: Invoice, siret: str) -> Invoice:
    return replace(invoice, siret_destinataire=siret, buyer=_identified(invoice.buyer, siret))


def _identified(party: Party, siret: str) -> Party:
    others = tuple(one for one in party.identifiers if one.scheme != _SIRET)
    return replace(
        party,
        identifiers=(Identifier(value=siret, scheme=_SIRET), *others),
        legal_registration=Identifier(value=siret[:9], scheme=_SIREN),
    )


def _moe(invoice: Invoice, siret: str) -> Invoice:
    return replace(invoice, buyer_agent=Party(identifiers=(Identifier(value=siret, scheme=_SIRET),)))


_PLACES: dict[str, Callable[[Invoice, str], Invoice]] = {
    "siret_moe": _moe,
    "siret_fournisseur": _fournisseur,
    "siret_destinataire": _destinataire,
    "tva_fournisseur": lambda one, text: replace(one, seller=replace(one.seller, vat_identifier=text)),
    "nom_fournisseur": lambda one, text: replace(one, seller=replace(one.seller, name=text)),
    "nom_destinataire": lambda one, text: replace(one, buyer=replace(one.buyer, name=text)),
    "code_service": lambda one, text: replace(one, code_service=text, buyer_reference=text),
    "numero_engagement": lambda one, text: replace(
        one, numero_engagement=text, references=replace(one.references, purchase_order=text)
    ),
    "numero_marche": lambda one, text: replace(
        one, numero_marche=text, references=replace(one.references, contract=text)
    ),
    "numero_facture_origine": lambda one, text: replace(
        one,
        numero_facture_origine=text,
        references=replace(one.references, preceding=(PrecedingInvoice(number=text), *one.references.preceding[1:])),
    ),
}
"""Setters of the text fields that are in several places, or in a party."""
