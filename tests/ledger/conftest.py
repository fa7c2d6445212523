"""Two engines, one set of tests."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from ledger import Ledger
from tests.ledger import postgresql

RESET = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'postgres' AND pid <> pg_backend_pid()",
    "DROP SCHEMA public CASCADE",
    "CREATE SCHEMA public",
)
"""A new database for each test would do, and take 7 MB and a third of a second each time."""


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """A PostgreSQL server, started once."""
    with postgresql.cluster() as url:
        yield url


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.integration)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a database nobody has used, of either engine."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/var/navette.db"
    server = request.getfixturevalue("server")
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        for statement in RESET:
            connection.execute(statement)
    return f"{server}/postgres"


@pytest.fixture
def ledger(url: str) -> Iterator[Ledger]:
    """An empty ledger."""
    ledger = Ledger.create(url)
    yield ledger
    ledger.close()
