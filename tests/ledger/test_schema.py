"""The schema: built by its migrations, refused when it is another's, and closed to whoever would rewrite history."""

import stat
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import exc, inspect, text

from domain.deposit import DepositKind
from domain.errors import AccessRefused, LedgerError, Unavailable
from domain.status import Status
from domain.suivi import Complement
from ledger import Ledger
from ledger.database.engine import Database
from ledger.database.migration import REVISIONS, VERSION_TABLE, alembic_config
from ledger.database.schema import metadata
from tests.english import english
from tests.ledger import works
from tests.ledger.facts import (
    NOW,
    accepted,
    applied,
    conclude,
    finding,
    follow,
    follow_up,
    received,
    record,
    said,
    settled,
)
from tests.ledger.tampering import by_hand


def test_the_migrations_build_the_tables_the_program_knows(ledger: Ledger, url: str) -> None:
    with by_hand(url) as connection:
        context = MigrationContext.configure(
            connection, opts={"version_table": VERSION_TABLE, "compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, metadata) == []
        script = ScriptDirectory.from_config(alembic_config(connection))
    assert tuple(reversed([one.revision for one in script.walk_revisions()])) == REVISIONS


@pytest.mark.parametrize("table", sorted(metadata.tables))
def test_the_migrations_build_the_same_indexes(ledger: Ledger, url: str, table: str) -> None:
    """Autogenerate does not look at the condition of a partial index."""
    with by_hand(url) as connection:
        built = {index["name"]: index for index in inspect(connection).get_indexes(table)}
        dialect = connection.dialect.name
    for index in metadata.tables[table].indexes:
        name = str(index.name)
        assert built[name]["column_names"] == [column.name for column in index.columns]
        assert bool(built[name]["unique"]) == bool(index.unique)
        condition = index.dialect_options[dialect]["where"]
        assert (f"{dialect}_where" in built[name].get("dialect_options", {})) == (condition is not None)


def test_creating_twice_and_upgrading_again_changes_nothing(ledger: Ledger, url: str) -> None:
    document = accepted(ledger)
    Ledger.create(url).upgrade()
    assert Ledger.open(url).invoices.by_id(document.id) == document


def test_no_ledger_is_no_empty_ledger(url: str) -> None:
    with pytest.raises(LedgerError, check=english("Create it with `navette init`")):
        Ledger.open(url)
    assert not Path(url.removeprefix("sqlite:///")).exists()


@pytest.mark.parametrize("revision", ["9999", "of-another-program"])
def test_an_unknown_revision_is_refused(ledger: Ledger, url: str, revision: str) -> None:
    with by_hand(url) as connection:
        connection.execute(text("UPDATE navette_revision SET version_num = :revision"), {"revision": revision})
    with pytest.raises(LedgerError, check=english("newer than this program")):
        Ledger.open(url)
    with pytest.raises(LedgerError, check=english("newer than this program")):
        Ledger.create(url)


def test_an_older_revision_names_the_upgrade_command(ledger: Ledger, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ledger.database.migration.REVISIONS", (*REVISIONS, "later"))
    with pytest.raises(LedgerError, check=english("navette init --upgrade")):
        Ledger.open(url)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events SET status = 'MANDATEE'",
        "UPDATE certificates SET canonical = canonical",
        "DELETE FROM events",
        "DELETE FROM certificates",
        "DELETE FROM findings",
        "DELETE FROM documents",
        "DELETE FROM deposits",
    ],
)
def test_history_is_not_rewritten(ledger: Ledger, url: str, statement: str) -> None:
    deposit = received(ledger)
    record(ledger, settled(deposit, findings=(finding(),)))
    conclude(ledger, deposit)
    with pytest.raises(exc.DBAPIError, match="the ledger only grows"), by_hand(url) as connection:
        connection.execute(text(statement))
    assert ledger.certificates.verify_chain() is None


@pytest.mark.parametrize("verb", ["UPDATE {} SET invoice_id = invoice_id", "DELETE FROM {}"])
@pytest.mark.parametrize("table", ["actions", "links", "status_lines", "complements"])
def test_the_follow_up_is_not_rewritten(ledger: Ledger, url: str, table: str, verb: str) -> None:
    a4 = works.deposit(ledger, "P-1", "A4")
    works.deliver(ledger)
    works.follows(ledger, "P-1EA", "A15", ledger.invoices.by_id(a4.id))
    works.deliver(ledger)
    follow(ledger, follow_up(ledger), applied(ledger, said(1, "P-1EA", motif="plan"), Status.SUSPENDUE))
    sent = follow_up(ledger, "plan.pdf", DepositKind.COMPLEMENTS)
    with ledger.batch() as batch:
        invoice = batch.matching([said(1, "P-1EA")])[1][0]
        plan = Complement(name="plan.pdf", sha256="0" * 64, location="files/00/00")
        batch.complete(sent.id, 1, invoice.invoice_id, [plan], "", "moe", NOW)
    with pytest.raises(exc.DBAPIError, match="the ledger only grows"), by_hand(url) as connection:
        assert connection.execute(text(f"SELECT count(*) FROM {table}")).scalar()  # noqa: S608
        connection.execute(text(verb.format(table)))


def test_the_file_is_for_its_owner_only(tmp_path: Path) -> None:
    file = tmp_path / "var" / "navette.db"
    ledger = Ledger.create(f"sqlite:///{file}")
    accepted(ledger)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in file.parent.iterdir()}
    assert modes == {"navette.db": 0o600, "navette.db-wal": 0o600, "navette.db-shm": 0o600}
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize("url", ["mysql://host/base", "sqlite://", "sqlite:///:memory:", "not a url", ""])
def test_another_engine_is_refused_with_the_forms_that_do(url: str) -> None:
    with pytest.raises(LedgerError, check=english("Write sqlite:///")):
        Ledger.open(url)


def test_a_password_is_never_in_a_message() -> None:
    with pytest.raises(LedgerError) as refused:
        Ledger.open("mysql://me:hush@host/base")
    assert "hush" not in "".join(refused.value.text)


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "navette.db").write_text("a letter, not a ledger" * 100)
    with pytest.raises(LedgerError, check=english("damaged")):
        Ledger.open(f"sqlite:///{tmp_path}/navette.db")


def test_a_full_disk_records_nothing_and_may_pass(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/navette.db"
    ledger = Ledger.create(url)
    deposit = received(ledger)
    with pytest.raises(Unavailable, check=english("disk is full")), ledger.batch() as batch:
        batch._connection.exec_driver_sql("PRAGMA max_page_count = 1")  # SQLite raises it to what is in use
        for rank in range(200):
            batch.record([settled(deposit, rank)], NOW)
    assert Ledger.open(url).invoices.of_deposits(deposit.id) == ()


@pytest.mark.integration
def test_a_server_that_is_not_there_may_pass(server: str) -> None:
    with pytest.raises(Unavailable, check=english("does not answer")):
        Ledger.open("postgresql://navette@127.0.0.1:1/base")
    with pytest.raises(LedgerError, check=english("createdb")):
        Ledger.open(f"{server}/not_there")
    with pytest.raises(AccessRefused, check=english("login")):
        Ledger.open(f"{server.replace('navette@', 'nobody_known@')}/postgres")


def test_a_locked_ledger_may_pass(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = f"sqlite:///{tmp_path}/navette.db"
    Ledger.create(url)
    monkeypatch.setattr("ledger.database.engine._PRAGMAS", ("PRAGMA busy_timeout = 10",))
    impatient = Ledger(Database(url))
    with Ledger.open(url).batch(), pytest.raises(Unavailable, check=english("tried again")):
        received(impatient)
    assert received(impatient).id == 1
