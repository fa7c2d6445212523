"""VAT by category: an invoice of each of the nine is good, and each of its rules can be broken."""

import pytest

from tests.validators.en16931.cii.facture import GOOD, changed, failed

SELLER = '<SpecifiedTaxRegistration><!--seller--><ID schemeID="VA">FR44732829320</ID></SpecifiedTaxRegistration>'
BUYER = '<SpecifiedTaxRegistration><ID schemeID="VA">FR32552100554</ID></SpecifiedTaxRegistration>'
AGENT = '<SpecifiedTaxRegistration><!--representative--><ID schemeID="VA">FR40303265045</ID></SpecifiedTaxRegistration>'
REASON = "<ExemptionReason>Article 1</ExemptionReason>"
BASE = "<BasisAmount>100.00</BasisAmount><CategoryCode>"
NAMES = {"S": "S", "Z": "Z", "E": "E", "AE": "AE", "K": "IC", "G": "G", "O": "O", "L": "AF", "M": "AG"}
RATED, GIVE_REASON = {"S", "L", "M"}, {"E", "AE", "K", "G", "O"}


def invoice(category: str) -> str:
    """A good invoice of one category."""
    document = GOOD.replace("<ram:CategoryCode>S<", f"<ram:CategoryCode>{category}<")
    if category not in RATED:
        document = document.replace("Percent>20<", "Percent>0<").replace("Percent>20.00<", "Percent>0.00<")
        document = changed(
            ("<CalculatedAmount>20.00", "<CalculatedAmount>0.00"),
            ('<TaxTotalAmount currencyID="EUR">20.00', '<TaxTotalAmount currencyID="EUR">0.00'),
            ("<GrandTotalAmount>120.00", "<GrandTotalAmount>100.00"),
            ("<DuePayableAmount>100.00", "<DuePayableAmount>80.00"),
            of=document,
        )
    if category in GIVE_REASON:
        document = changed((BASE, f"{REASON}{BASE}"), of=document)
    if category in {"AE", "K"}:
        document = changed(("</BuyerTradeParty>", f"{BUYER}</BuyerTradeParty>"), of=document)
    if category == "O":
        for rate in ("0", "0.00"):
            document = document.replace(f"<ram:RateApplicablePercent>{rate}</ram:RateApplicablePercent>", "")
        document = without_seller(document)
    return document


def without_seller(document: str) -> str:
    """No VAT identifier of the seller, and no representative."""
    document = changed((SELLER, ""), of=document)
    begin, end = "<ram:SellerTaxRepresentativeTradeParty>", "</ram:SellerTaxRepresentativeTradeParty>"
    return document[: document.index(begin)] + document[document.index(end) + len(end) :]


def rated(document: str, place: str, value: str) -> str:
    """The rate of the first tax after ``place`` is ``value``, whether it had one or none."""
    before, after = document[: document.index(place)], document[document.index(place) :]
    tax = after[after.index("<ram:CategoryCode>") : after.index("TradeTax>", after.index("<ram:CategoryCode>"))]
    code = tax[: tax.index("</ram:CategoryCode>")]
    new = f"{code}</ram:CategoryCode><ram:RateApplicablePercent>{value}</ram:RateApplicablePercent></ram:"
    name = tax.rpartition("</ram:")[2]
    return before + after.replace(tax, new + name, 1)


def broken(category: str) -> dict[str, str]:
    """Documents that break each rule of a family, by code."""
    good, name = invoice(category), NAMES[category]
    seller = changed(("</SellerTradeParty>", f"{SELLER}</SellerTradeParty>"), of=good) if category == "O" else ""
    off = {"S": "0", "L": "0", "M": "-1"}.get(category, "5")
    start = good.index("<ram:ApplicableTradeTax><ram:CalculatedAmount>")
    end = good.index("</ram:ApplicableTradeTax>", start) + len("</ram:ApplicableTradeTax>")
    twice, never = good[:end] + good[start:], good[:start] + good[end:]
    given = REASON if category in GIVE_REASON else ""
    due = "20.00" if category in RATED else "0.00"
    found = {
        "01": twice if category == "O" else never,
        **dict.fromkeys(("02", "03", "04"), seller or without_seller(good)),
        "05": rated(good, "<ram:SpecifiedLineTradeSettlement>", off),
        "06": rated(good, "<!--allowance-->", off),
        "07": rated(good, "<!--charge-->", off),
        "08": changed((BASE, BASE.replace("100", "102")), of=good),
        "09": changed((f"<CalculatedAmount>{due}", "<CalculatedAmount>22.00"), of=good),
        "10": changed((f"{given}{BASE}", f"{'' if given else REASON}{BASE}"), of=good),
    }
    return {f"BR-{name}-{rank}": document for rank, document in found.items()}


CASES = [(code, document) for category in NAMES for code, document in broken(category).items()]
NEVER = {"BR-AF-08", "BR-AF-09", "BR-AG-08", "BR-AG-09"}
"""What the official artefacts let through: no rate is found where they look for it, or nothing is asked."""


@pytest.mark.parametrize("category", NAMES)
def test_an_invoice_of_the_category_is_good(category: str) -> None:
    assert failed(invoice(category)) == set()


@pytest.mark.parametrize(("code", "document"), CASES, ids=[code for code, _ in CASES])
def test_a_rule_of_the_family_is_broken(code: str, document: str) -> None:
    assert (code in failed(document)) is (code not in NEVER)


def test_goods_within_the_union_are_dated_and_go_somewhere() -> None:
    good = invoice("K")
    event = good.index("<ram:ActualDeliverySupplyChainEvent>"), good.index("</ram:ApplicableHeaderTradeDelivery>")
    undated = good[: event[0]] + good[event[1] :]
    assert failed(undated) == set()  # The period of the document is enough.
    period = good.index("<ram:BillingSpecifiedPeriod><!--document-->")
    after = good.index("</ram:BillingSpecifiedPeriod>", period) + len("</ram:BillingSpecifiedPeriod>")
    nowhere = (good[:period] + good[after:]).replace(good[event[0] : event[1]], "")
    assert failed(nowhere) == {"BR-IC-11"}
    assert failed(changed(("<!--delivery--><CountryID>FR</CountryID>", ""), of=good)) == {"BR-57", "BR-IC-12"}


def test_out_of_scope_stands_alone() -> None:
    good = invoice("O")
    other = "<CategoryTradeTax><TypeCode>VAT</TypeCode><CategoryCode>Z</CategoryCode></CategoryTradeTax>"
    line = "<SpecifiedTradeAllowanceCharge><!--line charge-->"
    found = failed(changed((line, f"{line}{other}"), of=good))
    assert {"BR-O-13", "BR-O-14"} <= found
    assert not {"BR-O-11", "BR-O-12"} & found


def test_a_rate_is_compared_as_a_number() -> None:
    assert failed(GOOD.replace("Percent>20.00<", "Percent> 20.000 <")) == set()


def test_split_payment_is_for_italy_and_not_with_the_standard_rate() -> None:
    split = changed(
        ("<CategoryCode>S</CategoryCode><DueDateTypeCode>", "<CategoryCode>B</CategoryCode><DueDateTypeCode>")
    )
    assert {"BR-B-01", "BR-B-02"} <= failed(split)
    assert "BR-B-01" not in failed(split.replace("<ram:CountryID>FR<", "<ram:CountryID>IT<"))


def test_the_tax_of_a_breakdown_is_its_base_times_its_rate_within_one_unit() -> None:
    for said, codes in (("20.99", set()), ("21.00", {"BR-S-09"}), ("21.01", {"BR-CO-17", "BR-S-09"})):
        found = failed(changed(("<CalculatedAmount>20.00", f"<CalculatedAmount>{said}")))
        assert found - {"BR-CO-14"} == codes
