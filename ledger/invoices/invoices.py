"""The part of the ledger that finds invoices."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from domain.deposit import DepositedInvoice, History
from domain.errors import LedgerError
from domain.manual_entry import AwaitingCompletion, Correction
from domain.perimetre import Perimetre
from domain.supplier_folder import NamedSupplier
from domain.text import Text
from ledger.database.engine import ReadSide
from ledger.invoices import awaiting_completion, corrections, lookup, supplier_folders


class Invoices:
    """Documents as they stand, and as they were decided; each method sees one state of the ledger."""

    def __init__(self, database: ReadSide) -> None:
        self._database = database

    def by_id(self, id_: int) -> DepositedInvoice:
        """Raises :class:`domain.errors.LedgerError` when there is none."""
        for invoice in self.by_ids([id_]):
            return invoice
        raise LedgerError(
            Text(f"Il n'y a pas de facture {id_}.", f"There is no invoice {id_}."),
            Text("Cherchez le numéro avec `navette status NUMERO`.", "Look it up with `navette status NUMBER`."),
        )

    def by_ids(self, ids: Sequence[int]) -> tuple[DepositedInvoice, ...]:
        """Those of ``ids`` there are, each once and as it stands, in the order of their ids."""
        with self._database.read() as connection:
            return lookup.by_ids(connection, ids)

    def of_deposits(self, *deposit_ids: int) -> tuple[DepositedInvoice, ...]:
        """Every document of the deposits, deposit by deposit and each in its order, as it was decided there."""
        with self._database.read() as connection:
            return lookup.of_deposits(connection, deposit_ids)

    def find(self, text: str) -> tuple[History, ...]:
        """Every invoice of this number, or the one this certificate was given for, with all its steps."""
        with self._database.read() as connection:
            return lookup.find(connection, text)

    def one(self, invoice_id: int, within: Perimetre) -> History | None:
        """The invoice with all its steps, as it stands; ``None`` when there is none, or it may not be seen: who asks
        cannot tell the two apart.
        """
        with self._database.read() as connection:
            return lookup.one(connection, invoice_id, within)

    def seen(self, invoice_ids: Iterable[int], within: Perimetre) -> frozenset[int]:
        """Those of the invoices that may be seen."""
        with self._database.read() as connection:
            return lookup.seen(connection, invoice_ids, within)

    def status_rows(
        self, *, since: datetime | None = None, siret: str | None = None, drop: str | None = None
    ) -> Iterator[DepositedInvoice]:
        """The rows of a status report, in the order of deposit, streamed from one state of the ledger.

        For a structure (``siret``) the invoices it was given; for a ``drop``, or for all, every document.
        ``since`` keeps what changed at that moment or later.
        """
        with self._database.read() as connection:
            yield from lookup.status_rows(connection, since, siret, drop)

    def with_doubtful_suppliers(self) -> Iterator[DepositedInvoice]:
        """The accepted invoices whose supplier the document may give otherwise now
        (:func:`domain.supplier_identity.is_doubtful`), in the order of deposit, streamed.
        """
        with self._database.read() as connection:
            yield from lookup.with_doubtful_suppliers(connection)

    def suppliers_of(self, ids: Iterable[int]) -> dict[int, NamedSupplier]:
        """By invoice, its supplier and the name it gives there."""
        with self._database.read() as connection:
            return supplier_folders.suppliers_of(connection, ids)

    def supplier_folders(self) -> dict[str, str]:
        """Every supplier that has a folder, by key, and the folder's name."""
        with self._database.read() as connection:
            return supplier_folders.folders(connection)

    def not_downloaded(self, since: datetime) -> Iterator[DepositedInvoice]:
        """The invoices made available since then without a recorded download, by structure and service, streamed."""
        with self._database.read() as connection:
            yield from lookup.not_downloaded(connection, since)

    def recipients(self) -> tuple[str, ...]:
        """The SIRET of every structure an invoice was accepted for, in order."""
        with self._database.read() as connection:
            return lookup.recipients(connection)

    def recipients_and_valideurs(self) -> tuple[str, ...]:
        """The SIRET of every structure an invoice was accepted for, or that validates one, in order."""
        with self._database.read() as connection:
            return lookup.recipients_and_valideurs(connection)

    def awaiting_completion(self) -> tuple[AwaitingCompletion, ...]:
        """Every invoice that waits to be completed, in the order of deposit."""
        with self._database.read() as connection:
            return awaiting_completion.list_all(connection)

    def corrections_of(self, invoice_ids: Iterable[int]) -> dict[int, tuple[Correction, ...]]:
        """By invoice, what was supplied by hand for the version that stands; absent for those without."""
        with self._database.read() as connection:
            return corrections.corrections_of(connection, invoice_ids)
