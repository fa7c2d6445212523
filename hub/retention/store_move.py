"""Moving the content store between the two places that the settings name, its folder and its bucket."""

from datetime import datetime

from hub.runtime.connections import StoreKind, place_of_store
from hub.settings import Settings
from ledger import Ledger
from ledger.content_store.move import Moved, move
from ledger.content_store.opening import objects_at


def move_store(settings: Settings, ledger: Ledger, to: StoreKind, now: datetime) -> Moved:
    """Moves the store to its folder or to its bucket, from the other. Raises as
    :func:`ledger.content_store.move.move` does, and :class:`domain.errors.SettingsError` when no bucket is named.
    """
    away: StoreKind = "folder" if to == "s3" else "s3"
    source, target = (objects_at(place_of_store(settings, kind)) for kind in (away, to))
    return move(ledger.stores, source, target, now)
