"""What people supply by hand for an invoice whose page was read doubtfully, and what waits for it."""

from dataclasses import dataclass
from datetime import datetime

from domain.deposit import DepositedInvoice
from domain.document import Doubt


@dataclass(frozen=True, slots=True, kw_only=True)
class ManualEntry:
    """A value somebody supplies for a field of :data:`domain.invoice.FIELDS`, as it was written."""

    field: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A value that was supplied, as the ledger remembers it: never changed, a later one of the field wins."""

    field: str
    old: str | None
    """What had been read or supplied before; ``None``: nothing."""
    new: str
    """As the 18 fields are written: amounts as plain decimals, dates in ISO 8601."""
    actor: str
    """Who supplied it."""
    at: datetime
    """Aware, UTC."""
    reason: str = ""
    """Where the value comes from, in the actor's words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AwaitingCompletion:
    """An invoice that waits to be completed."""

    invoice: DepositedInvoice
    """Its findings say what is missing."""
    doubts: tuple[Doubt, ...]
    """The fields read doubtfully and not supplied yet, with what the page says of each."""
    corrections: tuple[Correction, ...] = ()
    """What was supplied so far, in order."""


def in_force(corrections: tuple[Correction, ...]) -> tuple[ManualEntry, ...]:
    """What was supplied for each field last."""
    last = {one.field: one.new for one in corrections}
    return tuple(ManualEntry(field=field, text=text) for field, text in last.items())
