"""A ledger of the first schema keeps all it knew, and learns what the second asks."""

import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from alembic import command
from sqlalchemy import Connection, text

from domain.deposit import DepositKind, Disposition, Effect, Key
from domain.errors import LedgerError
from domain.status import Status
from domain.travaux import ETAPES, available
from ledger import Ledger
from ledger.database.column_types import indexed
from ledger.database.engine import Database
from ledger.database.migration import alembic_config
from tests.english import english
from tests.ledger.facts import ROUTE, applied, claim, follow, follow_up, invoice, key, said, steps_of
from tests.ledger.tampering import by_hand

AT = datetime(2026, 9, 1, 6, 0, tzinfo=UTC)
FIRST = importlib.import_module("ledger.migrations.versions.v0001_first")
SECOND = importlib.import_module("ledger.migrations.versions.v0002_follow_up")


@contextmanager
def first_schema(url: str) -> Iterator[Connection]:
    """A ledger as the first version of the program made it."""
    database = Database(url)
    database.create()
    with database.write() as connection:
        command.upgrade(alembic_config(connection), "0001")
        yield connection
    database.close()


def insert(connection: Connection, table: str, **values: object) -> None:
    names = ", ".join(values)
    asked = ", ".join(f":{name}" for name in values)
    connection.execute(text(f"INSERT INTO {table} ({names}) VALUES ({asked})"), values)  # noqa: S608


def document(connection: Connection, id_: int, number: str, cadre: str, **changes: object) -> None:
    """An accepted document that was delivered a day after it came, as the first schema kept it."""
    values: dict[str, object] = {
        "id": id_,
        "invoice_id": id_,
        "version": 1,
        "current": True,
        "integrated": True,
        "deposit_id": 1,
        "position": id_,
        "drop_name": "atelier",
        "sha256": f"{id_:064d}",
        "location": "files/00/00",
        "format": "cii",
        "disposition": Disposition.ACCEPTED.value,
        "key_year": 2026,
        "key_supplier": "123456782",
        "key_number": number,
        "number_sought": number.casefold(),
        "numero_facture": number,
        "cadre_facturation": cadre,
        "montant_ht": "100.005",
        "montant_ttc": "120",
        "montant_a_payer": None,
        "route_siret": ROUTE.siret,
        "status": "MISE_A_DISPOSITION",
        "status_at": AT + timedelta(days=1),
        "motif": "",
        "changed_at": AT + timedelta(days=1),
        "deposited_at": AT,
    }
    insert(connection, "documents", **values | changes)


def event(connection: Connection, invoice_id: int, status: str, days: int) -> None:
    at = AT + timedelta(days=days)
    insert(connection, "events", invoice_id=invoice_id, status=status, at=at, actor="navette", motif="")


@pytest.fixture
def upgraded(url: str) -> Ledger:
    """One invoice, one that was recycled and waits again, one that was refused, and a delivered piece of each cadre."""
    with first_schema(url) as connection:
        deposit = {"drop_name": "atelier", "name": "lot.zip", "size": 1, "modified": 1.0, "sha256": "0" * 64}
        insert(connection, "deposits", id=1, **deposit, location="x", received_at=AT, status="IN_INTEGRE", taken=True)
        document(connection, 1, "F-1", "A1")
        document(connection, 2, "F-2", "A1", current=False, integrated=False)
        document(connection, 3, "F-2", "A1", invoice_id=2, version=2, status="DEPOSEE", montant_ttc="1" + "0" * 40)
        refused = {"disposition": "rejected", "integrated": False, "status": "REJETEE", "montant_ht": "NaN"}
        document(connection, 4, "F-4", "A4", **refused)
        for rank, cadre in enumerate(ETAPES, 5):
            document(connection, rank, f"T-{cadre}", cadre)
        for id_ in (1, 2, *range(5, 5 + len(ETAPES))):
            event(connection, id_, "DEPOSEE", 0)
            event(connection, id_, "MISE_A_DISPOSITION", 1)
        event(connection, 2, "A_RECYCLER", 2)
        event(connection, 2, "DEPOSEE", 3)
    with pytest.raises(LedgerError, check=english("navette init --upgrade")):
        Ledger.open(url)
    return Ledger.create(url)


def test_what_was_known_still_is(upgraded: Ledger, url: str) -> None:
    document_ = upgraded.invoices.by_id(1)
    assert document_.values["montant_ht"] == "100.005"
    assert (document_.status, document_.status_at) == (Status.MISE_A_DISPOSITION, AT + timedelta(days=1))
    assert (document_.mandat, document_.valideur_1, document_.dossier_id) == ("", "", None)
    assert steps_of(upgraded, upgraded.invoices.by_id(2)) == [
        Status.DEPOSEE,
        Status.MISE_A_DISPOSITION,
        Status.A_RECYCLER,
        Status.DEPOSEE,
    ]
    assert upgraded.deposits.by_id(1).kind is DepositKind.FACTURES
    assert upgraded.certificates.verify_chain() is None


def test_amounts_are_counted_in_cents(upgraded: Ledger, url: str) -> None:
    with by_hand(url) as connection:
        rows = connection.execute(text("SELECT id, ht_cents, ttc_cents, due_cents FROM documents WHERE id < 5"))
        assert sorted(tuple(row) for row in rows) == [
            (1, 10001, 12000, None),
            (2, 10001, 12000, None),
            (3, 10001, None, None),
            (4, None, 12000, None),
        ]


def test_the_current_version_has_the_moment_its_addressee_had_it(upgraded: Ledger) -> None:
    assert upgraded.invoices.by_id(1).available_at == AT + timedelta(days=1)
    assert upgraded.invoices.by_id(2).available_at is None, "it came again and waits to be delivered"


@pytest.mark.parametrize("cadre", sorted(ETAPES))
def test_a_works_piece_goes_on_in_its_circuit(upgraded: Ledger, cadre: str) -> None:
    (dossier,) = upgraded.follow_up.dossiers(f"T-{cadre}")
    (piece,) = dossier.pieces
    assert piece.status is available(cadre)
    assert (piece.available_at, piece.status_at) == (AT + timedelta(days=1), AT + timedelta(days=1))
    assert piece.events[-1].status is available(cadre)
    follow(upgraded, follow_up(upgraded), applied(upgraded, said(1, f"T-{cadre}", motif="?"), Status.SUSPENDUE))
    assert steps_of(upgraded, upgraded.invoices.by_id(piece.invoice_id))[-1] is Status.SUSPENDUE
    assert len(claim(upgraded, Effect.STATUS)) == 1


def test_uniqueness_holds_across_the_upgrade(upgraded: Ledger) -> None:
    with upgraded.batch() as batch:
        assert set(batch.known([key(invoice("F-1")), key(invoice("F-2"))])) == {
            key(invoice("F-1")),
            key(invoice("F-2")),
        }


def test_no_refused_piece_begins_a_dossier(upgraded: Ledger) -> None:
    assert upgraded.follow_up.dossiers("F-4") == ()


def test_the_cadres_of_the_upgrade_are_those_of_the_circuit() -> None:
    assert {cadre: status for status, cadres in SECOND.WORKS.items() for cadre in cadres.split()} == {
        cadre: available(cadre).value for cadre in ETAPES
    }
    assert FIRST.revision == "0001"


def test_an_event_that_a_migration_inserts_gets_an_id_of_its_own(url: str) -> None:
    """The ids of events come from the database: after those that earlier versions counted, and those of today."""
    with first_schema(url) as connection:
        deposit = {"drop_name": "atelier", "name": "a.xml", "size": 1, "modified": 1.0, "sha256": "0" * 64}
        insert(connection, "deposits", id=1, **deposit, location="x", received_at=AT, status="IN_INTEGRE", taken=True)
        document(connection, 1, "F-1", "A1")
        for id_, status in enumerate(("DEPOSEE", "MISE_A_DISPOSITION"), start=1):
            insert(connection, "events", id=id_, invoice_id=1, status=status, at=AT, actor="navette", motif="")
    ledger = Ledger.create(url)
    for _ in range(3):
        with by_hand(url) as connection:
            insert(connection, "events", invoice_id=1, status="MISE_A_DISPOSITION", at=AT, actor="a", motif="")
            connection.execute(text("UPDATE documents SET status = 'MISE_A_DISPOSITION' WHERE id = 1"))
        ledger.lifecycle.change(1, Status.SUSPENDUE, ROUTE.siret, "plan", AT)
    with by_hand(url) as connection:
        ids = connection.execute(text("SELECT id FROM events ORDER BY id")).scalars().all()
    assert list(ids) == list(range(1, 9))


@pytest.fixture
def fourth(url: str) -> Ledger:
    """A ledger of the fourth schema: numbers with blanks and look-alikes, two of which are one; accounts by cadre."""
    with first_schema(url) as connection:
        command.upgrade(alembic_config(connection), "0004")
        deposit = {"drop_name": "atelier", "name": "lot.zip", "size": 1, "modified": 1.0, "sha256": "0" * 64}
        known_deposit = deposit | {"location": "x", "received_at": AT, "status": "IN_INTEGRE", "taken": True}
        insert(connection, "deposits", id=1, kind=DepositKind.FACTURES.value, **known_deposit)
        for rank, number in enumerate(("fa 1", "f\u0430 2", "fa1", "fa3", "fa\u200b3"), 1):
            document(connection, rank, number, "A1", key_number=number)
        for supplier in ("123456782", "S3 123456782", "S3 0229:a1", "0229:a1"):
            named = {"digest": "d" * 64, "ending": "0189", "since": AT}
            insert(connection, "comptes", supplier=supplier, **named)
    return Ledger.create(url)


def test_numbers_become_comparable_and_none_is_lost(fourth: Ledger, url: str) -> None:
    with by_hand(url) as connection:
        rows = connection.execute(text("SELECT id, key_number FROM documents ORDER BY id"))
        assert [tuple(row) for row in rows] == [(1, "fa 1"), (2, "fa2"), (3, "fa1"), (4, "fa3"), (5, "fa\u200b3")]
    with fourth.batch() as batch:
        asked = [Key(year=2026, supplier="123456782", number=number) for number in ("fa1", "fa2", "fa3")]
        assert {key.number: known.invoice_id for key, known in batch.known(asked).items()} == {
            "fa1": 3,
            "fa2": 2,
            "fa3": 4,
        }


def test_accounts_are_the_suppliers_whatever_the_cadre(fourth: Ledger) -> None:
    with fourth.batch() as batch:
        found = batch.bank_accounts(["123456782", "0229:a1", "S3 123456782"])
    assert {supplier: [one.ending for one in several] for supplier, several in found.items()} == {
        "123456782": ["0189"],
        "0229:a1": ["0189"],
    }


@pytest.fixture
def ninth(url: str) -> Ledger:
    """A ledger whose suppliers without SIREN were known by what was written."""
    with first_schema(url) as connection:
        command.upgrade(alembic_config(connection), "0009")
        known_deposit = {"drop_name": "atelier", "name": "f.xml", "size": 1, "modified": 0.0, "sha256": "0" * 64}
        known_deposit |= {"location": "files/00/00", "received_at": AT, "status": "IN_INTEGRE", "taken": True}
        insert(connection, "deposits", id=1, kind=DepositKind.FACTURES.value, **known_deposit)
        suppliers = ("0227:us caf\u00e9 du port", "0227:us caf\u00e9du port", "S3 NOM:une personne", "123456782")
        suppliers += ("TVA:fr44732829320", "S3 TVA:fr44\u200b732829320", "TVA:de123456789", "NOM:\u200b")
        for rank, supplier in enumerate(suppliers, 1):
            document(connection, rank, "fa1", "A1", key_supplier=supplier, current=True)
        for supplier in suppliers[:2]:
            named = {"digest": "d" * 64, "ending": "0189", "since": AT, "invoice_id": 0}
            insert(connection, "comptes", supplier=supplier, **named)
    return Ledger.create(url)


def test_suppliers_without_siren_become_comparable_and_none_is_lost(ninth: Ledger, url: str) -> None:
    with by_hand(url) as connection:
        rows = connection.execute(text("SELECT key_supplier FROM documents ORDER BY id")).scalars().all()
    assert rows == [
        "0227:uscaféduport",
        "0227:us cafédu port",
        "S3 NOM:unepersonne",
        "123456782",
        *("732829320", "S3 732829320", "TVA:de123456789", "NOM:?"),
    ]
    with ninth.batch() as batch:
        found = batch.bank_accounts(["0227:uscaf\u00e9duport"])
    assert [one.ending for one in found["0227:uscaf\u00e9duport"]] == ["0189"]


@pytest.fixture
def fifteenth(url: str) -> Ledger:
    """A ledger in which suppliers that wrote ``NA`` for their number were one."""
    with first_schema(url) as connection:
        command.upgrade(alembic_config(connection), "0015")
        known_deposit = {"drop_name": "atelier", "name": "f.xml", "size": 1, "modified": 0.0, "sha256": "0" * 64}
        known_deposit |= {"location": "files/00/00", "received_at": AT, "status": "IN_INTEGRE", "taken": True}
        insert(connection, "deposits", id=1, kind=DepositKind.FACTURES.value, **known_deposit)
        for rank, (supplier, tva, nom, number) in enumerate(KNOWN_BY_A_WORD, 1):
            document(connection, rank, number, "A1", key_supplier=supplier, tva_fournisseur=tva, nom_fournisseur=nom)
        for holder, invoice_id in (("TVA:na", 1), ("TVA:na", 2), ("TVA:na", 0), ("NOM:ann", 1)):
            named = {"digest": f"{invoice_id}" * 64, "ending": f"000{invoice_id}", "since": AT}
            insert(connection, "comptes", supplier=holder, invoice_id=invoice_id, **named)
    return Ledger.create(url)


KNOWN_BY_A_WORD = (
    ("TVA:na", "NA", "Ann", "fa1"),
    ("TVA:na", "NA", "Bob Ltd", "fa2"),
    ("S3 TVA:n/a", "N/A", "Bob Ltd", "fa3"),
    ("TVA:0", "0", None, "fa4"),
    ("TVA:na", "NA", "x" * 300, "fa5"),
    ("SIRET:na", "FR44 732 829 320", "Ann", "fa6"),
    ("SIRET:-", "DE 123456789", "Ann", "fa7"),
    ("SIRET:-", "NA", "Ann", "fa8"),
    ("TVA:de123456789", "DE123456789", "Ann", "fa9"),
    ("0227:na", "NA", "Ann", "fa10"),
    ("NOM:carl", "NA", "Carl", "fa11"),
    ("TVA:na", "NA", "Carl", "fa11"),
)
"""Key, VAT number, name and number of an invoice; the last one has been deposited again since and is known by both."""


def test_suppliers_that_wrote_na_are_known_by_what_else_they_gave(fifteenth: Ledger, url: str) -> None:
    with by_hand(url) as connection:
        rows = connection.execute(text("SELECT key_supplier FROM documents ORDER BY id")).scalars().all()
    assert rows[:4] == ["NOM:ann", "NOM:bobltd", "S3 NOM:bobltd", "NOM:?"]
    assert rows[4] == indexed(f"NOM:{'x' * 300}") != f"NOM:{'x' * 300}"
    assert rows[5:10] == ["732829320", "TVA:de123456789", "NOM:ann", "TVA:de123456789", "0227:na"]
    assert rows[10:] == ["NOM:carl", "TVA:na"], "one key for two accepted invoices: both stay"
    with fifteenth.batch() as batch:
        asked = [Key(year=2026, supplier="NOM:ann", number=number) for number in ("fa1", "fa2", "fa8")]
        assert [key.number for key in batch.known(asked)] == ["fa1", "fa8"]
        found = batch.bank_accounts(["NOM:ann", "NOM:bobltd"])
    assert {holder: [one.ending for one in several] for holder, several in found.items()} == {
        "NOM:ann": ["0001"],
        "NOM:bobltd": ["0002"],
    }


def test_those_that_no_row_can_mend_are_listed(fifteenth: Ledger, url: str) -> None:
    with by_hand(url) as connection:
        for rank, (supplier, tva) in enumerate((("000123456", "FR12000123456"), ("123456782", "PT123456782")), 20):
            values = {"key_supplier": supplier, "tva_fournisseur": tva, "nom_fournisseur": "Luís"}
            document(connection, rank, f"fb{rank}", "A1", **values)
        document(connection, 30, "fb30", "A1", key_supplier="123456782", tva_fournisseur="fr 12 123456782")
    listed = [(one.supplier, one.values["numero_facture"]) for one in fifteenth.invoices.with_doubtful_suppliers()]
    assert listed == [("0227:na", "fa10"), ("TVA:na", "fa11"), ("000123456", "fb20"), ("123456782", "fb21")]
