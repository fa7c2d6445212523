"""Retention (*conservation*): how long deposited bytes are kept, and whether they are then archived or purged.

Only bytes are removed. The ledger's records (rows, events, certificates, the chain) are never removed. For orientation
only, the settings decide: merchants keep invoices 10 years (code de commerce L123-22), tax law requires 6 (livre des
procedures fiscales L102 B).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from domain.brouillon import EtatBrouillon
from domain.deposit import DepositKind, Disposition
from domain.paris_time import paris_day
from domain.status import Status
from domain.travaux import next_of


class RetentionAction(StrEnum):
    """Action at the end of the retention period, most conservative first."""

    KEEP = "keep"
    """Keep them."""
    ARCHIVE = "archive"
    """Move them to an archive, with an index and their SHA-256."""
    PURGE = "purge"
    """Delete them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepingRule:
    """Retention period of the references it applies to. An empty set matches all."""

    name: str
    years: int
    """After the day of the last change, in Paris."""
    action: RetentionAction
    days: int = 0
    """The same, in days, beside the years."""
    of_drafts: bool = False
    """Whether it is for files of drafts that were given up, and for nothing else."""
    structures: frozenset[str] = frozenset()
    """SIRETs of recipients."""
    cadres: frozenset[str] = frozenset()
    dispositions: frozenset[Disposition] = frozenset()
    kinds: frozenset[DepositKind] = frozenset()

    def applies_to(self, reference: "Reference") -> bool:
        """Whether every non-empty set contains the reference's value."""
        asked: tuple[tuple[frozenset[str], str | None], ...] = (
            (self.structures, reference.structure),
            (self.cadres, reference.cadre),
            (frozenset(self.dispositions), reference.disposition),
            (frozenset(self.kinds), reference.kind),
        )
        return self.of_drafts is (reference.draft is not None) and all(
            not set_ or (value is not None and value in set_) for set_, value in asked
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Departure:
    """A removal of bytes: when, by which rule, into which archive (empty when purged)."""

    at: datetime
    action: RetentionAction
    rule: str
    file: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A record of the ledger that refers to stored bytes: a document, a deposited file, a complement or a draft."""

    location: str
    sha256: str
    kind: DepositKind
    deposit_id: int
    """0 for a draft."""
    deposited_at: datetime
    since: datetime
    """The last change: of its status, of its dossier's last piece, or its deposit."""
    settled: bool
    """No further status is expected and no effect is pending."""
    document_id: int | None = None
    """``None``: the deposited file itself, or a complement."""
    invoice_id: int | None = None
    own: bool = True
    """Whether nothing else is kept of the document: they are its own bytes, or those of the archive in which it could
    not be read; not those of an archive out of which it was taken.
    """
    whole: bool = False
    """Whether the bytes are those of the deposited file."""
    disposition: Disposition | None = None
    structure: str | None = None
    cadre: str | None = None
    status: Status | None = None
    file: str = ""
    """Name of the deposited file, or of the complement."""
    member: str = ""
    numero_facture: str = ""
    date_facture: str = ""
    fournisseur: str = ""
    certificate: str = ""
    left: Departure | None = None
    """Set when its bytes were removed."""
    draft: EtatBrouillon | None = None
    """Set for a draft that was not sent."""


class Reason(StrEnum):
    """Why bytes are kept."""

    UNKNOWN = "unknown"
    """Unknown to the ledger: only an operator may remove them."""
    YOUNG = "young"
    FOREVER = "forever"
    """No rule applies, or the rule keeps them."""
    UNFINISHED = "unfinished"
    """Old enough, but the invoice or its dossier is not settled, or an effect is pending."""
    DRAFT = "draft"
    """A draft of them is open."""
    GONE = "gone"
    """Already removed: what remains in the store is to be deleted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Departing:
    """Bytes to remove, all references to them, and the removal."""

    location: str
    references: tuple[Reference, ...]
    departure: Departure


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionPolicy:
    """The rules in order: the first that applies to a reference decides."""

    rules: tuple[KeepingRule, ...] = field(default=())

    def rule_of(self, reference: Reference) -> KeepingRule | None:
        """The first rule that applies to the reference, if any."""
        return next((rule for rule in self.rules if rule.applies_to(reference)), None)

    def shortest(self) -> int | None:
        """Shortest retention of deposits, in years; ``None`` when every rule keeps."""
        rules = (rule for rule in self.rules if not rule.of_drafts and rule.action is not RetentionAction.KEEP)
        return min((rule.years for rule in rules), default=None)

    def judge(self, references: Sequence[Reference], today: date) -> KeepingRule | Reason:
        """The rule by which bytes are removed today, or why they are kept: they are removed when every reference allows
        it.

        Of several rules the most conservative is returned: archiving before purging, then the longest. References whose
        bytes were removed before are ignored, and so are drafts that were given up when anything else names the bytes.
        """
        if not references:
            return Reason.UNKNOWN
        named = [one for one in references if one.draft is not EtatBrouillon.ABANDONNE] or references
        asked = [one for one in named if one.left is None]
        if not asked:
            return Reason.GONE
        found = [self._judge(one, today) for one in asked]
        for reason in (Reason.DRAFT, Reason.FOREVER, Reason.YOUNG, Reason.UNFINISHED):
            if reason in found:
                return reason
        rules = [one for one in found if isinstance(one, KeepingRule)]
        return min(rules, key=lambda rule: (rule.action is RetentionAction.PURGE, -rule.years, rule.name))

    def _judge(self, reference: Reference, today: date) -> KeepingRule | Reason:
        if reference.draft is EtatBrouillon.EN_COURS:
            return Reason.DRAFT
        rule = self.rule_of(reference)
        if rule is None or rule.action is RetentionAction.KEEP:
            return Reason.FOREVER
        if today <= anniversary(paris_day(reference.since) + timedelta(days=rule.days), rule.years):
            return Reason.YOUNG
        return rule if reference.settled else Reason.UNFINISHED


def anniversary(day: date, years: int) -> date:
    """The same day ``years`` later; 1 March for a 29 February that is not there. Years end with 9999."""
    year = min(day.year + years, date.max.year)
    return date(year, 3, 1) if (day.month, day.day) == (2, 29) and not _leap(year) else day.replace(year=year)


def is_settled(cadre: str | None, status: Status | None, *, associated: bool) -> bool:
    """Whether no further status is expected: a terminal status, or a works piece that another one follows.

    An invoice without status (refused as a file, double of another) is settled.
    """
    if status is None or not next_of(cadre, status) or status is Status.ASSOCIEE:
        return True
    return associated and status in (Status.PRISE_EN_COMPTE_MOE, Status.PRISE_EN_COMPTE_MOA)


def _leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
