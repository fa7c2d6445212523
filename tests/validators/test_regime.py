"""The VAT regime that Chorus Pro requires, from the content of the invoice."""

from dataclasses import replace
from decimal import Decimal

import pytest

from domain.invoice import Invoice, VatBreakdown
from tests.validators.good import GOOD, totals, vat
from validators.chorus_pro.tva import Regime, regime

S = VatBreakdown(base=Decimal(100), amount=Decimal(20), category="S", rate=Decimal(20))
E = VatBreakdown(base=Decimal(100), amount=Decimal(0), category="E", rate=Decimal(0), exemption_reason="art. 293 B")
OUTSIDE = replace(E, category="O")
OLD = VatBreakdown(base=Decimal(100), amount=Decimal(20), rate=Decimal(20))


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (GOOD, Regime.TVA_SUR_ENCAISSEMENT),
        (replace(GOOD, vat_point_code="3"), Regime.TVA_SUR_DEBIT),
        (replace(GOOD, vat_point_code="35"), Regime.TVA_SUR_DEBIT),
        (replace(GOOD, vat_point_code=None), None),
        (vat(E), Regime.EXONERATION),
        (vat(replace(E, category="AE"), OUTSIDE), Regime.EXONERATION),
        (vat(S, E), Regime.TVA_SUR_ENCAISSEMENT),
        (vat(OUTSIDE), Regime.SANS_TVA),
        (vat(replace(E, category=None)), Regime.EXONERATION),
        (vat(replace(OLD, scheme="TVA DEBIT"), vat_point_code=None), Regime.TVA_SUR_DEBIT),
        (vat(replace(OLD, scheme="TVA ENCAISSEMENT"), vat_point_code="3"), Regime.TVA_SUR_ENCAISSEMENT),
        (vat(replace(OLD, scheme="TVA"), vat_point_code=None), None),
        (replace(totals(vat=None), vat_breakdown=()), Regime.SANS_TVA),
        (replace(totals(vat=Decimal(0)), vat_breakdown=()), Regime.SANS_TVA),
        (vat(), Regime.TVA_SUR_ENCAISSEMENT),
        (Invoice(), Regime.SANS_TVA),
    ],
)
def test_the_regime(document: Invoice, expected: Regime | None) -> None:
    assert regime(document) is expected
