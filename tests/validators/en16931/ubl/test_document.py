"""What a UBL document, its parties and its lines must say: one thing changed, and the rules that notice."""

import pytest

from tests.validators.en16931.ubl.facture import (
    BUYER,
    CURRENCY,
    HEAD,
    SELLER,
    broken,
    category,
    invoice,
    line,
    money,
)

OTHER_TAX = (
    "<cac:PartyTaxScheme><cbc:CompanyID>X</cbc:CompanyID>"
    "<cac:TaxScheme><cbc:ID>TVA</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>"
)
PERIOD = "<cac:InvoicePeriod><cbc:StartDate>{}</cbc:StartDate><cbc:EndDate>{}</cbc:EndDate></cac:InvoicePeriod>"
TRANSFER = "<cac:PaymentMeans><cbc:PaymentMeansCode>30</cbc:PaymentMeansCode>{}</cac:PaymentMeans>"
ACCOUNT = "<cac:PayeeFinancialAccount><cbc:ID>{}</cbc:ID></cac:PayeeFinancialAccount>"
PAYEE = "<cac:PayeeParty><cac:PartyName><cbc:Name>{}</cbc:Name></cac:PartyName></cac:PayeeParty>"
COUNTRY = "<cac:Country><cbc:IdentificationCode>FR</cbc:IdentificationCode></cac:Country>"
REFERENCE = "<cac:AdditionalDocumentReference><cbc:ID{}>A</cbc:ID>{}</cac:AdditionalDocumentReference>"
OBJECT = "<cbc:DocumentTypeCode>130</cbc:DocumentTypeCode>"
FILE = "<cac:Attachment><cbc:EmbeddedDocumentBinaryObject {}>AA==</cbc:EmbeddedDocumentBinaryObject></cac:Attachment>"


def test_a_good_invoice_and_a_good_credit_note_break_nothing() -> None:
    assert broken(invoice()) == set()
    assert broken(invoice(document="CreditNote", kind="381")) == set()


@pytest.mark.parametrize(
    ("head", "codes"),
    [
        (HEAD.replace("F-1", "  "), {"BR-02"}),
        (HEAD.replace("<cbc:ID>F-1</cbc:ID>", ""), {"BR-02"}),
        ("", {"BR-01", "BR-02", "BR-03"}),
    ],
)
def test_an_empty_element_of_the_head_is_as_bad_as_none(head: str, codes: set[str]) -> None:
    assert broken(invoice(head=head)) == codes


def test_an_empty_document_gets_a_finding_for_all_it_lacks() -> None:
    bare = broken(invoice(head="", currency="", seller="", buyer="", tax="", sums="", lines=""))
    assert bare == {"BR-01", "BR-02", "BR-03", "BR-05", "BR-06", "BR-07", "BR-08", "BR-10", "BR-16", "BR-CO-18"}


@pytest.mark.parametrize(
    ("xml", "codes"),
    [
        (invoice(kind="381"), {"BR-CL-01"}),
        (invoice(kind=" 380 "), set()),
        (invoice(kind="380", document="CreditNote"), {"BR-CL-01"}),
        (invoice(currency=CURRENCY.replace("EUR", "eur")), {"BR-CL-04", "BR-CO-15"}),
        (invoice(more="<cbc:TaxCurrencyCode>USD</cbc:TaxCurrencyCode>"), {"BR-53"}),
        (invoice(more="<cbc:Note>#AAB#Escompte</cbc:Note><cbc:Note>Lot #3 puis #4</cbc:Note>"), set()),
        (invoice(more="<cbc:Note>#XX9#Escompte</cbc:Note>"), {"BR-CL-08"}),
        (invoice(more=PERIOD.format("2026-02-01", "2026-01-31")), {"BR-29"}),
        (invoice(more="<cac:InvoicePeriod/>"), {"BR-CO-19"}),
        (invoice(more="<cac:BillingReference/>"), {"BR-55", "UBL-SR-07"}),
        (invoice(lines=line(more=PERIOD.format("2026-02-01", "2026-01-31"))), {"BR-30"}),
        (invoice(lines=line(more="<cac:InvoicePeriod/>")), {"BR-CO-20"}),
        (invoice(more=REFERENCE.format("", "")), set()),
        (invoice(more=REFERENCE.format(' schemeID="ABZ"', OBJECT)), set()),
        (invoice(more=REFERENCE.format(' schemeID="ABZ"', "")), {"UBL-SR-43"}),
        (invoice(more=REFERENCE.format(' schemeID="???"', OBJECT)), {"BR-CL-07"}),
        (invoice(more=REFERENCE.format("", OBJECT) * 2), {"UBL-SR-04"}),
        (
            invoice(more=REFERENCE.format("", OBJECT + FILE.format('mimeCode="text/csv" filename="a.csv"'))),
            {"UBL-CR-666"},
        ),
        (invoice(more=REFERENCE.format("", FILE.format('mimeCode="text/html"'))), {"UBL-DT-07", "BR-CL-24"}),
    ],
)
def test_what_stands_beside_the_lines(xml: str, codes: set[str]) -> None:
    assert broken(xml) == codes


@pytest.mark.parametrize(
    ("seller", "codes"),
    [
        (SELLER.replace("FR32123456782", "32123456782"), {"BR-CO-09"}),
        (SELLER.replace(">VAT<", "> vat <"), set()),
        (SELLER.replace('schemeID="0225"', ""), {"BR-62"}),
        (SELLER.replace('schemeID="0225"', 'schemeID="SIRET"'), {"BR-CL-25"}),
        (SELLER.replace(">FR<", "><"), {"BR-09", "BR-CL-14"}),
        (SELLER.replace('schemeID="0002"', 'schemeID="SEPA"'), {"BR-CL-11"}),
        (
            SELLER.replace("<cac:PartyLegalEntity>", OTHER_TAX * 2 + "<cac:PartyLegalEntity>"),
            {"UBL-SR-13", "UBL-SR-42"},
        ),
    ],
)
def test_who_sells(seller: str, codes: set[str]) -> None:
    assert broken(invoice(seller=seller)) == codes


def test_a_seller_that_nothing_identifies() -> None:
    bare = SELLER.replace('<cbc:CompanyID schemeID="0002">123456782</cbc:CompanyID>', "").replace(">VAT<", ">TVA<")
    assert broken(invoice(seller=bare)) == {"BR-CO-26"}
    creditor = '<cac:PartyIdentification><cbc:ID schemeID="SEPA">FR12ZZZ</cbc:ID></cac:PartyIdentification>'
    assert broken(invoice(seller=bare.replace("<cac:Post", creditor + "<cac:Post"))) == {"BR-CO-26"}
    known = creditor.replace("SEPA", "0009")
    assert broken(invoice(seller=bare.replace("<cac:Post", known + "<cac:Post"))) == set()


def test_a_creditor_identifier_is_the_sellers_not_the_buyers() -> None:
    creditor = '<cac:PartyIdentification><cbc:ID schemeID="SEPA">FR12ZZZ</cbc:ID></cac:PartyIdentification>'
    assert broken(invoice(seller=SELLER.replace("<cac:Post", creditor + "<cac:Post"))) == set()
    assert broken(invoice(buyer=BUYER.replace("<cac:Post", creditor + "<cac:Post"))) == {"BR-CL-10"}


@pytest.mark.parametrize(
    ("more", "codes"),
    [
        (TRANSFER.format(ACCOUNT.format("FR7630001007941234567890185")), set()),
        (TRANSFER.format(ACCOUNT.format("")), {"BR-50"}),
        (TRANSFER.format(""), {"BR-61"}),
        ("<cac:PaymentMeans/>", {"BR-49"}),
        (
            TRANSFER.format(ACCOUNT.format("A"))
            + "<cac:PaymentMeans><cbc:PaymentMeansCode>48</cbc:PaymentMeansCode></cac:PaymentMeans>",
            {"UBL-SR-47"},
        ),
        (
            TRANSFER.format("<cbc:PaymentID>1</cbc:PaymentID><cbc:PaymentID>2</cbc:PaymentID>" + ACCOUNT.format("A")),
            {"UBL-SR-26", "UBL-SR-44"},
        ),
        (PAYEE.format("Affactura"), set()),
        (PAYEE.format("Toitures Lenoir"), {"UBL-SR-19", "UBL-SR-20", "UBL-SR-21"}),
        ("<cac:PayeeParty/>", {"BR-17", "UBL-SR-19", "UBL-SR-20", "UBL-SR-21"}),
        ("<cac:TaxRepresentativeParty/>", {"BR-18", "BR-19", "BR-56"}),
        (
            f"<cac:Delivery><cac:DeliveryLocation><cac:Address>{COUNTRY}</cac:Address></cac:DeliveryLocation></cac:Delivery>",
            set(),
        ),
        ("<cac:Delivery><cac:DeliveryLocation><cac:Address/></cac:DeliveryLocation></cac:Delivery>", {"BR-57"}),
        ("<cac:Delivery/><cac:Delivery/>", {"UBL-SR-24"}),
    ],
)
def test_payment_payee_and_delivery(more: str, codes: set[str]) -> None:
    assert broken(invoice(more=more)) == codes


def test_a_card_number_in_full_is_noticed() -> None:
    card = "<cac:CardAccount><cbc:PrimaryAccountNumberID>{}</cbc:PrimaryAccountNumberID></cac:CardAccount>"
    means = "<cac:PaymentMeans><cbc:PaymentMeansCode>48</cbc:PaymentMeansCode>{}</cac:PaymentMeans>"
    assert broken(invoice(more=means.format(card.format("123456*1234")))) == {"BR-51"}
    assert broken(invoice(more=means.format(card.format("1234")))) == set()


@pytest.mark.parametrize(
    ("lines", "codes"),
    [
        (line().replace("<cbc:ID>1</cbc:ID>", ""), {"BR-21"}),
        (line().replace(' unitCode="C62"', ""), {"BR-23"}),
        (line().replace("C62", "PIECE"), {"BR-CL-23"}),
        (line().replace("<cbc:Name>Tuiles</cbc:Name>", "<cbc:Name> </cbc:Name>"), {"BR-25"}),
        (line().replace(money("PriceAmount", "100.00"), money("PriceAmount", "-1")), {"BR-27"}),
        (line().replace(money("PriceAmount", "100.00"), money("PriceAmount", "99.9999")), set()),
        (line().replace(money("PriceAmount", "100.00"), ""), {"BR-26", "BR-27"}),
        (line(vat=category() * 2), {"UBL-SR-48"}),
        (line(vat=""), {"BR-CO-04", "UBL-SR-48", "BR-S-01", "BR-S-08"}),
        (line(more="<cbc:Note>a</cbc:Note><cbc:Note>b</cbc:Note>"), {"UBL-SR-34"}),
    ],
)
def test_what_a_line_must_hold(lines: str, codes: set[str]) -> None:
    assert broken(invoice(lines=lines)) == codes


def test_an_allowance_of_a_line_needs_a_reason_and_an_amount() -> None:
    said = "<cac:AllowanceCharge><cbc:ChargeIndicator>{}</cbc:ChargeIndicator></cac:AllowanceCharge>"
    assert broken(invoice(lines=line(more=said.format("false")))) == {"BR-41", "BR-42", "BR-CO-23"}
    assert broken(invoice(lines=line(more=said.format("1")))) == {"BR-43", "BR-44", "BR-CO-24"}
    assert broken(invoice(lines=line(more=said.format("peut-être")))) == set()


@pytest.mark.parametrize(("means", "codes"), [("30", {"BR-61"}), ("58", {"BR-61"}), ("48", set()), ("59", set())])
def test_only_a_transfer_needs_its_account(means: str, codes: set[str]) -> None:
    assert broken(invoice(more=TRANSFER.replace("30", means).format(""))) == codes
    empty = {code.replace("61", "50") for code in codes}
    assert broken(invoice(more=TRANSFER.replace("30", means).format(ACCOUNT.format("")))) == empty
