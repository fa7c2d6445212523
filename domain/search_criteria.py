"""Search of invoices: criteria and result page. Also meant for a future web page."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from domain.deposit import DepositedInvoice
from domain.status import Status

PAGE = 50
MOST = 10_000
"""Largest exact total; beyond it the total is shown as « more than »."""


class SearchRole(StrEnum):
    """Role of the structure searched for."""

    FOURNISSEUR = "fournisseur"
    DESTINATAIRE = "destinataire"
    VALIDEUR = "valideur"
    MOE = "moe"
    MOA = "moa"


class DateRange(StrEnum):
    """Which date a period applies to."""

    DEPOT = "depot"
    FACTURE = "facture"
    ETAT = "etat"
    """The moment of the current status."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchCriteria:
    """Every criterion that is not ``None`` must hold; text is compared without regard to letter case where marked."""

    role: SearchRole | None = None
    structure: str | None = None
    """SIRET or SIREN of the structure in that role (any role when ``role`` is ``None``)."""
    pieces: frozenset[str] = frozenset()
    """``facture``, ``avoir``, ``travaux``, or a ``typeFactureTravaux`` (``ETAT_ACOMPTE``); empty: any."""
    destinataire: str | None = None
    """SIRET."""
    code_service: str | None = None
    cadres: frozenset[str] = frozenset()
    fournisseur: str | None = None
    """A piece of the supplier's name, without regard to letter case, with ``*``."""
    periode: DateRange = DateRange.DEPOT
    depuis: date | None = None
    jusqu_a: date | None = None
    """Both days included, in Paris."""
    statuts: frozenset[Status] = frozenset()
    dossier: str | None = None
    """Number of a dossier de facturation."""
    numero: str | None = None
    """Invoice number without regard to letter case; ``*`` stands for any characters."""
    engagement: str | None = None
    marche: str | None = None
    ttc_min: Decimal | None = None
    ttc_max: Decimal | None = None
    ht_min: Decimal | None = None
    ht_max: Decimal | None = None
    drop: str | None = None
    certificate: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Newest deposit first."""

    invoices: tuple[DepositedInvoice, ...]
    total: int
    """Number of matches, at most :data:`MOST`."""
    more: bool
    """Whether there are more than ``total``."""
    next: str | None
    """Token of the next page; ``None`` on the last."""
