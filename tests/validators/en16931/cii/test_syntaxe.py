"""What the binding to CII admits: each thing too much, missing or twice is said, and by its own code alone."""

import pytest

from tests.validators.en16931.cii.facture import GOOD, changed, failed, wrong
from validators.en16931.cii import BODY, RULES, not_admitted
from validators.en16931.cii.not_admitted import NotAdmittedRow
from validators.engine.official_rules import by_code

PROFILE = "<ID>urn:cen.eu:en16931:2017</ID>"
NET = "<ChargeAmount>10.00</ChargeAmount>"
MEANS = "</SpecifiedTradeSettlementPaymentMeans>"
CONTACT = "<DefinedTradeContact><PersonName>Accueil</PersonName></DefinedTradeContact>"
BUYER_CONTACT = "<DefinedTradeContact><!--buyer--><PersonName>Achats</PersonName></DefinedTradeContact>"
REFERENCE = "<IssuerAssignedID>F-0</IssuerAssignedID>"
ATTACHED = "<TypeCode>916</TypeCode>"
BROKEN: tuple[tuple[tuple[str, str], set[str]], ...] = (
    ((PROFILE, ""), {"BR-01", "CII-SR-010"}),
    (
        (
            PROFILE,
            f"{PROFILE}</GuidelineSpecifiedDocumentContextParameter><GuidelineSpecifiedDocumentContextParameter>",
        ),
        {"CII-SR-009"},
    ),
    (("<TypeCode>380</TypeCode>", ""), {"BR-04", "CII-SR-014"}),
    (("<Description>Teinte</Description>", ""), {"BR-54", "CII-SR-069"}),
    (("<OriginTradeCountry><ID>FR</ID>", "<OriginTradeCountry>"), {"CII-SR-090"}),
    (("<OriginTradeCountry><ID>FR</ID>", "<OriginTradeCountry><ID>FR</ID><ID>DE</ID>"), {"CII-SR-090"}),
    ((NET, f"{NET}{NET}"), {"CII-SR-439", "CII-SR-441"}),
    (("<ActualAmount>1.00</ActualAmount>", "<ActualAmount>1.00</ActualAmount>" * 2), {"CII-SR-440"}),
    ((CONTACT, CONTACT * 2), {"CII-SR-455"}),
    ((BUYER_CONTACT, BUYER_CONTACT * 2), {"CII-SR-456"}),
    (
        (
            "<URIUniversalCommunication><!--buyer-->",
            "<URIUniversalCommunication/><URIUniversalCommunication><!--buyer-->",
        ),
        {"CII-SR-460", "BR-63"},
    ),
    (
        ("</SellerTradeParty>", "<URIUniversalCommunication/></SellerTradeParty>"),
        {"CII-SR-459"},
    ),
    (
        (
            "<!--charge--><ChargeIndicator>",
            "<!--charge--><RateApplicablePercent/><RateApplicablePercent/><ChargeIndicator>",
        ),
        {"CII-SR-471"},
    ),
    (("<!--charge--><ChargeIndicator>", "<!--charge--><CategoryTradeTax/><ChargeIndicator>"), {"CII-SR-472"}),
    (("<!--line charge-->", "<!--line charge--><ActualAmount>5.00</ActualAmount>"), {"CII-SR-473"}),
    (
        (
            "<!--line charge--><ChargeIndicator><udt:Indicator>true</udt:Indicator></ChargeIndicator>",
            "",
        ),
        {"CII-SR-463"},
    ),
    (
        (
            "<DueDateTypeCode>5</DueDateTypeCode>",
            "<DueDateTypeCode>5</DueDateTypeCode><DueDateTypeCode>72</DueDateTypeCode>",
        ),
        {"CII-SR-462"},
    ),
    (("<DueDateTypeCode>5</DueDateTypeCode>", "<TaxPointDate/><TaxPointDate/>"), {"CII-SR-461"}),
    ((MEANS, f"{MEANS}<SpecifiedTradeSettlementPaymentMeans><TypeCode>49</TypeCode>{MEANS}"), {"CII-SR-467"}),
    (
        (MEANS, f"{MEANS}<SpecifiedTradeSettlementPaymentMeans><TypeCode>30</TypeCode>{MEANS}"),
        {"CII-SR-470"},
    ),
    ((MEANS, f"<Information>Chèque</Information>{MEANS}"), {"CII-SR-468"}),
    ((MEANS, f"<Information> Virement </Information>{MEANS}"), set()),
    (("<PaymentReference>F-1</PaymentReference>", "<PaymentReference>F-1</PaymentReference>" * 2), {"CII-SR-469"}),
    ((REFERENCE, f"{REFERENCE}<URIID>x</URIID>"), {"CII-DT-015"}),
    ((REFERENCE, f"{REFERENCE}<TypeCode>130</TypeCode>"), {"CII-DT-018"}),
    ((REFERENCE, f"{REFERENCE}<Name>x</Name>"), {"CII-DT-021"}),
    ((REFERENCE, f"{REFERENCE}<AttachmentBinaryObject/>"), {"CII-DT-022"}),
    ((REFERENCE, f"{REFERENCE}<ReferenceTypeCode>AAA</ReferenceTypeCode>"), {"CII-DT-024"}),
    ((ATTACHED, f"{ATTACHED}<URIID>x</URIID>"), set()),
    ((ATTACHED, "<TypeCode>130</TypeCode>"), {"CII-DT-021", "CII-DT-022"}),
    ((ATTACHED, "<TypeCode>1</TypeCode>"), {"CII-DT-018", "CII-DT-021", "CII-DT-022"}),
    ((ATTACHED, f"{ATTACHED}<FormattedIssueDateTime/>"), {"CII-DT-027"}),
    (('<BilledQuantity unitCode="C62">', "<BilledQuantity>"), {"BR-23"}),
    (
        ('<BilledQuantity unitCode="C62">10</BilledQuantity>', '<OtherQuantity unitCode="C62">10</OtherQuantity>'),
        {"BR-22", "BR-23", "CII-DT-033"},
    ),
    (("<TypeCode>VAT</TypeCode><BasisAmount>", "<TypeCode>vat</TypeCode><BasisAmount>"), {"CII-DT-037"}),
    (('"102">20260901', '"102">2026-09-01'), {"CII-DT-097"}),
    (('"102">20260901', '"102">20261301'), {"CII-DT-097"}),
    (('"102">20260901', '"102"> 20260231 '), set()),
    (('"102">20260701', '"102">hier'), set()),  # A qualified date is of another type.
)
PLACES: tuple[tuple[tuple[NotAdmittedRow, ...], str, str], ...] = (
    (not_admitted.IDENTIFIER, "<ID>F-1</ID>", '<ID {name}="x">F-1</ID>'),
    (not_admitted.IDENTIFIER, PROFILE, PROFILE.replace("<ID>", '<ID {name}="x">')),
    (not_admitted.IDENTIFIER, "<LineID>1", '<LineID {name}="x">1'),
    (not_admitted.IDENTIFIER, "<SellerAssignedID>A1", '<SellerAssignedID {name}="x">A1'),
    (not_admitted.ANY_IDENTIFIER, "<ID>1234561234", '<ID {name}="x">1234561234'),
    (not_admitted.TYPE_CODE, "<TypeCode>30", '<TypeCode {name}="x">30'),
    (not_admitted.TYPE_CODE, "<TypeCode>380", '<TypeCode {name}="x">380'),
    (not_admitted.ROOT_LANGUAGE, "<rsm:CrossIndustryInvoice ", '<rsm:CrossIndustryInvoice {name}="x" '),
    (not_admitted.AMOUNT, "<GrandTotalAmount>", '<GrandTotalAmount {name}="EUR">'),
    (not_admitted.QUANTITY, '<BilledQuantity unitCode="C62"', '<BilledQuantity unitCode="C62" {name}="x"'),
    (not_admitted.REFERENCE, REFERENCE, REFERENCE + "<{name}/>"),
    (
        not_admitted.PERIOD[1:4] + not_admitted.PERIOD[5:],
        "<!--document--><StartDateTime>",
        "<!--document--><{name}/><StartDateTime>",
    ),
    (not_admitted.ADDRESS, "<PostalTradeAddress><!--buyer-->", "<PostalTradeAddress><!--buyer--><{name}/>"),
)
ADDED = tuple((row, old, new.replace("{name}", row.name)) for rows, old, new in PLACES for row in rows)


@pytest.mark.parametrize(("change", "codes"), BROKEN)
def test_one_change_breaks_what_it_should(change: tuple[str, str], codes: set[str]) -> None:
    assert wrong(change) == codes


@pytest.mark.parametrize(("row", "old", "new"), ADDED)
def test_what_is_not_admitted_is_reported_by_its_code(row: NotAdmittedRow, old: str, new: str) -> None:
    found = wrong((old, new))
    if row.name == "schemeID":  # An identifier that must have no scheme may also have an unknown one.
        found -= {"BR-CL-11"}
    assert found == {row.code}


@pytest.mark.parametrize("row", not_admitted.TOTALS_ONCE, ids=lambda row: row.name)
def test_a_total_is_given_once(row: NotAdmittedRow) -> None:
    twice = changed(("<!--totals-->", f"<!--totals--><{row.name}>0</{row.name}><{row.name}>0</{row.name}>"))
    assert row.code in failed(twice)


@pytest.mark.parametrize(("name", "code"), [("Start", "CII-DT-068"), ("End", "CII-DT-072")])
def test_a_period_is_made_of_written_days(name: str, code: str) -> None:
    found = wrong(
        (
            "<!--document--><StartDateTime>",
            f"<!--document--><{name}DateTime><udt:DateTime/></{name}DateTime><StartDateTime>",
        )
    )
    assert code in found


def test_the_type_of_the_document_is_judged_as_any_type() -> None:
    assert wrong(("<TypeCode>380", '<TypeCode listID="UNTDID 1001">380')) == set()


def test_the_days_of_a_foreign_vocabulary_are_not_ours() -> None:
    foreign = '<x:DateTimeString xmlns:x="urn:x" format="102">hier</x:DateTimeString>'
    assert failed(GOOD.replace("<ram:PaymentReference>", foreign + "<ram:PaymentReference>", 1)) == set()


def test_every_code_has_its_rule() -> None:
    own = {code for code in BODY.codes if code.startswith("CII-")}
    assert own == set(by_code(RULES))
