"""The addressee of a piece: the buyer, or another actor of the works circuit, according to its cadre.

A demande de paiement goes to the MOE first (seed 003). It may name the MOE as its buyer, or name the *ordonnateur* as
its buyer and the MOE as the buyer's agent (EXT-FR-FE-BG-01). A décompte général goes to the fournisseur: the seller of
the contract, or the buyer when the piece has the MOE or the MOA who makes it as its seller. The code service of the
buyer applies to the buyer only.
"""

from collections.abc import Mapping
from typing import NamedTuple

from domain.invoice import Invoice, Party
from domain.structure import Annuaire
from domain.travaux import ETAPES, Role

CODE_SERVICE_SCHEME = "0224"
"""ISO 6523: the code service of a French public structure."""


class Addressee(NamedTuple):
    """Addressee of an invoice; ``None`` for what the document does not give."""

    siret: str | None
    code_service: str | None
    nom: str | None = None
    """Name in the document."""


def addressee_of(invoice: Invoice, annuaire: Annuaire | None) -> Addressee:
    """The addressee of ``invoice``; ``annuaire`` is used to find whether its seller is a *maîtrise d'ouvrage*."""
    etape = ETAPES.get(invoice.cadre_facturation or "")
    if etape is not None and etape.destinataire is Role.MOE and invoice.siret_moe:
        return _at(invoice, invoice.siret_moe, invoice.buyer_agent)
    if etape is not None and etape.destinataire is Role.FOURNISSEUR and not _seller_makes_it(invoice, annuaire):
        return _at(invoice, invoice.siret_fournisseur, invoice.seller)
    return Addressee(invoice.siret_destinataire, invoice.code_service, invoice.buyer.name)


def may_be_private(invoice: Invoice) -> bool:
    """Whether the addressee may be missing from the directory: MOE, MOA or fournisseur of a works piece."""
    etape = ETAPES.get(invoice.cadre_facturation or "")
    return etape is not None and etape.destinataire is not Role.SERVICE_FINANCIER


def account_of(acteurs: Mapping[str, str], siret: str | None) -> str | None:
    """Name (possibly empty) of the account that represents ``siret``, by SIRET or SIREN; ``None`` when there is
    none.
    """
    return acteurs.get(siret, acteurs.get(siret[:9])) if siret else None


def _at(invoice: Invoice, siret: str | None, party: Party | None) -> Addressee:
    """Addressee ``siret`` with the code service of its party, or the buyer's when it is also the buyer."""
    if siret == invoice.siret_destinataire:
        return Addressee(siret, invoice.code_service, invoice.buyer.name)
    codes = (each.value for each in (party.identifiers if party else ()) if each.scheme == CODE_SERVICE_SCHEME)
    return Addressee(siret, next(codes, None), party.name if party else None)


def _seller_makes_it(invoice: Invoice, annuaire: Annuaire | None) -> bool:
    """Whether the seller is the depositing MOE or MOA, and not the fournisseur the piece is for."""
    seller = invoice.siret_fournisseur
    if not seller or seller == invoice.siret_moe:
        return True
    structure = annuaire.structure(seller) if annuaire else None
    return structure is not None and (structure.moa or structure.moa_uniquement)
