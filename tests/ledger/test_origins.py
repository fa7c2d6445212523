"""Which originals of credit notes the ledger received: whatever their year, never those of another supplier."""

from decimal import Decimal

from ledger import Ledger
from tests.ledger.facts import accepted, invoice, key


def test_an_original_is_known_by_its_supplier_and_number_with_its_total(ledger: Ledger) -> None:
    what = invoice("F-1")
    accepted(ledger, what=what)
    supplier = key(what).supplier
    with ledger.batch() as batch:
        asked = {(supplier, "F-1"), (supplier, "F-2"), ("999999999", "F-1")}
        assert batch.integrated_totals(asked) == {(supplier, "F-1"): Decimal("120.00")}
        assert batch.integrated_totals(()) == {}
