"""What the ledger has of a day for one account: files by the day they came, changes by the day they happened."""

from datetime import timedelta

from domain.deposit import DepositKind
from domain.status import Status
from domain.supplier_folder import NamedSupplier
from ledger import Ledger
from tests.ledger.facts import NOW, ROUTE, arrival, follow_up, invoice, received, record, settled
from tests.ledger.works import deliver

HOUR = timedelta(hours=1)


def test_files_are_found_by_the_moment_they_came_and_the_folder_they_came_to(ledger: Ledger) -> None:
    mine = received(ledger)
    later = ledger.deposits.receive([arrival("b.xml", content="b")], NOW + 2 * HOUR)[0]
    answer = follow_up(ledger, "statuts.csv", DepositKind.STATUTS)

    def found(*drops: str, since: timedelta = -HOUR, until: timedelta = HOUR) -> list[int]:
        return [one.id for one in ledger.deposits.received_between(drops, NOW + since, NOW + until)]

    assert found(mine.drop) == [mine.id]
    assert found(mine.drop, until=3 * HOUR) == [mine.id, later.id]
    assert found(mine.drop, since=timedelta(), until=timedelta()) == []
    assert found(mine.drop, answer.drop) == sorted([mine.id, answer.id])
    assert found("autre") == []


def test_changes_are_found_by_the_moment_they_happened(ledger: Ledger) -> None:
    (one,) = record(ledger, settled(received(ledger), what=invoice("F-1")))
    deliver(ledger)
    ledger.lifecycle.change(one.id, Status.SUSPENDUE, ROUTE.siret, "bon", NOW + 5 * HOUR)

    def found(drop: str, since: timedelta, until: timedelta) -> list[Status]:
        return [each.status for each in ledger.follow_up.changes_between(drop, NOW + since, NOW + until)]

    assert found(one.drop, 4 * HOUR, 6 * HOUR) == [Status.SUSPENDUE]
    assert found(one.drop, 6 * HOUR, 9 * HOUR) == []
    assert found(one.drop, -HOUR, 9 * HOUR)[-1] is Status.SUSPENDUE
    assert found("autre", -HOUR, 9 * HOUR) == []


def test_a_supplier_s_folder_is_named_once(ledger: Ledger) -> None:
    (one,) = record(ledger, settled(received(ledger), what=invoice("F-1")))
    supplier = ledger.invoices.suppliers_of([one.id])[one.id]
    assert supplier == NamedSupplier(key=supplier.key, nom=one.values["nom_fournisseur"] or "")
    assert ledger.invoices.supplier_folders() == {}
    for proposed in ("Ateliers_1", "Autre nom_1"):
        with ledger.batch() as batch:
            named = batch.name_supplier_folders({supplier.key: proposed, "TVA:x": "X"}, NOW)
        assert named == {supplier.key: "Ateliers_1", "TVA:x": "X"}
    assert ledger.invoices.supplier_folders() == {supplier.key: "Ateliers_1", "TVA:x": "X"}
