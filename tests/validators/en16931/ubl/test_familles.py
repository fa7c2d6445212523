"""The families of VAT in UBL: the breakdown of each, its rates, its reasons, and who must be known."""

import pytest

from tests.validators.en16931.ubl.facture import (
    BUYER,
    SELLER,
    broken,
    category,
    extra,
    invoice,
    line,
    part,
    taxes,
    totals,
)
from validators.en16931.ubl import BODY
from validators.en16931.ubl.vat_families import VAT_FAMILIES

REASON = "<cbc:TaxExemptionReason>Voir la loi</cbc:TaxExemptionReason>"
BUYER_VAT = BUYER.replace(
    "<cac:PartyLegalEntity>",
    "<cac:PartyTaxScheme><cbc:CompanyID>BE0123456749</cbc:CompanyID><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme>"
    "</cac:PartyTaxScheme><cac:PartyLegalEntity>",
)
NO_VAT_SELLER = SELLER.replace("<cac:PartyTaxScheme>", "<!--").replace("</cac:PartyTaxScheme>", "-->")
DELIVERY = """<cac:Delivery><cbc:ActualDeliveryDate>2026-03-01</cbc:ActualDeliveryDate><cac:DeliveryLocation>
<cac:Address><cac:Country><cbc:IdentificationCode>BE</cbc:IdentificationCode></cac:Country></cac:Address>
</cac:DeliveryLocation></cac:Delivery>"""


def of(
    code: str,
    rate: str | None = "0",
    *,
    reason: str = REASON,
    seller: str = SELLER,
    buyer: str = BUYER,
    more: str = "",
    base: str = "100.00",
    tax: str = "0.00",
    item: str | None = None,
) -> str:
    """An invoice of one line in that category, without VAT unless said."""
    return invoice(
        seller=seller,
        buyer=buyer,
        more=more,
        tax=taxes(tax, part(base, tax, category(code, rate, name="TaxCategory", more=reason))),
        sums=totals("100.00", f"{100 + float(tax):.2f}"),
        lines=line(vat=category(code, rate) if item is None else item),
    )


GOOD = {
    "S": of("S", "20", reason="", tax="20.00"),
    "Z": of("Z", reason=""),
    "E": of("E"),
    "AE": of("AE", buyer=BUYER_VAT),
    "K": of("K", buyer=BUYER_VAT, more=DELIVERY),
    "G": of("G"),
    "O": of("O", None, seller=NO_VAT_SELLER),
    "L": of("L", "7", reason="", tax="7.00"),
    "M": of("M", "4", reason="", tax="4.00"),
}


@pytest.mark.parametrize("code", GOOD)
def test_a_good_invoice_of_each_category_breaks_nothing(code: str) -> None:
    assert broken(GOOD[code]) == set()


@pytest.mark.parametrize(
    ("xml", "codes"),
    [
        (of("S", "0", reason=""), {"BR-S-05"}),
        (of("S", "20", tax="20.00"), {"BR-S-10"}),
        (of("Z", "5", reason="", tax="5.00"), {"BR-Z-05", "BR-Z-09"}),
        (of("Z"), {"BR-Z-10"}),
        (of("E", reason=""), {"BR-E-10"}),
        (of("E", base="99.99"), {"BR-E-08"}),
        (of("AE", seller=NO_VAT_SELLER, buyer=BUYER_VAT), {"BR-AE-02"}),
        (of("AE"), {"BR-AE-02"}),
        (of("K", more=DELIVERY), {"BR-IC-02"}),
        (of("K", buyer=BUYER_VAT), {"BR-IC-11", "BR-IC-12"}),
        (of("G", seller=SELLER.replace(">VAT<", ">TVA<")), {"BR-G-02"}),
        (of("E", seller=SELLER.replace(">VAT<", ">TVA<")), set()),
        (of("O", "0", seller=NO_VAT_SELLER), {"BR-O-05"}),
        (of("O", None), {"BR-O-02"}),
        (of("L", "7", tax="9.00", reason=""), {"BR-AF-09", "BR-CO-17"}),
        (of("M", "-1", reason=""), {"BR-AG-05", "BR-CO-17", "BR-AG-09"}),
        (of("B", "22", reason="", tax="22.00"), {"BR-B-01"}),
        (of("XX", reason=""), {"BR-CL-17", "BR-CL-18"}),
    ],
)
def test_what_each_family_checks(xml: str, codes: set[str]) -> None:
    assert broken(xml) == codes


def test_a_category_of_the_lines_is_in_the_breakdown_once() -> None:
    zero = category("E", "0", name="TaxCategory", more=REASON)
    lines = line(vat=category("E", "0"))
    twice = taxes("0.00", part("50.00", "0.00", zero) * 2)
    assert broken(invoice(tax=twice, sums=totals(gross="100.00"), lines=lines)) == {"BR-E-01", "BR-E-08"}
    none = taxes("0.00", part("100.00", "0.00", category("Z", "0", name="TaxCategory")))
    found = broken(invoice(tax=none, sums=totals(gross="100.00"), lines=lines))
    assert found == {"BR-E-01", "BR-Z-08"}


def test_each_rate_has_its_own_base() -> None:
    lines = line("60.00", category("S", "20")) + line("40.00", category("S", "10"))
    sums = totals(gross="116.00")
    rates = [category("S", rate, name="TaxCategory") for rate in ("20.00", "10.0")]
    good = part("60.00", "12.00", rates[0]) + part("40.00", "4.00", rates[1])
    assert broken(invoice(tax=taxes("16.00", good), sums=sums, lines=lines)) == set()
    swapped = part("40.00", "8.00", rates[0]) + part("60.00", "6.00", rates[1])
    assert "BR-S-08" in broken(invoice(tax=taxes("14.00", swapped), sums=totals(gross="114.00"), lines=lines))


@pytest.mark.parametrize(("says", "code", "sign"), [("false", "BR-S-06", -1), ("true", "BR-S-07", 1)])
def test_the_rate_of_an_allowance_and_of_a_charge(says: str, code: str, sign: int) -> None:
    extras = extra(says, "10.00", category("S", "0", name="TaxCategory"))
    assert code in broken(invoice(extras=extras))
    counted = taxes(
        "22.00" if sign > 0 else "18.00", part(str(100 + 10 * sign) + ".00", "22.00" if sign > 0 else "18.00")
    )
    good = broken(invoice(extras=extra(says, "10.00", category(name="TaxCategory")), tax=counted))
    assert not {found for found in good if found.startswith("BR-S-")}


def test_out_of_scope_stands_alone() -> None:
    mixed = of("O", None, seller=NO_VAT_SELLER, item=category("O", None))
    mixed = mixed.replace("</cac:InvoiceLine>", "</cac:InvoiceLine>" + line("0.00", category("Z", "0")))
    assert {"BR-O-12", "BR-Z-01"} <= broken(mixed)


def test_split_payment_is_italian_and_not_mixed_with_the_standard_rate() -> None:
    italian = of("B", "22", reason="", tax="22.00").replace(">FR<", ">IT<")
    assert broken(italian) == set()
    mixed = italian.replace("</cac:InvoiceLine>", "</cac:InvoiceLine>" + line("0.00", category("S", "22")))
    assert "BR-B-02" in broken(mixed)


def test_every_family_has_its_ten_rules() -> None:
    wanted = {f"BR-{one.name}-{rank:02}" for one in VAT_FAMILIES for rank in range(1, 11)}
    assert wanted <= set(BODY.codes)
