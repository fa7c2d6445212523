"""Values entered by hand for ambiguous fields of a page, and the invoices that wait for them."""

from dataclasses import dataclass
from datetime import datetime

from domain.deposit import DepositedInvoice
from domain.document import Doubt


@dataclass(frozen=True, slots=True, kw_only=True)
class ManualEntry:
    """A value somebody supplies for a field of :data:`domain.invoice.ENTRY_FIELDS`, as it was written."""

    field: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A recorded value; never changed, a later value of the same field replaces it."""

    field: str
    old: str | None
    """Value read or supplied before; ``None`` when there was none."""
    new: str
    """As the 18 fields are written: amounts as plain decimals, dates in ISO 8601."""
    actor: str
    """Who supplied it."""
    at: datetime
    """Aware, UTC."""
    reason: str = ""
    """Source of the value, as written by the actor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AwaitingCompletion:
    """An invoice that waits to be completed."""

    invoice: DepositedInvoice
    """The invoice; its findings name the missing fields."""
    doubts: tuple[Doubt, ...]
    """Ambiguous fields not supplied yet, with the candidates of the page."""
    corrections: tuple[Correction, ...] = ()
    """Values supplied so far, in order."""


def in_force(corrections: tuple[Correction, ...]) -> tuple[ManualEntry, ...]:
    """The last value supplied for each field."""
    last = {one.field: one.new for one in corrections}
    return tuple(ManualEntry(field=field, text=text) for field, text in last.items())
