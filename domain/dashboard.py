"""Dashboards: counters, the *synthese*, ageing, the *liste fiscale*, events. Amounts are counted by currency."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from domain.chain_head import NO_CERTIFICATE, ChainHead
from domain.deposit import StatusEvent
from domain.late_payment import LatePayment
from domain.status import Status
from domain.travaux import Role
from domain.worklist import CorrectionDue, SetAside, VerificationDue

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
    """Breakdown of a dashboard."""

    STRUCTURE = "structure"
    SERVICE = "service"
    FOURNISSEUR = "fournisseur"
    ACTEUR = "acteur"
    """The actor who must act next: recipient, supplier, MOE, MOA, valideur or nobody
    (:class:`domain.current_actor.CurrentActor`).
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportScope:
    """Scope of a dashboard: one structure, one drop (supplier), or all invoices when both are ``None``."""

    siret: str | None = None
    drop: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Counter:
    """Count and total of the invoices of one status."""

    key: str
    """Key on the axis: a SIRET, ``siret/code service``, a supplier's identifier or an actor."""
    label: str
    """Displayed name of the key, never empty."""
    status: Status
    count: int
    devise: str
    ttc: Decimal


AGE_BANDS = ((0, 15), (16, 30), (31, 45), (46, 60), (61, None))
"""Age bands in days since mise à disposition, both bounds included; the last band has no upper bound."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgeBand:
    """Unpaid invoices of one age band."""

    key: str
    label: str
    first: int
    last: int | None
    count: int
    devise: str
    ttc: Decimal
    late: int
    """How many of these are past their due day."""
    late_ttc: Decimal
    interest: Decimal | None = Decimal()
    """Interest of the late ones, in euros; ``None`` when that of one of them cannot be told."""
    indemnity: Decimal = Decimal()
    """Flat indemnities of the late ones, in euros."""


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
    """Days since mise à disposition."""
    late_days: int
    """Days after ``due_on``; 0 when not late."""
    nom_destinataire: str = ""
    certificate: str = ""
    numero_engagement: str = ""
    numero_marche: str = ""
    late_payment: LatePayment | None = None
    """What the delay costs; ``None`` when it is not late."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paid:
    """An invoice that was paid."""

    invoice_id: int
    numero_facture: str
    destinataire: str
    nom_destinataire: str
    devise: str
    amount: Decimal | None
    """Amount due of the invoice; ``None`` when it gives none."""
    paid_on: date
    """Day given with the status, else the day it was recorded (Paris time)."""
    mandat: str


SOON = 7
"""An invoice due within this many days is listed as due soon."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingPiece:
    """A works piece that an actor must treat."""

    invoice_id: int
    numero_facture: str
    cadre: str
    nom_fournisseur: str
    role: Role
    """Role of the actor who must treat it."""
    nom_destinataire: str
    status: Status
    since: datetime
    """Mise à disposition of the addressee, else the moment of its current status."""
    devise: str
    ttc: str
    due_on: date | None = None
    """Last day to act (Paris time), ``None`` when the piece has no deadline."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LigneFiscale:
    """One line of the *liste fiscale*: parties, amounts, dates, status and certificate of an invoice."""

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
    code_service: str = ""
    numero_engagement: str = ""
    numero_marche: str = ""


NEWS = 31
"""Days of events listed on a first visit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One status event since the reader's last visit."""

    invoice_id: int
    numero_facture: str
    nom_fournisseur: str
    nom_destinataire: str
    cadre: str
    event: StatusEvent
    fournisseur: str = ""
    """SIRET, or else another identifier."""
    destinataire: str = ""
    """SIRET."""
    certificate: str = ""
    numero_engagement: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dashboard:
    """Data of one reader's dashboard page."""

    title: str
    """Name of the structure or of the account."""
    portee: ReportScope
    at: datetime
    """Aware; the moment the counts were made."""
    counters: tuple[Counter, ...]
    """Counters by status over the whole scope (``key`` empty)."""
    by_axis: dict[Axis, tuple[Counter, ...]]
    ageing: tuple[AgeBand, ...]
    late: tuple[Overdue, ...]
    """Invoices past their due day, most days late first; at most 100."""
    deposits_by_day: tuple[tuple[date, int], ...]
    """Deposits per day over the last 60 days (Paris time), days without deposit included."""
    events: tuple[Event, ...]
    """Status events since the reader's last visit, newest first; at most 100."""
    events_total: int
    moved_total: int
    """Invoices that ``events``, and those not listed, are about; each once."""
    visited: datetime | None = None
    """Start of ``events``: the reader's last visit; ``None`` on a first visit."""
    soon: tuple[Overdue, ...] = ()
    """Not late, due within :data:`SOON` days, nearest due day first; at most 100."""
    later: tuple[Overdue, ...] = ()
    """Due later than ``soon``, nearest due day first; at most 100."""
    awaited_total: int = 0
    """How many are unpaid and wait for nobody but the payer: ``late``, ``soon`` and ``later`` without a limit."""
    paid: tuple[Paid, ...] = ()
    """Payments known in the last :data:`NEWS` days, newest first, at most 100; empty for a structure."""
    paid_total: int = 0
    chain: ChainHead = NO_CERTIFICATE
    """The end of the chain of certificates; empty when there are none."""
    waiting_pieces: tuple[WaitingPiece, ...] = ()
    """Works pieces that an actor must treat, oldest first."""
    corrections_due: tuple[CorrectionDue, ...] = ()
    """What a supplier has to correct, newest first; empty for other readers."""
    set_aside: tuple[SetAside, ...] = ()
    """What was set aside of a supplier's refused deposits in the last weeks, newest first; empty for other readers."""
    verifications_due: tuple[VerificationDue, ...] = ()
    """Unpaid invoices to verify before payment, oldest first, at most 100; empty for a supplier."""
    verifications_total: int = 0
