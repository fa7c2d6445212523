"""Removes fields from an invoice in every place that holds them, so that no copy of a doubtful value is left."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from domain.invoice import Invoice, Party

_REMOVALS: dict[str, Callable[[Invoice], Invoice]] = {
    "siret_moe": lambda one: replace(one, buyer_agent=None),
    "numero_facture": lambda one: replace(one, numero_facture=None),
    "type_facture": lambda one: replace(one, type_facture=None),
    "date_facture": lambda one: replace(one, date_facture=None),
    "devise": lambda one: replace(one, devise=None),
    "siret_fournisseur": lambda one: replace(
        one, siret_fournisseur=None, siren_fournisseur=None, seller=_without_identifiers(one.seller)
    ),
    "tva_fournisseur": lambda one: replace(one, seller=replace(one.seller, vat_identifier=None)),
    "nom_fournisseur": lambda one: replace(one, seller=replace(one.seller, name=None)),
    "siret_destinataire": lambda one: replace(one, siret_destinataire=None, buyer=_without_identifiers(one.buyer)),
    "nom_destinataire": lambda one: replace(one, buyer=replace(one.buyer, name=None)),
    "code_service": lambda one: replace(one, code_service=None, buyer_reference=None),
    "numero_engagement": lambda one: replace(
        one, numero_engagement=None, references=replace(one.references, purchase_order=None)
    ),
    "numero_marche": lambda one: replace(one, numero_marche=None, references=replace(one.references, contract=None)),
    "cadre_facturation": lambda one: replace(one, cadre_facturation=None),
    "montant_ht": lambda one: replace(one, totals=replace(one.totals, without_vat=None), vat_breakdown=()),
    "montant_tva": lambda one: replace(one, totals=replace(one.totals, vat=None), vat_breakdown=()),
    "montant_ttc": lambda one: replace(one, totals=replace(one.totals, with_vat=None)),
    "montant_a_payer": lambda one: replace(one, totals=replace(one.totals, due=None)),
    "numero_facture_origine": lambda one: replace(
        one, numero_facture_origine=None, references=replace(one.references, preceding=())
    ),
}
"""The removal of each of :data:`domain.invoice.ENTRY_FIELDS`."""


def without(invoice: Invoice, names: Iterable[str]) -> Invoice:
    """``invoice`` without the fields ``names``; unknown names are ignored."""
    for name in names:
        if name in _REMOVALS:
            invoice = _REMOVALS[name](invoice)
    return invoice


def _without_identifiers(party: Party) -> Party:
    return replace(party, identifiers=(), legal_registration=None)
