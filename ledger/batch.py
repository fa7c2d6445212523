"""A batch of decisions: uniqueness looked up, decisions recorded, deposits concluded, in one transaction."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal

from sqlalchemy import Connection

from domain.bank_account import BankAccount
from domain.brouillon import Brouillon, StoredFile
from domain.deposit import Arrival, Deposit, DepositedInvoice, Key, Known, Settled
from domain.dossier import Piece
from domain.echeance import Lapse
from domain.finding import Finding
from domain.issuer import UNKNOWN, Issuer
from domain.manual_entry import AwaitingCompletion, Correction
from domain.suivi import Complement, HistoryNote, Standing, Statement, StatementResult
from domain.travaux import NamedMoe
from ledger.deposits import conclusion, drafts, received
from ledger.invoices import (
    awaiting_completion,
    bank_accounts,
    manual_completion,
    recording,
    supplier_folders,
    uniqueness,
)
from ledger.lifecycle import (
    complements,
    deadlines,
    dossiers,
    history,
    known_moe,
    setting_aside,
    statement_matching,
    status_files,
)
from ledger.outbox import new_tasks


class Batch:
    """What :meth:`ledger.Ledger.batch` gives: no other batch is open while this one is."""

    def __init__(self, connection: Connection, issuer: Issuer = UNKNOWN) -> None:
        self._connection, self._issuer = connection, issuer

    # Uniqueness of documents

    def known(self, keys: Iterable[Key]) -> dict[Key, Known]:
        """The integrated invoice of each key that has one, whatever its status now."""
        return uniqueness.by_keys(self._connection, keys)

    def accepted_digests(self, sha256s: Iterable[str]) -> dict[str, Known]:
        """The invoice that was accepted from the same bytes, in this version or an earlier one."""
        return uniqueness.by_digests(self._connection, sha256s)

    def integrated_totals(self, asked: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Decimal | None]:
        """Those (supplier, number) of ``asked`` that belong to an integrated invoice, whatever its year, with its total
        with VAT; the largest, where there are several years of it.
        """
        return uniqueness.integrated_totals(self._connection, asked)

    def bank_accounts(self, suppliers: Iterable[str]) -> dict[str, tuple[BankAccount, ...]]:
        """The bank accounts of these suppliers (:func:`domain.bank_account.holder_of`), named by invoices that were
        integrated and not refused since.
        """
        return bank_accounts.known(self._connection, suppliers)

    def works_pieces(self, numbers: Iterable[str]) -> tuple[Piece, ...]:
        """The works pieces of these numbers, and every other piece of their dossiers."""
        return dossiers.numbered(self._connection, numbers)

    def naming_moe(self, moes: Iterable[str]) -> frozenset[NamedMoe]:
        """What the works pieces that name one of these MOE (SIRETs) say of it."""
        return known_moe.naming(self._connection, moes)

    # Decisions

    def record(
        self, settled: Sequence[Settled], now: datetime, labels: Mapping[str, str] | None = None
    ) -> tuple[DepositedInvoice, ...]:
        """Writes what is new in ``settled`` and returns all of it in its current state, in the same order.

        A document is known by its deposit and its position: recorded before, it stays as it was recorded.
        ``labels`` gives the name a drop's depositor has on certificates, when it is not the drop's.
        Raises :class:`domain.errors.LedgerError` for what would break an invariant of the ledger.
        """
        return recording.record(self._connection, settled, now, labels or {}, self._issuer)

    def conclude(self, deposit_id: int, own: Sequence[Finding], now: datetime) -> Deposit:
        """:meth:`conclude_all` for one deposit; ``own`` is what was found wrong with the file itself."""
        return self.conclude_all({deposit_id: own}, now)[0]

    def conclude_all(self, own: Mapping[int, Sequence[Finding]], now: datetime) -> tuple[Deposit, ...]:
        """Writes the status of each deposit, all its documents being recorded, and adds the tasks to take it out of
        its drop and to report it.

        Integrated: every document was, or is the double of one that is. Rejected: none. Else, in part; a fatal
        finding about the file itself makes a part of it at best. Concluded before: it stays as it was.
        ``own`` gives the findings about each file. Answers in the order of ``own``; many at once cost little.
        Raises :class:`domain.errors.LedgerError` when there is no such deposit.
        """
        return conclusion.conclude(self._connection, own, now)

    # Follow-up of invoices

    def matching(self, statements: Sequence[Statement]) -> dict[int, tuple[Standing, ...]]:
        """By rank, the integrated invoices each statement may be about, in their current state: of its certificate
        when it names one (of any version), else of its number (blanks around it and capitals make no difference).
        """
        return statement_matching.matching(self._connection, statements)

    def follow(self, deposit_id: int, actor: str, applied: Sequence[StatementResult], now: datetime) -> None:
        """Writes the result of each line, with its status changes and notes; lines written before are skipped.

        Raises :class:`domain.errors.LedgerError` when a step may not follow, when there is no such deposit, or when
        it is one of invoices or was concluded.
        """
        status_files.follow(
            self._connection, received.required(self._connection, {deposit_id})[deposit_id], actor, applied, now
        )

    def complete(
        self,
        deposit_id: int,
        position: int,
        invoice_id: int,
        files: Sequence[Complement],
        comment: str,
        actor: str,
        now: datetime,
    ) -> None:
        """The suspended invoice is COMPLETEE, with these files and this comment; written before: nothing changes.

        Each file has the place it says, else ``position`` and the next ones; each place gets a line of its own.
        Raises :class:`domain.errors.LedgerError` when the invoice is not SUSPENDUE, or as :meth:`follow` does.
        """
        deposits = received.required(self._connection, {deposit_id, *(one.place[0] for one in files if one.place)})
        place = (deposit_id, position)
        complements.complete(self._connection, place, deposits, invoice_id, files, comment, actor, now)

    def lapse(self, lapses: Sequence[Lapse], now: datetime) -> tuple[Lapse, ...]:
        """Takes the steps of deadlines that passed without an answer; those whose invoice changed meanwhile are left
        out. Returns those that were applied.
        """
        return deadlines.lapse(self._connection, lapses, now)

    def note(self, notes: Sequence[HistoryNote], now: datetime) -> tuple[HistoryNote, ...]:
        """Writes actions in the histories of invoices; the same one with the same detail is written once.

        Returns those that are new.
        """
        return history.note(self._connection, notes, now)

    # Folders of suppliers

    def name_supplier_folders(self, proposals: Mapping[str, str], now: datetime) -> dict[str, str]:
        """The folder's name of each supplier of ``proposals`` (by key): the one it has, else the one proposed, which
        it keeps.
        """
        return supplier_folders.name(self._connection, proposals, now)

    # Refused deposits

    def set_aside(self, deposit_id: int, position: int | None, actor: str, reason: str, now: datetime) -> bool:
        """Sets a refused document, or a refused file (no ``position``), aside for ``reason``. Returns whether it was
        not yet.

        Raises :class:`domain.errors.LedgerError` when nothing was refused there.
        """
        return setting_aside.set_aside(self._connection, (deposit_id, position), actor, reason, now)

    def take_up(self, deposit_id: int, position: int | None, actor: str, reason: str, now: datetime) -> bool:
        """What was set aside is to be corrected again. Returns whether it was aside."""
        return setting_aside.take_up(self._connection, (deposit_id, position), actor, reason, now)

    def report_again(self, deposit_id: int, now: datetime) -> None:
        """The *compte rendu* of a deposit that was left is left again by the next run."""
        new_tasks.report_again(self._connection, deposit_id, now)

    # Deposits made in the portal

    def receive(self, arrival: Arrival, now: datetime) -> Deposit:
        """The deposit a file is that came by no drop, to be decided in this transaction or later."""
        return received.receive(self._connection, [arrival], now, taken=True)[0]

    def draft(self, id_: int) -> Brouillon | None:
        """The draft as it stands; ``None`` when there is none."""
        return drafts.as_it_stands(self._connection, id_)

    def send_draft(self, id_: int, deposit_id: int, file: StoredFile, now: datetime) -> None:
        """The open draft became this deposit, of this file."""
        drafts.sent(self._connection, id_, deposit_id, file, now)

    def supplied_at_deposit(self, invoice: DepositedInvoice, supplied: Sequence[Correction], now: datetime) -> None:
        """Writes what was supplied for a document that is recorded in this transaction."""
        manual_completion.write_supplied(self._connection, invoice, supplied, now)

    # Completion by hand

    def awaiting_completion(self, invoice_id: int) -> AwaitingCompletion | None:
        """The invoice if it waits to be completed."""
        return awaiting_completion.find_one(self._connection, invoice_id)

    def supply(
        self,
        settled: Settled,
        supplied: Sequence[Correction],
        actor: str,
        now: datetime,
        labels: Mapping[str, str] | None = None,
    ) -> None:
        """Writes what ``actor`` supplied for a document that waits, and the decision it leads to: integrated as any
        other, or waiting for the rest. Its deposit is reported again.

        Raises :class:`domain.errors.LedgerError` when the document does not wait, or the decision refuses it.
        """
        deposit = received.required(self._connection, {settled.deposit_id})[settled.deposit_id]
        manual_completion.supply(self._connection, settled, deposit, supplied, actor, now, labels or {}, self._issuer)

    def dismiss(self, invoice_id: int, actor: str, motif: str, now: datetime) -> None:
        """The invoice that waits is REJETEE; its number can be used again.

        Raises :class:`domain.errors.LedgerError` when the invoice does not wait.
        """
        awaiting_completion.dismiss_one(self._connection, invoice_id, actor, motif, now)
