"""Retention (*conservation*): how long deposited bytes are kept, by which rule they leave, and where they go.

What leaves is bytes. What the ledger says of them (rows, events, certificates, the chain) stays for good.
For orientation only, the settings decide: merchants keep invoices 10 years (code de commerce L123-22), tax law asks
for 6 (livre des procedures fiscales L102 B).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from domain.deposit import DepositKind, Disposition
from domain.paris_time import jour_a_paris
from domain.status import Status
from domain.travaux import next_of


class RetentionAction(StrEnum):
    """What becomes of bytes whose time has come, from the most careful."""

    KEEP = "keep"
    """They stay."""
    ARCHIVE = "archive"
    """They go to an archive, with an index and their SHA-256."""
    PURGE = "purge"
    """They are destroyed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepingRule:
    """How long what it speaks of is kept. An empty set speaks of all."""

    name: str
    years: int
    """After the day of the last change, in Paris."""
    devenir: RetentionAction
    structures: frozenset[str] = frozenset()
    """SIRETs of recipients."""
    cadres: frozenset[str] = frozenset()
    dispositions: frozenset[Disposition] = frozenset()
    kinds: frozenset[DepositKind] = frozenset()

    def speaks_of(self, reference: "Reference") -> bool:
        """Whether every set that is not empty holds what the reference is."""
        asked: tuple[tuple[frozenset[str], str | None], ...] = (
            (self.structures, reference.structure),
            (self.cadres, reference.cadre),
            (frozenset(self.dispositions), reference.disposition),
            (frozenset(self.kinds), reference.kind),
        )
        return all(not set_ or (value is not None and value in set_) for set_, value in asked)


@dataclass(frozen=True, slots=True, kw_only=True)
class Departure:
    """How bytes left: when, by which rule, and into which archive (empty when they were purged)."""

    at: datetime
    devenir: RetentionAction
    rule: str
    file: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """One thing the ledger remembers for which bytes are kept: a document, a deposited file, a complement."""

    location: str
    sha256: str
    kind: DepositKind
    deposit_id: int
    deposited_at: datetime
    since: datetime
    """The last change: of its status, of its dossier's last piece, or its deposit."""
    settled: bool
    """Nothing is expected of anybody, and no effect is left to do."""
    document_id: int | None = None
    """``None``: the deposited file itself, or a complement."""
    invoice_id: int | None = None
    own: bool = True
    """Whether these bytes are the document's; not, when they are those of the lot it came in."""
    whole: bool = False
    """Whether they are those of the deposited file."""
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
    """When its bytes have left already."""


class Reason(StrEnum):
    """Why bytes stay."""

    UNKNOWN = "unknown"
    """The ledger does not know them: nobody but an operator may say that they are nothing."""
    YOUNG = "young"
    FOREVER = "forever"
    """No rule speaks of them, or one that keeps."""
    UNFINISHED = "unfinished"
    """Old enough, but the invoice, its dossier or an effect is not at its end."""
    GONE = "gone"
    """They have left: whatever is still in the store is to be taken out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Departing:
    """Bytes that leave, all that refers to them, and how they go."""

    location: str
    references: tuple[Reference, ...]
    depart: Departure


@dataclass(frozen=True, slots=True, kw_only=True)
class Conservation:
    """The rules, in the order they are asked: the first that speaks of something decides."""

    rules: tuple[KeepingRule, ...] = field(default=())

    def rule_of(self, reference: Reference) -> KeepingRule | None:
        """The rule that decides on the reference, if any."""
        return next((rule for rule in self.rules if rule.speaks_of(reference)), None)

    def shortest(self) -> int | None:
        """Years below which nothing leaves; ``None`` when nothing ever does."""
        return min((rule.years for rule in self.rules if rule.devenir is not RetentionAction.KEEP), default=None)

    def judge(self, references: Sequence[Reference], today: date) -> KeepingRule | Reason:
        """The rule by which bytes leave today, or why they stay: they leave when all that refers to them may.

        Of several rules the most careful is told: one that archives, and the longest. What has left before says
        nothing any more.
        """
        if not references:
            return Reason.UNKNOWN
        asked = [one for one in references if one.left is None]
        if not asked:
            return Reason.GONE
        found = [self._judge(one, today) for one in asked]
        for reason in (Reason.FOREVER, Reason.YOUNG, Reason.UNFINISHED):
            if reason in found:
                return reason
        rules = [one for one in found if isinstance(one, KeepingRule)]
        return min(rules, key=lambda rule: (rule.devenir is RetentionAction.PURGE, -rule.years, rule.name))

    def _judge(self, reference: Reference, today: date) -> KeepingRule | Reason:
        rule = self.rule_of(reference)
        if rule is None or rule.devenir is RetentionAction.KEEP:
            return Reason.FOREVER
        if today <= anniversary(jour_a_paris(reference.since), rule.years):
            return Reason.YOUNG
        return rule if reference.settled else Reason.UNFINISHED


def anniversary(day: date, years: int) -> date:
    """The same day ``years`` later; 1 March for a 29 February that is not there. Years end with 9999."""
    year = min(day.year + years, date.max.year)
    return date(year, 3, 1) if (day.month, day.day) == (2, 29) and not _leap(year) else day.replace(year=year)


def is_settled(cadre: str | None, status: Status | None, *, associated: bool) -> bool:
    """Whether nothing is expected of the invoice: a terminal status, or a works piece another one follows.

    Without a status (refused as a file, double of another) nothing ever was.
    """
    if status is None or not next_of(cadre, status) or status is Status.ASSOCIEE:
        return True
    return associated and status in (Status.PRISE_EN_COMPTE_MOE, Status.PRISE_EN_COMPTE_MOA)


def _leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
