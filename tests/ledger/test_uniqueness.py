"""What is known of invoices by key, by bytes and by number: of those that are integrated, as they stand."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from domain.deposit import Disposition, Effect, Key, Known
from domain.invoice import Totals
from domain.status import Status
from ledger import Ledger
from tests.ledger.facts import NOW, ROUTE, accepted, claim, digest, invoice, key, received, record, recycled, settled

pytestmark = pytest.mark.parametrize("url", ["sqlite"], indirect=True)
HOUR = timedelta(hours=1)
SUPPLIER = "123456782"


def by_keys(ledger: Ledger, *keys: Key) -> dict[Key, Known]:
    with ledger.batch() as batch:
        return batch.known(keys)


def by_bytes(ledger: Ledger, *contents: str) -> dict[str, int]:
    with ledger.batch() as batch:
        return {sha: one.invoice_id for sha, one in batch.accepted_digests(map(digest, contents)).items()}


def totals(ledger: Ledger, *asked: tuple[str, str]) -> dict[tuple[str, str], Decimal | None]:
    with ledger.batch() as batch:
        return batch.integrated_totals(asked)


def add(ledger: Ledger, number: str, total: str | None, year: int, supplier: str = SUPPLIER, **more: object) -> None:
    amount = None if total is None else Decimal(total)
    what = invoice(number, totals=Totals(without_vat=None, vat=None, with_vat=amount, due=None))
    one = settled(received(ledger, f"{ledger.deposits.last()}.xml"), what=what, **more)
    record(ledger, replace(one, key=Key(year=year, supplier=supplier, number=number)))


def to_recycle(ledger: Ledger, id_: int) -> None:
    ledger.outbox.done(claim(ledger, Effect.DELIVER), NOW)
    ledger.lifecycle.change(id_, Status.A_RECYCLER, ROUTE.siret, "service inconnu", NOW)


def test_a_key_is_known_whole(ledger: Ledger) -> None:
    what = invoice("F-1")
    one = accepted(ledger, what=what)
    mine = key(what)
    others = [replace(mine, **change) for change in ({"year": 2025}, {"supplier": "987654321"}, {"number": "F-2"})]
    found = by_keys(ledger, mine, *others)
    assert found.keys() == {mine}
    assert replace(found[mine], values={}) == Known(
        invoice_id=one.id,
        key=mine,
        sha256=one.sha256,
        status=Status.DEPOSEE,
        deposited_at=NOW,
        certificate=one.certificate or "",
    )
    assert found[mine].values == one.values
    assert by_keys(ledger) == by_keys(ledger, others[0]) == {}


@pytest.mark.parametrize("disposition", [Disposition.REJECTED, Disposition.A_COMPLETER])
def test_what_was_not_integrated_is_not_known(ledger: Ledger, disposition: Disposition) -> None:
    what = invoice("F-1")
    record(ledger, settled(received(ledger), what=what, disposition=disposition, content="octets"))
    assert by_keys(ledger, key(what)) == by_bytes(ledger, "octets") == {}
    assert totals(ledger, (SUPPLIER, "F-1")) == {}


def test_an_invoice_is_known_by_the_bytes_of_all_its_versions(ledger: Ledger) -> None:
    what = invoice("F-1")
    one = accepted(ledger, what=what)
    to_recycle(ledger, one.id)
    again = recycled(ledger, what)
    with ledger.batch() as batch:
        found = batch.accepted_digests([one.sha256, again.sha256, digest("inconnu")])
    assert {sha: (known.invoice_id, known.status) for sha, known in found.items()} == {
        one.sha256: (one.id, Status.DEPOSEE),
        again.sha256: (one.id, Status.DEPOSEE),
    }
    assert found[one.sha256].certificate == one.certificate, "of the version that had these bytes"
    (known,) = by_keys(ledger, key(what)).values()
    assert (known.invoice_id, known.sha256, known.certificate) == (one.id, again.sha256, again.certificate)


def test_of_two_invoices_of_the_same_bytes_the_first_is_the_one(ledger: Ledger) -> None:
    first, second = (
        record(ledger, settled(received(ledger, f"{number}.xml"), what=invoice(number), content="octets"))[0]
        for number in ("F-1", "F-2")
    )
    assert by_bytes(ledger, "octets") == {digest("octets"): first.id}
    assert first.id < second.id


def test_the_largest_total_of_a_number_whatever_its_year(ledger: Ledger) -> None:
    for total, year in (("100.00", 2024), ("-300.00", 2025), ("200.00", 2026)):
        add(ledger, "F-1", total, year)
    add(ledger, "F-2", "5.00", 2026)
    add(ledger, "F-3", None, 2026)
    add(ledger, "F-1", "900.00", 2026, "987654321")
    add(ledger, "F-1", "999.00", 2023, disposition=Disposition.REJECTED)
    assert totals(ledger, (SUPPLIER, "F-1"), (SUPPLIER, "F-3"), (SUPPLIER, "F-9")) == {
        (SUPPLIER, "F-1"): Decimal("-300.00"),
        (SUPPLIER, "F-3"): None,
    }
    assert totals(ledger, ("987654321", "F-1")) == {("987654321", "F-1"): Decimal("900.00")}
    assert totals(ledger) == {}


def test_a_total_that_is_not_given_is_less_than_any(ledger: Ledger) -> None:
    for total, year in (("0.00", 2024), (None, 2025)):
        add(ledger, "F-1", total, year)
    assert totals(ledger, (SUPPLIER, "F-1")) == {(SUPPLIER, "F-1"): Decimal("0.00")}


def test_keys_that_no_index_holds_are_told_apart(ledger: Ledger) -> None:
    long = "9" * 300
    for end in ("a", "b"):
        add(ledger, f"{long}{end}", "1.00", 2026)
    asked = [(SUPPLIER, f"{long}{end}") for end in ("a", "b", "c")]
    assert totals(ledger, *asked).keys() == set(asked[:2])
    keys = [Key(year=2026, supplier=SUPPLIER, number=number) for _, number in asked]
    assert by_keys(ledger, *keys).keys() == set(keys[:2])
