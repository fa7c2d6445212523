"""The state of an installation, for monitoring: nights that began, what waits, whether the store is there."""

from dataclasses import dataclass
from datetime import datetime

from domain.deposit import DepositKind
from domain.errors import NavetteError
from domain.open_effects import OpenEffects
from domain.text import Text
from hub.runtime.connections import place_of_store
from hub.runtime.late_night import late_nights
from hub.settings import Settings
from ledger import ContentStore, Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """What was found; nothing of it is mended here."""

    late: dict[str, Text]
    """By drop, the night that did not begin by its hour."""
    waiting: tuple[OpenEffects, ...]
    undecided: int
    """Files received and not decided."""
    last_night: datetime | None
    """When the last night ended."""
    store: Text | None = None
    """Why the content store cannot be used now."""

    @property
    def good(self) -> bool:
        """Whether there is nothing to tell."""
        return not (self.late or self.waiting or self.undecided or self.store)


def health(settings: Settings, ledger: Ledger, now: datetime) -> Health:
    """Asks the ledger and the store. Raises :class:`domain.errors.NavetteError` when the ledger cannot say."""
    mark = ledger.stores.mark()
    store = None
    try:
        ContentStore(place_of_store(settings), mark=mark).check()
    except NavetteError as fault:
        store = fault.text
    return Health(
        late=late_nights(settings, ledger, now),
        waiting=ledger.outbox.open_effects(now),
        undecided=sum(len(ledger.deposits.undecided(kind=kind)) for kind in DepositKind),
        last_night=ledger.runs.last_ended(),
        store=store,
    )
