"""The part of the ledger that keeps deposited files."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from domain.deposit import Arrival, Deposit, DepositKind
from domain.errors import LedgerError
from domain.text import Text
from ledger.database.engine import Database
from ledger.deposits import received


class Deposits:
    """Deposited files: received before they leave the drop, listed until they are decided."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def receive(
        self, arrivals: Sequence[Arrival], now: datetime, *, taken: bool = False, after: int | None = None
    ) -> tuple[Deposit, ...]:
        """The deposit each arrival is, in their order. Safe to run twice: until a file has left its drop, the
        same file (drop, name, size, time, bytes) is the same deposit; afterwards it is a new one.

        ``taken``: they came by another way, and nothing is to be taken out of a drop; the same file is then the
        same deposit until it is decided. ``after``: :meth:`last` before the drop was listed; a file that another run
        received since is the same deposit too, although it may have left its drop.
        """
        with self._database.write() as connection:
            return received.receive(connection, arrivals, now, taken=taken, after=after)

    def last(self) -> int:
        """The id of the newest deposit; 0 when there is none."""
        with self._database.read() as connection:
            return received.last(connection)

    def names_after(self, drop: str, kind: DepositKind, after: int) -> frozenset[str]:
        """The names of the files received from ``drop`` after the deposit ``after``, by any run."""
        with self._database.read() as connection:
            return received.names_after(connection, drop, kind, after)

    def still_in_drop(self, drop: str, kind: DepositKind = DepositKind.FACTURES) -> frozenset[tuple[str, int, float]]:
        """(name, size, modified) of what was received from ``drop`` and is still in it: not to be fetched again."""
        with self._database.read() as connection:
            return received.still_in_drop(connection, drop, kind)

    def digests_in_drop(self, drop: str, kind: DepositKind) -> frozenset[tuple[str, str]]:
        """(name, SHA-256) of what was received from ``drop`` and is still in it, whatever its time is now."""
        with self._database.read() as connection:
            return received.digests_in_drop(connection, drop, kind)

    def undecided(self, drop: str | None = None, kind: DepositKind = DepositKind.FACTURES) -> tuple[Deposit, ...]:
        """Deposits of this kind received and not concluded, oldest first: what a crash left to decide."""
        with self._database.read() as connection:
            return received.undecided(connection, drop, kind)

    def count_undecided(self) -> int:
        """How many deposits of invoices are received and not concluded."""
        with self._database.read() as connection:
            return received.count_undecided(connection)

    def still_undecided(self, ids: Iterable[int]) -> frozenset[int]:
        """Those of ``ids`` that are received and not concluded."""
        with self._database.read() as connection:
            return received.still_undecided(connection, ids)

    def recorded(self, places: Sequence[tuple[int, int]]) -> dict[tuple[int, int], str | None]:
        """By deposit and position, the member of each document of ``places`` that is recorded."""
        with self._database.read() as connection:
            return received.recorded(connection, places)

    def accepted_files(self, drop: str, sha256s: Iterable[str], kind: DepositKind) -> dict[str, Deposit]:
        """By digest, the first file of these bytes that came to ``drop`` to follow invoices up, and was used in
        part at least: the same file again brings nothing new.
        """
        with self._database.read() as connection:
            return received.accepted_files(connection, drop, sha256s, kind)

    def newest(self, drops: Sequence[str], *, before: int | None = None, size: int = 50) -> tuple[Deposit, ...]:
        """The newest invoice files of these drops, newest first; ``before``: older than this deposit."""
        with self._database.read() as connection:
            return received.newest(connection, drops, before, size)

    def failed_between(self, first: datetime, last: datetime, size: int) -> tuple[Deposit, ...]:
        """The files received from ``first`` to ``last`` that were refused, whole or in part, or are not decided, of any
        drop; newest first.
        """
        with self._database.read() as connection:
            return received.failed_between(connection, first, last, size)

    def one(self, id_: int, drops: Sequence[str]) -> Deposit | None:
        """The invoice file of this id, when it came to one of these drops; else ``None``."""
        with self._database.read() as connection:
            return received.one(connection, id_, drops)

    def by_id(self, id_: int) -> Deposit:
        """Raises :class:`domain.errors.LedgerError` when there is none."""
        for deposit in self.by_ids([id_]):
            return deposit
        raise LedgerError(
            Text(f"Il n'y a pas de dépôt {id_}.", f"There is no deposit {id_}."),
            Text("Cherchez le numéro avec `navette status NUMERO`.", "Look it up with `navette status NUMBER`."),
        )

    def by_ids(self, ids: Sequence[int]) -> tuple[Deposit, ...]:
        """Those of ``ids`` there are, each once, in the order of their ids."""
        with self._database.read() as connection:
            return received.by_ids(connection, ids)

    def received_between(self, drops: Sequence[str], since: datetime, until: datetime) -> tuple[Deposit, ...]:
        """The files received in the deposit folders ``drops`` from ``since`` and before ``until``, oldest first."""
        with self._database.read() as connection:
            return received.received_between(connection, drops, since, until)

    def with_findings(self, drop: str) -> tuple[Deposit, ...]:
        """The deposits of ``drop`` with findings about the file itself, oldest first."""
        with self._database.read() as connection:
            return received.with_findings(connection, drop)
