"""Notifications (*avis*): one digest per run of the steps that need an action, and counts of the others."""

from dataclasses import dataclass
from datetime import date, datetime

from domain.chain_head import NO_CERTIFICATE, ChainHead
from domain.echeance import Delai
from domain.enum_tables import Partial
from domain.notification_subject import Subject as Subject
from domain.status import Status
from domain.status_facts import FACTS

SUBJECTS: Partial[Status, Subject] = Partial(
    {status: facts.subject for status, facts in FACTS.items() if facts.subject is not Subject.STATUTS}
)
"""The steps that need an action, and the subject each belongs to; any other step is :data:`Subject.STATUTS`."""


def subject_of(status: Status) -> Subject:
    """Subject of a step."""
    return SUBJECTS.get(status, Subject.STATUTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """Invoices a channel covers: those of these drops and structures; all when both are empty."""

    drops: tuple[str, ...] = ()
    structures: tuple[str, ...] = ()

    @property
    def everybody(self) -> bool:
        """Whether it covers all invoices (an operator's channel)."""
        return not self.drops and not self.structures


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerPosition:
    """Last event ids sent to a channel, so that nothing is sent twice or skipped."""

    event: int = 0
    action: int = 0
    account: int = 0
    """Outbox id of the last compte rendu: deposits are reported once concluded."""
    troubles: str = ""
    """Hash of the run troubles sent last, so that the same troubles are not sent at each run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusStep:
    """One step of an invoice that needs an action."""

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
    """A deadline that is near."""

    numero_facture: str
    nom_fournisseur: str
    nom_destinataire: str
    delai: Delai | None
    """``None`` when the recorded code is unknown."""
    due_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Irrecevable:
    """A deposited file that is unreadable or was refused as a whole."""

    drop: str
    """Account or deposit folder it was deposited in."""
    name: str
    """Name of the file, and of the member of an archive."""
    codes: tuple[str, ...] = ()
    """Codes of the findings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """Events since the last digest of a channel, limited to its audience."""

    position: LedgerPosition
    """Last event ids included."""
    counts: tuple[tuple[Status, int], ...] = ()
    """Invoices that reached each status, each once."""
    totals: tuple[tuple[Subject, int], ...] = ()
    """Invoices of each subject, each once, whatever their steps."""
    steps: tuple[StatusStep, ...] = ()
    """The last step of each invoice and subject that needs an action, oldest first; limited per subject."""
    reminders: tuple[Reminder, ...] = ()
    reminders_total: int = 0
    irrecevables: tuple[Irrecevable, ...] = ()
    irrecevables_total: int = 0
    given_up: int = 0
    """Outbox effects abandoned since, for operators."""


LINES = 20
"""Most lines of a digest; the number of omitted lines is added."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notification:
    """Data of a digest, before formatting."""

    at: datetime
    subjects: frozenset[Subject]
    """Subjects its reader subscribed to."""
    news: News
    troubles: tuple[str, ...] = ()
    """Of the run, in words, one a cause: how many others it stopped is at its end."""
    chain: ChainHead = NO_CERTIFICATE
    """The end of the chain of certificates; empty when there are none."""

    def of(self, subject: Subject) -> int:
        """Number of invoices of ``subject``; 0 when the reader did not subscribe to it."""
        return dict(self.news.totals).get(subject, 0) if subject in self.subjects else 0

    @property
    def empty(self) -> bool:
        """Whether the digest has no content."""
        return not any(self.of(subject) for subject in Subject) and not (
            self.irrecevables_total or self.reminders_total or self.incidents
        )

    @property
    def irrecevables_total(self) -> int:
        """How many deposits were refused as files."""
        return self.news.irrecevables_total if Subject.REFUS in self.subjects else 0

    @property
    def reminders_total(self) -> int:
        """Number of near deadlines."""
        return self.news.reminders_total if Subject.ECHEANCE in self.subjects else 0

    @property
    def incidents(self) -> int:
        """Number of incidents for an operator; all abandoned effects count as one."""
        return len(self.troubles) + bool(self.news.given_up) if Subject.INCIDENTS in self.subjects else 0
