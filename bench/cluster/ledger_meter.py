"""How long the writers' lock of the ledger is held, and what is asked of the database, while a night runs here."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock, local
from time import perf_counter, thread_time
from typing import Any

from sqlalchemy import Connection, Engine, event

from bench.cluster.nights import Statements
from ledger.database.engine import Database

_WRITES = re.compile(r"(?<!FOR )\b(INSERT INTO|UPDATE|DELETE FROM)\s+\"?(\w+)")
_READS = re.compile(r"\b(SELECT)\b.*?\bFROM\s+\"?(\w+)", re.DOTALL)
_OTHER = "other"


@dataclass(slots=True)
class _Kind:
    count: int = 0
    rows: int = 0
    seconds: float = 0.0
    elapsed: float = 0.0


@dataclass(slots=True)
class LedgerMeter:
    """What was counted until now. Threads share one."""

    here: float = 0.0
    """Processor seconds of threads that held the lock."""
    database: float = 0.0
    """Processor seconds of PostgreSQL's processes meanwhile; 0 when they are on another machine."""
    commit: float = 0.0
    held: float = 0.0
    waited: float = 0.0
    questions: int = 0
    _kinds: dict[str, _Kind] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def add(self, **seconds: float) -> None:
        """Adds to the fields named."""
        with self._lock:
            for name, value in seconds.items():
                setattr(self, name, getattr(self, name) + value)

    def add_statement(self, kind: str, rows: int, seconds: float, elapsed: float) -> None:
        """Counts a statement under the lock."""
        with self._lock:
            known = self._kinds.setdefault(kind, _Kind())
            known.count, known.rows = known.count + 1, known.rows + rows
            known.seconds, known.elapsed = known.seconds + seconds, known.elapsed + elapsed

    @property
    def statements(self) -> tuple[Statements, ...]:
        """By kind, the most expensive first."""
        with self._lock:
            kinds = sorted(self._kinds.items(), key=lambda item: -item[1].elapsed)
        return tuple(
            Statements(kind=name, count=one.count, rows=one.rows, seconds=one.seconds, elapsed=one.elapsed)
            for name, one in kinds
        )


_HERE = local()
"""Of each thread: whether it holds the lock, and when its statement began."""


@contextmanager
def on_the_ledger() -> Iterator[LedgerMeter]:
    """Counts whatever the threads of this process do with a ledger, until the block ends."""
    meter, unmetered = LedgerMeter(), Database.write

    @contextmanager
    def write(self: Database, *, alone: bool = True) -> Iterator[Connection]:
        asked = perf_counter()
        with _until_given_back(meter, asked) as held, unmetered(self, alone=alone) as connection:
            held.counts = alone or self.sqlite
            held.begin(None if self.sqlite else _backend(connection))
            try:
                yield connection
            finally:
                held.commit()

    def begin(*_: Any) -> None:
        _HERE.began = (perf_counter(), thread_time())

    def end(_: Any, __: Any, statement: str, parameters: Any, ___: Any, many: bool) -> None:
        meter.add(questions=1)
        if getattr(_HERE, "held", False):
            elapsed, seconds = (
                now - then for now, then in zip((perf_counter(), thread_time()), _HERE.began, strict=True)
            )
            meter.add_statement(_kind(statement), len(parameters) if many else 1, seconds, elapsed)

    Database.write = write  # type: ignore[method-assign]
    event.listen(Engine, "before_cursor_execute", begin)
    event.listen(Engine, "after_cursor_execute", end)
    try:
        yield meter
    finally:
        event.remove(Engine, "before_cursor_execute", begin)
        event.remove(Engine, "after_cursor_execute", end)
        Database.write = unmetered  # type: ignore[method-assign]


@dataclass(slots=True)
class _Held:
    """One transaction that writes."""

    asked: float
    counts: bool = False
    backend: int | None = None
    given: tuple[float, float, float] = (0.0, 0.0, 0.0)
    committing: tuple[float, float, float] = (0.0, 0.0, 0.0)

    def begin(self, backend: int | None) -> None:
        """The lock was given."""
        self.backend, self.given = backend, _now(backend)
        self.committing, _HERE.held = self.given, self.counts

    def commit(self) -> None:
        """Everything is written; the commit begins."""
        self.committing, _HERE.held = _now(self.backend), False


@contextmanager
def _until_given_back(meter: LedgerMeter, asked: float) -> Iterator[_Held]:
    held = _Held(asked=asked)
    try:
        yield held
    finally:
        if held.counts:
            clock, here, database = (now - then for now, then in zip(_now(held.backend), held.given, strict=True))
            ending = tuple(now - then for now, then in zip(_now(held.backend), held.committing, strict=True))
            commit = max(0.0, ending[0] - ending[1] - ending[2])
            waited = held.given[0] - held.asked
            meter.add(held=clock, here=here, database=database, commit=commit, waited=waited)


def _now(backend: int | None) -> tuple[float, float, float]:
    """The clock, the processor time of this thread, and that of PostgreSQL's process."""
    return perf_counter(), thread_time(), 0.0 if backend is None else _ran(backend)


def _ran(process: int) -> float:
    """Processor seconds of a process of one thread, to the nanosecond; 0 when it is not on this machine."""
    try:
        return int(Path(f"/proc/{process}/schedstat").read_text().split()[0]) / 1e9
    except (OSError, ValueError):
        return 0.0


def _backend(connection: Connection) -> int | None:
    """PostgreSQL's process for the connection, when it is one of this machine."""
    driver: Any = connection.connection.driver_connection
    number = int(driver.info.backend_pid)
    try:
        name = Path(f"/proc/{number}/comm").read_text().strip()
    except OSError:
        return None
    return number if name.startswith("postgres") else None


def _kind(statement: str) -> str:
    """``INSERT events`` of its SQL."""
    found = _WRITES.search(statement) or _READS.search(statement)
    return f"{found[1].split()[0]} {found[2]}" if found else _OTHER
