"""A ledger of the revision before the portal, with rows in every table, keeps each of them when it is upgraded."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from alembic import command
from sqlalchemy import Connection, MetaData, Table, select, types

from domain.compte import EtatCompte
from ledger import Ledger
from ledger.accounts.registered import NewCompte
from ledger.database.engine import Database
from ledger.database.migration import REVISIONS, VERSION_TABLE, alembic_config, standing

AT = datetime(2026, 9, 1, 6, 0, tzinfo=UTC)
BEFORE = "0011"
ROWS = (1, 2)
FREED = {"outbox": ("holder",)}
"""Columns by table that an upgrade empties: what an earlier version held is free."""


@contextmanager
def of_revision(url: str, revision: str) -> Iterator[Connection]:
    """A ledger as the program of that revision made it."""
    database = Database(url)
    database.create()
    with database.write() as connection:
        command.upgrade(alembic_config(connection), revision)
        yield connection
    database.close()


def tables(connection: Connection) -> list[Table]:
    """Those of the database as it is, each after those it refers to."""
    found = MetaData()
    found.reflect(connection)
    return [table for table in found.sorted_tables if table.name != VERSION_TABLE]


def made_up(column: types.TypeEngine[object], rank: int) -> object:
    """A value of this type, another one for each rank."""
    if isinstance(column, types.Boolean):
        return rank == 1
    if isinstance(column, types.DateTime):
        return AT if column.timezone else AT.replace(tzinfo=None)
    if isinstance(column, types.Date):
        return AT.date()
    return rank if isinstance(column, types.Integer | types.Numeric) else str(rank)


def filled(connection: Connection) -> dict[str, list[tuple[object, ...]]]:
    """Rows in every table, and what they hold."""
    for table in tables(connection):
        for rank in ROWS:
            values = {column.name: made_up(column.type, rank) for column in table.columns}
            connection.execute(table.insert().values(**values))
    return held(connection)


def held(connection: Connection) -> dict[str, list[tuple[object, ...]]]:
    """By table, its columns and the rows."""
    found: dict[str, list[tuple[object, ...]]] = {}
    for table in tables(connection):
        rows = sorted(map(tuple, connection.execute(select(table))), key=repr)
        found[table.name] = [tuple(table.columns.keys()), *rows]
    return found


def test_every_row_is_kept_by_the_upgrade(url: str) -> None:
    with of_revision(url, BEFORE) as connection:
        before = filled(connection)
    assert len(before) > 20
    assert {name for name, rows in before.items() if len(rows) != 1 + len(ROWS)} == set()
    ledger = Ledger.create(url)
    database = Database(url)
    with database.read() as connection:
        assert standing(connection) == REVISIONS[-1]
        after = held(connection)
    database.close()
    for name, (columns, *rows) in before.items():
        places = [after[name][0].index(column) for column in columns]
        kept = [
            tuple(None if column in FREED.get(name, ()) else one for column, one in zip(columns, row, strict=True))
            for row in rows
        ]
        assert [tuple(row[place] for place in places) for row in after[name][1:]] == kept, name
    new = NewCompte(courriel="a@b.example", prenom="", nom="", mot_de_passe="", etat=EtatCompte.ACTIF)
    assert ledger.accounts.create(new, AT, "essai") is not None, "what the new revisions brought is there"
    ledger.close()
