"""The part of the ledger that keeps how far each notification channel was sent, and what is new for it."""

from collections.abc import Sequence
from datetime import datetime

from domain.notifications import Audience, LedgerPosition, News
from ledger.database.engine import Database
from ledger.notifications import digest, watermarks
from ledger.notifications.watermarks import Watermark


class Notifications:
    """Watermarks of channels, and the news after them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def watermarks(self, channels: Sequence[str]) -> dict[str, Watermark]:
        """How far each of these channels was sent; absent for one that was sent nothing."""
        with self._database.read() as connection:
            return watermarks.watermarks_of(connection, channels)

    def set_watermark(self, channel: str, watermark: Watermark) -> None:
        """Remembers that the channel was sent everything so far."""
        with self._database.write() as connection:
            watermarks.set_watermark(connection, channel, watermark)

    def position(self, since: datetime | None = None) -> LedgerPosition:
        """Where the ledger is, or was at ``since``."""
        with self._database.read() as connection:
            return watermarks.position_at(connection, since) if since else watermarks.position(connection)

    def news(
        self,
        after: LedgerPosition,
        upto: LedgerPosition,
        audiences: Sequence[Audience],
        given_up_since: datetime,
        lines: int,
    ) -> tuple[News, ...]:
        """What happened from ``after`` to ``upto``, for each of ``audiences``; at most ``lines`` of each kind are
        listed.

        Tasks given up count from ``given_up_since``, for an audience of everybody.
        """
        with self._database.read() as connection:
            return digest.news(connection, after, upto, audiences, given_up_since, lines)
