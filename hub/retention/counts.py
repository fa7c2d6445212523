"""What a retention run did, or would do, counted by rule."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from domain.retention import KeepingRule, Reason, Reference, RetentionAction
from hub.runtime.troubles import Trouble


@dataclass(frozen=True, slots=True, kw_only=True)
class Sort:
    """How many contents, documents (of invoices) and bytes have one outcome."""

    contents: int = 0
    documents: int = 0
    bytes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Retained:
    """What a run did, or would do."""

    by_rule: tuple[tuple[str, RetentionAction, Sort], ...] = ()
    unfinished: Sort = Sort()
    """Old enough, and kept: somebody still has to act."""
    unknown: Sort = Sort()
    """Not known to the ledger, and kept."""
    archives: tuple[str, ...] = ()
    """Names of the zips written."""
    freed: int = 0
    """Bytes given back to the disk."""
    troubles: tuple[Trouble, ...] = ()


@dataclass(slots=True)
class Count:
    """Running counts of a run, by outcome."""

    contents: Counter[object] = field(default_factory=Counter)
    documents: Counter[object] = field(default_factory=Counter)
    bytes: Counter[object] = field(default_factory=Counter)
    archives: list[str] = field(default_factory=list)
    freed: int = 0
    troubles: list[Trouble] = field(default_factory=list)

    def add(self, fate: object, size: int, references: Sequence[Reference]) -> None:
        """Counts one more content of ``size`` bytes with this outcome."""
        self.contents[fate] += 1
        self.documents[fate] += sum(one.own and one.document_id is not None for one in references)
        self.bytes[fate] += size

    def sort(self, fate: object) -> Sort:
        """The counts of one outcome."""
        return Sort(contents=self.contents[fate], documents=self.documents[fate], bytes=self.bytes[fate])

    def result(self, rules: Sequence[KeepingRule]) -> Retained:
        """The result of the run, rule by rule."""
        return Retained(
            by_rule=tuple((rule.name, rule.action, self.sort(rule)) for rule in rules),
            unfinished=self.sort(Reason.UNFINISHED),
            unknown=self.sort(Reason.UNKNOWN),
            archives=tuple(self.archives),
            freed=self.freed,
            troubles=tuple(self.troubles),
        )
