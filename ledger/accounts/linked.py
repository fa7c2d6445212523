"""Which identity of a provider connects to which account: rows that are added, found and removed."""

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, insert, select

from domain.compte import Identite, JournalEntry
from ledger.accounts import journal
from ledger.database.schema import identites_openid

_I = identites_openid.c


def is_(issuer: str, sub: str) -> ColumnElement[bool]:
    """The row of this identity."""
    return and_(_I.issuer == issuer, _I.sub == sub)


def owner(connection: Connection, issuer: str, sub: str) -> int | None:
    """The account that connects by the identity."""
    return connection.execute(select(_I.compte_id).where(is_(issuer, sub))).scalar()


def of_account(connection: Connection, compte_id: int) -> tuple[Identite, ...]:
    """The identities of an account, the oldest first."""
    rows = connection.execute(
        select(identites_openid).where(_I.compte_id == compte_id).order_by(_I.linked_at, _I.issuer, _I.sub)
    )
    return tuple(Identite(issuer=row.issuer, sub=row.sub, linked_at=row.linked_at) for row in rows)


def add(connection: Connection, compte_id: int, issuer: str, sub: str, now: datetime) -> None:
    """The account connects by the identity from now on."""
    row = {"issuer": issuer, "sub": sub, "compte_id": compte_id, "linked_at": now}
    connection.execute(insert(identites_openid).values(**row))


def to_account(connection: Connection, compte_id: int, issuer: str, sub: str, now: datetime, address: str) -> bool:
    """The same, with a line of the journal, and without either when it does already; ``False`` when it is another's."""
    there = owner(connection, issuer, sub)
    if there is None:
        add(connection, compte_id, issuer, sub, now)
        words = {"address": address, "detail": f"{issuer} +"}
        journal.write(connection, JournalEntry.IDENTITE, now, compte_id=compte_id, **words)
    return there in {None, compte_id}
