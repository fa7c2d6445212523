"""A document that waits, completed: what was supplied, and the decision it leads to, written over the one before.

Nothing of before is lost: what was read, the first findings and every value supplied stay in the ledger.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, func, select, update

from domain.deposit import INTEGRATED, Deposit, DepositedInvoice, Disposition, Settled
from domain.errors import LedgerError
from domain.issuer import Issuer
from domain.manual_entry import Correction
from domain.suivi import Action, HistoryNote
from domain.text import Text
from ledger.certificates.chain import head
from ledger.database.schema import WAITING, documents, findings
from ledger.deposits import conclusion
from ledger.invoices import awaiting_completion, corrections, invariants
from ledger.invoices.new_rows import NewRows, add
from ledger.invoices.recording import flush
from ledger.lifecycle import works_links
from ledger.lifecycle.history import note

_D, _F = documents.c, findings.c
_ACCEPTABLE = INTEGRATED | {Disposition.A_COMPLETER}


def supply(
    connection: Connection,
    settled: Settled,
    deposit: Deposit,
    supplied: Sequence[Correction],
    actor: str,
    now: datetime,
    labels: Mapping[str, str],
    issuer: Issuer,
) -> None:
    """Writes ``supplied`` and the decision on the document: it is integrated like any other, or waits for the rest.

    Raises :class:`domain.errors.LedgerError` when the document does not wait, or the decision refuses it.
    """
    document_id = _waiting(connection, settled)
    earlier = invariants.earlier(connection, [settled])
    new = NewRows(
        now=now,
        actor=actor,
        again=True,
        first_finding=_lift(connection, settled, now),
        next_id=document_id,
        chain=head(connection),
        issuer=issuer,
    )
    add(new, settled, deposit, invariants.replaced(settled, earlier), labels.get(deposit.drop))
    if settled.disposition is Disposition.A_COMPLETER:
        new.documents[0].pop("status_at")
    flush(connection, new, [settled])
    corrections.write(connection, document_id, supplied)
    _note(connection, settled, document_id, supplied, now)
    works_links.write(connection, new.tied, now)
    awaiting_completion.replace(connection, [settled], {deposit.id: deposit}, now)
    conclusion.revise(connection, [deposit.id], now)


def write_supplied(
    connection: Connection, invoice: DepositedInvoice, supplied: Sequence[Correction], now: datetime
) -> None:
    """Writes ``supplied`` for the document of ``invoice`` that was recorded just now, with the notes of its history."""
    place = (_D.deposit_id == invoice.deposit_id, _D.position == invoice.position)
    found = connection.execute(select(_D.id).where(*place)).scalar_one()
    corrections.write(connection, int(found), supplied)
    note(connection, _notes(invoice.id, supplied), now)


def _waiting(connection: Connection, settled: Settled) -> int:
    """The id of the document that waits at this place."""
    where = Text(
        f"Le document {settled.position} du dépôt {settled.deposit_id}",
        f"Document {settled.position} of deposit {settled.deposit_id}",
    )
    query = select(_D.id).where(_D.deposit_id == settled.deposit_id, _D.position == settled.position, WAITING)
    found = connection.execute(query.where(_D.current)).scalar()
    if found is None:
        raise LedgerError(
            Text(f"{where.fr} n'attend pas d'être complété.", f"{where.en} does not wait to be completed."),
            Text("Listez ce qui attend : `navette complete --list`.", "List what waits: `navette complete --list`."),
        )
    if settled.disposition not in _ACCEPTABLE:
        raise LedgerError(
            Text(f"{where.fr} serait refusé : il continue d'attendre.", f"{where.en} would be refused: it waits on."),
            Text("Donnez ce que ses constats demandent.", "Supply what its findings ask for."),
        )
    invariants.check_key(settled, where)
    return int(found)


def _lift(connection: Connection, settled: Settled, now: datetime) -> int:
    """Marks the earlier findings as lifted; the rank of the first new one."""
    mine = (_F.deposit_id == settled.deposit_id, _F.position == settled.position)
    connection.execute(update(findings).where(*mine, _F.lifted_at.is_(None)).values(lifted_at=now))
    last = connection.execute(select(func.max(_F.rank)).where(*mine)).scalar()
    return 0 if last is None else int(last) + 1


def _note(
    connection: Connection, settled: Settled, document_id: int, supplied: Sequence[Correction], now: datetime
) -> None:
    previous = settled.previous if settled.disposition is Disposition.RECYCLED else None
    invoice_id = previous.invoice_id if previous else document_id
    note(connection, _notes(invoice_id, supplied), now)


def _notes(invoice_id: int, supplied: Sequence[Correction]) -> list[HistoryNote]:
    return [
        HistoryNote(invoice_id=invoice_id, action=Action.SAISIE, actor=one.actor, detail=_detail(one))
        for one in supplied
    ]


def _detail(one: Correction) -> str:
    before = f" (lu : {one.old})" if one.old else ""
    because = f" — {one.reason}" if one.reason else ""
    return f"{one.field} = {one.new}{before}{because}"
