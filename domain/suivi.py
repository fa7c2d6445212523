"""The follow-up of invoices: what somebody says of one in a status file, and what the ledger makes of it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from domain.finding import Finding
from domain.status import MADE_AVAILABLE, REFUSED, WRONG_ADDRESSEE, Status
from domain.travaux import ETAPES, Role, next_of, wrong_addressee

LONGEST_MOTIF = 255
"""Characters of a motif; Chorus Pro refuses a longer one."""
S = Status
BY_NAVETTE = MADE_AVAILABLE | {
    S.DEPOSEE,
    S.A_COMPLETER,
    S.EN_COURS_ACHEMINEMENT,
    S.A_VALIDER_1,
    S.A_VALIDER_2,
    S.ABSENCE_VALIDATION_1_HORS_DELAI,
    S.ABSENCE_VALIDATION_2_HORS_DELAI,
    S.ABSENCE_VALIDATION_MOE_DELAI_REGLEMENTAIRE,
    S.ASSOCIEE,
    S.REMPLACEE_PAR_A22,
    S.A_ASSOCIER_FOURNISSEUR,
}
"""Statuses that come from a deposit, a delivery or a deadline, and that nobody declares."""
FIRST_VALIDATION = frozenset({S.VALIDEE_1, S.REFUSEE_1, S.ERREUR_FOURNISSEUR_SUR_VALIDEUR})
SECOND_VALIDATION = frozenset({S.VALIDEE_2, S.REFUSEE_2, S.ERREUR_COTRAITANT_SUR_VALIDEUR})
"""What the first and the second valideur say."""


def declarable(cadre: str | None, current: Status) -> frozenset[Status]:
    """What people may declare next of an invoice of this cadre; who may say which is another question.

    Of a works piece only a wrong addressee is refused, and by a fournisseur a decompte general (seed 003). What waits
    to be completed is nobody's yet.
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
    """The formats statuses come in and go out in."""

    CPPSTATUT = "cpp-statut"
    """CPPStatut V1_19 (FSO1301A in, FEN1200A out)."""
    CDAR = "cdar"
    """Cross Domain Acknowledgement and Response (XP Z12-012)."""
    CSV = "csv"
    """The plain table a person fills in a spreadsheet."""


class Scope(StrEnum):
    """What a statement speaks of."""

    FACTURE = "facture"
    FLUX = "flux"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One line of a status file: what its sender says of one invoice or flux. Text is empty, never ``None``."""

    rank: int
    """From 1: the row of the CSV (the heading is row 0), the rank of the element in XML."""
    scope: Scope = Scope.FACTURE
    code: str = ""
    """As written: ``07``, ``208``, ``Mandatée``."""
    label: str = ""
    """ComplementStatut, ProcessCondition: what the sender calls it."""
    asked: tuple[Status, ...] = ()
    """The statuses the code may stand for, the likeliest first; what the invoice may become decides. Empty: a code
    that is kept and moves nothing."""
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
    """SIRET of the mandataire who validates after a cotraitant (CSV only)."""
    said_at: datetime | None = None
    """Aware; when the sender says it happened."""
    findings: tuple[Finding, ...] = ()
    """What could not be read in the line itself; a fatal one refuses it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusReading:
    """What was read of a status file; a fatal finding refuses it as a whole."""

    format: StatusFormat | None
    """``None``: not a status file."""
    statements: tuple[Statement, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Acteur:
    """Who speaks: the account or recipient's folder a status file came by, and the structures it speaks for."""

    name: str
    """A recipient's SIRET or a drop's name: the actor of the events."""
    identifiers: frozenset[str]
    """SIRETs, SIRENs (and ``*``: anybody's)."""

    def is_(self, identifier: str | None) -> bool:
        """Whether the actor speaks for the structure of this SIRET (or SIREN)."""
        if not identifier:
            return False
        return not self.identifiers.isdisjoint({"*", identifier, identifier[:9]})


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """An accepted invoice as it stands, as a statement sees it."""

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
    """What became of a statement."""

    APPLIED = "applied"
    ALREADY = "already"
    """The invoice already had that status, said before: nothing to do."""
    NOTED = "noted"
    """A code that moves nothing: kept in the invoice's history."""
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """A statement, and what became of it."""

    statement: Statement
    outcome: Outcome
    invoice: Standing | None = None
    """As it stood before; ``None`` when none was found."""
    after: Status | None = None
    """Its status when APPLIED."""
    findings: tuple[Finding, ...] = ()
    """Why it was refused, or what is worth saying."""


class Action(StrEnum):
    """What people do to an invoice that is no status (API ``historique``, user actions), append-only."""

    TELECHARGEMENT_FACTURE = "TELECHARGEMENT_FACTURE"
    """The recipient took it out of its folder."""
    ACQUITTEMENT_REJET = "ACQUITTEMENT_REJET"
    ACQUITTEMENT_SUSPENSION = "ACQUITTEMENT_SUSPENSION"
    TRAITEMENT_REJET = "TRAITEMENT_REJET"
    COMPLEMENT = "COMPLEMENT"
    """An attachment or a comment came to complete it; the detail names it."""
    CODE_RECU = "CODE_RECU"
    """A code without a step was received; the detail is the code and its label."""
    RAPPEL_ECHEANCE = "RAPPEL_ECHEANCE"
    """Somebody was warned of a deadline; the detail is its code and its date."""
    ARCHIVAGE = "ARCHIVAGE"
    """Its bytes were archived or purged by the retention rule; the detail says which."""
    SAISIE = "SAISIE"
    """Somebody supplied what its page could not be read for; the detail is the field, what was read and the value."""


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
}
"""What people read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """One :class:`Action` in an invoice's history."""

    action: Action
    at: datetime
    actor: str
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """An :class:`Action` to write in an invoice's history; said twice, it is written once."""

    invoice_id: int
    action: Action
    actor: str
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Complement:
    """A file that completes a suspended invoice."""

    name: str
    """As the supplier called it: never a path to join unchecked."""
    sha256: str
    location: str
    """Where the content store keeps the bytes."""
    place: tuple[int, int] | None = None
    """Deposit and position it came by, when it is not the one of the call that completes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LigneSuivi:
    """What became of one line of a status file, or of one file that completes, as the ledger remembers it."""

    rank: int
    outcome: Outcome
    code: str
    """As written; ``COMPLEMENT`` for a file that completes."""
    number: str
    """Of the invoice, as the line (or the ledger) has it; empty when the line named it by its certificate only."""
    invoice_id: int | None
    """``None`` when no invoice was found."""
    before: Status | None
    after: Status | None
    """Set when applied."""
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A status event with what a message about it needs."""

    event_id: int
    invoice_id: int
    status: Status
    previous: Status | None
    """What it was before; ``None``: its first."""
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
    """SIRET of who validates, for the statuses of a validation."""
