"""The accounts suppliers asked to be paid on, kept to detect another account.

An account is known by the invoices that named it: those that were integrated, and not refused since. A few of them are
kept for each account, so that it stays known when one of them is refused.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, Select, Text, and_, func, or_, select

from domain.bank_account import BankAccount, accounts_of, holder_of
from domain.deposit import INTEGRATED, Settled
from domain.status import Status
from domain.travaux import is_over
from ledger.database.bulk_lookup import among, listed
from ledger.database.column_types import indexed
from ledger.database.schema import comptes as table
from ledger.database.schema import documents

KEPT = 3
"""How many invoices that are not refused are kept for one account."""
BEFORE = 0
"""In the place of an invoice: an account learnt when invoices were not kept beside it."""
_C, _D = table.c, documents.c
_REFUSED = sorted(status.value for status in Status if is_over(status))
_STANDS = and_(_D.invoice_id == _C.invoice_id, _D.integrated, _D.status.not_in(_REFUSED))


class _Held(NamedTuple):
    account: BankAccount
    invoices: int


def known(connection: Connection, suppliers: Iterable[str]) -> dict[str, tuple[BankAccount, ...]]:
    """By supplier (:func:`domain.bank_account.holder_of`), the accounts that its invoices name, oldest first; only
    those that have any.
    """
    found: dict[str, list[BankAccount]] = {}
    for (supplier, _), held in _held(connection, suppliers).items():
        found.setdefault(supplier, []).append(held.account)
    return {supplier: tuple(accounts) for supplier, accounts in found.items()}


def write(
    connection: Connection, settled: Sequence[Settled], invoice_ids: Mapping[tuple[int, int], int], now: datetime
) -> None:
    """Keeps the accounts that the integrated invoices of ``settled`` name; ``invoice_ids`` gives the invoice of each
    place, a deposit and a position.
    """
    named: dict[tuple[str, str, int], BankAccount] = {}
    for one in settled:
        invoice = one.decision.invoice
        if invoice is not None and one.disposition in INTEGRATED:
            id_ = invoice_ids[one.deposit_id, one.position]
            named |= {(holder_of(invoice), each.digest, id_): each for each in accounts_of(invoice, now).compared}
    if not named:
        return
    counts = {place: held.invoices for place, held in _held(connection, {holder for holder, _, _ in named}).items()}
    there = _there(connection, {id_ for _, _, id_ in named})
    rows = []
    for (holder, digest, id_), account in named.items():
        count = counts.get((holder, digest), 0)
        if count < KEPT and (indexed(holder), digest, id_) not in there:
            counts[holder, digest] = count + 1
            row = {"supplier": indexed(holder), "digest": digest, "invoice_id": id_}
            rows.append(row | {"ending": account.ending, "since": account.since})
    if rows:
        connection.execute(table.insert(), rows)


def _held(connection: Connection, suppliers: Iterable[str]) -> dict[tuple[str, str], _Held]:
    """By supplier and digest, what stands, oldest first."""
    as_kept = {indexed(supplier): supplier for supplier in suppliers}
    if not as_kept:
        return {}
    wanted = listed(connection, [(one,) for one in as_kept], supplier=Text)
    query: Select[tuple[str, str, str, datetime, int]] = (
        select(_C.supplier, _C.digest, func.max(_C.ending), func.min(_C.since).label("since"), func.count())
        .select_from(wanted.join(table, _C.supplier == wanted.c.supplier).outerjoin(documents, _STANDS))
        .where(or_(_C.invoice_id == BEFORE, _D.id.is_not(None)))
        .group_by(_C.supplier, _C.digest)
        .order_by("since", _C.digest)
    )
    return {
        (as_kept[supplier], digest): _Held(
            account=BankAccount(digest=digest, ending=ending, since=since), invoices=count
        )
        for supplier, digest, ending, since, count in connection.execute(query)
    }


def _there(connection: Connection, invoice_ids: Iterable[int]) -> set[tuple[str, str, int]]:
    query = select(_C.supplier, _C.digest, _C.invoice_id).where(among(connection, _C.invoice_id, sorted(invoice_ids)))
    return {(row.supplier, row.digest, row.invoice_id) for row in connection.execute(query)}
