"""The part of the ledger that changes the status of one invoice."""

from datetime import datetime

from domain.status import Status
from ledger.database.engine import Database
from ledger.lifecycle import transitions


class Lifecycle:
    """Statuses of invoices. Steps taken together go through :class:`ledger.Batch`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def change(self, invoice_id: int, new: Status, actor: str, motif: str, now: datetime) -> None:
        """The invoice's next step. Raises :class:`domain.errors.LedgerError` when ``new`` may not follow."""
        with self._database.write() as connection:
            transitions.change(connection, invoice_id, new, actor, motif, now)
