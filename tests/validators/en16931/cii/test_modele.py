"""The semantic model asked of CII: each rule is broken alone, by one change to a good invoice."""

import pytest

from tests.validators.en16931.cii.facture import GOOD, failed, wrong

SELLER_ADDRESS = (
    "<PostalTradeAddress><!--seller--><LineOne>1 rue A</LineOne><CountryID>FR</CountryID></PostalTradeAddress>"
)
BUYER_ADDRESS = "<PostalTradeAddress><!--buyer--><CountryID>FR</CountryID></PostalTradeAddress>"
AGENT_ADDRESS = "<PostalTradeAddress><!--representative--><CountryID>FR</CountryID></PostalTradeAddress>"
PROFILE = "<ID>urn:cen.eu:en16931:2017</ID>"
GROSS = "<ChargeAmount>11.00</ChargeAmount>"
NET = "<ChargeAmount>10.00</ChargeAmount>"
BILLED = '<BilledQuantity unitCode="C62">10</BilledQuantity>'
HEADER_TAX = "<RateApplicablePercent>20.00</RateApplicablePercent></ApplicableTradeTax>"
TAX_TOTAL = '<TaxTotalAmount currencyID="EUR">20.00</TaxTotalAmount>'
DATE_CODE = "<DueDateTypeCode>5</DueDateTypeCode>"
DUE = "<DuePayableAmount>100.00</DuePayableAmount>"
LINE_PERIOD = "</ApplicableTradeTax>\n   <BillingSpecifiedPeriod><StartDateTime>"
PERIOD = "<BillingSpecifiedPeriod><!--document--><StartDateTime>"
BROKEN: tuple[tuple[tuple[str, str], set[str]], ...] = (
    # The document and its parties.
    ((PROFILE, "<ID> </ID>"), {"BR-01"}),
    (("<ID>F-1</ID>", "<ID/>"), {"BR-02"}),
    (('<udt:DateTimeString format="102">20260901', '<udt:DateTimeString format="203">202609010000'), {"BR-03"}),
    (("<TypeCode>380</TypeCode>", "<TypeCode/>"), {"BR-04", "BR-CL-01"}),
    (("<Name>Vendeur</Name>", "<Name>\t</Name>"), {"BR-06"}),
    (("<Name>Acheteur</Name>", ""), {"BR-07"}),
    ((SELLER_ADDRESS, ""), {"BR-08", "BR-09"}),
    ((BUYER_ADDRESS, ""), {"BR-10", "BR-11"}),
    ((BUYER_ADDRESS, BUYER_ADDRESS.replace(">FR<", "><")), {"BR-11", "BR-CL-14"}),
    (('<!--seller--><URIID schemeID="0225">', "<URIID>"), {"BR-62"}),
    (('<!--buyer--><URIID schemeID="0225">', "<URIID>"), {"BR-63"}),
    (("<Name>Factor</Name>", ""), {"BR-17"}),
    (("<Name>Factor</Name>", "<Name>Vendeur</Name>"), {"BR-17"}),
    (("<Name>Factor</Name>", "<ID>V1</ID><Name>Factor</Name>"), {"BR-17"}),
    (("<Name>Mandataire</Name>", "<Name/>"), {"BR-18"}),
    ((AGENT_ADDRESS, ""), {"BR-19", "BR-20"}),
    ((AGENT_ADDRESS, "<PostalTradeAddress/>"), {"BR-20"}),
    (('<!--representative--><ID schemeID="VA">', '<ID schemeID="FC">'), {"BR-56"}),
    (("FR40303265045", "XX40303265045"), {"BR-CO-09"}),
    (("FR40303265045", " FR40303265045"), {"BR-CO-09"}),
    (("<IssuerAssignedID>PJ1</IssuerAssignedID>", ""), {"BR-52"}),
    (("<IssuerAssignedID>F-0</IssuerAssignedID>", "<IssuerAssignedID/>"), {"BR-55"}),
    (("<!--delivery--><CountryID>FR</CountryID>", "<CityName>Lyon</CityName>"), {"BR-57"}),
    (
        (f'{PERIOD}<udt:DateTimeString format="102">20260801', f'{PERIOD}<udt:DateTimeString format="102">20260901'),
        {"BR-29"},
    ),
    (
        (
            f'{LINE_PERIOD}<udt:DateTimeString format="102">20260801',
            f'{LINE_PERIOD}<udt:DateTimeString format="102">20260901',
        ),
        {"BR-30"},
    ),
    # The payment.
    (("<ID>1234561234</ID>", "<ID>12345612345</ID>"), {"BR-51"}),
    (("<IBANID>FR7630006000011234567890189</IBANID>", "<IBANID> </IBANID>"), {"BR-50"}),
    (("<IBANID>FR7630006000011234567890189</IBANID>", ""), {"BR-50", "BR-61", "CII-SR-470"}),
    (("<TypeCode>30</TypeCode>", ""), {"BR-49"}),
    # The lines.
    (("<LineID>1</LineID>", ""), {"BR-21"}),
    ((BILLED, ""), {"BR-22", "BR-23"}),
    ((BILLED, "<BilledQuantity>10</BilledQuantity>"), {"BR-23"}),
    (("<Name>Papier</Name>", "<Name/>"), {"BR-25"}),
    ((NET, ""), {"BR-26", "BR-27", "CII-SR-439"}),
    ((NET, "<ChargeAmount>-10.00</ChargeAmount>"), {"BR-27"}),
    ((GROSS, "<ChargeAmount>-11.00</ChargeAmount>"), {"BR-28"}),
    (("<Value>Blanc</Value>", ""), {"BR-54", "CII-SR-072"}),
    (('<GlobalID schemeID="0160">', "<GlobalID>"), {"BR-64", "CII-SR-046"}),
    (('<ClassCode listID="SRV">', "<ClassCode>"), {"BR-65"}),
    (
        (
            "100.00</LineTotalAmount></SpecifiedTradeSettlementLineMonetarySummation>",
            "100.000</LineTotalAmount></SpecifiedTradeSettlementLineMonetarySummation>",
        ),
        {"BR-DEC-23"},
    ),
    # The totals.
    (
        ("<LineTotalAmount>100.00</LineTotalAmount><ChargeTotalAmount>", "<ChargeTotalAmount>"),
        {"BR-12", "BR-CO-10", "BR-CO-13"},
    ),
    (("<TaxBasisTotalAmount>100.00</TaxBasisTotalAmount>", ""), {"BR-13", "BR-CO-13", "BR-CO-15"}),
    (("<GrandTotalAmount>120.00</GrandTotalAmount>", ""), {"BR-14", "BR-CO-15", "BR-CO-16"}),
    ((DUE, ""), {"BR-15", "BR-CO-16"}),
    ((DUE, "<DuePayableAmount>100.01</DuePayableAmount>"), {"BR-CO-16"}),
    ((DUE, "<DuePayableAmount>100.000</DuePayableAmount>"), {"BR-DEC-18"}),
    (("<RoundingAmount>0.00", "<RoundingAmount>0.000"), {"BR-DEC-17"}),
    (("<TotalPrepaidAmount>20.00", "<TotalPrepaidAmount>20.000"), {"BR-DEC-16"}),
    (("<GrandTotalAmount>120.00", "<GrandTotalAmount>120.000"), {"BR-DEC-14"}),
    (("<TaxBasisTotalAmount>100.00", "<TaxBasisTotalAmount>100.000"), {"BR-DEC-12"}),
    (("<ChargeTotalAmount>10.00", "<ChargeTotalAmount>10.000"), {"BR-DEC-11"}),
    (("<AllowanceTotalAmount>10.00", "<AllowanceTotalAmount>10.000"), {"BR-DEC-10"}),
    (
        (
            "<LineTotalAmount>100.00</LineTotalAmount><ChargeTotalAmount>",
            "<LineTotalAmount>100.000</LineTotalAmount><ChargeTotalAmount>",
        ),
        {"BR-DEC-09"},
    ),
    (
        (
            "<LineTotalAmount>100.00</LineTotalAmount><ChargeTotalAmount>",
            "<LineTotalAmount>100.01</LineTotalAmount><ChargeTotalAmount>",
        ),
        {"BR-CO-10", "BR-CO-13"},
    ),
    (("<ChargeTotalAmount>10.00</ChargeTotalAmount>", ""), {"BR-CO-12", "BR-CO-13"}),
    (("<AllowanceTotalAmount>10.00</AllowanceTotalAmount>", ""), {"BR-CO-11", "BR-CO-13"}),
    ((TAX_TOTAL, TAX_TOTAL.replace("20.00", "20.001")), {"BR-CO-14", "BR-DEC-13"}),
    ((TAX_TOTAL, TAX_TOTAL.replace("20.00", "20.01")), {"BR-CO-14", "BR-CO-15"}),
    (
        (
            "<InvoiceCurrencyCode>EUR</InvoiceCurrencyCode>",
            "<TaxCurrencyCode>USD</TaxCurrencyCode><InvoiceCurrencyCode>EUR</InvoiceCurrencyCode>",
        ),
        {"BR-53", "BR-DEC-15"},
    ),
    (("<InvoiceCurrencyCode>EUR</InvoiceCurrencyCode>", ""), {"BR-05"}),
    # Allowances and charges.
    (("<!--allowance-->", "<!--allowance--><Reason/>"), set()),
    (("<ReasonCode>95</ReasonCode>", ""), {"BR-33", "BR-CO-21"}),
    (("<ReasonCode>FC</ReasonCode>", ""), {"BR-38", "BR-CO-22"}),
    (("<ActualAmount>10.00</ActualAmount><ReasonCode>95", "<ReasonCode>95"), {"BR-31", "BR-CO-11", "BR-S-08"}),
    (("<ActualAmount>10.00</ActualAmount><ReasonCode>FC", "<ReasonCode>FC"), {"BR-36", "BR-CO-12", "BR-S-08"}),
    (
        (
            "<BasisAmount>100.00</BasisAmount><ActualAmount>10.00</ActualAmount><ReasonCode>95",
            "<BasisAmount>100.000</BasisAmount><ActualAmount>10.000</ActualAmount><ReasonCode>95",
        ),
        {"BR-DEC-01", "BR-DEC-02"},
    ),
    (
        (
            "<BasisAmount>100.00</BasisAmount><ActualAmount>10.00</ActualAmount><ReasonCode>FC",
            "<BasisAmount>100.000</BasisAmount><ActualAmount>10.000</ActualAmount><ReasonCode>FC",
        ),
        {"BR-DEC-05", "BR-DEC-06"},
    ),
    (("<Reason>Geste</Reason>", ""), {"BR-42", "BR-CO-23"}),
    (("<Reason>Port</Reason>", ""), {"BR-44", "BR-CO-24"}),
    (
        (
            "<BasisAmount>50.00</BasisAmount><ActualAmount>5.00</ActualAmount><Reason>Geste",
            "<BasisAmount>50.000</BasisAmount><ActualAmount>5.000</ActualAmount><Reason>Geste",
        ),
        {"BR-DEC-24", "BR-DEC-25"},
    ),
    (
        (
            "<BasisAmount>50.00</BasisAmount><ActualAmount>5.00</ActualAmount><Reason>Port",
            "<BasisAmount>50.000</BasisAmount><ActualAmount>5.000</ActualAmount><Reason>Port",
        ),
        {"BR-DEC-27", "BR-DEC-28"},
    ),
    (("<ActualAmount>5.00</ActualAmount><Reason>Geste", "<Reason>Geste"), {"BR-41"}),
    (("<ActualAmount>5.00</ActualAmount><Reason>Port", "<Reason>Port"), {"BR-43"}),
    # The breakdown of VAT.
    (
        ("<TypeCode>VAT</TypeCode><BasisAmount>100.00</BasisAmount>", "<TypeCode>VAT</TypeCode>"),
        {"BR-45", "BR-CO-17", "BR-S-08", "BR-S-09"},
    ),
    (("<CalculatedAmount>20.00</CalculatedAmount>", ""), {"BR-46", "BR-CO-14", "BR-CO-17", "BR-S-09"}),
    (
        (
            "<CalculatedAmount>20.00</CalculatedAmount><TypeCode>VAT</TypeCode>",
            "<CalculatedAmount>20.00</CalculatedAmount>",
        ),
        {"BR-47", "BR-48", "BR-CO-17"},
    ),
    ((HEADER_TAX, "</ApplicableTradeTax>"), {"BR-48", "BR-CO-17", "BR-S-09"}),
    ((DATE_CODE, f"<TaxPointDate><udt:DateString>20260901</udt:DateString></TaxPointDate>{DATE_CODE}"), {"BR-CO-03"}),
    (
        (
            "<TypeCode>VAT</TypeCode><BasisAmount>100.00</BasisAmount>",
            "<TypeCode>VAT</TypeCode><BasisAmount>100.000</BasisAmount>",
        ),
        {"BR-DEC-19"},
    ),
    (("<CalculatedAmount>20.00</CalculatedAmount>", "<CalculatedAmount>20.000</CalculatedAmount>"), {"BR-DEC-20"}),
)


@pytest.mark.parametrize(("change", "codes"), BROKEN)
def test_one_change_breaks_what_it_should(change: tuple[str, str], codes: set[str]) -> None:
    assert wrong(change) == codes


def test_the_good_invoice_breaks_nothing() -> None:
    assert failed(GOOD) == set()


@pytest.mark.parametrize(("means", "codes"), [("30", {"BR-50"}), ("58", {"BR-50"}), ("48", set()), ("59", set())])
def test_only_a_transfer_needs_its_account(means: str, codes: set[str]) -> None:
    code = ("<TypeCode>30</TypeCode>", f"<TypeCode>{means}</TypeCode>")
    assert wrong(code, ("<IBANID>FR7630006000011234567890189</IBANID>", "<IBANID> </IBANID>")) == codes
