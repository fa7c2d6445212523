"""What a run did, counted per drop: the table a night ends with."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum

from domain.deposit import DepositedInvoice, Disposition
from domain.errors import DoorClosed, NavetteError
from domain.open_effects import OpenEffects
from domain.text import Locale, Text


class Count(StrEnum):
    """What is counted."""

    RECEIVED = "received"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    IRRECEVABLE = "irrecevable"
    DOUBLON = "doublon"
    TO_COMPLETE = "to_complete"
    """Wait for values that could not be read from their page."""
    WAITING = "waiting"
    """Files left in their deposit folder: still being written."""
    DELIVERED = "delivered"
    UNDELIVERED = "undelivered"
    """Invoices that are not with their recipient or valideur when the run is over, of earlier runs too."""
    RETURNED = "returned"
    APPLIED = "applied"
    """Lines of status files that were followed: applied, known already, or kept."""
    REFUSED = "refused"
    """Lines of status files that were refused, and files that complete nothing."""
    COMPLETED = "completed"
    SUBMITTED = "submitted"
    """Delivered to their valideur."""
    DOWNLOADED = "downloaded"
    LAPSED = "lapsed"
    """Deadlines that passed without an answer."""
    WARNED = "warned"


@dataclass(frozen=True, slots=True, kw_only=True)
class RunCounts:
    """Counts of one drop, and the reasons why anything stayed undone."""

    drop: str
    counts: dict[Count, int] = field(default_factory=dict)
    troubles: tuple[Text, ...] = ()
    remarks: tuple[Text, ...] = ()
    """Remarks for the operator that make no run fail."""
    closed_doors: tuple[DoorClosed, ...] = ()
    """Doors that did not open: one trouble for each at the end of the run, whatever it held up."""
    open_effects: tuple[OpenEffects, ...] = ()
    """What is still to do outside when the run is over."""
    is_account: bool = True
    """Whether ``drop`` has a line in the table: a door that did not open, or a recipient that waits, has none."""

    def plus(self, other: "RunCounts") -> "RunCounts":
        """The sum of both, which are of the same drop."""
        counts = {kind: self.counts.get(kind, 0) + other.counts.get(kind, 0) for kind in {*self.counts, *other.counts}}
        return replace(
            self,
            counts=counts,
            troubles=self.troubles + other.troubles,
            remarks=self.remarks + other.remarks,
            closed_doors=_each_once(self.closed_doors + other.closed_doors),
            open_effects=self.open_effects + other.open_effects,
        )

    def of(self, kind: Count) -> int:
        """How many of ``kind``; 0 when none was counted."""
        return self.counts.get(kind, 0)


_STEPS = {
    "échéances": Text("échéances", "deadlines"),
    "téléchargements": Text("téléchargements", "downloads"),
    "avis": Text("avis", "notifications"),
    "lecture": Text("lecture", "reading"),
}
"""Steps of a run that have counts of their own and are no account: key and displayed name."""


def name_of(drop: str, locale: Locale) -> str:
    """The displayed name of ``RunCounts.drop``: the account's name, or the name of the step in ``locale``."""
    return _STEPS[drop].in_(locale) if drop in _STEPS else drop


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """Something that stayed undone, or a remark: the account, recipient or door it concerns, and what to know."""

    subject: str
    text: Text

    def in_(self, locale: Locale) -> str:
        """``subject : text``, in one language."""
        return self.text.about(name_of(self.subject, locale)).in_(locale) if self.subject else self.text.in_(locale)


_KIND = {
    Disposition.ACCEPTED: Count.ACCEPTED,
    Disposition.RECYCLED: Count.ACCEPTED,
    Disposition.REJECTED: Count.REJECTED,
    Disposition.IRRECEVABLE: Count.IRRECEVABLE,
    Disposition.DOUBLON: Count.DOUBLON,
    Disposition.A_COMPLETER: Count.TO_COMPLETE,
}


def of_invoices(drop: str, invoices: Iterable[DepositedInvoice]) -> RunCounts:
    """The dispositions of ``invoices``, counted."""
    counts: dict[Count, int] = {}
    for invoice in invoices:
        kind = _KIND[invoice.disposition]
        counts[kind] = counts.get(kind, 0) + 1
    return RunCounts(drop=drop, counts=counts)


def total(all_counts: Iterable[RunCounts]) -> tuple[RunCounts, ...]:
    """One RunCounts a drop, in the order the drops first appear."""
    sums: dict[str, RunCounts] = {}
    for drop_counts in all_counts:
        sums[drop_counts.drop] = sums[drop_counts.drop].plus(drop_counts) if drop_counts.drop in sums else drop_counts
    return tuple(sums.values())


def troubles_of(all_counts: Iterable[RunCounts]) -> tuple[Trouble, ...]:
    """Every trouble of the counts, each once, in their order."""
    return tuple(dict.fromkeys(Trouble(subject=one.drop, text=text) for one in all_counts for text in one.troubles))


def remarks_of(all_counts: Iterable[RunCounts]) -> tuple[Trouble, ...]:
    """Every remark of the counts, each once, in their order."""
    return tuple(dict.fromkeys(Trouble(subject=one.drop, text=text) for one in all_counts for text in one.remarks))


def of_faults(drop: str, faults: Iterable[tuple[Text, NavetteError]]) -> RunCounts:
    """The troubles that ``faults`` are, each with the sentence that says it; those of closed doors apart."""
    every = tuple(faults)
    return RunCounts(
        drop=drop,
        troubles=tuple(dict.fromkeys(sentence for sentence, fault in every if not isinstance(fault, DoorClosed))),
        closed_doors=_each_once(fault for _, fault in every if isinstance(fault, DoorClosed)),
    )


def with_closed_doors(counts: Iterable[RunCounts]) -> tuple[RunCounts, ...]:
    """The counts of a run, and after them one for each door that did not open, under the door's name."""
    every = tuple(counts)
    doors = _each_once(fault for one in every for fault in one.closed_doors)
    doors_in_trouble = (RunCounts(drop=fault.door, is_account=False, troubles=(fault.text,)) for fault in doors)
    return total((*(replace(one, closed_doors=()) for one in every), *doors_in_trouble))


def _each_once(faults: Iterable[DoorClosed]) -> tuple[DoorClosed, ...]:
    """One fault for each door: of several processes, the first one's."""
    first: dict[str, DoorClosed] = {}
    for fault in faults:
        first.setdefault(fault.door, fault)
    return tuple(first.values())
