"""The part of the ledger that reads what followed the deposit of invoices."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from domain.deposit import DepositedInvoice
from domain.dossier import Dossier
from domain.suivi import Complement, LigneSuivi, Standing, StatusChange
from ledger.database.engine import ReadSide
from ledger.lifecycle import complements, dossiers, statement_matching, status_changes, status_files


class FollowUp:
    """Status changes, status files, complements and works dossiers."""

    def __init__(self, database: ReadSide) -> None:
        self._database = database

    def changes(self, event_ids: Sequence[int]) -> tuple[StatusChange, ...]:
        """The status events of these ids (the subjects of STATUS tasks), each once, in the order they happened."""
        with self._database.read() as connection:
            return status_changes.changes(connection, event_ids)

    def changes_between(self, drop: str, since: datetime, until: datetime) -> tuple[StatusChange, ...]:
        """The status events of an account's invoices from ``since`` and before ``until``, in order."""
        with self._database.read() as connection:
            return status_changes.changes_between(connection, drop, since, until)

    def lines_of(self, deposit_id: int) -> tuple[LigneSuivi, ...]:
        """What became of each line of a status file, or of each file that completes, in order."""
        with self._database.read() as connection:
            return tuple(status_files.lines_of(connection, deposit_id))

    def standings(self, invoice_ids: Iterable[int]) -> dict[int, Standing]:
        """By id, the integrated invoices of these ids in their current state, as statements find them."""
        with self._database.read() as connection:
            return statement_matching.standings(connection, invoice_ids)

    def complements_of(self, invoice_ids: Iterable[int]) -> dict[int, tuple[Complement, ...]]:
        """By invoice, the files that completed it, in the order they came; absent for those without."""
        with self._database.read() as connection:
            return complements.complements_of(connection, invoice_ids)

    def dossiers(self, text: str) -> tuple[Dossier, ...]:
        """The dossiers in which a piece has this number, or was given this certificate; oldest first."""
        with self._database.read() as connection:
            return dossiers.find(connection, text)

    def open_dossiers(self) -> Iterator[Dossier]:
        """Every dossier in which a piece waits for somebody, oldest first, streamed from one state of the ledger."""
        with self._database.read() as connection:
            yield from dossiers.open_dossiers(connection)

    def to_validate(self) -> Iterator[DepositedInvoice]:
        """Every invoice, of works or not, that waits for its valideur, streamed from one state of the ledger."""
        with self._database.read() as connection:
            yield from dossiers.to_validate(connection)
