"""What a supplier gets wrong in UBL."""

from tests.validators.br_fr.damages import Damage, Put, after, before
from tests.validators.br_fr.papiers import UBL, UBL_BOTH_WAYS, UBL_CREDIT, UBL_SEVERAL

_LONG = "F" * 36
_CURRENCY = "<cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>"
_SELLER_SIRET = '<cbc:ID schemeID="0009">12345678200011</cbc:ID>'
_BUYER_SIRET = '<cbc:ID schemeID="0009">10000000900011</cbc:ID>'
_TOTALS = "<cac:LegalMonetaryTotal>"
_LINE_END = "</cac:InvoiceLine>"
_QUANTITY = '<cbc:InvoicedQuantity unitCode="C62">1</cbc:InvoicedQuantity>'


def _earlier(number: str = "F2026-0", date: str = "2026-10-01", kind: str = "") -> str:
    typed = f"<cbc:DocumentTypeCode>{kind}</cbc:DocumentTypeCode>" if kind else ""
    return (
        f"<cac:BillingReference><cac:InvoiceDocumentReference><cbc:ID>{number}</cbc:ID><cbc:IssueDate>{date}"
        f"</cbc:IssueDate>{typed}</cac:InvoiceDocumentReference></cac:BillingReference>"
    )


def _who(tag: str, inside: str) -> str:
    return f"<cac:{tag}>{inside}</cac:{tag}>"


def _identified(*schemes: str, value: str = "12345678200011") -> str:
    ids = (f'<cbc:ID schemeID="{one}">{value}</cbc:ID>' if one else f"<cbc:ID>{value}</cbc:ID>" for one in schemes)
    return "".join(f"<cac:PartyIdentification>{one}</cac:PartyIdentification>" for one in ids)


def _addressed(value: str) -> str:
    return f'<cbc:EndpointID schemeID="0225">{value}</cbc:EndpointID>'


def _legal(siren: str) -> str:
    return f'<cac:PartyLegalEntity><cbc:CompanyID schemeID="0002">{siren}</cbc:CompanyID></cac:PartyLegalEntity>'


def _in_party(role: str, inside: str) -> tuple[str, str]:
    """Inside the party of the seller or the buyer, at its end."""
    end = f"</cac:Party></cac:{role}>"
    return before(end, inside)


_ROLES: tuple[tuple[str, str, Put], ...] = (
    ("BT-60", "EXT-FR-FE-29", lambda inside: before("<cac:TaxTotal>", _who("PayeeParty", inside))),
    (
        "EXT-FR-FE-06",
        "EXT-FR-FE-12",
        lambda inside: _in_party("AccountingCustomerParty", _who("AgentParty", inside)),
    ),
    (
        "EXT-FR-FE-46",
        "EXT-FR-FE-52",
        lambda inside: before(
            "<cac:TaxTotal>", _who("PaymentMeans", _who("PaymentMandate", _who("PayerParty", inside)))
        ),
    ),
    (
        "EXT-FR-FE-69",
        "EXT-FR-FE-75",
        lambda inside: _in_party("AccountingSupplierParty", _who("AgentParty", inside)),
    ),
    (
        "EXT-FR-FE-92",
        "EXT-FR-FE-98",
        lambda inside: _in_party("AccountingCustomerParty", _who("ServiceProviderParty", _who("Party", inside))),
    ),
    (
        "EXT-FR-FE-115",
        "EXT-FR-FE-121",
        lambda inside: _in_party("AccountingSupplierParty", _who("ServiceProviderParty", _who("Party", inside))),
    ),
)
"""The other parties: the terms of their identifiers and address, and how to put them in."""

PARTIES = tuple(
    damage
    for term, address, put in _ROLES
    for damage in (
        Damage(UBL, *put(_identified("0009") + _legal("200000008")), f"BR-FR-09_{term}"),
        Damage(UBL, *put(_identified("0009", value="1234567820001")), f"BR-FR-09_{term}"),
        Damage(UBL, *put(_identified("0009")), ""),
        Damage(UBL, *put(_identified("")), f"BR-FR-CO-10_{term}-1"),
        Damage(UBL, *put(_identified("0088", "0088")), f"BR-FR-CO-10_{term}-2"),
        Damage(UBL, *put(_addressed("siège")), f"BR-FR-23_{address}"),
        Damage(UBL, *put(_addressed("1" * 126)), f"BR-FR-25_{address}"),
    )
)

ENTETE = (
    Damage(UBL, ">F2026-1<", f">{_LONG}<", "BR-FR-01_BT-1-1"),
    Damage(UBL, ">F2026-1<", ">F 2026<", "BR-FR-01_BT-1-2 BR-FR-02_BT-1"),
    Damage(UBL, ">F2026-1<", ">Été<", "BR-FR-01_BT-1-2 BR-FR-02_BT-1"),
    Damage(UBL, ">F2026-1<", ">\nF2026-1\n<", ""),
    Damage(UBL, *after(_CURRENCY, _earlier(_LONG)), "BR-FR-01_BT-25-1"),
    Damage(UBL, *after(_CURRENCY, _earlier("F.1")), "BR-FR-01_BT-25-2 BR-FR-02_BT-25"),
    Damage(UBL, *after(_QUANTITY, _earlier(_LONG)), "BR-FR-01_EXT-FR-FE-136-1"),
    Damage(UBL, *after(_QUANTITY, _earlier("F.1")), "BR-FR-01_EXT-FR-FE-136-2 BR-FR-02_EXT-FR-FE-136"),
    Damage(UBL, "2026-11-20", "1999-11-20", "BR-FR-03_BT-2"),
    Damage(UBL, "2026-11-20", "2026-02-29", "BR-FR-03_BT-2"),
    Damage(UBL, "2026-11-20", "2024-02-29", ""),
    Damage(UBL, "2026-11-20", "20261120", "BR-FR-03_BT-2 BR-FR-CO-07_BT-9"),
    Damage(UBL, "2026-12-20", "2100-12-20", "BR-FR-03_BT-9"),
    Damage(UBL, "2026-12-20", "2026-11-19", "BR-FR-CO-07_BT-9"),
    Damage(UBL, *before("<cbc:InvoiceTypeCode>", "<cbc:TaxPointDate>demain</cbc:TaxPointDate>"), "BR-FR-03_BT-7"),
    Damage(UBL, *after(_CURRENCY, _earlier(date="2026-31-01")), "BR-FR-03_BT-26"),
    Damage(UBL, *before("<cac:TaxTotal>", "<cac:Delivery><cbc:ActualDeliveryDate/></cac:Delivery>"), "BR-FR-03_BT-72"),
    Damage(
        UBL,
        *after(_CURRENCY, "<cac:InvoicePeriod><cbc:StartDate>2026</cbc:StartDate></cac:InvoicePeriod>"),
        "BR-FR-03_BT-73",
    ),
    Damage(
        UBL,
        *after(_CURRENCY, "<cac:InvoicePeriod><cbc:EndDate>2026</cbc:EndDate></cac:InvoicePeriod>"),
        "BR-FR-03_BT-74",
    ),
    Damage(UBL, *after(_QUANTITY, _earlier(date="2026-31-01")), "BR-FR-03_EXT-FR-FE-138"),
    Damage(
        UBL,
        *after(_QUANTITY, "<cac:Delivery><cbc:ActualDeliveryDate>2026</cbc:ActualDeliveryDate></cac:Delivery>"),
        "BR-FR-03_EXT-FR-FE-158",
    ),
    Damage(
        UBL,
        *after(_QUANTITY, "<cac:InvoicePeriod><cbc:StartDate>2026</cbc:StartDate></cac:InvoicePeriod>"),
        "BR-FR-03_BT-134",
    ),
    Damage(
        UBL,
        *after(_QUANTITY, "<cac:InvoicePeriod><cbc:EndDate>2026</cbc:EndDate></cac:InvoicePeriod>"),
        "BR-FR-03_BT-135",
    ),
    Damage(UBL, "Code>380<", "Code>326<", "BR-FR-04_BT-3"),
    Damage(UBL, "Code>380<", "Code> 380<", "BR-FR-04_BT-3"),
    Damage(UBL_CREDIT, "Code>381<", "Code>83<", "BR-FR-04_BT-3"),
    Damage(UBL, *after(_CURRENCY, _earlier(kind="326")), "BR-FR-04_EXT-FR-FE-02"),
    Damage(UBL, *after(_QUANTITY, _earlier(kind="326")), "BR-FR-04_EXT-FR-FE-137"),
    Damage(UBL, "<cbc:ProfileID>S1</cbc:ProfileID>", "", "BR-FR-08_BT-23"),
    Damage(UBL, ">S1<", ">A1<", "BR-FR-08_BT-23"),
)

MENTIONS = (
    Damage(UBL, "#PMT#", "", "BR-FR-05_BT-22-1"),
    Damage(UBL, "#PMD#", "", "BR-FR-05_BT-22-2"),
    Damage(UBL, "#AAB#", "AAB:", "BR-FR-05_BT-22-3"),
    Damage(UBL, "#PMT#", "#PMT##PMT#", "BR-FR-06_BT-21-1"),
    Damage(UBL, "#PMD#", "#PMD##PMD#", "BR-FR-06_BT-21-2"),
    Damage(UBL, "#AAB#", "#AAB##AAB#", "BR-FR-06_BT-21-3"),
    Damage(UBL, "#AAB#", "#TXD#A#TXD#B#AAB#", "BR-FR-06_BT-21-4"),
    Damage(UBL, "#BAR#B2B", "#BAR#B2G", "BR-FR-20_BT-21"),
    Damage(UBL, "#BAR#B2B", "#BAR#B2CINT", ""),
    Damage(UBL, "<cbc:Note>#BAR#B2B</cbc:Note>", "<cbc:Note>#BAR#B2B</cbc:Note><cbc:Note>Merci</cbc:Note>", ""),
    Damage(
        UBL,
        "<cbc:Note>#BAR#B2B</cbc:Note>",
        "<cbc:Note>#BAR#B2B</cbc:Note><cbc:Note>#BAR#B2C</cbc:Note>",
        "BR-FR-30_BT-21",
    ),
)

IDENTITES = (
    Damage(UBL, _SELLER_SIRET, '<cbc:ID schemeID="0009">20000000800011</cbc:ID>', "BR-FR-09_BT-29"),
    Damage(UBL, _BUYER_SIRET, '<cbc:ID schemeID="0009">1000000090001</cbc:ID>', "BR-FR-09_BT-46"),
    Damage(
        UBL,
        '<cbc:CompanyID schemeID="0002">123456782<',
        '<cbc:CompanyID schemeID="0002">12345678<',
        "BR-FR-09_BT-29 BR-FR-10_BT-30 BR-FR-32-LEGALID",
    ),
    Damage(
        UBL,
        '<cbc:CompanyID schemeID="0002">123456782</cbc:CompanyID>',
        "<cbc:CompanyID>123456782</cbc:CompanyID>",
        "BR-FR-09_BT-29 BR-FR-10_BT-30",
    ),
    Damage(
        UBL,
        '<cbc:CompanyID schemeID="0002">100000009</cbc:CompanyID>',
        "",
        "BR-FR-09_BT-46 BR-FR-11_BT-47",
    ),
    Damage(UBL, _SELLER_SIRET, '<cbc:ID schemeID="0002">123456782000</cbc:ID>', "BR-FR-32-ID"),
    Damage(UBL, _SELLER_SIRET, "<cbc:ID>123456782</cbc:ID>", "BR-FR-CO-10_BT-29-1"),
    Damage(UBL, _BUYER_SIRET, "<cbc:ID>123456782</cbc:ID>", "BR-FR-CO-10_BT-46-1"),
    Damage(UBL, *after(_SELLER_SIRET, _SELLER_SIRET), "BR-FR-CO-10_BT-29-2"),
    Damage(UBL, *after(_BUYER_SIRET, _BUYER_SIRET), "BR-FR-CO-10_BT-46-2"),
    Damage(UBL, _SELLER_SIRET, '<cbc:ID schemeID="0224">a b</cbc:ID>', "BR-FR-24_BT-29"),
    Damage(UBL, _BUYER_SIRET, '<cbc:ID schemeID="0224">A/B</cbc:ID>', "BR-FR-24_BT-46"),
    Damage(UBL, _SELLER_SIRET, f'<cbc:ID schemeID="0224">{"A" * 101}</cbc:ID>', "BR-FR-26_BT-29"),
    Damage(UBL, _BUYER_SIRET, f'<cbc:ID schemeID="0224">{"A" * 101}</cbc:ID>', "BR-FR-26_BT-46"),
    Damage(
        UBL,
        _SELLER_SIRET,
        '<cbc:ID schemeID="0231">200000008</cbc:ID>',
        "BR-FR-CO-14_BT-29-1 BR-FR-CO-15_BT-29-1",
    ),
    Damage(
        UBL.replace(_SELLER_SIRET, '<cbc:ID schemeID="0231">200000008</cbc:ID>'),
        *after("<cbc:Note>#BAR#B2B</cbc:Note>", "<cbc:Note>#TXD#MEMBRE_ASSUJETTI_UNIQUE</cbc:Note>"),
        "BR-FR-CO-15_BT-29-1",
    ),
    Damage(UBL, _addressed("100000009_ACHATS"), "", "BR-FR-12_BT-49 BR-FR-21_BT-49"),
    Damage(UBL, "#BAR#B2B", "#BAR#B2C", ""),
    Damage(UBL, _addressed("123456782_ACHATS"), _addressed(" "), "BR-FR-13_BT-34 BR-FR-23_BT-34"),
    Damage(UBL, _addressed("100000009_ACHATS"), _addressed("200000008"), "BR-FR-21_BT-49"),
    Damage(UBL, "Code>380<", "Code>389<", ""),
    Damage(
        UBL.replace("Code>380<", "Code>389<"),
        _addressed("123456782_ACHATS"),
        _addressed("200000008"),
        "BR-FR-22_BT-34",
    ),
    Damage(UBL, "100000009_ACHATS", "100000009 ACHATS", "BR-FR-23_BT-49"),
    Damage(UBL, "123456782_ACHATS", "1" * 126, "BR-FR-25_BT-34"),
    Damage(UBL, "100000009_ACHATS", "100000009" + "1" * 120, "BR-FR-25_BT-49"),
    Damage(
        UBL,
        '<cbc:EndpointID schemeID="0225">123456782_ACHATS</cbc:EndpointID>',
        '<cac:EndpointID schemeID="0225">123456782_ACHATS</cac:EndpointID>',
        "BR-FR-13_BT-34",
    ),
    Damage(
        UBL,
        *before(
            "<cac:TaxTotal>",
            '<cac:Delivery><cac:DeliveryLocation><cbc:ID schemeID="0009">123</cbc:ID></cac:DeliveryLocation>'
            "</cac:Delivery>",
        ),
        "BR-FR-09_BT-71",
    ),
    Damage(
        UBL,
        *before(
            "<cac:TaxTotal>",
            "<cac:Delivery><cac:DeliveryLocation><cbc:ID>123</cbc:ID></cac:DeliveryLocation></cac:Delivery>",
        ),
        "BR-FR-CO-10_BT-71-1",
    ),
    Damage(
        UBL,
        *before(
            "<cac:TaxTotal>",
            '<cac:Delivery><cac:DeliveryLocation><cbc:ID schemeID="0088">1</cbc:ID><cbc:ID schemeID="0088">2</cbc:ID>'
            "</cac:DeliveryLocation></cac:Delivery>",
        ),
        "BR-FR-CO-10_BT-71-2",
    ),
    Damage(
        UBL,
        *after(
            _QUANTITY, "<cac:Delivery><cac:DeliveryLocation><cbc:ID>123</cbc:ID></cac:DeliveryLocation></cac:Delivery>"
        ),
        "BR-FR-CO-10_EXT-FR-FE-146-1",
    ),
    Damage(
        UBL,
        *after(
            _QUANTITY,
            '<cac:Delivery><cac:DeliveryLocation><cbc:ID schemeID="0088">1</cbc:ID><cbc:ID schemeID="0088">2</cbc:ID>'
            "</cac:DeliveryLocation></cac:Delivery>",
        ),
        "BR-FR-CO-10_EXT-FR-FE-146-2",
    ),
    *PARTIES,
)

_CHARGE = (
    "<cac:AllowanceCharge><cbc:ChargeIndicator>false</cbc:ChargeIndicator>{}<cac:TaxCategory><cbc:ID>{}</cbc:ID>"
    "<cbc:Percent>{}</cbc:Percent></cac:TaxCategory></cac:AllowanceCharge>"
)


def _charge(inside: str = "", category: str = "S", rate: str = "20") -> tuple[str, str]:
    return before("<cac:TaxTotal>", _CHARGE.format(inside, category, rate))


_ROW = "<cac:TaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>20</cbc:Percent>"
_ITEM = "<cac:ClassifiedTaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>20</cbc:Percent>"

TAXES = (
    Damage(UBL, *_charge(category="H"), "BR-FR-15_BT-95_BT-102-1"),
    Damage(UBL, *_charge(category="L"), "BR-FR-15_BT-95_BT-102-1 BR-FR-15_BT-95_BT-102-2"),
    Damage(UBL, _ROW, _ROW.replace(">S<", ">H<"), "BR-FR-15_BT-118-1"),
    Damage(UBL, _ROW, _ROW.replace(">S<", ">M<"), "BR-FR-15_BT-118-1 BR-FR-15_BT-118-2"),
    Damage(UBL, _ITEM, _ITEM.replace(">S<", ">s<"), "BR-FR-15_BT-151-1"),
    Damage(UBL, _ITEM, _ITEM.replace(">S<", ">L<"), "BR-FR-15_BT-151-1 BR-FR-08_BT-151-2"),
    Damage(UBL, *_charge(rate="21"), "BR-FR-16_BT-96"),
    Damage(UBL, _ROW, _ROW.replace(">20<", ">19<"), "BR-FR-16_BT-119"),
    Damage(UBL, _ITEM, _ITEM.replace(">20<", ">05.5<"), "BR-FR-16_BT-152"),
    Damage(UBL, _ITEM, _ITEM.replace(">20<", ">5.50<"), ""),
    Damage(UBL, *_charge(rate="20.000"), "BR-FR-16_BT-96 BR-FR-DEC-04_BT-96_BT-103"),
    Damage(UBL, _ROW, _ROW.replace(">20<", ">100.00<"), "BR-FR-16_BT-119 BR-FR-DEC-04_BT-119"),
    Damage(UBL, _ITEM, _ITEM.replace(">20<", ">-20<"), "BR-FR-16_BT-152 BR-FR-DEC-04_BT-152"),
    Damage(UBL, _CURRENCY, _CURRENCY.replace("EUR", "USD"), "BR-FR-CO-12_BT-5"),
    Damage(
        UBL,
        _CURRENCY,
        _CURRENCY.replace("EUR", "USD") + "<cbc:TaxCurrencyCode>EUR</cbc:TaxCurrencyCode>",
        "",
    ),
)


def _piece(inside: str) -> tuple[str, str]:
    return after(_CURRENCY, f"<cac:AdditionalDocumentReference>{inside}</cac:AdditionalDocumentReference>")


def _attribute(inside: str) -> str:
    return f"<cac:AdditionalItemProperty>{inside}</cac:AdditionalItemProperty>"


_NAME = "<cbc:Name>Drap</cbc:Name>"
_VALUE = "<cbc:Value>1</cbc:Value>"

COMPLEMENTS = (
    Damage(UBL, *_piece("<cbc:DocumentDescription>Devis</cbc:DocumentDescription>"), "BR-FR-17_BT-123"),
    Damage(UBL, *_piece("<cbc:DocumentDescription>RIB</cbc:DocumentDescription>"), ""),
    Damage(
        UBL.replace(*_piece("<cbc:DocumentDescription>LISIBLE</cbc:DocumentDescription>")),
        *_piece("<cbc:DocumentDescription>LISIBLE</cbc:DocumentDescription>"),
        "BR-FR-18_BT-123",
    ),
    Damage(UBL, *after(_CURRENCY, f"<cac:Item>{_attribute(_VALUE)}</cac:Item>"), "BR-FR-27_BG-32"),
    Damage(UBL, *after(_CURRENCY, f"<cac:Item>{_attribute('<cbc:Name/>')}</cac:Item>"), "BR-FR-27_BT-160"),
    Damage(
        UBL,
        *after(_CURRENCY, f"<cac:Item>{_attribute('<cbc:NameCode> </cbc:NameCode>')}</cac:Item>"),
        "BR-FR-27_EXT-FR-FE-159",
    ),
    Damage(UBL, *after(_NAME, _attribute("<cbc:Name>Ton</cbc:Name>")), "BR-FR-28-Value"),
    Damage(UBL, *after(_NAME, _attribute(_VALUE)), ""),
    Damage(
        UBL,
        *after(_NAME, _attribute(f'{_VALUE}<cbc:ValueQuantity unitCode="C62">1</cbc:ValueQuantity>')),
        "BR-FR-28-Value",
    ),
    Damage(UBL, *after(_NAME, _attribute('<cbc:ValueQuantity unitCode="C62">1</cbc:ValueQuantity>')), ""),
    Damage(UBL, *_piece('<cbc:ID schemeID="AFL">1</cbc:ID><cbc:ID schemeID="AFL">2</cbc:ID>'), "BR-FR-29_BT-18"),
    Damage(UBL, *_piece('<cbc:ID schemeID="AFL"/>'), "BR-FR-29_AFL"),
    Damage(UBL, *_piece('<cbc:ID schemeID="AVV"> </cbc:ID>'), "BR-FR-29_AVV"),
    Damage(
        UBL,
        *after(
            _QUANTITY,
            '<cac:DocumentReference><cbc:ID schemeID="AVV">1</cbc:ID><cbc:ID schemeID="AVV">2</cbc:ID>'
            "</cac:DocumentReference>",
        ),
        "BR-FR-30_BT-128",
    ),
    Damage(
        UBL,
        *after(_QUANTITY, '<cac:DocumentReference><cbc:ID schemeID="AFL"/></cac:DocumentReference>'),
        "BR-FR-30_AFL",
    ),
    Damage(
        UBL,
        *after(_QUANTITY, '<cac:DocumentReference><cbc:ID schemeID="AVV"/></cac:DocumentReference>'),
        "BR-FR-30_AVV",
    ),
    Damage(UBL, *after(_QUANTITY, "<cac:DocumentReference><cbc:ID>Lot 1</cbc:ID></cac:DocumentReference>"), ""),
)

_PAID = '<cbc:PrepaidAmount currencyID="EUR">120.00</cbc:PrepaidAmount>'
_PAYABLE = '<cbc:PayableAmount currencyID="EUR">120.00</cbc:PayableAmount>'
_PAID_UBL = UBL.replace(">S1<", ">S2<").replace(_PAYABLE, _PAID + _PAYABLE.replace("120.00", "0"))
_REFERENCE = _earlier()

COHERENCE = (
    Damage(UBL_CREDIT, "Code>381<", "Code>262<", "BR-FR-CO-03_BT-3"),
    Damage(UBL, "Code>380<", "Code>384<", "BR-FR-CO-04_BT-3"),
    Damage(UBL.replace("Code>380<", "Code>384<"), *after(_CURRENCY, _REFERENCE), ""),
    Damage(UBL.replace("Code>380<", "Code>384<"), *after(_CURRENCY, _REFERENCE * 2), "BR-FR-CO-04_BT-3"),
    Damage(UBL_CREDIT, _REFERENCE, "", "BR-FR-CO-05_BT-3"),
    Damage(UBL_CREDIT, "<cbc:IssueDate>2026-10-01</cbc:IssueDate>", "", "BR-FR-CO-05_BT-3"),
    Damage(
        UBL_CREDIT.replace(_REFERENCE, ""),
        *after('<cbc:CreditedQuantity unitCode="C62">1</cbc:CreditedQuantity>', _REFERENCE),
        "",
    ),
    Damage(
        UBL_CREDIT.replace("<cbc:DueDate>2026-12-20</cbc:DueDate>", ""),
        *before(
            "<cac:TaxTotal>",
            "<cac:PaymentMeans><cbc:PaymentDueDate>2026-01-01</cbc:PaymentDueDate></cac:PaymentMeans>",
        ),
        "BR-FR-CO-07_BT-9",
    ),
    Damage(UBL.replace("2026-12-20", "2026-01-20"), "Code>380<", "Code>386<", ""),
    Damage(UBL.replace(">S1<", ">S4<"), "Code>380<", "Code>386<", "BR-FR-CO-08_BT-23"),
    Damage(_PAID_UBL, _PAID, _PAID, ""),
    Damage(_PAID_UBL, _PAID, _PAID.replace("120.00", "119.99"), "BR-FR-CO-09_BT-23-1"),
    Damage(_PAID_UBL, _PAID, "", "BR-FR-CO-09_BT-23-1"),
    Damage(_PAID_UBL, ">0</cbc:PayableAmount>", ">0.01</cbc:PayableAmount>", "BR-FR-CO-09_BT-23-2"),
    Damage(_PAID_UBL, "<cbc:DueDate>2026-12-20</cbc:DueDate>", "", "BR-FR-CO-09_BT-23-3"),
)


def _total(name: str, term: str) -> Damage:
    more = f'<cbc:{name} currencyID="EUR">1.005</cbc:{name}>'
    return Damage(UBL, *after(_TOTALS, more), f"BR-FR-DEC-01_{term}")


_PRICE = '<cbc:PriceAmount currencyID="EUR">100.00</cbc:PriceAmount>'


def _discount(inside: str) -> tuple[str, str]:
    return after(_PRICE, f"<cac:AllowanceCharge>{inside}</cac:AllowanceCharge>")


MONTANTS = (
    Damage(UBL, *_charge("<cbc:BaseAmount>1.005</cbc:BaseAmount>"), "BR-FR-DEC-01_BT-93_BT-100"),
    Damage(UBL, *_charge("<cbc:Amount>1,50</cbc:Amount>"), "BR-FR-DEC-01_BT-92_BT-99"),
    _total("LineExtensionAmount", "BT-106"),
    _total("AllowanceTotalAmount", "BT-107"),
    _total("ChargeTotalAmount", "BT-108"),
    _total("TaxExclusiveAmount", "BT-109"),
    _total("TaxInclusiveAmount", "BT-112"),
    _total("PrepaidAmount", "BT-113"),
    _total("PayableRoundingAmount", "BT-114"),
    _total("PayableAmount", "BT-115"),
    Damage(
        UBL,
        '<cac:TaxTotal><cbc:TaxAmount currencyID="EUR">20.00<',
        '<cac:TaxTotal><cbc:TaxAmount currencyID="EUR">1e2<',
        "BR-FR-DEC-01_BT-110",
    ),
    Damage(UBL, ">100.00</cbc:TaxableAmount>", ">100.000</cbc:TaxableAmount>", "BR-FR-DEC-01_BT-116"),
    Damage(UBL, ">100.00</cbc:TaxableAmount>", "> 100.00\n</cbc:TaxableAmount>", ""),
    Damage(
        UBL,
        '>100.00</cbc:TaxableAmount>\n   <cbc:TaxAmount currencyID="EUR">20.00<',
        '>100.00</cbc:TaxableAmount>\n   <cbc:TaxAmount currencyID="EUR">20.001<',
        "BR-FR-DEC-01_BT-117",
    ),
    Damage(UBL, ">100.00</cbc:LineExtensionAmount>", ">+100</cbc:LineExtensionAmount>", "BR-FR-DEC-01_BT-131"),
    Damage(UBL, ">100.00</cbc:LineExtensionAmount>", f">-{'1' * 19}</cbc:LineExtensionAmount>", "BR-FR-DEC-01_BT-131"),
    Damage(UBL, ">100.00</cbc:LineExtensionAmount>", f">{'1' * 17}.50</cbc:LineExtensionAmount>", ""),
    Damage(
        UBL,
        *after(_QUANTITY, "<cac:AllowanceCharge><cbc:Amount>0.001</cbc:Amount></cac:AllowanceCharge>"),
        "BR-FR-DEC-01_BT-136_BT-141",
    ),
    Damage(
        UBL,
        *after(_QUANTITY, "<cac:AllowanceCharge><cbc:BaseAmount>0.001</cbc:BaseAmount></cac:AllowanceCharge>"),
        "BR-FR-DEC-01_BT-137_BT-142",
    ),
    Damage(UBL, _QUANTITY, _QUANTITY.replace(">1<", ">1.00001<"), "BR-FR-DEC-02_BT-129"),
    Damage(UBL_CREDIT, ">1</cbc:CreditedQuantity>", "></cbc:CreditedQuantity>", "BR-FR-DEC-02_BT-129"),
    Damage(UBL, *after(_PRICE, "<cbc:BaseQuantity>1.00001</cbc:BaseQuantity>"), "BR-FR-DEC-02_BT-149"),
    Damage(UBL, _PRICE, _PRICE.replace("100.00", "-100.00"), "BR-FR-DEC-03_BT-146"),
    Damage(UBL, _PRICE, _PRICE.replace("100.00", "0.1234567"), "BR-FR-DEC-03_BT-146"),
    Damage(UBL_BOTH_WAYS, _PRICE, _PRICE.replace("100.00", "-100.00"), ""),
    Damage(UBL, *_discount("<cbc:Amount>-1</cbc:Amount>"), "BR-FR-DEC-03_BT-147"),
    Damage(UBL, *_discount("<cbc:BaseAmount>-1</cbc:BaseAmount>"), "BR-FR-DEC-03_BT-148"),
)

_FIRST_GROUP = "<cbc:DocumentStatusCode>GROUP</cbc:DocumentStatusCode>"
_MAKER = '<cbc:CompanyID schemeID="0002">123456782</cbc:CompanyID></cac:PartyLegalEntity></cac:ManufacturerParty>'
_ALL_GROUPS = UBL_SEVERAL.replace("GROUP", "INFORMATION")
_CORRECTED = UBL_SEVERAL.replace("Code>380<", "Code>381<")
_BOTH_CORRECTED = UBL_BOTH_WAYS.replace("Code>389<", "Code>261<")
_FIRST_VAT = '<cac:TaxTotal><cbc:TaxAmount currencyID="EUR">20.00</cbc:TaxAmount></cac:TaxTotal>'
_ON_LINE = '<cbc:LineExtensionAmount currencyID="EUR">100.00</cbc:LineExtensionAmount>'

GROUPES = (
    Damage(
        UBL_SEVERAL,
        "<cbc:DocumentStatusCode>DETAIL</cbc:DocumentStatusCode>",
        "<cbc:DocumentStatusCode/>",
        "BR-FR-MV-01_EXT-FR-FE-163",
    ),
    Damage(UBL_SEVERAL, "#AAB#", "#AAB#", ""),
    Damage(_ALL_GROUPS, "F2026-2", "F2026-2", "BR-FR-MV-02_EXT-FR-FE-163"),
    Damage(UBL_SEVERAL, "<cbc:RegistrationName>Atelier</cbc:RegistrationName>", "", "BR-FR-MV-03_EXT-FR-FE-164"),
    Damage(
        UBL_SEVERAL,
        _MAKER,
        "</cac:PartyLegalEntity></cac:ManufacturerParty>",
        "BR-FR-MV-03_EXT-FR-FE-167 BR-FR-MV-06_EXT-FR-FE-167",
    ),
    Damage(UBL_SEVERAL, ">FR<", "> <", "BR-FR-MV-03_EXT-FR-FE-177"),
    Damage(UBL_SEVERAL, _FIRST_VAT, "", "BR-FR-MV-03_EXT-FR-FE-181 BR-FR-MV-09_EXT-FR-FE-181"),
    Damage(
        UBL_SEVERAL,
        _CURRENCY,
        f"{_CURRENCY}<cbc:TaxCurrencyCode>USD</cbc:TaxCurrencyCode>",
        "BR-FR-MV-03_EXT-FR-FE-182",
    ),
    Damage(
        UBL_SEVERAL,
        '<cbc:ID schemeID="AFL">F2026-1</cbc:ID>',
        '<cbc:ID schemeID="AFL"/>',
        "BR-FR-30_AFL BR-FR-MV-03_BT-128_AFL BR-FR-MV-07_BT-128 BR-FR-MV-09_EXT-FR-FE-181 BR-FR-MV-11_BT-128",
    ),
    Damage(UBL_SEVERAL, ">S1<", ">S8<", "BR-FR-MV-03_BT-128_AVV"),
    Damage(UBL_SEVERAL, _ON_LINE, _ON_LINE.replace("100.00", "100.03"), "BR-FR-MV-05_EXT-FR-FE-BG-12"),
    Damage(UBL_SEVERAL, _ON_LINE, _ON_LINE.replace("100.00", "100.01"), ""),
    Damage(
        UBL_SEVERAL,
        ">F2026-1</cbc:ID><cbc:DocumentTypeCode>130</cbc:DocumentTypeCode>\n  </cac:DocumentReference>\n  <cac:Item>",
        ">F2026-3</cbc:ID><cbc:DocumentTypeCode>130</cbc:DocumentTypeCode>\n  </cac:DocumentReference>\n  <cac:Item>",
        "BR-FR-MV-07_BT-128 BR-FR-MV-08_BT-128",
    ),
    Damage(UBL_SEVERAL, "Reason>#F2026-2#<", "Reason>#F2026-9#<", "BR-FR-MV-09_EXT-FR-FE-181"),
    Damage(
        UBL_SEVERAL,
        *before(_ON_LINE, "<cbc:TaxInclusiveLineExtensionAmount>121</cbc:TaxInclusiveLineExtensionAmount>"),
        "BR-FR-MV-10_EXT-FR-FE-184",
    ),
    Damage(
        UBL_SEVERAL,
        *before(_ON_LINE, "<cbc:TaxInclusiveLineExtensionAmount>120.02</cbc:TaxInclusiveLineExtensionAmount>"),
        "",
    ),
    Damage(
        UBL_SEVERAL.replace(">200000008<", ">123456782<"),
        '<cbc:ID schemeID="AFL">F2026-1</cbc:ID>',
        '<cbc:ID schemeID="AFL">F2026-3</cbc:ID>',
        "BR-FR-MV-07_BT-128 BR-FR-MV-09_EXT-FR-FE-181 BR-FR-MV-11_BT-128",
    ),
    Damage(UBL_SEVERAL.replace("F2026-2", "F2026-1"), "#PMT#", "#PMT#", "BR-FR-MV-09_EXT-FR-FE-181 BR-FR-MV-12_BT-128"),
    Damage(UBL_SEVERAL, "Code>380<", "Code>389<", "BR-FR-MV-13_BT-3"),
    Damage(UBL_BOTH_WAYS, "Code>389<", "Code>380<", "BR-FR-MV-BD_BT-3"),
    Damage(
        UBL_BOTH_WAYS,
        _FIRST_GROUP,
        _FIRST_GROUP.replace("GROUP", "INFORMATION"),
        "BR-FR-BD-02_EXT-FR-FE-163 BR-FR-BD-02_BT-30",
    ),
    Damage(
        UBL_BOTH_WAYS.replace(
            ">100000009</cbc:CompanyID></cac:PartyLegalEntity></cac:Man",
            ">200000008</cbc:CompanyID></cac:PartyLegalEntity></cac:Man",
        ),
        "#PMT#",
        "#PMT#",
        "BR-FR-BD-02_BT-47",
    ),
    Damage(_CORRECTED, "#PMT#", "#PMT#", "BR-FR-MV-14-EXT-FR-FE-136 BR-FR-MV-14-EXT-FR-FE-138"),
    Damage(_BOTH_CORRECTED, "#PMT#", "#PMT#", "BR-FR-BD-14-EXT-FR-FE-136 BR-FR-BD-14-EXT-FR-FE-138"),
)

ALL = (*ENTETE, *MENTIONS, *IDENTITES, *TAXES, *COMPLEMENTS, *COHERENCE, *MONTANTS, *GROUPES)

NEVER = frozenset({"BR-FR-09_EXT-FR-FE-146", "BR-FR-16_BT-103", "BR-FR-DEC-01_BT-111"})
"""What nothing can reach: a place that is never there, and rules after another on the same nodes."""
