"""Who a piece is addressed to: the buyer, or the *maîtrise d'œuvre* a works piece names for itself.

A demande de paiement goes to the MOE first (seed 003). It may name the MOE as its buyer, or name the *ordonnateur* as
its buyer and the MOE as the buyer's agent (EXT-FR-FE-BG-01); then the code service of the buyer is not the MOE's.
"""

from collections.abc import Mapping
from typing import NamedTuple

from domain.invoice import Invoice
from domain.travaux import ETAPES, Role

CODE_SERVICE_SCHEME = "0224"
"""ISO 6523: the code service of a French public structure."""


class Adresse(NamedTuple):
    """Where an invoice wants to go; ``None``: it does not say."""

    siret: str | None
    code_service: str | None


def adresse_of(invoice: Invoice) -> Adresse:
    """The addressee of ``invoice``: of a piece for the MOE, the agent it names; of any other, its buyer."""
    etape = ETAPES.get(invoice.cadre_facturation or "")
    moe = invoice.siret_moe if etape and etape.destinataire is Role.MOE else None
    if moe is None or moe == invoice.siret_destinataire:
        return Adresse(invoice.siret_destinataire, invoice.code_service)
    agents = invoice.buyer_agent.identifiers if invoice.buyer_agent else ()
    codes = (each.value for each in agents if each.scheme == CODE_SERVICE_SCHEME)
    return Adresse(moe, next(codes, None))


def may_be_private(invoice: Invoice) -> bool:
    """Whether the addressee may be somebody the directory does not know: MOE, MOA or fournisseur of a works piece."""
    etape = ETAPES.get(invoice.cadre_facturation or "")
    return etape is not None and etape.destinataire is not Role.SERVICE_FINANCIER


def named(acteurs: Mapping[str, str], siret: str | None) -> str | None:
    """The name of the account that speaks for ``siret``, by SIRET or else by SIREN; never empty."""
    if not siret:
        return None
    name = acteurs.get(siret, acteurs.get(siret[:9]))
    return None if name is None else name or siret
