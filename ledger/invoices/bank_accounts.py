"""The accounts suppliers asked to be paid on, kept to detect a changed account."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Connection, Text, insert, select

from domain.bank_account import BankAccount, accounts_of
from domain.deposit import INTEGRATED, Settled
from ledger.database.bulk_lookup import listed
from ledger.database.column_types import indexed
from ledger.database.schema import comptes as table

_C = table.c


def known(connection: Connection, suppliers: Iterable[str]) -> dict[str, tuple[BankAccount, ...]]:
    """By supplier of keys, the accounts its integrated invoices named, oldest first; only those that have any."""
    as_kept = {indexed(supplier): supplier for supplier in suppliers}
    if not as_kept:
        return {}
    wanted = listed(connection, [(one,) for one in as_kept], supplier=Text)
    query = select(table).join_from(wanted, table, _C.supplier == wanted.c.supplier).order_by(_C.since, _C.digest)
    found: dict[str, list[BankAccount]] = {}
    for row in connection.execute(query):
        account = BankAccount(digest=row.digest, ending=row.ending, since=row.since)
        found.setdefault(as_kept[row.supplier], []).append(account)
    return {supplier: tuple(accounts) for supplier, accounts in found.items()}


def write(connection: Connection, settled: Sequence[Settled], now: datetime) -> None:
    """Keeps the accounts that ``settled`` is the first to name."""
    named = {
        (one.key.supplier, account.digest): account
        for one in settled
        if one.key and one.decision.invoice and one.disposition in INTEGRATED
        for account in accounts_of(one.decision.invoice, now)
    }
    before = known(connection, {supplier for supplier, _ in named})
    there = {(supplier, account.digest) for supplier, accounts in before.items() for account in accounts}
    rows = [
        {"supplier": indexed(supplier), "digest": digest, "ending": account.ending, "since": account.since}
        for (supplier, digest), account in named.items()
        if (supplier, digest) not in there
    ]
    if rows:
        connection.execute(insert(table), rows)
