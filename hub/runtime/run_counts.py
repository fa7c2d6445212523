"""What a run did, counted per drop: the table a night ends with."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum

from domain.deposit import DepositedInvoice, Disposition
from domain.errors import DoorClosed, NavetteError
from domain.open_effects import OpenEffects
from domain.text import Text
from hub.runtime.troubles import Trouble


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
    """Certificates, comptes rendus and changes of status told to suppliers; several of one invoice."""
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
    troubles: tuple[Trouble, ...] = ()
    """Their subject is the drop."""
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
    return tuple(dict.fromkeys(replace(each, subject=one.drop) for one in all_counts for each in one.troubles))


def remarks_of(all_counts: Iterable[RunCounts]) -> tuple[Trouble, ...]:
    """Every remark of the counts, each once, in their order."""
    return tuple(dict.fromkeys(Trouble(subject=one.drop, text=text) for one in all_counts for text in one.remarks))


def of_fault(drop: str, fault: NavetteError, about: str = "", recipient: str = "") -> RunCounts:
    """The trouble that ``fault`` is, about what it stopped, after its recipient; that of a closed door apart."""
    if isinstance(fault, DoorClosed):
        return RunCounts(drop=drop, closed_doors=(fault,))
    trouble = Trouble.of(fault, about)
    if recipient:
        trouble = replace(trouble, text=trouble.text.about(recipient), name=trouble.name or recipient)
    return RunCounts(drop=drop, troubles=(trouble,))


def of_faults(drop: str, faults: Iterable[NavetteError]) -> RunCounts:
    """The troubles that ``faults`` are, each once."""
    (counts,) = total((RunCounts(drop=drop), *(of_fault(drop, fault) for fault in faults)))
    return replace(counts, troubles=tuple(dict.fromkeys(counts.troubles)))


def with_closed_doors(counts: Iterable[RunCounts]) -> tuple[RunCounts, ...]:
    """The counts of a run, and after them one for each door that did not open, under the door's name."""
    every = tuple(counts)
    doors = _each_once(fault for one in every for fault in one.closed_doors)
    doors_in_trouble = (RunCounts(drop=fault.door, is_account=False, troubles=(Trouble.of(fault),)) for fault in doors)
    return total((*(replace(one, closed_doors=()) for one in every), *doors_in_trouble))


def _each_once(faults: Iterable[DoorClosed]) -> tuple[DoorClosed, ...]:
    """One fault for each door: of several processes, the first one's."""
    first: dict[str, DoorClosed] = {}
    for fault in faults:
        first.setdefault(fault.door, fault)
    return tuple(first.values())
