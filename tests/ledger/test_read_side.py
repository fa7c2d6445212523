"""The database of the ledger: who reads cannot write, a write is whole or nothing, and its file is its owner's."""

import stat
from pathlib import Path

import pytest
from sqlalchemy import func, insert, select

from domain.errors import LedgerError, NavetteError
from ledger import Ledger
from ledger.database.engine import CONNECTIONS, KEPT, Database, ReadSide
from ledger.database.schema import stores
from tests.ledger.facts import NOW

HELD = "postgresql://navette:secret@hote/base"


def marks(side: ReadSide | Database) -> int:
    with side.read() as connection:
        return connection.execute(select(func.count()).select_from(stores)).scalar_one()


def add(database: Database, mark: str, *, alone: bool = True) -> None:
    with database.write(alone=alone) as connection:
        connection.execute(insert(stores).values(mark=mark, since=NOW))


def test_a_read_side_reads_and_has_nothing_that_writes(ledger: Ledger) -> None:
    side = ledger._database.read_side
    assert not hasattr(side, "write")
    assert marks(side) == 0
    add(ledger._database, "one")
    assert marks(side) == 1


def test_a_transaction_that_reads_is_refused_to_write_and_the_next_one_may(ledger: Ledger) -> None:
    for mark in ("one", "two"):
        with pytest.raises(NavetteError), ledger._database.read() as connection:
            connection.execute(insert(stores).values(mark=mark, since=NOW))
        add(ledger._database, mark)
    assert marks(ledger._database) == 2


def test_a_write_that_fails_leaves_nothing_and_lets_the_next_one_write(ledger: Ledger) -> None:
    for alone in (True, False):
        with pytest.raises(ZeroDivisionError), ledger._database.write(alone=alone) as connection:
            connection.execute(insert(stores).values(mark="one", since=NOW))
            raise ZeroDivisionError
        add(ledger._database, f"alone: {alone}", alone=alone)
    assert marks(ledger._database) == 2


def test_a_reader_sees_one_state_from_its_first_statement_on(ledger: Ledger) -> None:
    count = select(func.count()).select_from(stores)
    with ledger._database.read() as connection:
        assert connection.execute(count).scalar() == 0
        add(ledger._database, "one")
        assert connection.execute(count).scalar() == 0
    assert marks(ledger._database) == 1


def test_what_contradicts_the_ledger_is_refused(ledger: Ledger) -> None:
    add(ledger._database, "one")
    with pytest.raises(LedgerError):
        add(ledger._database, "one")
    assert marks(ledger._database) == 1


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        (HELD, "postgresql+psycopg"),
        (HELD.replace("postgresql", "postgres"), "postgresql+psycopg"),
        (HELD.replace("postgresql", "postgresql+psycopg"), "postgresql+psycopg"),
        ("sqlite:///var/navette.db", "sqlite"),
        ("sqlite+pysqlite:///var/navette.db", "sqlite+pysqlite"),
    ],
)
def test_a_url_names_one_of_two_engines(written: str, kept: str) -> None:
    database = Database(written)
    assert (database.url.drivername, database.sqlite) == (kept, kept.startswith("sqlite"))
    assert database.url.database == ("var/navette.db" if database.sqlite else "base")
    assert database.absent() is database.sqlite, "a server says so itself"


@pytest.mark.parametrize(
    "written",
    ["sqlite://", "sqlite:///:memory:", "mysql://u:secret@hote/base", "postgresql+pg8000://u@hote/base", "rien", ""],
)
def test_a_ledger_is_kept_nowhere_else(written: str) -> None:
    with pytest.raises(LedgerError) as caught:
        Database(written)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("url", ["sqlite:///navette.db", HELD])
@pytest.mark.parametrize("connections", [1, KEPT, KEPT + 1, CONNECTIONS])
def test_so_many_connections_are_open_at_most_and_few_of_them_stay(url: str, connections: int) -> None:
    pool = Database(url, connections)._engine.pool
    kept = min(connections, 5)
    assert (pool.size(), pool._max_overflow) == (kept, connections - kept)  # type: ignore[attr-defined]


def test_the_file_of_a_ledger_is_its_owners_and_is_not_made_anew(tmp_path: Path) -> None:
    file = tmp_path / "var" / "navette.db"
    database = Database(f"sqlite:///{file}")
    assert database.absent() is True
    database.create()
    assert database.absent() is False
    assert [stat.S_IMODE(place.stat().st_mode) for place in (file, file.parent)] == [0o600, 0o700]
    file.write_bytes(b"kept")
    database.create()
    assert file.read_bytes() == b"kept"
    below = Database(f"sqlite:///{file}/navette.db")
    with pytest.raises(LedgerError):
        below.create()
