"""A deposit (*flux*: one file of a supplier), its recorded invoices, and the effects still to be done."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from domain.decision import Decision
from domain.document import Format
from domain.finding import Finding
from domain.route import Route
from domain.status import FluxStatus, Status
from domain.suivi import RecordedAction


class DepositKind(StrEnum):
    """Kind of a received file, given by its folder."""

    FACTURES = "factures"
    STATUTS = "statuts"
    """A status file of a recipient or another actor."""
    COMPLEMENTS = "complements"
    """An attachment or a comment that completes a suspended invoice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A file fetched from a drop folder and not recorded yet."""

    drop: str
    """Name of the drop in the settings."""
    name: str
    """File name in the drop."""
    size: int
    """Size in bytes."""
    modified: float
    """Modification time given by the server, in seconds since 1970."""
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
    """How the ledger treats a decided document after the uniqueness check."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    IRRECEVABLE = "irrecevable"
    DOUBLON = "doublon"
    """The same bytes were accepted before: reported, not integrated again."""
    RECYCLED = "recycled"
    """A new version of an invoice that was sent back to be recycled."""
    A_COMPLETER = "to_complete"
    """Waits for values its page is ambiguous about; neither integrated nor refused."""


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
    """A recorded invoice, with what the uniqueness check needs."""

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
    """Association of a works piece with an earlier one, which gets the status ``becomes`` (``None``: unchanged)."""

    invoice_id: int
    """Of the earlier piece; 0 when it is one of the same batch, which has no id yet."""
    becomes: Status | None
    """When the addressee does not have the piece yet, the status is applied at its mise à disposition."""
    place: tuple[int, int] | None = None
    """Deposit and position of the earlier piece, when it is one of the same batch."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """A decision after the uniqueness check; ``position`` is the document's rank in its deposit, from 0."""

    deposit_id: int
    position: int
    decision: Decision
    disposition: Disposition
    location: str
    """Where the content store keeps the document's bytes."""
    previous: Known | None = None
    """The invoice it is a double or a new version of."""
    key: Key | None = None
    """Key of the uniqueness check; the ledger refuses to record an accepted invoice without one."""
    links: tuple[Link, ...] = ()
    """Works pieces: the earlier ones it is associated with."""
    dossier_id: int | None = None
    """Works pieces: the dossier of the linked pieces; ``None`` for a first piece or an invoice outside works."""

    def with_finding(self, finding: Finding) -> "Settled":
        """A copy with ``finding`` added to its decision."""
        return replace(self, decision=replace(self.decision, findings=(*self.decision.findings, finding)))


@dataclass(frozen=True, slots=True, kw_only=True)
class DepositedInvoice:
    """A recorded document of a deposit."""

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
    """Motif of the current status (``commentaireEtatCourant``), such as a recipient's reason to refuse."""
    dossier_id: int | None = None
    """Invoice id of the first piece of its dossier de facturation."""
    valideur_1: str = ""
    """SIRET of the first valideur."""
    valideur_2: str = ""
    available_at: datetime | None = None
    """First *mise à disposition* of its addressee."""
    downloaded_at: datetime | None = None
    """When the recipient took it from its folder."""
    mandat: str = ""
    """``numeroDPMandat``."""
    dossier: str = ""
    """Number of its dossier de facturation, which is that of the first piece."""
    moe: str = ""
    """SIRET of the MOE when a works piece names it."""
    supplier: str = ""
    """Who issued it (:attr:`domain.supplier_identity.SupplierIdentity.key`); empty when it has no key: its number, date
    or supplier were not read.
    """


class Effect(StrEnum):
    """Effects outside the ledger, done after the transaction through the outbox."""

    TAKE = "take"
    """Move the deposited file out of the drop, to ``traites/`` or ``rejets/``."""
    DELIVER = "deliver"
    """Deliver an accepted invoice to its recipient's folder."""
    CERTIFY = "certify"
    """Write the certificate of deposit to the supplier's ``retours/``."""
    REPORT = "report"
    """Write the *compte rendu* of a deposit to the supplier's ``retours/``."""
    SUBMIT = "submit"
    """Deliver an invoice to its valideur's folder."""
    STATUS = "status"
    """Write a status event to the supplier's ``retours/``."""


TO_DEPOSITORS = frozenset({Effect.TAKE, Effect.CERTIFY, Effect.REPORT, Effect.STATUS})
"""What is done in the folders of depositors."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One effect of the outbox, claimed until its lease ends."""

    id: int
    effect: Effect
    subject: int
    """Id of the invoice (deliver, certify, submit), of the deposit (take, report) or of the event (status)."""
    target: str
    """Grouping key: drop or deposit folder name (take, certify, report, status) or SIRET (deliver, submit)."""
    attempts: int
    tried: bool = field(default=False, compare=False)
    """Whether it was claimed before, counted or not: it may be done in part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusEvent:
    """One status change of an invoice."""

    status: Status
    at: datetime
    actor: str
    """``navette``, a drop's name, or a recipient's SIRET."""
    motif: str = ""
    motif_codes: tuple[str, ...] = ()
    mandat: str = ""
    stated_at: datetime | None = None
    """Date given by the actor; ``at`` is when the ledger recorded it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """An invoice and its events in order."""

    invoice: DepositedInvoice
    events: tuple[StatusEvent, ...]
    actions: tuple[RecordedAction, ...] = ()
    """Recorded actions that are no status, in order."""
