"""A lease as it is kept: taken or renewed by who holds it, and the names of documents claimed under it."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from sqlalchemy import Connection, select, update
from sqlalchemy.dialects import postgresql, sqlite

from ledger.database.bulk_lookup import among
from ledger.database.schema import claims, leases
from ledger.leases import clock


def stand(connection: Connection, name: str, lasts: timedelta) -> None:
    """The holder works: its lease lasts so long from now, whether it stood before or not."""
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    until = clock.now(connection, lasts)
    written = dialect.insert(leases).values(holder=name, until=until)
    connection.execute(written.on_conflict_do_update(index_elements=["holder"], set_={"until": written.excluded.until}))


def stands(connection: Connection, name: str) -> bool:
    """Whether the holder has a lease here."""
    return connection.execute(select(leases.c.holder).where(leases.c.holder == name)).first() is not None


def renew(connection: Connection, name: str, lasts: timedelta) -> None:
    """The holder still works: its lease lasts so long from now; but one that others ended stays so."""
    connection.execute(update(leases).where(leases.c.holder == name).values(until=clock.now(connection, lasts)))


def claim(connection: Connection, name: str, wanted: Sequence[str]) -> frozenset[str]:
    """Those of ``wanted`` that nobody else has claimed, claimed by the holder."""
    if not wanted:
        return frozenset()
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    rows = [{"name": one, "holder": name} for one in sorted(set(wanted))]
    connection.execute(dialect.insert(claims).on_conflict_do_nothing(index_elements=["name"]), rows)
    mine = select(claims.c.name).where(claims.c.holder == name, among(connection, claims.c.name, wanted))
    return frozenset(connection.execute(mine).scalars())


def claimed(connection: Connection, names: Iterable[str]) -> frozenset[str]:
    """Those of ``names`` that somebody has claimed."""
    return frozenset(connection.execute(select(claims.c.name).where(among(connection, claims.c.name, names))).scalars())


def holders(connection: Connection, beginning: str) -> tuple[str, ...]:
    """Who has claimed each of the names that begin so."""
    query = select(claims.c.holder).where(claims.c.name.startswith(beginning, autoescape=True))
    return tuple(connection.execute(query).scalars())
