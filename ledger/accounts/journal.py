"""The journal of the portal: connections, and every right given or withdrawn. Rows are only added."""

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, insert, select

from domain.compte import JournalEntry, JournalLine
from ledger.database.column_types import clean, kept
from ledger.database.schema import journal_portail

MOST = 200
"""Lines that are shown."""
_J = journal_portail.c


def write(
    connection: Connection,
    entry: JournalEntry,
    now: datetime,
    *,
    compte_id: int | None = None,
    actor: str = "",
    structure: str = "",
    address: str = "",
    detail: str = "",
) -> None:
    """Adds a line. ``actor``: who did it; empty: the account itself."""
    row = {"actor": clean(actor), "structure": structure, "address": clean(address), "detail": kept(detail) or ""}
    connection.execute(
        insert(journal_portail).values(at=now, entry=entry.value, compte_id=compte_id, **row),
    )


def lines(connection: Connection, which: ColumnElement[bool], most: int = MOST) -> tuple[JournalLine, ...]:
    """The newest lines of ``which``, newest first."""
    rows = connection.execute(select(journal_portail).where(which).order_by(_J.id.desc()).limit(most))
    return tuple(
        JournalLine(
            at=row.at,
            entry=JournalEntry(row.entry),
            compte_id=row.compte_id,
            actor=row.actor,
            structure=row.structure,
            address=row.address,
            detail=row.detail,
        )
        for row in rows
    )
