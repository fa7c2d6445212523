"""Follow-up of invoices: statements of status files, and their results."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from domain.finding import Finding
from domain.status import REFUSED, WRONG_ADDRESSEE, Status
from domain.status_facts import BY_NAVETTE
from domain.supplier_identity import siren_of
from domain.travaux import ETAPES, Role, next_of, wrong_addressee

LONGEST_MOTIF = 255
"""Characters of a motif; Chorus Pro refuses a longer one."""
S = Status
FIRST_VALIDATION = frozenset({S.VALIDEE_1, S.REFUSEE_1, S.ERREUR_FOURNISSEUR_SUR_VALIDEUR})
SECOND_VALIDATION = frozenset({S.VALIDEE_2, S.REFUSEE_2, S.ERREUR_COTRAITANT_SUR_VALIDEUR})
"""Statuses given by the first and the second valideur."""


def declarable(cadre: str | None, current: Status) -> frozenset[Status]:
    """Statuses that may be declared next for an invoice of this cadre, by any actor (see ``validators.suivi.actors``).

    A works piece is refused only for a wrong addressee, a décompte général also by the fournisseur (seed 003). Nothing
    may be declared for an invoice that is to be completed.
    """
    if current is S.A_COMPLETER:
        return frozenset()
    possible = next_of(cadre, current) - BY_NAVETTE
    etape = ETAPES.get(cadre or "")
    if etape is None:
        return possible
    refusals = (REFUSED | WRONG_ADDRESSEE | {S.REJETEE, S.A_RECYCLER}) - {wrong_addressee(cadre)}
    own = {S.REFUSEE_FOURNISSEUR} if etape.destinataire is Role.FOURNISSEUR else frozenset[Status]()
    return possible - (refusals - own)


class StatusFormat(StrEnum):
    """Formats of status files, in both directions."""

    CPPSTATUT = "cpp-statut"
    """CPPStatut V1_19 (FSO1301A in, FEN1200A out)."""
    CDAR = "cdar"
    """Cross Domain Acknowledgement and Response (XP Z12-012)."""
    CSV = "csv"
    """A table filled in with a spreadsheet."""


class Scope(StrEnum):
    """Subject of a statement."""

    FACTURE = "facture"
    FLUX = "flux"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One line of a status file, about one invoice or flux. Absent text is empty, never ``None``."""

    rank: int
    """From 1: the row of the CSV (the heading is row 0), the rank of the element in XML."""
    scope: Scope = Scope.FACTURE
    code: str = ""
    """As written: ``07``, ``208``, ``Mandatée``."""
    label: str = ""
    """Sender's label: ComplementStatut, ProcessCondition."""
    asked: tuple[Status, ...] = ()
    """Statuses the code may mean, most likely first; the first the invoice may get is chosen. Empty: a code that is
    only recorded.
    """
    numero_facture: str = ""
    """Of the invoice; of the flux for ``Scope.FLUX`` (IdFlux)."""
    date_facture: date | None = None
    certificate: str = ""
    """Number of the certificate of deposit, when the line names the invoice by it."""
    fournisseur: str = ""
    """SIRET, SIREN or other identifier of the supplier, as written without blanks."""
    destinataire: str = ""
    """SIRET (or SIREN) of the recipient the line names."""
    motif: str = ""
    """The reason, in words."""
    motif_codes: tuple[str, ...] = ()
    """Coded reasons: ``DEST_ERR``, ``MAUVAISE_MOE`` ..."""
    mandat: str = ""
    """IdMandatDP."""
    valideur_suivant: str = ""
    """SIRET of the mandataire that validates after a cotraitant (CSV only)."""
    stated_at: datetime | None = None
    """Aware; date given by the sender."""
    findings: tuple[Finding, ...] = ()
    """Findings of reading the line; a fatal one refuses it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusReading:
    """Result of reading a status file; a fatal finding refuses the whole file."""

    format: StatusFormat | None
    """``None``: not a status file."""
    statements: tuple[Statement, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Acteur:
    """Sender of a status file: its account or recipient folder, and the structures it represents."""

    name: str
    """A recipient's SIRET or a drop's name: the actor of the events."""
    identifiers: frozenset[str]
    """SIRETs and SIRENs; ``*`` means any."""
    accounts: frozenset[str] = frozenset()
    """Other names under which it deposits: of the structure in the portal, of accounts that deposit for it alone."""

    def deposited(self, drop: str) -> bool:
        """Whether what came by this account is its own deposit."""
        return drop == self.name or drop in self.accounts

    def is_(self, identifier: str | None) -> bool:
        """Whether the actor represents the structure of this SIRET or SIREN."""
        if not identifier:
            return False
        return not self.identifiers.isdisjoint({"*", identifier, siren_of(identifier) or identifier})


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Current state of an accepted invoice, for the evaluation of statements."""

    invoice_id: int
    numero_facture: str
    date_facture: str
    """ISO 8601."""
    cadre: str | None
    status: Status
    status_at: datetime
    fournisseur: str
    """SIRET or other identifier on the invoice; empty when none."""
    siren_fournisseur: str
    """SIREN of the key that makes it unique; empty when there is none."""
    destinataire: str
    """SIRET it was routed to."""
    drop: str
    certificate: str
    valideur_1: str = ""
    valideur_2: str = ""


class Outcome(StrEnum):
    """Outcome of a statement."""

    APPLIED = "applied"
    ALREADY = "already"
    """The invoice already has that status: no change."""
    NOTED = "noted"
    """A code without a status change: recorded in the history."""
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementResult:
    """A statement and its outcome."""

    statement: Statement
    outcome: Outcome
    invoice: Standing | None = None
    """State before the statement; ``None`` when no invoice was found."""
    after: Status | None = None
    """Its status when APPLIED."""
    findings: tuple[Finding, ...] = ()
    """Reasons of the refusal, or warnings."""


class Action(StrEnum):
    """Actions on an invoice that are no status (API ``historique``, user actions); append-only."""

    TELECHARGEMENT_FACTURE = "TELECHARGEMENT_FACTURE"
    """The recipient took it from its folder."""
    ACQUITTEMENT_REJET = "ACQUITTEMENT_REJET"
    ACQUITTEMENT_SUSPENSION = "ACQUITTEMENT_SUSPENSION"
    TRAITEMENT_REJET = "TRAITEMENT_REJET"
    COMPLEMENT = "COMPLEMENT"
    """An attachment or a comment that completes it; the detail names it."""
    CODE_RECU = "CODE_RECU"
    """A code without a status change was received; the detail is the code and its label."""
    RAPPEL_ECHEANCE = "RAPPEL_ECHEANCE"
    """A reminder of a deadline was sent; the detail is its code and its date."""
    ARCHIVAGE = "ARCHIVAGE"
    """Its bytes were archived or purged by the retention rule; the detail says which."""
    SAISIE = "SAISIE"
    """A value was entered by hand for an ambiguous field; the detail is the field, what was read and the value."""
    MISE_DE_COTE = "MISE_DE_COTE"
    """A refused invoice was set aside: its supplier will not correct it; the detail is the reason."""
    REPRISE = "REPRISE"
    """A refused invoice that was set aside is to be corrected again; the detail is the reason."""


ACTION_LABELS: dict[Action, str] = {
    Action.TELECHARGEMENT_FACTURE: "Téléchargée",
    Action.ACQUITTEMENT_REJET: "Rejet acquitté",
    Action.ACQUITTEMENT_SUSPENSION: "Suspension acquittée",
    Action.TRAITEMENT_REJET: "Rejet traité",
    Action.COMPLEMENT: "Complément reçu",
    Action.CODE_RECU: "Code reçu",
    Action.RAPPEL_ECHEANCE: "Rappel d'échéance",
    Action.ARCHIVAGE: "Archivage",
    Action.SAISIE: "Complétée à la main",
    Action.MISE_DE_COTE: "Mise de côté",
    Action.REPRISE: "À corriger de nouveau",
}
"""What people read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedAction:
    """One :class:`Action` in an invoice's history."""

    action: Action
    at: datetime
    actor: str
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryNote:
    """An :class:`Action` to add to an invoice's history; duplicates are recorded once."""

    invoice_id: int
    action: Action
    actor: str
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Complement:
    """A file that completes a suspended invoice."""

    name: str
    """File name given by the supplier: never to be joined to a path unchecked."""
    sha256: str
    location: str
    """Where the content store keeps the bytes."""
    place: tuple[int, int] | None = None
    """Deposit and position it came from, when different from those of the completing call."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LigneSuivi:
    """Recorded outcome of one line of a status file, or of one complement."""

    rank: int
    outcome: Outcome
    code: str
    """Code as written; ``COMPLEMENT`` for a complement."""
    number: str
    """Invoice number in the line or in the ledger; empty when the line names only its certificate."""
    invoice_id: int | None
    """``None`` when no invoice was found."""
    before: Status | None
    after: Status | None
    """Set when applied."""
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusChange:
    """A status event with the data of its message."""

    event_id: int
    invoice_id: int
    status: Status
    previous: Status | None
    """Previous status; ``None`` for the first."""
    at: datetime
    actor: str
    motif: str
    motif_codes: tuple[str, ...]
    mandat: str
    numero_facture: str
    date_facture: str
    type_facture: str
    cadre: str | None
    fournisseur: str
    """SIRET, or other identifier."""
    nom_fournisseur: str
    destinataire: str
    """SIRET."""
    nom_destinataire: str
    code_service: str
    nom_service: str
    drop: str
    deposited_at: datetime
    certificate: str
    valideur: str = ""
    """SIRET of the valideur, for validation statuses."""
