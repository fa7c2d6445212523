"""The database behind the ledger: SQLite or PostgreSQL, one writer at a time, all or nothing."""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, exc, func, select
from sqlalchemy.dialects.sqlite.base import SQLiteCompiler
from sqlalchemy.engine import URL, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.sql.selectable import FromClause

from domain import system_faults
from domain.errors import LedgerError
from domain.text import Text
from ledger.database import silence
from ledger.database.errors import translated

WRITERS = 0x6E617665747465
"""The advisory lock that lets one transaction write at a time on PostgreSQL ("navette" in ASCII)."""
CONNECTIONS = 50
"""Of one process at most, unless the settings say otherwise."""
KEPT = 5
"""Of them, those that stay open while nobody needs them."""
PATIENCE = 60
"""Seconds a writer waits for the one before it on SQLite."""
_PRAGMAS = (
    f"PRAGMA busy_timeout = {PATIENCE * 1000}",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",  # a file leaves the drop after the commit, which must survive a power cut
    "PRAGMA foreign_keys = ON",
)


@dataclass(frozen=True, slots=True)
class ReadSide:
    """A database without transactions that write."""

    read: Callable[[], AbstractContextManager[Connection]]
    """:meth:`Database.read`."""


class Database:
    """Connections and transactions. Threads share one; a forked child gets connections of its own."""

    def __init__(self, url: str, connections: int = CONNECTIONS) -> None:
        """``connections``: how many are open at most; who needs one more waits. Raises
        :class:`domain.errors.LedgerError` on a URL of another engine. Connects to nothing yet.
        """
        self.url = _parsed(url)
        self.sqlite = self.url.get_backend_name() == "sqlite"
        self._engine = _engine(self.url, self.sqlite, connections)
        self._pid = os.getpid()
        self._turn = Lock()

    @property
    def read_side(self) -> ReadSide:
        """This database without the transactions that write."""
        return ReadSide(self.read)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that sees one state of the ledger from its first statement to its end; both engines refuse
        to write in it.
        """
        options: dict[str, Any] = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        if self.sqlite:
            options = {}
        with translated(), self._connection() as connection:
            connection.execution_options(**options)
            with connection.begin():
                yield connection

    @contextmanager
    def write(self, *, alone: bool = True) -> Iterator[Connection]:
        """A transaction no other writer runs beside; committed at its end, or nothing of it stays.

        Not ``alone``: on PostgreSQL others may write at the same time, for what locks its own rows.
        """
        with translated(), self._connection() as connection, self._in_turn():
            connection.execution_options(navette_writes=True)
            with connection.begin():
                if alone and not self.sqlite:
                    connection.execute(select(func.pg_advisory_xact_lock(WRITERS)))
                yield connection

    def create(self) -> None:
        """The empty file of a SQLite ledger, readable by its owner only (SQLite gives its journals the same mode)."""
        if self.sqlite and self.url.database:
            file = Path(self.url.database)
            try:
                file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
            except OSError as error:
                reason = system_faults.sentence(error)
                raise LedgerError(
                    Text(
                        f"{file} ne peut pas être créé : {reason.fr}.",
                        f"{file} cannot be created: {reason.en}.",
                    ),
                    Text("Vérifiez le chemin et les droits.", "Check path and rights."),
                ) from error

    def absent(self) -> bool:
        """Whether there is no SQLite file yet (PostgreSQL says so itself)."""
        return self.sqlite and not Path(self.url.database or "").is_file()

    def close(self) -> None:
        """Gives every connection back."""
        self._engine.dispose(close=os.getpid() == self._pid)

    def _connection(self) -> Connection:
        if os.getpid() != self._pid:  # the parent's connections are not ours to use, nor to close
            self._engine.dispose(close=False)
            self._pid, self._turn = os.getpid(), Lock()
        return self._engine.connect()

    @contextmanager
    def _in_turn(self) -> Iterator[None]:
        """Threads that write to SQLite queue here: its own waiting polls, and loses time while nobody writes. A
        thread that waits too long continues, and SQLite raises the error.
        """
        mine = self.sqlite and self._turn.acquire(timeout=PATIENCE)
        turn = self._turn
        try:
            yield
        finally:
            if mine:
                turn.release()


def _parsed(url: str) -> URL:
    try:
        parsed = make_url(url.replace("postgres://", "postgresql://", 1) if url.startswith("postgres://") else url)
    except exc.ArgumentError as error:
        raise LedgerError(
            Text("L'URL du registre ne se lit pas.", "The ledger's URL cannot be read."), _URLS
        ) from error
    if parsed.drivername in {"postgresql", "postgresql+psycopg"}:
        return parsed.set(drivername="postgresql+psycopg")
    if parsed.drivername in {"sqlite", "sqlite+pysqlite"} and parsed.database not in {None, "", ":memory:"}:
        return parsed
    raise LedgerError(
        Text(
            f"Un registre ne peut pas être tenu à {parsed.render_as_string()}.",
            f"A ledger cannot be kept at {parsed.render_as_string()}.",
        ),
        _URLS,
    )


_URLS = Text(
    "Écrivez sqlite:///chemin/vers/navette.db ou postgresql://utilisateur@hote/base.",
    "Write sqlite:///path/to/navette.db or postgresql://user@host/base.",
)


def _engine(url: URL, sqlite: bool, connections: int) -> Engine:
    kept = min(KEPT, connections)
    if not sqlite:
        # No prepared statements: a pooler such as pgbouncer gives each transaction another connection.
        engine = create_engine(
            url,
            pool_size=kept,
            max_overflow=connections - kept,
            pool_pre_ping=True,
            connect_args={"prepare_threshold": None, **silence.of_client(url)},
        )
        event.listen(engine, "connect", silence.tell_server)
        return engine
    engine = create_engine(
        url, pool_size=kept, max_overflow=connections - kept, connect_args={"check_same_thread": False}
    )
    engine.dialect.statement_compiler = _Compiler
    event.listen(engine, "connect", _settle)
    event.listen(engine, "begin", _begin)
    return engine


class _Compiler(SQLiteCompiler):
    """SQLAlchemy ignores hints on SQLite, which has one: the index a table is to be read by."""

    def get_from_hint_text(self, table: FromClause, text: str | None) -> str | None:
        del table
        return text


def _settle(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # Python's sqlite3 begins no transaction by itself
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("navette_writes", False)
    if connection.info.get("navette_writes") != writes:
        connection.exec_driver_sql(f"PRAGMA query_only = {'OFF' if writes else 'ON'}")
        connection.info["navette_writes"] = writes
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
