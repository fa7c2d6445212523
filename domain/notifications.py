"""Notifications (*avis*): one digest a run of what asks for somebody's hand, and how much of the rest there was."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from domain.echeance import Delai
from domain.enum_tables import Partial
from domain.status import REFUSED, WRONG_ADDRESSEE, Status

S = Status


class Subject(StrEnum):
    """What a channel may be told of, in the order of a digest."""

    REFUS = "refus"
    SUSPENSION = "suspension"
    RECYCLAGE = "recyclage"
    ECHEANCE = "echeance"
    """Deadlines that come close, and what silence did when they passed."""
    STATUTS = "statuts"
    """How many invoices took each other step: counts only."""
    INCIDENTS = "incidents"
    """What a run left undone: for operators."""


SUBJECTS: Partial[Status, Subject] = Partial(
    {
        **dict.fromkeys(
            {S.REJETEE, S.REFUSEE_1, S.REFUSEE_2, *REFUSED},
            Subject.REFUS,
        ),
        **dict.fromkeys({S.SUSPENDUE, S.A_COMPLETER}, Subject.SUSPENSION),
        **dict.fromkeys(
            {S.A_RECYCLER, S.ERREUR_FOURNISSEUR_SUR_VALIDEUR, S.ERREUR_COTRAITANT_SUR_VALIDEUR, *WRONG_ADDRESSEE},
            Subject.RECYCLAGE,
        ),
        **dict.fromkeys(
            {
                S.ABSENCE_VALIDATION_1_HORS_DELAI,
                S.ABSENCE_VALIDATION_2_HORS_DELAI,
                S.A_ASSOCIER_FOURNISSEUR,
                S.ABSENCE_VALIDATION_MOE_DELAI_REGLEMENTAIRE,
            },
            Subject.ECHEANCE,
        ),
    }
)
"""The steps that ask for a hand, and the subject each belongs to; any other step is :data:`Subject.STATUTS`."""


def subject_of(status: Status) -> Subject:
    """What a step is told under."""
    return SUBJECTS.get(status, Subject.STATUTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """Whose invoices a channel is told of: those of these drops and of these structures; of all when it names none."""

    drops: tuple[str, ...] = ()
    structures: tuple[str, ...] = ()

    @property
    def everybody(self) -> bool:
        """Whether it is an operator's: nothing is kept from it."""
        return not self.drops and not self.structures


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerPosition:
    """How far a channel was told, by the ledger's own numbers, so that nothing is told twice or passed over."""

    event: int = 0
    action: int = 0
    account: int = 0
    """Number of the promise of the last compte rendu: deposits are told once they are concluded."""
    troubles: str = ""
    """What run troubles it was told last, as a digest: the same are not told at each run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusStep:
    """One step of an invoice that asks for a hand."""

    status: Status
    at: datetime
    numero_facture: str
    nom_fournisseur: str
    nom_destinataire: str
    motif: str = ""
    codes: tuple[str, ...] = ()
    """Of the reason, or of the findings that refused it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """A deadline that comes close."""

    numero_facture: str
    nom_fournisseur: str
    nom_destinataire: str
    delai: Delai | None
    """``None``: what was recorded is not one of ours."""
    due_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Irrecevable:
    """A deposited file nothing could be taken from, or that was refused as a file."""

    drop: str
    """The account (or inbox) it came by."""
    name: str
    """Of the file, and of the member of a lot."""
    codes: tuple[str, ...] = ()
    """Of the findings that say why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What happened since a channel was last told, in its circle."""

    repere: LedgerPosition
    """How far this goes."""
    counts: tuple[tuple[Status, int], ...] = ()
    """How many invoices took each step."""
    pas: tuple[StatusStep, ...] = ()
    """Those that ask for a hand, oldest first; at most as many of each subject as were asked for."""
    rappels: tuple[Reminder, ...] = ()
    rappels_total: int = 0
    irrecevables: tuple[Irrecevable, ...] = ()
    irrecevables_total: int = 0
    given_up: int = 0
    """Effects set aside since, for operators."""


LINES = 20
"""Lines of a digest; how many more there are is said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notification:
    """A digest, ready to be worded."""

    at: datetime
    sujets: frozenset[Subject]
    """What its reader wants to hear of."""
    nouvelles: News
    troubles: tuple[str, ...] = ()
    """Of the run, in words."""

    def of(self, sujet: Subject) -> int:
        """How many steps of ``sujet`` there were; 0 when its reader does not want it."""
        if sujet not in self.sujets:
            return 0
        return sum(count for status, count in self.nouvelles.counts if subject_of(status) is sujet)

    @property
    def empty(self) -> bool:
        """Whether there is nothing to tell."""
        return not any(self.of(sujet) for sujet in Subject) and not (
            self.irrecevables_total or self.rappels_total or self.incidents
        )

    @property
    def irrecevables_total(self) -> int:
        """How many deposits were refused as files."""
        return self.nouvelles.irrecevables_total if Subject.REFUS in self.sujets else 0

    @property
    def rappels_total(self) -> int:
        """How many deadlines come close."""
        return self.nouvelles.rappels_total if Subject.ECHEANCE in self.sujets else 0

    @property
    def incidents(self) -> int:
        """How many things an operator must look at; the effects set aside are one."""
        return len(self.troubles) + bool(self.nouvelles.given_up) if Subject.INCIDENTS in self.sujets else 0
