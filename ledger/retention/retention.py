"""The part of the ledger that knows what bytes are kept for, and when they left."""

from collections.abc import Sequence
from datetime import datetime

from domain.retention import Departing, Departure, Reference
from ledger.database.engine import Database
from ledger.retention import departures, references


class Retention:
    """References to bytes of the content store, and their departures."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def references(self, locations: Sequence[str]) -> dict[str, tuple[Reference, ...]]:
        """By location of the content store, everything its bytes are kept for; absent for an unknown location."""
        with self._database.read() as connection:
            return references.references(connection, locations)

    def record_departures(self, departing: Sequence[Departing], now: datetime) -> frozenset[str]:
        """Writes that these bytes leave; the locations of those about which nothing changed since they were judged.

        Only these may be taken out of the content store, and only after.
        """
        with self._database.write() as connection:
            return departures.record(connection, departing, now)

    def departure_of(self, certificate: str) -> Departure | None:
        """How the bytes a certificate was given for left the content store; ``None`` while they are kept."""
        with self._database.read() as connection:
            return departures.departure_of(connection, certificate)
