"""Codes asked of CII: an unknown one is said where it stands, and only there."""

import pytest

from tests.validators.en16931.cii.facture import changed, failed, wrong

START = "<AdditionalReferencedDocument>"
END = "</ReferenceTypeCode></AdditionalReferencedDocument></ApplicableHeaderTradeAgreement>"
BROKEN: tuple[tuple[tuple[str, str], set[str]], ...] = (
    (("<TypeCode>380</TypeCode>", "<TypeCode>999</TypeCode>"), {"BR-CL-01"}),
    (("<TypeCode>380</TypeCode>", "<TypeCode> 380 </TypeCode>"), set()),
    (("<TypeCode>380</TypeCode>", "<TypeCode>380 381</TypeCode>"), {"BR-CL-01"}),
    (('<TaxTotalAmount currencyID="EUR">', '<TaxTotalAmount currencyID="EURO">'), {"BR-CL-03", "BR-CO-15"}),
    (
        ("<InvoiceCurrencyCode>EUR</InvoiceCurrencyCode>", "<InvoiceCurrencyCode>eur</InvoiceCurrencyCode>"),
        {"BR-CL-04", "BR-CO-15"},
    ),
    (
        ("<InvoiceCurrencyCode>", "<TaxCurrencyCode>XXY</TaxCurrencyCode><InvoiceCurrencyCode>"),
        {"BR-CL-05", "BR-53", "BR-DEC-15"},
    ),
    (("<DueDateTypeCode>5</DueDateTypeCode>", "<DueDateTypeCode>3</DueDateTypeCode>"), {"BR-CL-06"}),
    (("<SubjectCode>AAI</SubjectCode>", "<SubjectCode>AAAA</SubjectCode>"), {"BR-CL-08"}),
    (('<PayeeTradeParty><GlobalID schemeID="0088">', '<PayeeTradeParty><GlobalID schemeID="88">'), {"BR-CL-10"}),
    (('<ID schemeID="0002">', '<ID schemeID="SIREN">'), {"BR-CL-11"}),
    (('<ClassCode listID="SRV">', '<ClassCode listID="UNSPSC">'), {"BR-CL-13"}),
    (("<!--seller--><LineOne>1 rue A</LineOne><CountryID>FR", "<!--seller--><CountryID>FRA"), {"BR-CL-14"}),
    (("<OriginTradeCountry><ID>FR", "<OriginTradeCountry><ID>UK"), {"BR-CL-15"}),
    (("<OriginTradeCountry><ID>FR", '<OriginTradeCountry><ID schemeID="0002">UK'), set()),
    (("<TypeCode>30</TypeCode>", "<TypeCode>SEPA</TypeCode>"), {"BR-CL-16"}),
    (("<ReasonCode>95</ReasonCode>", "<ReasonCode>FC</ReasonCode>"), {"BR-CL-19"}),
    (("<ReasonCode>FC</ReasonCode>", "<ReasonCode>95</ReasonCode>"), {"BR-CL-20"}),
    (('<GlobalID schemeID="0160">', '<GlobalID schemeID="GTIN">'), {"BR-CL-21"}),
    (('<BilledQuantity unitCode="C62">', '<BilledQuantity unitCode="pièce">'), {"BR-CL-23"}),
    (('mimeCode="application/pdf"', 'mimeCode="text/plain"'), {"BR-CL-24"}),
    (('<!--buyer--><URIID schemeID="0225">', '<!--buyer--><URIID schemeID="SIRET">'), {"BR-CL-25"}),
    (('<ShipToTradeParty><GlobalID schemeID="0088">', '<ShipToTradeParty><GlobalID schemeID="GLN">'), {"BR-CL-26"}),
)


@pytest.mark.parametrize(("change", "codes"), BROKEN)
def test_one_change_breaks_what_it_should(change: tuple[str, str], codes: set[str]) -> None:
    assert wrong(change) == codes


def test_an_object_is_identified_by_a_known_kind() -> None:
    item = "<IssuerAssignedID>1</IssuerAssignedID><TypeCode>130</TypeCode><ReferenceTypeCode>"
    for kind, codes in (("AVV", set()), ("AVVV", {"BR-CL-07"})):
        document = changed(
            (
                "</ApplicableHeaderTradeAgreement>",
                f"{START}{item}{kind}{END}",
            )
        )
        assert failed(document) == codes


def test_a_category_of_vat_is_known_in_a_breakdown_and_in_a_charge() -> None:
    breakdown = "<BasisAmount>100.00</BasisAmount><CategoryCode>"
    assert "BR-CL-18" in wrong((f"{breakdown}S", f"{breakdown}A"))
    charge = "<ReasonCode>FC</ReasonCode><CategoryTradeTax><TypeCode>VAT</TypeCode><CategoryCode>"
    assert "BR-CL-17" in wrong((f"{charge}S", f"{charge}A"))


def test_a_reason_why_no_vat_is_due_is_read_in_capitals_or_not() -> None:
    base = "<BasisAmount>100.00</BasisAmount><CategoryCode>"
    for code, known in (("vatex-eu-ae", True), ("VATEX-EU-XX", False)):
        found = wrong((base, f"<ExemptionReasonCode>{code}</ExemptionReasonCode>{base}"))
        assert ("BR-CL-22" in found) is not known
