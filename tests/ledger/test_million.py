"""The ledger searches are weighed on is like one that grew: the same schema, the same answers as without indexes."""

from pathlib import Path

import pytest
from sqlalchemy import select, text

from bench.million import NOW, build
from bench.search import by_reading, known, questions
from domain.dashboard import ReportScope
from domain.late_payment import PaymentTerms
from domain.search_criteria import MOST
from ledger import Ledger
from ledger.database.engine import Database
from ledger.database.schema import deposits, documents, events


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("million") / "navette.db"
    build(file, 2_000).close()
    return file


def test_it_is_sound(place: Path) -> None:
    database = Database(f"sqlite:///{place}")
    with database.read() as connection:
        assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
        assert connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"
        for table in (deposits, documents, events):
            assert connection.execute(select(table)).first()
    database.close()


def test_every_question_finds_what_reading_finds(place: Path) -> None:
    ledger, database = Ledger.open(f"sqlite:///{place}"), Database(f"sqlite:///{place}")
    for name, asked in questions(known(place)).items():
        assert ledger.search.page(asked).total == min(by_reading(database, asked), MOST), name
    siret = known(place).giant
    assert ledger.reports.dashboard(ReportScope(siret=siret), NOW, PaymentTerms()).counters
    ledger.close()
    database.close()
