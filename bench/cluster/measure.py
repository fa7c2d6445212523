"""The measure itself: nights beside a server of Prefect's, on SQLite or in a PostgreSQL that is given."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from typing import Any
from uuid import uuid4

from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from bench import servers
from bench.cluster.costs import Costs, Phase
from bench.cluster.nights import Checked, Night, Spent, Statements, checked, costs_of
from bench.night import ROOT

SQLITE = "sqlite:///navette.db"
SHARE = 0.4
"""The size of the smaller night, of the larger one's."""
CHUNK = 200
"""Invoices of a task that decides, in production (``[run] chunk``)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What was measured, and what a simulation needs of it."""

    small: Night
    large: Night
    costs: Costs
    """For chunks of :data:`CHUNK`."""
    checked: Checked
    cores: int
    """Of this machine."""
    postgresql: bool


def measured(count: int, seed: int, postgresql: str | None, line: float) -> Measured:
    """A night of ``count`` invoices and one of a fifth, with their ledgers in SQLite or on the server ``postgresql``
    (a URL; each night makes a database there, and drops it); ``line``: bytes a second to and from the door.

    Raises :class:`domain.errors.Unavailable` without sshd or when Prefect's server does not start.
    """
    fewer = max(round(count * SHARE), 4)
    chunk, cores = min(CHUNK, fewer), os.cpu_count() or 1
    with servers.workplace() as home, servers.prefect_server(home) as address:
        os.environ |= {"PREFECT_API_URL": address, "PREFECT_HOME": str(home)}
        small, large = _apart((fewer, count), seed, chunk, postgresql)
    costs = costs_of(small, large, cores, line)
    return Measured(
        small=small,
        large=large,
        costs=replace(costs, chunk=CHUNK),
        checked=checked(costs, large, cores, seed),
        cores=cores,
        postgresql=postgresql is not None,
    )


def _apart(sizes: tuple[int, ...], seed: int, chunk: int, postgresql: str | None) -> list[Night]:
    """The nights in a process of their own, beside the server of Prefect's that runs below this one."""
    with ExitStack() as stack:
        ledgers = [stack.enter_context(_ledger(postgresql)) for _ in (0, *sizes)]
        command = [sys.executable, "-m", "bench.cluster.measured_night", *map(str, (seed, chunk, *sizes))]
        given = "\n".join(ledgers)
        done = subprocess.run(command, check=True, input=given, stdout=subprocess.PIPE, cwd=ROOT, text=True)  # noqa: S603
    return [night_in(row) for row in json.loads(done.stdout.splitlines()[-1])]


def night_in(row: dict[str, Any]) -> Night:
    """The night of a JSON object."""
    phases = tuple(Spent(**{**phase, "phase": Phase(phase["phase"])}) for phase in row["phases"])
    statements = tuple(Statements(**one) for one in row["statements"])
    return Night(**{**row, "phases": phases, "statements": statements})


@contextmanager
def _ledger(postgresql: str | None) -> Iterator[str]:
    """The URL of a ledger that is not there yet, and is gone after the block."""
    if postgresql is None:
        yield SQLITE
        return
    server = make_url(postgresql).set(drivername="postgresql+psycopg")
    name = f"navette_bench_{uuid4().hex}"
    engine = create_engine(server.set(database=server.database or "postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    try:
        yield server.set(database=name).render_as_string(hide_password=False)
    finally:
        with engine.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        engine.dispose()
