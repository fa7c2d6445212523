"""A batch of decisions: uniqueness asked, decisions recorded, deposits concluded, in one transaction."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal

from sqlalchemy import Connection, Integer, select
from sqlalchemy import Text as TextType

from domain.bank_account import BankAccount
from domain.deposit import INTEGRATED, Deposit, DepositedInvoice, Key, Known, Settled
from domain.dossier import Piece
from domain.echeance import Lapse
from domain.errors import LedgerError
from domain.finding import Finding
from domain.invoice import FIELDS
from domain.manual_entry import AwaitingCompletion, Correction
from domain.status import Status
from domain.suivi import Complement, HistoryNote, Standing, Statement, StatementResult
from domain.text import Text
from ledger.database.bulk_lookup import among, listed
from ledger.database.column_types import indexed, sought
from ledger.database.row_mapping import DOCUMENTS, AnyRow, DocumentPosition, invoices
from ledger.database.schema import documents
from ledger.deposits import conclusion
from ledger.deposits import received as arrivals
from ledger.invoices import awaiting_completion, bank_accounts, manual_completion, recording
from ledger.lifecycle import complements, dossiers, history, status_files
from ledger.lifecycle import statement_matching as statements_
from ledger.lifecycle.current_state import current_states
from ledger.lifecycle.transitions import NAVETTE, Step, take

_D = documents.c
_NOW = documents.alias("standing_now")
"""The invoice as it stands, beside the version that was found."""
_KNOWN = select(
    _D.sha256,
    _D.deposited_at,
    _D.certificate,
    _NOW.c.invoice_id,
    _NOW.c.status,
    *(_NOW.c[name] for name in ("key_year", "key_supplier", "key_number", *FIELDS)),
).where(_NOW.c.invoice_id == _D.invoice_id, _NOW.c.integrated)


class Batch:
    """What :meth:`ledger.Ledger.batch` gives: no other batch is open while this one is."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def known(self, keys: Iterable[Key]) -> dict[Key, Known]:
        """The integrated invoice of each key that has one, whatever its status now."""
        asked = {(key.supplier, key.year, key.number): key for key in keys}
        if not asked:
            return {}
        as_kept = {(indexed(supplier), year, indexed(number)): key for (supplier, year, number), key in asked.items()}
        wanted = listed(self._connection, list(as_kept), supplier=TextType, year=Integer, number=TextType)
        query = _KNOWN.where(
            _D.integrated,
            _D.key_supplier == wanted.c.supplier,
            _D.key_year == wanted.c.year,
            _D.key_number == wanted.c.number,
        )
        found = self._connection.execute(query).all()
        return {(key := as_kept[row.key_supplier, row.key_year, row.key_number]): _known(row, key) for row in found}

    def received(self, asked: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Decimal | None]:
        """Those (supplier, number) of ``asked`` that are of an integrated invoice, whatever its year, with its total
        with VAT; the largest, where there are several years of it."""
        as_kept = {(indexed(supplier), indexed(number)): (supplier, number) for supplier, number in asked}
        if not as_kept:
            return {}
        rows = [(*kept, sought(number)) for kept, (_, number) in as_kept.items()]
        wanted = listed(self._connection, rows, supplier=TextType, number=TextType, sought=TextType)
        query = select(_D.key_supplier, _D.key_number, _D.ttc_cents).where(
            _D.integrated,
            _D.key_supplier == wanted.c.supplier,
            _D.key_number == wanted.c.number,
            _D.number_sought == wanted.c.sought,
        )
        found: dict[tuple[str, str], Decimal | None] = {}
        for row in self._connection.execute(query):
            place = as_kept[row.key_supplier, row.key_number]
            found[place] = _largest(found.get(place), row.ttc_cents)
        return found

    def comptes(self, suppliers: Iterable[str]) -> dict[str, tuple[BankAccount, ...]]:
        """The accounts that the integrated invoices of these suppliers (of keys) asked to be paid on."""
        return bank_accounts.known(self._connection, suppliers)

    def accepted_digests(self, sha256s: Iterable[str]) -> dict[str, Known]:
        """The invoice that was accepted from the same bytes, in this version or an earlier one."""
        accepted = _D.disposition.in_([disposition.value for disposition in INTEGRATED])
        query = _KNOWN.where(among(self._connection, _D.sha256, sha256s), accepted).order_by(_D.id.desc())
        return {row.sha256: _known(row, _key(row)) for row in self._connection.execute(query)}

    def record(
        self, settled: Sequence[Settled], now: datetime, labels: Mapping[str, str] | None = None
    ) -> tuple[DepositedInvoice, ...]:
        """Writes what is new of ``settled`` and answers all of it as it stands, in the same order.

        A document is known by its deposit and its position: recorded before, it stays as it was recorded.
        ``labels`` gives the name a drop's depositor has on certificates, when it is not the drop's.
        Raises :class:`domain.errors.LedgerError` for what would break the ledger's promises.
        """
        places = [(one.deposit_id, one.position) for one in settled]
        if len(set(places)) != len(places):
            raise LedgerError(
                Text(
                    "Deux documents d'un même lot d'écritures ont la même place.",
                    "Two documents of one batch have the same place.",
                ),
                Text("Numérotez les pièces d'un dépôt.", "Number the members of a deposit."),
            )
        there = self._recorded(places)
        fresh = [one for one in settled if (one.deposit_id, one.position) not in there]
        if fresh:
            parents = self._deposits({one.deposit_id for one in fresh})
            recording.write(self._connection, fresh, parents, now, labels or {})
            there = self._recorded(places)
        return tuple(there[place] for place in places)

    def conclude(self, deposit_id: int, own: Sequence[Finding], now: datetime) -> Deposit:
        """:meth:`conclude_all` for one deposit; ``own`` is what was found wrong with the file itself."""
        return self.conclude_all({deposit_id: own}, now)[0]

    def conclude_all(self, own: Mapping[int, Sequence[Finding]], now: datetime) -> tuple[Deposit, ...]:
        """Says where each deposit stands, all its documents being recorded, and promises to take and report it.

        Integrated: every document was, or is the double of one that is. Rejected: none. Else, in part; a fatal
        finding about the file itself makes a part of it at best. Said before: it stays as it was.
        ``own`` gives the findings about each file. Answers in the order of ``own``; many at once cost little.
        Raises :class:`domain.errors.LedgerError` when there is no such deposit.
        """
        standing = self._deposits(set(own))
        conclusion.write(self._connection, [standing[id_] for id_ in own], own, now)
        concluded = self._deposits(set(own))
        return tuple(concluded[id_] for id_ in own)

    # What is said of invoices

    def standing(self, statements: Sequence[Statement]) -> dict[int, tuple[Standing, ...]]:
        """By rank, the integrated invoices each statement may mean, as they stand: of its certificate when it names
        one (of any version), else of its number (blanks around it and capitals make no difference)."""
        return statements_.standing(self._connection, statements)

    def follow(self, deposit_id: int, actor: str, applied: Sequence[StatementResult], now: datetime) -> None:
        """Writes what became of each line, with the steps and notes it makes; lines written before are skipped.

        Raises :class:`domain.errors.LedgerError` when a step may not follow, when there is no such deposit, or when
        it is one of invoices or was concluded.
        """
        status_files.follow(self._connection, self._deposits({deposit_id})[deposit_id], actor, applied, now)

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
        deposits = self._deposits({deposit_id, *(one.place[0] for one in files if one.place)})
        place = (deposit_id, position)
        complements.complete(self._connection, place, deposits, invoice_id, files, comment, actor, now)

    # What waits to be completed

    def waiting(self, invoice_id: int) -> AwaitingCompletion | None:
        """The invoice if it waits to be completed."""
        return awaiting_completion.waiting_one(self._connection, invoice_id)

    def supply(
        self,
        settled: Settled,
        supplied: Sequence[Correction],
        actor: str,
        now: datetime,
        labels: Mapping[str, str] | None = None,
    ) -> None:
        """Writes what ``actor`` supplied for a document that waits, and the decision it leads to: integrated as any
        other, or waiting for the rest. Its deposit is told anew.

        Raises :class:`domain.errors.LedgerError` when the document does not wait, or the decision refuses it.
        """
        deposit = self._deposits({settled.deposit_id})[settled.deposit_id]
        manual_completion.supply(self._connection, settled, deposit, supplied, actor, now, labels or {})

    def dismiss(self, invoice_id: int, actor: str, motif: str, now: datetime) -> None:
        """What waits is REJETEE; its number can be used again.

        Raises :class:`domain.errors.LedgerError` when the invoice does not wait.
        """
        if self.waiting(invoice_id) is None:
            raise LedgerError(
                Text(
                    f"La facture {invoice_id} n'attend pas d'être complétée.",
                    f"Invoice {invoice_id} does not wait to be completed.",
                ),
                Text(
                    "Listez ce qui attend : `navette complete --list`.", "List what waits: `navette complete --list`."
                ),
            )
        awaiting_completion.dismiss(self._connection, {invoice_id: motif}, actor, now)

    def pieces(self, numbers: Iterable[str]) -> tuple[Piece, ...]:
        """The works pieces of these numbers, and every other piece of their dossiers."""
        return dossiers.numbered(self._connection, numbers)

    def lapse(self, lapses: Sequence[Lapse], now: datetime) -> tuple[Lapse, ...]:
        """Takes the steps of deadlines that passed in silence; those whose invoice moved meanwhile are left out.

        Answers those that were applied.
        """
        living = current_states(self._connection, {one.invoice_id for one in lapses})
        still: dict[int, Lapse] = {}
        for one in lapses:
            life_ = living.get(one.invoice_id)
            if life_ and life_.status is one.expected and life_.may(one.new):
                still.setdefault(one.invoice_id, one)
        applied = tuple(still.values())
        steps = [Step(invoice_id=one.invoice_id, new=one.new, actor=NAVETTE, motif=one.motif) for one in applied]
        take(self._connection, living, steps, now)
        return applied

    def note(self, notes: Sequence[HistoryNote], now: datetime) -> tuple[HistoryNote, ...]:
        """Writes actions in the histories of invoices; the same one with the same detail is written once.

        Answers those that are new.
        """
        return history.note(self._connection, notes, now)

    def _recorded(self, places: Sequence[DocumentPosition]) -> dict[DocumentPosition, DepositedInvoice]:
        wanted = listed(self._connection, places, deposit_id=Integer, position=Integer)
        query = DOCUMENTS.where(_D.deposit_id == wanted.c.deposit_id, _D.position == wanted.c.position)
        return {(one.deposit_id, one.position): one for one in invoices(self._connection, query)}

    def _deposits(self, ids: set[int]) -> dict[int, Deposit]:
        found = {deposit.id: deposit for deposit in arrivals.by_ids(self._connection, sorted(ids))}
        if missing := ids - found.keys():
            raise LedgerError(
                Text(f"Il n'y a pas de dépôt {min(missing)}.", f"There is no deposit {min(missing)}."),
                Text("Recevez un fichier avant de statuer sur lui.", "Receive a file before deciding on it."),
            )
        return found


def _largest(before: Decimal | None, cents: int | None) -> Decimal | None:
    amount = None if cents is None else Decimal(cents).scaleb(-2)
    return max((one for one in (before, amount) if one is not None), key=abs, default=None)


def _key(row: AnyRow) -> Key:
    return Key(year=row.key_year, supplier=row.key_supplier, number=row.key_number)


def _known(row: AnyRow, key: Key) -> Known:
    sha256, deposited_at, certificate, invoice_id, status, _, _, _, *values = row
    return Known(
        invoice_id=invoice_id,
        key=key,
        sha256=sha256,
        status=Status(status),
        deposited_at=deposited_at,
        certificate=certificate,
        values=dict(zip(FIELDS, values, strict=True)),
    )
