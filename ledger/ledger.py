"""The ledger: what happened to every deposit, append-only, and the outbox of what is still to do."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import TypeVar

from domain.certificate import Certificate
from domain.deposit import Arrival, Deposit, DepositedInvoice, DepositKind, Effect, History, Task
from domain.dossier import Dossier
from domain.errors import LedgerError
from domain.manual_entry import AwaitingCompletion, Correction
from domain.notifications import Audience, LedgerPosition, News
from domain.retention import Departing, Departure, Reference
from domain.status import Status
from domain.suivi import Complement, LigneSuivi, StatusChange
from domain.text import Text
from ledger.batch import Batch
from ledger.certificates import chain
from ledger.database import migration
from ledger.database.engine import Database
from ledger.deposits import received
from ledger.invoices import awaiting_completion, corrections, lookup
from ledger.lifecycle import complements, dossiers, status_changes, status_files, transitions
from ledger.notifications import digest, watermarks
from ledger.notifications.watermarks import Watermark
from ledger.outbox import queue
from ledger.outbox.queue import DeadLetter
from ledger.readers import Readers
from ledger.retention import departures, references

T = TypeVar("T")


class Ledger(Readers):
    """Every method is one transaction; every moment given must be aware.

    Threads may share a ledger. Whatever the database complains of is raised as
    :class:`domain.errors.Unavailable` when it may pass, else as another :class:`domain.errors.NavetteError`.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    @classmethod
    def open(cls, url: str) -> "Ledger":
        """The ledger at ``url`` (``sqlite:///path`` or ``postgresql://user@host/base``).

        Tasks that dead processes of this machine held are due again from here on.
        Raises :class:`domain.errors.LedgerError`, with the remedy, when its schema is not this program's.
        """
        database = Database(url)
        if database.absent():
            raise LedgerError(
                Text(
                    f"Il n'y a pas de registre à {database.url.database}.",
                    f"There is no ledger at {database.url.database}.",
                ),
                Text("Créez-le avec `navette init`.", "Create it with `navette init`."),
            )
        ledger = cls(database)
        with database.read() as connection:
            migration.check(connection)
        with database.write() as connection:
            queue.release_dead(connection)
        return ledger

    @classmethod
    def create(cls, url: str) -> "Ledger":
        """The ledger at ``url``, made if there is none, its schema brought to this program's if it is older."""
        database = Database(url)
        database.create()
        ledger = cls(database)
        ledger.upgrade()
        return ledger

    def upgrade(self) -> None:
        """Runs the migrations that are missing, all or none; two processes may ask at once."""
        with self._database.write() as connection:
            migration.upgrade(connection)

    def close(self) -> None:
        """Gives the connections back; the ledger may be used again after."""
        self._database.close()

    # Pick-up

    def receive(self, arrivals_: Sequence[Arrival], now: datetime, *, taken: bool = False) -> tuple[Deposit, ...]:
        """The deposit each arrival is, in their order. Safe to run twice: until a file has left its drop, the
        same file (drop, name, size, time, bytes) is the same deposit; afterwards it is a new one.
        ``taken``: they came by another way, and nothing is to be taken out of a drop; the same file is then the
        same deposit until it is decided."""
        with self._database.write() as connection:
            return received.receive(connection, arrivals_, now, taken=taken)

    def standing(self, drop: str, kind: DepositKind = DepositKind.FACTURES) -> frozenset[tuple[str, int, float]]:
        """(name, size, modified) of what was received from ``drop`` and is still in it: not to be fetched again."""
        with self._database.read() as connection:
            return received.standing_in(connection, drop, kind)

    def undecided(self, drop: str | None = None, kind: DepositKind = DepositKind.FACTURES) -> tuple[Deposit, ...]:
        """Deposits of this kind received and not concluded, oldest first: what a crash left to decide."""
        with self._database.read() as connection:
            return received.undecided(connection, drop, kind)

    def accepted_files(self, drop: str, sha256s: Iterable[str], kind: DepositKind) -> dict[str, Deposit]:
        """By digest, the first file of these bytes that came to ``drop`` to follow invoices up, and was used in
        part at least: the same file again has nothing new to say."""
        with self._database.read() as connection:
            return received.accepted_files(connection, drop, sha256s, kind)

    # Decision

    @contextmanager
    def batch(self) -> Iterator[Batch]:
        """A transaction no other writer runs beside: what uniqueness answers in it stays true until it ends."""
        with self._database.write() as connection:
            yield Batch(connection)

    def change(self, invoice_id: int, new: Status, actor: str, motif: str, now: datetime) -> None:
        """The invoice's next step. Raises :class:`domain.errors.LedgerError` when ``new`` may not follow."""
        with self._database.write() as connection:
            transitions.change(connection, invoice_id, new, actor, motif, now)

    # Outbox

    def claim(
        self, effect: Effect, now: datetime, *, limit: int, lease: timedelta, targets: Sequence[str] | None = None
    ) -> tuple[Task, ...]:
        """Up to ``limit`` due tasks of these targets, held until ``now + lease``; two runs never hold the same one."""
        with self._database.write(alone=False) as connection:
            return queue.claim(connection, effect, now, limit=limit, lease=lease, targets=targets)

    def targets(self, effect: Effect, now: datetime) -> tuple[str, ...]:
        """Every target with a due task, in order."""
        with self._database.read() as connection:
            return queue.targets(connection, effect, now)

    def done(self, tasks: Sequence[Task], now: datetime) -> None:
        """The tasks are done: a delivered invoice is MISE_A_DISPOSITION, a taken deposit has left its drop."""
        with self._database.write() as connection:
            queue.done(connection, tasks, now)

    def postpone(self, tasks: Sequence[Task], reason: str, now: datetime, *, jitter: float = 0.0) -> None:
        """Puts the tasks off for 1 min, 2, 4 ... 6 h, times ``1 + jitter``; too many attempts bury them."""
        with self._database.write() as connection:
            queue.postpone(connection, tasks, reason, now, jitter)

    def bury(self, tasks: Sequence[Task], reason: str, now: datetime) -> None:
        """Gives the tasks up until an operator revives them."""
        with self._database.write() as connection:
            queue.bury(connection, tasks, reason, now)

    def buried(self) -> tuple[DeadLetter, ...]:
        """Every task given up, with the reason, oldest first."""
        with self._database.read() as connection:
            return queue.buried(connection)

    def revive(self, now: datetime, ids: Iterable[int] | None = None) -> int:
        """Makes buried tasks due again, all of them when ``ids`` is ``None``; how many that was."""
        with self._database.write() as connection:
            return queue.revive(connection, ids, now)

    def waiting(self) -> Mapping[Effect, int]:
        """How many tasks of each effect are not done yet, buried ones apart."""
        with self._database.read() as connection:
            return queue.waiting(connection)

    # Questions

    def deposit(self, id_: int) -> Deposit:
        """Raises :class:`domain.errors.LedgerError` when there is none."""
        return _one(self.deposits([id_]), Text(f"Il n'y a pas de dépôt {id_}.", f"There is no deposit {id_}."))

    def deposits(self, ids: Sequence[int]) -> tuple[Deposit, ...]:
        """Those of ``ids`` there are, each once, in the order of their ids."""
        with self._database.read() as connection:
            return received.by_ids(connection, ids)

    def invoice(self, id_: int) -> DepositedInvoice:
        """Raises :class:`domain.errors.LedgerError` when there is none."""
        return _one(self.invoices([id_]), Text(f"Il n'y a pas de facture {id_}.", f"There is no invoice {id_}."))

    def invoices(self, ids: Sequence[int]) -> tuple[DepositedInvoice, ...]:
        """Those of ``ids`` there are, each once and as it stands, in the order of their ids."""
        with self._database.read() as connection:
            return lookup.by_ids(connection, ids)

    def invoices_of(self, *deposit_ids: int) -> tuple[DepositedInvoice, ...]:
        """Every document of the deposits, deposit by deposit and each in its order, as it was decided there."""
        with self._database.read() as connection:
            return lookup.invoices_of(connection, deposit_ids)

    def certificates(self, invoice_ids: Sequence[int]) -> dict[int, Certificate]:
        """By invoice, the certificate of its current version; absent for what was not accepted."""
        with self._database.read() as connection:
            return chain.of_invoices(connection, invoice_ids)

    def certificate(self, number: str) -> Certificate | None:
        """The certificate of this number (blanks, dashes and capitals make no difference)."""
        with self._database.read() as connection:
            return chain.by_number(connection, number)

    def verify_chain(self) -> int | None:
        """The sequence of the first certificate that was tampered with; ``None`` when every link holds."""
        with self._database.read() as connection:
            return chain.first_broken(connection)

    def is_linked(self, certificate: Certificate) -> bool:
        """Whether the certificate and its neighbours in the chain name each other."""
        with self._database.read() as connection:
            return chain.is_linked(connection, certificate)

    def location_of(self, certificate: str) -> str | None:
        """Where the content store keeps the document a certificate was given for."""
        with self._database.read() as connection:
            return chain.location_of(connection, certificate)

    def recipients(self) -> tuple[str, ...]:
        """The SIRET of every structure an invoice was accepted for, in order."""
        with self._database.read() as connection:
            return lookup.recipients(connection)

    def speakers(self) -> tuple[str, ...]:
        """The SIRET of every structure an invoice was accepted for, or that validates one, in order."""
        with self._database.read() as connection:
            return lookup.speakers(connection)

    def untaken(self, since: datetime) -> Iterator[DepositedInvoice]:
        """The invoices made available since then that nobody is known to have downloaded, desk by desk."""
        with self._database.read() as connection:
            yield from lookup.untaken(connection, since)

    def remarked(self, drop: str) -> tuple[Deposit, ...]:
        """The deposits of ``drop`` that something was found about as files, oldest first."""
        with self._database.read() as connection:
            return received.remarked(connection, drop)

    def find(self, text: str) -> tuple[History, ...]:
        """Every invoice of this number, or the one this certificate was given for, with all its steps."""
        with self._database.read() as connection:
            return lookup.find(connection, text)

    def status_rows(
        self, *, since: datetime | None = None, siret: str | None = None, drop: str | None = None
    ) -> Iterator[DepositedInvoice]:
        """The rows of a status report, in the order of deposit, streamed from one state of the ledger.

        For a structure (``siret``) the invoices it was given; for a ``drop``, or for all, every document.
        ``since`` keeps what changed at that moment or later.
        """
        with self._database.read() as connection:
            yield from lookup.status_rows(connection, since, siret, drop)

    # Retention

    def references(self, locations: Sequence[str]) -> dict[str, tuple[Reference, ...]]:
        """By location of the content store, everything its bytes are kept for; absent for what is not known."""
        with self._database.read() as connection:
            return references.references(connection, locations)

    def leave(self, partants: Sequence[Departing], now: datetime) -> frozenset[str]:
        """Writes that these bytes leave; the locations of those about which nothing changed since they were judged.

        Only these may be taken out of the content store, and only after.
        """
        with self._database.write() as connection:
            return departures.leave(connection, partants, now)

    # Notifications

    def told(self, readers: Sequence[str]) -> dict[str, Watermark]:
        """How far each of these channels was told; absent for one that never was."""
        with self._database.read() as connection:
            return watermarks.watermarks_of(connection, readers)

    def tell(self, reader: str, what: Watermark) -> None:
        """Remembers that the channel was told so far."""
        with self._database.write() as connection:
            watermarks.set_watermark(connection, reader, what)

    def repere(self, since: datetime | None = None) -> LedgerPosition:
        """Where the ledger is, or was at ``since``."""
        with self._database.read() as connection:
            return watermarks.at(connection, since) if since else watermarks.now_at(connection)

    def nouvelles(
        self,
        after: LedgerPosition,
        upto: LedgerPosition,
        cercles: Sequence[Audience],
        given_up_since: datetime,
        lines: int,
    ) -> tuple[News, ...]:
        """What happened from ``after`` to ``upto``, for each of ``cercles``; at most ``lines`` of each kind are told.

        Effects given up count from ``given_up_since``, for who is told of everybody's.
        """
        with self._database.read() as connection:
            return digest.news(connection, after, upto, cercles, given_up_since, lines)

    def depart_of(self, certificate: str) -> Departure | None:
        """How the bytes a certificate was given for left the content store; ``None`` while they are kept."""
        with self._database.read() as connection:
            return departures.depart_of(connection, certificate)

    # Follow-up

    def changes(self, event_ids: Sequence[int]) -> tuple[StatusChange, ...]:
        """The status events of these ids (the subjects of STATUS tasks), each once, in the order they happened."""
        with self._database.read() as connection:
            return status_changes.changes(connection, event_ids)

    def lines_of(self, deposit_id: int) -> tuple[LigneSuivi, ...]:
        """What became of each line of a status file, or of each file that completes, in order."""
        with self._database.read() as connection:
            return tuple(status_files.lines_of(connection, deposit_id))

    def complements_of(self, invoice_ids: Iterable[int]) -> dict[int, tuple[Complement, ...]]:
        """By invoice, the files that completed it, in the order they came; absent for those without."""
        with self._database.read() as connection:
            return complements.complements_of(connection, invoice_ids)

    def en_attente(self) -> tuple[AwaitingCompletion, ...]:
        """Every invoice that waits to be completed, in the order of deposit."""
        with self._database.read() as connection:
            return awaiting_completion.en_attente(connection)

    def corrections_of(self, invoice_ids: Iterable[int]) -> dict[int, tuple[Correction, ...]]:
        """By invoice, what was supplied by hand for the version that stands; absent for those without."""
        with self._database.read() as connection:
            return corrections.corrections_of(connection, invoice_ids)

    def dossiers(self, text: str) -> tuple[Dossier, ...]:
        """The dossiers in which a piece has this number, or was given this certificate; oldest first."""
        with self._database.read() as connection:
            return dossiers.find(connection, text)

    def open_dossiers(self) -> Iterator[Dossier]:
        """Every dossier in which a piece waits for somebody, oldest first, streamed from one state of the ledger."""
        with self._database.read() as connection:
            yield from dossiers.running(connection)

    def to_validate(self) -> Iterator[DepositedInvoice]:
        """Every invoice, of works or not, that waits for its valideur, streamed from one state of the ledger."""
        with self._database.read() as connection:
            yield from dossiers.to_validate(connection)


def _one(found: Sequence[T], message: Text) -> T:
    if not found:
        raise LedgerError(
            message,
            Text("Cherchez le numéro avec `navette status NUMERO`.", "Look it up with `navette status NUMBER`."),
        )
    return found[0]
