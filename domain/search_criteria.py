"""Search of invoices: criteria and result page. Also meant for a future web page."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from domain.deposit import DepositedInvoice
from domain.status import Status

PAGE = 50
MOST = 10_000
"""Largest exact total; beyond it the total is shown as « more than »."""
OLD_REFUSAL = 10
"""Days after which a refused invoice may be hidden (seed 003: *rejetées depuis plus de 10 jours*)."""


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
    deposit: int | None = None
    """Number of a deposited file."""
    certificate: str | None = None
    rejet_depuis: date | None = None
    """What was refused before this day, in Paris, is left out; what was not refused is not concerned."""
    telechargee: bool | None = None
    """Whether the recipient is known to have downloaded it."""
    archivee: bool | None = None
    """Whether its bytes left by a rule of retention."""


def old_refusals_hidden(today: date) -> date:
    """The :attr:`SearchCriteria.rejet_depuis` that leaves out what was refused more than :data:`OLD_REFUSAL` days
    before ``today``, a day of Paris.
    """
    return today - timedelta(days=OLD_REFUSAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many invoices meet criteria."""

    total: int
    """As :attr:`Page.total`."""
    more: bool
    """Whether there are more than ``total``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Newest deposit first."""

    invoices: tuple[DepositedInvoice, ...]
    total: int
    """Number of matches, at most as many as were to be counted: :data:`MOST` unless said otherwise."""
    more: bool
    """Whether there are more than ``total``."""
    next: str | None
    """Token of the next page; ``None`` on the last."""
