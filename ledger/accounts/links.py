"""Links sent by e-mail: each is used once, until its end. Only the digest of its secret is kept."""

from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from domain.compte import LinkPurpose
from ledger.database.schema import liens_portail

_L = liens_portail.c


def add(connection: Connection, compte_id: int, purpose: LinkPurpose, digest: str, until: datetime) -> None:
    """Adds a link; those of the same purpose that were sent before it go on working."""
    row = {"digest": digest, "compte_id": compte_id, "purpose": purpose.value, "until": until}
    connection.execute(insert(liens_portail).values(**row))


def owner(connection: Connection, digest: str, purpose: LinkPurpose, now: datetime) -> int | None:
    """Whose link it is, when it can be used now."""
    here = (_L.digest == digest, _L.purpose == purpose.value, _L.used_at.is_(None), _L.until > now)
    return connection.execute(select(_L.compte_id).where(*here)).scalar()


def used_by(connection: Connection, digest: str, purpose: LinkPurpose) -> int | None:
    """Whose link it is, when it was used."""
    here = (_L.digest == digest, _L.purpose == purpose.value, _L.used_at.is_not(None))
    return connection.execute(select(_L.compte_id).where(*here)).scalar()


def use_all(connection: Connection, compte_id: int, purpose: LinkPurpose, now: datetime) -> None:
    """All links of this purpose that the account has are used up."""
    mine = (_L.compte_id == compte_id, _L.purpose == purpose.value, _L.used_at.is_(None))
    connection.execute(update(liens_portail).where(*mine).values(used_at=now))
