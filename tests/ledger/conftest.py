"""Two engines, one set of tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ledger import Ledger
from tests.ledger import postgresql
from tests.ledger.empty import empty_database, empty_file, new_database


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
    return new_database(request.getfixturevalue("server"))


@pytest.fixture
def ledger(url: str) -> Iterator[Ledger]:
    """An empty ledger."""
    ledger = empty_file(url) if url.startswith("sqlite:") else empty_database(url.rpartition("/")[0])
    yield ledger
    ledger.close()
