"""Documents recorded: what is new of a batch, written table by table."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, Integer, func, insert, select, update

from domain.deposit import Deposit, DepositedInvoice, Disposition, Settled
from domain.errors import LedgerError
from domain.issuer import Issuer
from domain.text import Text
from ledger.certificates.chain import head
from ledger.database.bulk_lookup import among, listed
from ledger.database.row_mapping import DOCUMENTS, DocumentPosition, invoices
from ledger.database.schema import certificates, documents, doubts, events, findings
from ledger.deposits import received
from ledger.invoices import accounting, awaiting_completion, bank_accounts, invariants, suppliers
from ledger.invoices.doubtful_fields import doubt_rows
from ledger.invoices.new_rows import NewRows, add
from ledger.lifecycle import works_links
from ledger.outbox.new_tasks import add_tasks, cancel_deliveries

_D = documents.c


def record(
    connection: Connection, settled: Sequence[Settled], now: datetime, labels: Mapping[str, str], issuer: Issuer
) -> tuple[DepositedInvoice, ...]:
    """Writes the documents of ``settled`` that the ledger does not have yet; all of them as they stand, in order.

    Raises :class:`domain.errors.LedgerError` for what would break an invariant; the transaction must then be given up.
    """
    positions = [(one.deposit_id, one.position) for one in settled]
    if len(set(positions)) != len(positions):
        raise LedgerError(
            Text(
                "Deux documents d'un même lot d'écritures ont la même place.",
                "Two documents of one batch have the same place.",
            ),
            Text("Numérotez les pièces d'un dépôt.", "Number the members of a deposit."),
        )
    there = _recorded(connection, positions)
    fresh = [one for one in settled if (one.deposit_id, one.position) not in there]
    if fresh:
        parents = received.required(connection, {one.deposit_id for one in fresh})
        _write(connection, fresh, parents, now, labels, issuer)
        there = _recorded(connection, positions)
    return tuple(there[position] for position in positions)


def _recorded(
    connection: Connection, positions: Sequence[DocumentPosition]
) -> dict[DocumentPosition, DepositedInvoice]:
    wanted = listed(connection, positions, deposit_id=Integer, position=Integer)
    query = DOCUMENTS.where(_D.deposit_id == wanted.c.deposit_id, _D.position == wanted.c.position)
    return {(one.deposit_id, one.position): one for one in invoices(connection, query)}


def _write(
    connection: Connection,
    settled: Sequence[Settled],
    deposits: Mapping[int, Deposit],
    now: datetime,
    labels: Mapping[str, str],
    issuer: Issuer,
) -> None:
    earlier = invariants.earlier(connection, settled)
    last = connection.execute(select(func.max(documents.c.id))).scalar() or 0
    new = NewRows(now=now, next_id=last + 1, chain=head(connection), issuer=issuer)
    for one in settled:
        deposit = deposits[one.deposit_id]
        invariants.check(one, deposit)
        add(new, one, deposit, invariants.replaced(one, earlier), labels.get(deposit.drop))
        if one.disposition is Disposition.A_COMPLETER:
            new.doubts += doubt_rows((deposit.id, one.position), one.decision.doubts)
    flush(connection, new, settled)
    works_links.write(connection, new.tied, now)
    awaiting_completion.replace(connection, settled, deposits, now)


def flush(connection: Connection, new: NewRows, settled: Sequence[Settled]) -> None:
    """Writes the rows, the accounts that the documents ``settled`` name, and what their payers book."""
    suppliers.name(connection, new.documents)
    if new.superseded:
        old = update(documents).where(among(connection, documents.c.id, new.superseded.values()))
        connection.execute(old.values(current=False, integrated=False))
        cancel_deliveries(connection, new.superseded, new.now)
    if new.again:
        for row in new.documents:
            connection.execute(update(documents).where(documents.c.id == row["id"]).values(row))
    for table, rows in (
        (documents, [] if new.again else new.documents),
        (findings, new.findings),
        (events, new.events),
        (certificates, new.certificates),
        (doubts, new.doubts),
    ):
        if rows:
            connection.execute(insert(table), rows)
    add_tasks(connection, new.outbox, new.now)
    bank_accounts.write(connection, settled, new.invoice_ids, new.now)
    accounting.write(connection, settled)
