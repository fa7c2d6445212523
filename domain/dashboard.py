"""Dashboards: counters, the *synthese*, ageing, the *liste fiscale*, events. Amounts are counted by currency."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from domain.deposit import StatusEvent
from domain.status import Status
from domain.travaux import Role

S = Status
COUNTERS = (
    S.VALIDEE_1,
    S.VALIDEE_2,
    S.REFUSEE_1,
    S.REFUSEE_2,
    S.ERREUR_COTRAITANT_SUR_VALIDEUR,
    S.ABSENCE_VALIDATION_1_HORS_DELAI,
    S.ABSENCE_VALIDATION_2_HORS_DELAI,
    S.DEPOSEE,
    S.MISE_A_DISPOSITION,
)
"""The counters of the portal's dashboard, in its order (seed 004); the other statuses follow in the enum's."""


class Axis(StrEnum):
    """What a dashboard is broken down by."""

    STRUCTURE = "structure"
    SERVICE = "service"
    FOURNISSEUR = "fournisseur"
    ACTEUR = "acteur"
    """Who has to act now: the recipient, the supplier, the MOE, the MOA, the valideur, nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportScope:
    """Whose dashboard: a structure's, a drop's (supplier's), or everybody's when both are ``None``."""

    siret: str | None = None
    drop: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Counter:
    """How many invoices of one status, and what they amount to."""

    key: str
    """Of the axis: a SIRET, ``siret/code service``, a supplier's identifier, an actor."""
    label: str
    """Its name in words, never empty."""
    status: Status
    count: int
    devise: str
    ttc: Decimal


TRANCHES = ((0, 15), (16, 30), (31, 45), (46, 60), (61, None))
"""Days since mise a disposition, both included; the last has no end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgeBand:
    """Unpaid invoices of one age."""

    key: str
    label: str
    first: int
    last: int | None
    count: int
    devise: str
    ttc: Decimal
    late: int
    """Of these, how many are beyond their payment delay."""
    late_ttc: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Overdue:
    """An unpaid invoice, its age and its due day."""

    invoice_id: int
    numero_facture: str
    fournisseur: str
    nom_fournisseur: str
    destinataire: str
    code_service: str
    status: Status
    devise: str
    ttc: Decimal | None
    available_at: datetime
    due_on: date
    """Last day to pay, in Paris."""
    days: int
    """Since mise a disposition."""
    late_days: int
    """Beyond ``due_on``; 0 when not late."""
    nom_destinataire: str = ""


SOON = 7
"""Days ahead in which an invoice that must be paid is announced."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attente:
    """A works piece that waits for somebody."""

    invoice_id: int
    numero_facture: str
    cadre: str
    nom_fournisseur: str
    role: Role
    """Who has it."""
    nom_destinataire: str
    status: Status
    since: datetime
    """When the addressee first had it, or when it came to its status if nobody had it yet."""
    devise: str
    ttc: str
    due_on: date | None = None
    """Last day to act, in Paris; ``None``: no deadline of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LigneFiscale:
    """One exchanged invoice in the *liste fiscale*: who, to whom, what, when, under which proof."""

    invoice_id: int
    deposit: str
    certificate: str
    sha256: str
    fournisseur: str
    nom_fournisseur: str
    destinataire: str
    nom_destinataire: str
    numero_facture: str
    type_facture: str
    cadre: str
    date_facture: str
    devise: str
    ht: str
    tva: str
    ttc: str
    deposited_at: datetime
    available_at: datetime | None
    status: Status
    status_at: datetime


NEWS = 31
"""Days of news that a first visit is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened since a reader's last visit."""

    invoice_id: int
    numero_facture: str
    nom_fournisseur: str
    nom_destinataire: str
    cadre: str
    event: StatusEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class Dashboard:
    """Everything the morning page of one reader shows."""

    title: str
    """The structure's or the account's name."""
    portee: ReportScope
    at: datetime
    """Aware; the moment it speaks of."""
    counters: tuple[Counter, ...]
    """By status for the whole scope (``key`` empty)."""
    by_axis: dict[Axis, tuple[Counter, ...]]
    ageing: tuple[AgeBand, ...]
    late: tuple[Overdue, ...]
    """The latest payers' problems first; at most a hundred."""
    deposits_by_day: tuple[tuple[date, int], ...]
    """The last 60 days in Paris, every day present."""
    events: tuple[Event, ...]
    """Since the reader's last visit, newest first; at most a hundred."""
    events_total: int
    visited: datetime | None = None
    """The visit the events are counted from; ``None``: the first."""
    soon: tuple[Overdue, ...] = ()
    """Not late yet, due within :data:`SOON` days, the soonest first; at most a hundred."""
    attentes: tuple[Attente, ...] = ()
    """Works pieces that wait for somebody, the oldest first."""
