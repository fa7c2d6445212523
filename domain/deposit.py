"""A deposit (*flux*: one file of a supplier), its invoices as the ledger remembers them, and what is still to do."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from domain.decision import Decision
from domain.document import Format
from domain.finding import Finding
from domain.route import Route
from domain.status import FluxStatus, Status
from domain.suivi import Done


class DepositKind(StrEnum):
    """What a received file is for; the folder it came by says so."""

    FACTURES = "factures"
    STATUTS = "statuts"
    """What a recipient or another actor says of invoices."""
    COMPLEMENTS = "complements"
    """An attachment or a comment that completes a suspended invoice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A file seen in a drop folder and fetched, before the ledger knows it."""

    drop: str
    """Name of the drop in the settings."""
    name: str
    """File name in the drop."""
    size: int
    """Bytes."""
    modified: float
    """The server's modification time, seconds since 1970."""
    sha256: str
    location: str
    """Where the content store keeps the bytes."""
    kind: DepositKind = DepositKind.FACTURES


@dataclass(frozen=True, slots=True, kw_only=True)
class Deposit:
    """A file received from a supplier."""

    id: int
    drop: str
    name: str
    size: int
    modified: float
    sha256: str
    location: str
    received_at: datetime
    """Aware, UTC."""
    status: FluxStatus
    taken: bool = False
    """Whether the file has left the drop folder."""
    findings: tuple[Finding, ...] = ()
    """Findings about the file itself (archive limits, unreadable)."""
    kind: DepositKind = DepositKind.FACTURES

    @property
    def number(self) -> str:
        """The deposit's number as people read it: 15 digits."""
        return f"{self.id:015d}"


class Disposition(StrEnum):
    """What the ledger does with a decided document once uniqueness has been asked."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    IRRECEVABLE = "irrecevable"
    DOUBLON = "doublon"
    """The same bytes were accepted before: noticed, not integrated again."""
    RECYCLED = "recycled"
    """The same invoice, sent back to be recycled, comes again: a new version of it."""
    A_COMPLETER = "to_complete"
    """It waits for what its page could not be read for; neither integrated nor refused."""


INTEGRATED = frozenset({Disposition.ACCEPTED, Disposition.RECYCLED})
"""The dispositions that make an invoice the recipient's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """What makes an invoice unique: year of issue, supplier's SIREN (or other identifier), number."""

    year: int
    supplier: str
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """An invoice already in the ledger, as uniqueness sees it."""

    invoice_id: int
    key: Key
    sha256: str
    status: Status
    deposited_at: datetime
    certificate: str
    values: dict[str, str | None] = field(default_factory=dict)
    """The 18 fields of :data:`domain.invoice.FIELDS` as text, of the invoice as it stands now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """The association of a works piece with an earlier one, which becomes ``becomes`` (``None``: stays as it is)."""

    invoice_id: int
    """Of the earlier piece; 0 when it is one of the same batch, which has no id yet."""
    becomes: Status | None
    """A piece its addressee does not have yet becomes it when it has."""
    place: tuple[int, int] | None = None
    """Deposit and position of the earlier piece, when it is one of the same batch."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """A decision after uniqueness was asked; ``position`` is the document's rank in its deposit, from 0."""

    deposit_id: int
    position: int
    decision: Decision
    disposition: Disposition
    location: str
    """Where the content store keeps the document's bytes."""
    previous: Known | None = None
    """The invoice it doubles or recycles."""
    key: Key | None = None
    """What uniqueness was asked with; the ledger refuses to record an accepted invoice without it."""
    links: tuple[Link, ...] = ()
    """Works pieces: the earlier ones it is associated with."""
    dossier_id: int | None = None
    """Works pieces: the dossier of those; ``None``: the piece begins one, or is no works piece."""

    def told(self, finding: Finding) -> "Settled":
        """The same, with one finding more."""
        return replace(self, decision=replace(self.decision, findings=(*self.decision.findings, finding)))


@dataclass(frozen=True, slots=True, kw_only=True)
class DepositedInvoice:
    """A document of a deposit as the ledger remembers it."""

    id: int
    deposit_id: int
    position: int
    drop: str
    deposit_name: str
    member: str | None
    sha256: str
    location: str
    format: Format
    profile: str | None
    disposition: Disposition
    values: dict[str, str | None]
    """The 18 fields of :data:`domain.invoice.FIELDS` as text."""
    route: Route | None
    status: Status | None
    status_at: datetime | None
    deposited_at: datetime
    certificate: str | None
    """Number of its certificate of deposit."""
    findings: tuple[Finding, ...] = ()
    motif: str = ""
    """What was said with the current status (``commentaireEtatCourant``), such as a recipient's reason to refuse."""
    dossier_id: int | None = None
    """Invoice id of the first piece of its dossier de facturation."""
    valideur_1: str = ""
    """SIRET of who validates first."""
    valideur_2: str = ""
    available_at: datetime | None = None
    """When its addressee first had it (*mise a disposition*)."""
    downloaded_at: datetime | None = None
    """When the recipient took it out of its folder."""
    mandat: str = ""
    """``numeroDPMandat``."""
    dossier: str = ""
    """Number of its dossier de facturation, which is that of the first piece."""
    moe: str = ""
    """SIRET of the MOE when a works piece names it."""


class Effect(StrEnum):
    """What remains to be done outside once the ledger has spoken."""

    TAKE = "take"
    """Move the deposited file out of the drop, to ``traites/`` or ``rejets/``."""
    DELIVER = "deliver"
    """Bring an accepted invoice to its recipient's folder."""
    CERTIFY = "certify"
    """Bring the certificate of deposit to the supplier's ``retours/``."""
    REPORT = "report"
    """Bring the *compte rendu* of a deposit to the supplier's ``retours/``."""
    SUBMIT = "submit"
    """Bring an invoice to its valideur's folder."""
    STATUS = "status"
    """Tell the supplier of a status event in its ``retours/``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One effect of the outbox, claimed for a while."""

    id: int
    effect: Effect
    subject: int
    """Id of the invoice (deliver, certify, submit), of the deposit (take, report) or of the event (status)."""
    target: str
    """Drop or inbox name (take, certify, report, status) or SIRET (deliver, submit): what to group by."""
    attempts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusEvent:
    """One step in an invoice's life."""

    status: Status
    at: datetime
    actor: str
    """``navette``, a drop's name, or a recipient's SIRET."""
    motif: str = ""
    motif_codes: tuple[str, ...] = ()
    mandat: str = ""
    said_at: datetime | None = None
    """When the actor says it happened; ``at`` is when the ledger heard of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """An invoice and its events in order."""

    invoice: DepositedInvoice
    events: tuple[StatusEvent, ...]
    actions: tuple[Done, ...] = ()
    """What was done to it that is no status, in order."""
