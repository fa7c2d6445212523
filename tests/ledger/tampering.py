"""What someone with the database's password could try, triggers removed first."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, create_engine, text


@contextmanager
def by_hand(url: str, *, armed: bool = True) -> Iterator[Connection]:
    """A connection to the ledger's database that knows nothing of the ledger; not ``armed``: without triggers."""
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as connection:
        if not armed:
            _disarm(connection)
        yield connection
    engine.dispose()


def _disarm(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET session_replication_role = replica"))
        return
    names = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars().all()
    for name in names:
        connection.execute(text(f"DROP TRIGGER {name}"))
