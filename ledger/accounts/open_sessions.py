"""Rows of sessions: begun, seen, ended. One that ended, or was not seen for long, is none."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, insert, select, update

from domain.compte import EtatCompte, Session
from ledger.accounts.registered import compte_from
from ledger.database.column_types import clean
from ledger.database.schema import comptes_portail, sessions_portail

_S = sessions_portail.c
_C = comptes_portail.c


def begin(connection: Connection, compte_id: int, digest: str, csrf: str, address: str, now: datetime) -> None:
    """Somebody connects."""
    row = {"digest": digest, "compte_id": compte_id, "csrf": csrf, "address": clean(address)}
    connection.execute(insert(sessions_portail).values(begun_at=now, seen_at=now, **row))


def current(
    connection: Connection, digest: str, now: datetime, idle: timedelta, longest: timedelta
) -> tuple[Session, datetime] | None:
    """The session, and when it was seen last; ``None`` when it is over, or its account is not active."""
    query = (
        select(comptes_portail, _S.csrf, _S.begun_at, _S.seen_at)
        .join_from(sessions_portail, comptes_portail, _C.id == _S.compte_id)
        .where(_S.digest == digest, _S.ended_at.is_(None), _C.etat == EtatCompte.ACTIF.value)
        .where(_S.seen_at > now - idle, _S.begun_at > now - longest)
    )
    row = connection.execute(query).one_or_none()
    if row is None:
        return None
    return Session(compte=compte_from(row), csrf=row.csrf, begun_at=row.begun_at), row.seen_at


def seen(connection: Connection, digest: str, now: datetime) -> None:
    """It was used now."""
    connection.execute(update(sessions_portail).where(_S.digest == digest).values(seen_at=now))


def end(connection: Connection, digest: str, now: datetime) -> int | None:
    """Ends the session; whose it was, ``None`` when it was over."""
    mine = (_S.digest == digest, _S.ended_at.is_(None))
    whose = connection.execute(select(_S.compte_id).where(*mine)).scalar()
    connection.execute(update(sessions_portail).where(*mine).values(ended_at=now))
    return whose


def end_all(connection: Connection, compte_id: int, now: datetime, keep: str = "") -> None:
    """Ends every session of the account but ``keep``."""
    mine = (_S.compte_id == compte_id, _S.ended_at.is_(None), _S.digest != keep)
    connection.execute(update(sessions_portail).where(*mine).values(ended_at=now))
