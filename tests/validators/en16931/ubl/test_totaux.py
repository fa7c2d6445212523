"""The totals of a UBL document: whole cents, exact sums, and what a cent too many is called."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.validators.en16931.ubl.facture import broken, category, extra, invoice, line, money, part, taxes, totals

CENTS = st.integers(min_value=1, max_value=10_000_00).map(lambda n: Decimal(n) / 100)
S = category(name="TaxCategory")


def whole(lines: list[Decimal], *, allowed: Decimal = Decimal(), off: str = "", by: Decimal = Decimal()) -> str:
    """An invoice at 20 % that adds up, but for the total named ``off``, which is ``by`` too much."""
    gross_of_lines = sum(lines, Decimal())
    net = gross_of_lines - allowed
    tax = (net * Decimal("0.2")).quantize(Decimal("0.01"))
    said = {"LineExtensionAmount": gross_of_lines, "TaxExclusiveAmount": net, "TaxInclusiveAmount": net + tax}
    said |= {"PayableAmount": net + tax} | ({"AllowanceTotalAmount": allowed} if allowed else {})
    if off:
        said[off] += by
    sums = "".join(money(name, str(value)) for name, value in said.items())
    return invoice(
        extras=extra("false", str(allowed), S) if allowed else "",
        tax=taxes(str(tax), part(str(net), str(tax))),
        sums=f"<cac:LegalMonetaryTotal>{sums}</cac:LegalMonetaryTotal>",
        lines="".join(line(str(one)) for one in lines),
    )


@settings(max_examples=40, deadline=None)
@given(lines=st.lists(CENTS, min_size=1, max_size=6), share=st.integers(min_value=0, max_value=99))
def test_an_invoice_that_adds_up_breaks_nothing(lines: list[Decimal], share: int) -> None:
    allowed = (sum(lines, Decimal()) * share / 100).quantize(Decimal("0.01"))
    assert broken(whole(lines, allowed=allowed)) == set()


@settings(max_examples=40, deadline=None)
@given(lines=st.lists(CENTS, min_size=1, max_size=4), by=CENTS)
@pytest.mark.parametrize(
    ("off", "codes"),
    [
        ("LineExtensionAmount", {"BR-CO-10", "BR-CO-13"}),
        ("TaxExclusiveAmount", {"BR-CO-13", "BR-CO-15"}),
        ("TaxInclusiveAmount", {"BR-CO-15", "BR-CO-16"}),
        ("PayableAmount", {"BR-CO-16"}),
    ],
)
def test_a_cent_too_many_is_found_where_it_is(off: str, codes: set[str], lines: list[Decimal], by: Decimal) -> None:
    assert broken(whole(lines, off=off, by=by)) == codes


@pytest.mark.parametrize(
    ("sums", "codes"),
    [
        (totals(more=money("PrepaidAmount", "20.00"), due="100.00"), set()),
        (totals(more=money("PrepaidAmount", "20.00")), {"BR-CO-16"}),
        (totals(more=money("PayableRoundingAmount", "-0.01"), due="119.99"), set()),
        (totals(more=money("PrepaidAmount", "20.00") + money("PayableRoundingAmount", "0.50"), due="100.50"), set()),
        (totals(more=money("AllowanceTotalAmount", "0")), set()),
        (totals(more=money("AllowanceTotalAmount", "5.00")), {"BR-CO-11", "BR-CO-13"}),
        (totals(more=money("ChargeTotalAmount", "5.00")), {"BR-CO-12", "BR-CO-13"}),
        (totals(gross="120.000"), {"BR-DEC-14", "BR-DEC-18", "UBL-DT-01"}),
        (totals(gross="cent vingt"), {"BR-CO-15", "BR-CO-16"}),
        ("<cac:LegalMonetaryTotal/>", {f"BR-1{n}" for n in "2345"} | {f"BR-CO-{n}" for n in (10, 13, 15, 16)}),
    ],
)
def test_what_is_due(sums: str, codes: set[str]) -> None:
    assert broken(invoice(sums=sums)) == codes


def test_an_allowance_that_the_totals_forget() -> None:
    found = broken(invoice(extras=extra("false", "10.00", S)))
    assert found == {"BR-CO-11", "BR-S-08"}


def test_an_allowance_needs_its_reason_its_amount_and_its_category() -> None:
    bare = "<cac:AllowanceCharge><cbc:ChargeIndicator>{}</cbc:ChargeIndicator></cac:AllowanceCharge>"
    zero = totals(more=money("AllowanceTotalAmount", "0"))
    assert broken(invoice(extras=bare.format("false"), sums=zero)) == {"BR-31", "BR-32", "BR-33", "BR-CO-21"}
    zero = totals(more=money("ChargeTotalAmount", "0"))
    assert broken(invoice(extras=bare.format("true"), sums=zero)) == {"BR-36", "BR-37", "BR-38", "BR-CO-22"}


@pytest.mark.parametrize(
    ("tax", "codes"),
    [
        (taxes("20.00", part("100.00", "20.90")), {"BR-CO-14"}),
        (taxes("21.00", part("100.00", "21.00")), {"BR-CO-15", "BR-CO-17", "BR-S-09"}),
        (taxes("20.00", ""), {"BR-CO-18", "BR-S-01"}),
        (taxes() * 2, {"BR-CO-15"}),
        (taxes("20.00", part("101.00", "20.00")), {"BR-S-08"}),
        (taxes("20.00", part("100.99", "20.00")), set()),
        ("", {"BR-CO-15", "BR-CO-18", "BR-S-01"}),
    ],
)
def test_the_breakdown_of_vat(tax: str, codes: set[str]) -> None:
    assert broken(invoice(tax=tax)) == codes


def test_the_vat_in_another_currency_is_not_added_up() -> None:
    dollars = '<cac:TaxTotal><cbc:TaxAmount currencyID="USD">23.00</cbc:TaxAmount></cac:TaxTotal>'
    more = "<cbc:TaxCurrencyCode>USD</cbc:TaxCurrencyCode>"
    assert broken(invoice(more=more, tax=taxes() + dollars)) == set()


def test_half_a_cent_goes_up_as_in_the_official_rules() -> None:
    lines = line("10.005") + line("-0.01")
    found = broken(invoice(lines=lines, sums=totals("10.00", "12.00"), tax=taxes("2.00", part("10.00", "2.00"))))
    assert "BR-CO-10" not in found
    assert {"BR-DEC-23", "UBL-DT-01"} <= found
