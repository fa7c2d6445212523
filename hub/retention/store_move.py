"""Moving the content store between the two places that the settings name, its folder and its bucket."""

from datetime import datetime

from domain.text import Text
from hub.runtime.connections import StoreKind, place_of_store
from hub.runtime.outbox_tasks import alone
from hub.runtime.station import Station
from hub.settings import Settings
from ledger import ContentStore, Ledger
from ledger.content_store.copying import Moved, Watcher
from ledger.content_store.move import move
from ledger.content_store.opening import objects_at

_AT_WORK = Text(
    "La conservation, ou un autre déplacement du stockage, est en cours.",
    "Retention, or another move of the store, is at work.",
)
_WAIT = Text("Attendez sa fin, puis recommencez.", "Wait for its end, then try again.")


def move_store(settings: Settings, ledger: Ledger, to: StoreKind, now: datetime, watcher: Watcher) -> Moved:
    """Moves the store to its folder or to its bucket, from the other; ``watcher`` is told how far it is. Raises as
    :func:`ledger.content_store.move.move` does, :class:`domain.errors.SettingsError` when no bucket is named, and
    :class:`domain.errors.Unavailable` while retention or another move is at work, on any machine.
    """
    away: StoreKind = "folder" if to == "s3" else "s3"
    source, target = (objects_at(place_of_store(settings, kind)) for kind in (away, to))
    station = Station(settings=settings, ledger=ledger, store=ContentStore(source.where), pool=None)
    with alone(station, "conservation", _AT_WORK, _WAIT):
        return move(ledger.stores, source, target, now, watcher)
