"""How far each notification channel was sent, by row numbers of the ledger.

Numbers, not moments: writers come one after the other, so a higher number was written later, and no row appears
before a watermark once it is set.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Table, func, insert, select, update

from domain.deposit import Effect
from domain.notifications import LedgerPosition
from ledger.database.bulk_lookup import among
from ledger.database.schema import actions, deposits, events, outbox, visits

_MARK = re.compile(r"event=([0-9]{1,19}) action=([0-9]{1,19}) account=([0-9]{1,19}) troubles=([0-9a-f]{0,16})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Watermark:
    """When a channel was last sent, and how far."""

    at: datetime
    position: LedgerPosition


def watermarks_of(connection: Connection, readers: Iterable[str]) -> dict[str, Watermark]:
    """How far each of ``readers`` was sent; absent for one that was sent nothing."""
    query = select(visits.c.reader, visits.c.at, visits.c.mark).where(among(connection, visits.c.reader, readers))
    found = ((row.reader, row.at, _MARK.fullmatch(row.mark or "")) for row in connection.execute(query))
    return {
        reader: Watermark(
            at=at,
            position=LedgerPosition(event=int(mark[1]), action=int(mark[2]), account=int(mark[3]), troubles=mark[4]),
        )
        for reader, at, mark in found
        if mark
    }


def set_watermark(connection: Connection, reader: str, watermark: Watermark) -> None:
    """Remembers that ``reader`` was sent everything so far."""
    mark = watermark.position
    text = f"event={mark.event} action={mark.action} account={mark.account} troubles={mark.troubles}"
    values = {"at": watermark.at, "mark": text}
    there = connection.execute(select(visits.c.reader).where(visits.c.reader == reader)).first()
    if there:
        connection.execute(update(visits).where(visits.c.reader == reader).values(**values))
    else:
        connection.execute(insert(visits).values(reader=reader, **values))


def position(connection: Connection) -> LedgerPosition:
    """Where the ledger is."""
    event, action, account = (
        connection.execute(select(func.max(table.c.id))).scalar() or 0 for table in (events, actions, outbox)
    )
    return LedgerPosition(event=event, action=action, account=account)


def position_at(connection: Connection, since: datetime) -> LedgerPosition:
    """Where the ledger was at ``since``: where a channel that was never sent anything begins."""
    last = position(connection)
    fresh = select(func.min(deposits.c.id)).where(deposits.c.received_at >= since).scalar_subquery()
    reported = select(func.min(outbox.c.id)).where(outbox.c.effect == Effect.REPORT.value, outbox.c.subject >= fresh)
    account = connection.execute(reported).scalar()
    return LedgerPosition(
        event=_before(connection, events, last.event, since),
        action=_before(connection, actions, last.action, since),
        account=last.account if account is None else account - 1,
    )


def _before(connection: Connection, table: Table, last: int, since: datetime) -> int:
    """The highest number written before ``since``: found by bisection in some twenty queries: moments have no index."""
    low, high = 0, last
    while low < high:
        middle = (low + high + 1) // 2
        query = select(table.c.at).where(table.c.id <= middle).order_by(table.c.id.desc()).limit(1)
        moment = connection.execute(query).scalar()
        low, high = (middle, high) if moment is None or moment < since else (low, middle - 1)
    return low
