"""What a supplier gets wrong in CII."""

from tests.validators.br_fr.damages import Damage, Put, after, before
from tests.validators.br_fr.papiers import CII, CII_BOTH_WAYS, CII_SEVERAL

_LONG = "F" * 36
_AGREEMENT, _DELIVERY = "</ram:ApplicableHeaderTradeAgreement>", "<ram:ApplicableHeaderTradeDelivery/>"
_SETTLEMENT = "</ram:ApplicableHeaderTradeSettlement>"
_LINE_END = "</ram:SpecifiedLineTradeSettlement>"
_SUMMATION = "<ram:SpecifiedTradeSettlementHeaderMonetarySummation>"
_SELLER_SIRET = '<ram:GlobalID schemeID="0009">12345678200011</ram:GlobalID>'
_BUYER_SIRET = '<ram:GlobalID schemeID="0009">10000000900011</ram:GlobalID>'
_DATED = '<{0}><udt:DateTimeString format="102">{1}</udt:DateTimeString></{0}>'


def _day(tag: str, value: str) -> str:
    return _DATED.format(f"ram:{tag}", value)


def _earlier(number: str = "F2026-0", date: str = "20261001", kind: str = "") -> str:
    typed = f"<ram:TypeCode>{kind}</ram:TypeCode>" if kind else ""
    return (
        f"<ram:InvoiceReferencedDocument><ram:IssuerAssignedID>{number}</ram:IssuerAssignedID>{typed}"
        f'<ram:FormattedIssueDateTime><qdt:DateTimeString format="102">{date}</qdt:DateTimeString>'
        "</ram:FormattedIssueDateTime></ram:InvoiceReferencedDocument>"
    )


def _identified(*schemes: str, value: str = "12345678200011") -> str:
    return "".join(
        f'<ram:GlobalID schemeID="{one}">{value}</ram:GlobalID>' if one else f"<ram:GlobalID>{value}</ram:GlobalID>"
        for one in schemes
    )


def _addressed(value: str) -> str:
    return (
        f'<ram:URIUniversalCommunication><ram:URIID schemeID="0225">{value}</ram:URIID></ram:URIUniversalCommunication>'
    )


def _legal(siren: str) -> str:
    return f'<ram:SpecifiedLegalOrganization><ram:ID schemeID="0002">{siren}</ram:ID></ram:SpecifiedLegalOrganization>'


_ROLES = (
    ("BT-60", "EXT-FR-FE-29", "PayeeTradeParty", _SETTLEMENT),
    ("EXT-FR-FE-06", "EXT-FR-FE-12", "BuyerAgentTradeParty", _AGREEMENT),
    ("EXT-FR-FE-46", "EXT-FR-FE-52", "PayerTradeParty", _SETTLEMENT),
    ("EXT-FR-FE-69", "EXT-FR-FE-75", "SalesAgentTradeParty", _AGREEMENT),
    ("EXT-FR-FE-92", "EXT-FR-FE-98", "InvoiceeTradeParty", _SETTLEMENT),
    ("EXT-FR-FE-115", "EXT-FR-FE-121", "InvoicerTradeParty", _SETTLEMENT),
)
"""The other parties: the terms of their identifiers and address, their element, and what it is put before."""


def _party(tag: str, end: str, inside: str) -> tuple[str, str]:
    return before(end, f"<ram:{tag}>{inside}</ram:{tag}>")


def _ship(inside: str) -> str:
    return f"<ram:ShipToTradeParty>{inside}</ram:ShipToTradeParty>"


def _delivered(inside: str) -> tuple[str, str]:
    return _DELIVERY, f"<ram:ApplicableHeaderTradeDelivery>{inside}</ram:ApplicableHeaderTradeDelivery>"


_QUANTITY = '<ram:BilledQuantity unitCode="C62">1</ram:BilledQuantity>'
_PLACES: tuple[tuple[str, Put], ...] = (
    ("BT-71", lambda inside: _delivered(_ship(inside))),
    ("EXT-FR-FE-146", lambda inside: after(_QUANTITY, _ship(inside))),
)

PARTIES = (
    *(
        damage
        for term, address, tag, end in _ROLES
        for damage in (
            Damage(CII, *_party(tag, end, _identified("0009") + _legal("200000008")), f"BR-FR-09_{term}"),
            Damage(CII, *_party(tag, end, _identified("0009", value="1234567820001")), f"BR-FR-09_{term}"),
            Damage(CII, *_party(tag, end, _identified("0009")), ""),
            Damage(CII, *_party(tag, end, _identified("")), f"BR-FR-CO-10_{term}-1"),
            Damage(CII, *_party(tag, end, _identified("0088", "0088")), f"BR-FR-CO-10_{term}-2"),
            Damage(CII, *_party(tag, end, _addressed("siège")), f"BR-FR-23_{address}"),
            Damage(CII, *_party(tag, end, _addressed("1" * 126)), f"BR-FR-25_{address}"),
        )
    ),
    *(
        damage
        for term, put in _PLACES
        for damage in (
            Damage(CII, *put(_identified("0009", value="123")), f"BR-FR-09_{term}"),
            Damage(CII, *put(_identified("")), f"BR-FR-CO-10_{term}-1"),
            Damage(CII, *put(_identified("0088", "0088")), f"BR-FR-CO-10_{term}-2"),
        )
    ),
)

_PERIOD = "<ram:BillingSpecifiedPeriod>{}</ram:BillingSpecifiedPeriod>"
_START, _END = _PERIOD.format(_day("StartDateTime", "2026")), _PERIOD.format(_day("EndDateTime", "2026"))
_ACTUAL = (
    f"<ram:ActualDeliverySupplyChainEvent>{_day('OccurrenceDateTime', '2026')}</ram:ActualDeliverySupplyChainEvent>"
)
_ROW_END = "<ram:BasisAmount>100.00</ram:BasisAmount>"

ENTETE = (
    Damage(CII, ">F2026-1<", f">{_LONG}<", "BR-FR-01_BT-1"),
    Damage(CII, ">F2026-1<", "> F2026-1<", "BR-FR-02_BT-1"),
    Damage(CII, *before(_SETTLEMENT, _earlier(_LONG)), "BR-FR-01_BT-25"),
    Damage(CII, *before(_SETTLEMENT, _earlier("F.1")), "BR-FR-02_BT-25"),
    Damage(CII, *before(_LINE_END, _earlier(_LONG)), "BR-FR-01_EXT-FR-FE-136"),
    Damage(CII, *before(_LINE_END, _earlier("F.1")), "BR-FR-02_EXT-FR-FE-136"),
    Damage(CII, ">20261120<", ">19991120<", "BR-FR-03_BT-2"),
    Damage(CII, ">20261120<", ">20261120120000<", ""),
    Damage(CII, ">20261120<", ">20260229<", "BR-FR-03_BT-2"),
    Damage(CII, ">20261220<", ">21001220<", "BR-FR-03_BT-9"),
    Damage(
        CII,
        *before(_ROW_END, "<ram:TaxPointDate><udt:DateString>2026</udt:DateString></ram:TaxPointDate>"),
        "BR-FR-03_BT-7",
    ),
    Damage(CII, *before(_SETTLEMENT, _earlier(date="20263101")), "BR-FR-03_BT-26"),
    Damage(CII, *before(_SETTLEMENT, _earlier(date="20263101").replace("qdt:", "udt:")), ""),
    Damage(CII, *_delivered(_ACTUAL), "BR-FR-03_BT-72"),
    Damage(CII, *before(_SETTLEMENT, _START), "BR-FR-03_BT-73"),
    Damage(CII, *before(_SETTLEMENT, _END), "BR-FR-03_BT-74"),
    Damage(CII, *before(_LINE_END, _earlier(date="20263101")), "BR-FR-03_EXT-FR-FE-138"),
    Damage(CII, *after(_QUANTITY, _ACTUAL), "BR-FR-03_EXT-FR-FE-158"),
    Damage(CII, *before(_LINE_END, _START), "BR-FR-03_EXT-FR-FE-134"),
    Damage(CII, *before(_LINE_END, _END), "BR-FR-03_EXT-FR-FE-135"),
    Damage(CII, "Code>380<", "Code>326<", "BR-FR-04_BT-3"),
    Damage(CII, *before(_SETTLEMENT, _earlier(kind="326")), "BR-FR-04_EXT-FR-FE-02"),
    Damage(CII, *before(_LINE_END, _earlier(kind="326")), "BR-FR-04_EXT-FR-FE-137"),
    Damage(CII, "<ram:ID>S1</ram:ID>", "", "BR-FR-08_BT-23"),
    Damage(CII, ">S1<", ">s1<", "BR-FR-08_BT-23"),
)


def _note(code: str, said: str = "") -> tuple[str, str]:
    return before(
        "</rsm:ExchangedDocument>",
        f"<ram:IncludedNote><ram:Content>{said}</ram:Content><ram:SubjectCode>{code}</ram:SubjectCode></ram:IncludedNote>",
    )


MENTIONS = (
    Damage(CII, ">PMT<", ">AAI<", "BR-FR-05_BT-22_PMT"),
    Damage(CII, ">PMD<", ">AAI<", "BR-FR-05_BT-22_PMD"),
    Damage(CII, ">AAB<", ">AAI<", "BR-FR-05_BT-22_AAB"),
    Damage(CII, *_note("PMT"), "BR-FR-06_BT-21_PMT"),
    Damage(CII, *_note("PMD"), "BR-FR-06_BT-21_PMD"),
    Damage(CII, *_note("AAB"), "BR-FR-06_BT-21_AAB"),
    Damage(
        CII, _note("TXD")[0], _note("TXD")[1].replace(_note("TXD")[0], "") * 2 + _note("TXD")[0], "BR-FR-06_BT-21_TXD"
    ),
    Damage(CII, "<ram:Content>B2B<", "<ram:Content>B2G<", "BR-FR-20_BT-21"),
    Damage(CII, "<ram:Content>B2B<", "<ram:Content>B2CINT<", ""),
    Damage(CII, *_note("BAR", "B2C"), "BR-FR-31_BT-21"),
)

_MEMBER = CII.replace(_SELLER_SIRET, _identified("0231", value="200000008"))

IDENTITES = (
    Damage(CII, _SELLER_SIRET, _identified("0009", value="20000000800011"), "BR-FR-09_BT-29"),
    Damage(CII, _BUYER_SIRET, _identified("0009", value="1000000090001"), "BR-FR-09_BT-46"),
    Damage(CII, _legal("123456782"), _legal("12345678"), "BR-FR-09_BT-29 BR-FR-10_BT-30 BR-FR-32-LEGALID"),
    Damage(CII, _legal("123456782"), "", "BR-FR-09_BT-29 BR-FR-10_BT-30"),
    Damage(CII, _legal("100000009"), "", "BR-FR-09_BT-46 BR-FR-11_BT-47"),
    Damage(CII, _SELLER_SIRET, _identified("0002"), "BR-FR-32-GLOBALID"),
    Damage(CII, _SELLER_SIRET, _identified(""), "BR-FR-CO-10_BT-29-1"),
    Damage(CII, _BUYER_SIRET, _identified(""), "BR-FR-CO-10_BT-46-1"),
    Damage(CII, *after(_SELLER_SIRET, _SELLER_SIRET), "BR-FR-CO-10_BT-29-2"),
    Damage(CII, *after(_BUYER_SIRET, _BUYER_SIRET), "BR-FR-CO-10_BT-46-2"),
    Damage(CII, _SELLER_SIRET, _identified("0224", value="a b"), "BR-FR-24_BT-29"),
    Damage(CII, _BUYER_SIRET, _identified("0224", value="A/B"), "BR-FR-24_BT-46"),
    Damage(CII, _SELLER_SIRET, _identified("0224", value="A" * 101), "BR-FR-26_BT-29"),
    Damage(CII, _BUYER_SIRET, _identified("0224", value="A" * 101), "BR-FR-26_BT-46"),
    Damage(_MEMBER, "40 euros", "40 €", "BR-FR-CO-14_BT-29-1 BR-FR-CO-15_BT-29-1"),
    Damage(_MEMBER, *_note("TXD", "MEMBRE_ASSUJETTI_UNIQUE"), "BR-FR-CO-15_BT-29-1"),
    Damage(
        _MEMBER,
        *before(
            _AGREEMENT,
            '<ram:SellerTaxRepresentativeTradeParty><ram:SpecifiedTaxRegistration><ram:ID schemeID="VA">FR1</ram:ID>'
            "</ram:SpecifiedTaxRegistration></ram:SellerTaxRepresentativeTradeParty>",
        ),
        "BR-FR-CO-14_BT-29-1",
    ),
    Damage(CII, _addressed("100000009_ACHATS"), "", "BR-FR-12_BT-49 BR-FR-21_BT-49"),
    Damage(CII, _addressed("123456782_ACHATS"), "", "BR-FR-13_BT-34"),
    Damage(CII, _addressed("100000009_ACHATS"), _addressed("200000008"), "BR-FR-21_BT-49"),
    Damage(
        CII.replace("Code>380<", "Code>389<"),
        _addressed("123456782_ACHATS"),
        _addressed("200000008"),
        "BR-FR-22_BT-34",
    ),
    Damage(CII, "123456782_ACHATS", "123456782 ACHATS", "BR-FR-23_BT-34"),
    Damage(CII, "100000009_ACHATS", "100000009/ACHATS", "BR-FR-23_BT-49"),
    Damage(CII, "123456782_ACHATS", "1" * 126, "BR-FR-25_BT-34"),
    Damage(CII, "100000009_ACHATS", "100000009" + "1" * 120, "BR-FR-25_BT-49"),
    *PARTIES,
)

_CHARGE = (
    "<ram:SpecifiedTradeAllowanceCharge>{}<ram:CategoryTradeTax><ram:CategoryCode>{}</ram:CategoryCode>"
    "<ram:RateApplicablePercent>{}</ram:RateApplicablePercent></ram:CategoryTradeTax></ram:SpecifiedTradeAllowanceCharge>"
)


def _charge(inside: str = "", category: str = "S", rate: str = "20") -> tuple[str, str]:
    return before(_SETTLEMENT, _CHARGE.format(inside, category, rate))


_ITEM = "<ram:CategoryCode>S</ram:CategoryCode>\n    <ram:RateApplicablePercent>20<"
_ROW = f"<ram:BasisAmount>100.00</ram:BasisAmount>{_ITEM}"
_CURRENCY = "<ram:InvoiceCurrencyCode>EUR</ram:InvoiceCurrencyCode>"

TAXES = (
    Damage(CII, *_charge(category="H"), "BR-FR-15_BT-95_BT-102"),
    Damage(CII, *_charge(category="L"), "BR-FR-15_BT-95_BT-102 BR-FR-15_BT-95_BT-102_LM"),
    Damage(CII, _ROW, _ROW.replace(">S<", ">H<"), "BR-FR-15_BT-95_BT-118"),
    Damage(CII, _ROW, _ROW.replace(">S<", ">M<"), "BR-FR-15_BT-95_BT-118 BR-FR-15_BT-95_BT-118_LM"),
    Damage(CII, _ITEM, _ITEM.replace(">S<", ">s<"), "BR-FR-15_BT-95_BT-151"),
    Damage(CII, _ITEM, _ITEM.replace(">S<", ">L<"), "BR-FR-15_BT-95_BT-151 BR-FR-15_BT-95_BT-151_LM"),
    Damage(CII, "<ram:CategoryCode>S</ram:CategoryCode>", "", "BR-FR-15_BT-95_BT-151"),
    Damage(CII_SEVERAL, "<ram:CategoryCode>S</ram:CategoryCode>", "", ""),
    Damage(CII, *_charge(rate="21"), "BR-FR-16_BT-96_BT-103"),
    Damage(CII, _ROW, _ROW.replace(">20<", ">19<"), "BR-FR-16_BT-119"),
    Damage(CII, _ITEM, _ITEM.replace(">20<", ">05.5<"), "BR-FR-16_BT-152"),
    Damage(CII, *_charge(rate="20.000"), "BR-FR-16_BT-96_BT-103 BR-FR-DEC-04_BT-96_BT-103"),
    Damage(CII, _ROW, _ROW.replace(">20<", "><"), "BR-FR-DEC-04_BT-119"),
    Damage(CII, _ITEM, _ITEM.replace(">20<", ">-20<"), "BR-FR-16_BT-152 BR-FR-DEC-04_BT-152"),
    Damage(CII, _CURRENCY, _CURRENCY.replace("EUR", "USD"), "BR-FR-CO-12_BT-5"),
)


def _piece(inside: str) -> tuple[str, str]:
    return before(_AGREEMENT, f"<ram:AdditionalReferencedDocument>{inside}</ram:AdditionalReferencedDocument>")


def _attribute(inside: str) -> tuple[str, str]:
    return after(
        "<ram:Name>Drap</ram:Name>",
        f"<ram:ApplicableProductCharacteristic>{inside}</ram:ApplicableProductCharacteristic>",
    )


def _object(kind: str, value: str = "1") -> str:
    return (
        f"<ram:AdditionalReferencedDocument><ram:IssuerAssignedID>{value}</ram:IssuerAssignedID>"
        f"<ram:ReferenceTypeCode>{kind}</ram:ReferenceTypeCode></ram:AdditionalReferencedDocument>"
    )


_NAMED, _VALUE = "<ram:Description>Ton</ram:Description>", "<ram:Value>1</ram:Value>"
_READABLE = "<ram:TypeCode>130</ram:TypeCode><ram:Name>LISIBLE</ram:Name>"
_ON_LINE = "</ram:AssociatedDocumentLineDocument>"

COMPLEMENTS = (
    Damage(CII, *_piece("<ram:TypeCode>916</ram:TypeCode><ram:Name>Devis</ram:Name>"), "BR-FR-17_BT-123"),
    Damage(CII, *_piece("<ram:TypeCode>916</ram:TypeCode><ram:Name> RIB </ram:Name>"), ""),
    Damage(CII, *_piece("<ram:TypeCode>50</ram:TypeCode><ram:Name>Devis</ram:Name>"), ""),
    Damage(CII.replace(*_piece(_READABLE)), *_piece(_READABLE), "BR-FR-18_BT-123"),
    Damage(CII, *_attribute(_VALUE), "BR-FR-27_BG-32"),
    Damage(CII, *_attribute(f"<ram:Description/>{_VALUE}"), "BR-FR-27_BT-160"),
    Damage(CII, *_attribute(f"<ram:TypeCode/>{_VALUE}"), "BR-FR-27_EXT-FR-FE-159"),
    Damage(CII, *_attribute(_NAMED), "BR-FR-28-Value"),
    Damage(CII, *_attribute(f"{_NAMED}<ram:ValueMeasure>1</ram:ValueMeasure>"), "BR-FR-28-Value"),
    Damage(CII, *_attribute(f'{_NAMED}<ram:ValueMeasure unitCode="CMT">1</ram:ValueMeasure>'), ""),
    Damage(CII, *before(_AGREEMENT, _object("AFL") * 2), "BR-FR-29_BT-18"),
    Damage(CII, *before(_AGREEMENT, _object("AFL", "")), "BR-FR-29_AFL"),
    Damage(CII, *before(_AGREEMENT, _object("AVV", " ")), "BR-FR-29_AVV"),
    Damage(CII, *after(_ON_LINE, _object("AVV") * 2), "BR-FR-30_BT-128"),
    Damage(CII, *after(_ON_LINE, _object("AFL", "")), "BR-FR-30_AFL"),
    Damage(CII, *after(_ON_LINE, _object("AVV", "")), "BR-FR-30_AVV"),
)

_PAID = "<ram:TotalPrepaidAmount>120.00</ram:TotalPrepaidAmount>"
_PAID_CII = (
    CII.replace(">S1<", ">S2<")
    .replace("<ram:GrandTotalAmount>", f"{_PAID}<ram:GrandTotalAmount>")
    .replace("<ram:DuePayableAmount>120.00", "<ram:DuePayableAmount>0")
)
_CREDIT = CII.replace("Code>380<", "Code>381<")
_TERMS = "<ram:SpecifiedTradePaymentTerms>"
_EARLY = f"{_TERMS}{_day('DueDateDateTime', '20261101')}</ram:SpecifiedTradePaymentTerms>"

COHERENCE = (
    Damage(CII, "Code>380<", "Code>262<", "BR-FR-CO-03_BT-3"),
    Damage(CII, "Code>380<", "Code>384<", "BR-FR-CO-04_BT-4"),
    Damage(_CREDIT, "40 euros", "40 €", "BR-FR-CO-05_BT-3"),
    Damage(_CREDIT, *before(_SETTLEMENT, _earlier()), ""),
    Damage(_CREDIT, *before(_LINE_END, _earlier()), ""),
    Damage(CII, ">20261220<", ">20261119<", "BR-FR-CO-07_BT-9"),
    Damage(CII, *before(_TERMS, _EARLY), "BR-FR-CO-07_BT-9"),
    Damage(CII, *before(_TERMS, _EARLY.replace("20261101", "20261201")), ""),
    Damage(CII.replace(">20261220<", ">20261119<"), "Code>380<", "Code>386<", ""),
    Damage(CII.replace(">S1<", ">S4<"), "Code>380<", "Code>386<", "BR-FR-CO-08_BT-23"),
    Damage(_PAID_CII, "40 euros", "40 €", ""),
    Damage(_PAID_CII, _PAID, _PAID.replace("120.00", "119.99"), "BR-FR-CO-09_BT-23-1"),
    Damage(_PAID_CII, "DuePayableAmount>0<", "DuePayableAmount>0.01<", "BR-FR-CO-09_BT-23-2"),
    Damage(_PAID_CII, ">20261220<", "> <", "BR-FR-03_BT-9 BR-FR-CO-09_BT-23-3"),
)


def _total(name: str, term: str) -> Damage:
    return Damage(CII, *after(_SUMMATION, f"<ram:{name}>1.005</ram:{name}>"), f"BR-FR-DEC-01_{term}")


_LINE_CHARGE = "<ram:SpecifiedTradeAllowanceCharge>{}</ram:SpecifiedTradeAllowanceCharge>"
_PRICE = "<ram:ChargeAmount>100.00</ram:ChargeAmount>"
_NET = "<ram:NetPriceProductTradePrice>"


def _gross(inside: str) -> tuple[str, str]:
    return before(_NET, f"<ram:GrossPriceProductTradePrice>{inside}</ram:GrossPriceProductTradePrice>")


MONTANTS = (
    Damage(CII, *_charge("<ram:ActualAmount>1,50</ram:ActualAmount>"), "BR-FR-DEC-01_BT-92_BT-99"),
    Damage(CII, *_charge("<ram:BasisAmount>1.005</ram:BasisAmount>"), "BR-FR-DEC-01_BT-93_BT-100"),
    _total("LineTotalAmount", "BT-106"),
    _total("AllowanceTotalAmount", "BT-107"),
    _total("ChargeTotalAmount", "BT-108"),
    _total("TaxBasisTotalAmount", "BT-109"),
    _total("TaxTotalAmount", "BT-110"),
    _total("GrandTotalAmount", "BT-112"),
    _total("TotalPrepaidAmount", "BT-113"),
    _total("RoundingAmount", "BT-114"),
    _total("DuePayableAmount", "BT-115"),
    Damage(CII, _ROW_END, _ROW_END.replace("100.00", ""), "BR-FR-DEC-01_BT-116"),
    Damage(CII, "CalculatedAmount>20.00<", "CalculatedAmount>20.001<", "BR-FR-DEC-01_BT-117"),
    Damage(CII, "LineTotalAmount>100.00<", "LineTotalAmount>100.001<", "BR-FR-DEC-01_BT-131"),
    Damage(
        CII,
        *before(_LINE_END, _LINE_CHARGE.format("<ram:ActualAmount>0.001</ram:ActualAmount>")),
        "BR-FR-DEC-01_BT-136_BT-141",
    ),
    Damage(
        CII,
        *before(_LINE_END, _LINE_CHARGE.format("<ram:BasisAmount>0.001</ram:BasisAmount>")),
        "BR-FR-DEC-01_BT-137_BT-142",
    ),
    Damage(CII, _QUANTITY, _QUANTITY.replace(">1<", ">1.00001<"), "BR-FR-DEC-02_BT-129"),
    Damage(CII, *after(_PRICE, "<ram:BasisQuantity>1.00001</ram:BasisQuantity>"), "BR-FR-DEC-02_BT-149"),
    Damage(CII, _PRICE, _PRICE.replace("100.00", "-100.00"), "BR-FR-DEC-03_BT-146"),
    Damage(CII_BOTH_WAYS, _PRICE, _PRICE.replace("100.00", "-100.00"), ""),
    Damage(
        CII,
        *_gross(
            "<ram:AppliedTradeAllowanceCharge><ram:ActualAmount>-1</ram:ActualAmount></ram:AppliedTradeAllowanceCharge>"
        ),
        "BR-FR-DEC-03_BT-147",
    ),
    Damage(CII, *_gross("<ram:ChargeAmount>-1</ram:ChargeAmount>"), "BR-FR-DEC-03_BT-148"),
)

_SELLER_OF_LINE = "<ram:ItemSellerTradeParty><ram:Name>Atelier</ram:Name>"
_LINE_LEGAL = '<ram:ID schemeID="0002">123456782</ram:ID></ram:SpecifiedLegalOrganization><ram:PostalTradeAddress>'
_LINE_VAT = '<ram:TaxTotalAmount currencyID="EUR">20.00</ram:TaxTotalAmount>\n    </ram:SpecifiedTradeSettlementLine'
_FIRST_NUMBER = "<ram:IssuerAssignedID>F2026-1</ram:IssuerAssignedID>"
_LINE_TOTAL = "<ram:LineTotalAmount>100.00</ram:LineTotalAmount>"

GROUPES = (
    Damage(CII_SEVERAL, ">DETAIL<", "> <", "BR-FR-MV-01_EXT-FR-FE-163"),
    Damage(CII_SEVERAL.replace(">GROUP<", ">INFORMATION<"), "40 euros", "40 €", "BR-FR-MV-02_EXT-FR-FE-163"),
    Damage(CII_SEVERAL, _SELLER_OF_LINE, "<ram:ItemSellerTradeParty>", "BR-FR-MV-03_EXT-FR-FE-164"),
    Damage(
        CII_SEVERAL,
        _LINE_LEGAL,
        "</ram:SpecifiedLegalOrganization><ram:PostalTradeAddress>",
        "BR-FR-MV-03_EXT-FR-FE-167 BR-FR-MV-06_EXT-FR-FE-167",
    ),
    Damage(CII_SEVERAL, ">FR<", "><", "BR-FR-MV-03_EXT-FR-FE-177"),
    Damage(
        CII_SEVERAL,
        _LINE_VAT,
        _LINE_VAT.replace("EUR", "USD"),
        "BR-FR-MV-03_EXT-FR-FE-181 BR-FR-MV-09_EXT-FR-FE-181",
    ),
    Damage(
        CII_SEVERAL, *after(_CURRENCY, "<ram:TaxCurrencyCode>USD</ram:TaxCurrencyCode>"), "BR-FR-MV-03_EXT-FR-FE-182"
    ),
    Damage(
        CII_SEVERAL,
        _FIRST_NUMBER,
        "<ram:IssuerAssignedID/>",
        "BR-FR-MV-03_BT-128_AFL BR-FR-MV-07_BT-128 BR-FR-MV-09_EXT-FR-FE-181 BR-FR-MV-11_BT-128",
    ),
    Damage(CII_SEVERAL, "AssignedID>S1<", "AssignedID>S8<", "BR-FR-MV-03_BT-128_AVV"),
    Damage(CII_SEVERAL, _LINE_TOTAL, _LINE_TOTAL.replace("100.00", "100.03"), "BR-FR-MV-05_EXT-FR-FE-BG-12"),
    Damage(
        CII_SEVERAL.replace(
            "Reason>#F2026-1#</ram:ExemptionReason><ram:CategoryCode>",
            "Reason>F2026-1</ram:ExemptionReason><ram:CategoryCode>",
        ),
        "40 euros",
        "40 €",
        "BR-FR-MV-08_BT-128",
    ),
    Damage(CII_SEVERAL, "CalculatedAmount>10.00<", "CalculatedAmount>10.02<", "BR-FR-MV-09_EXT-FR-FE-181"),
    Damage(
        CII_SEVERAL,
        *after(_LINE_TOTAL, "<ram:GrandTotalAmount>121</ram:GrandTotalAmount>"),
        "BR-FR-MV-10_EXT-FR-FE-184",
    ),
    Damage(CII_SEVERAL, *after(_LINE_TOTAL, "<ram:GrandTotalAmount>120.02</ram:GrandTotalAmount>"), ""),
    Damage(
        CII_SEVERAL.replace("F2026-2", "F2026-1"),
        "40 euros",
        "40 €",
        "BR-FR-MV-09_EXT-FR-FE-181 BR-FR-MV-12_BT-128",
    ),
    Damage(CII_SEVERAL, "Code>380<", "Code>389<", "BR-FR-MV-13_BT-3"),
    Damage(CII_BOTH_WAYS, "Code>389<", "Code>380<", "BR-FR-BD-13_BT-3"),
    Damage(CII_BOTH_WAYS, ">GROUP<", ">INFORMATION<", "BR-FR-BD-02_EXT-FR-FE-163 BR-FR-BD-02_BT-31"),
    Damage(
        CII_BOTH_WAYS.replace(
            _LINE_LEGAL.replace("123456782", "100000009"), _LINE_LEGAL.replace("123456782", "200000008")
        ),
        "40 euros",
        "40 €",
        "BR-FR-BD-02_BT-47",
    ),
    Damage(
        CII_SEVERAL.replace("Code>380<", "Code>381<"),
        "40 euros",
        "40 €",
        "BR-FR-CO-05_BT-3 BR-FR-MV-14-EXT-FR-FE-136 BR-FR-MV-14-EXT-FR-FE-138",
    ),
    Damage(
        CII_BOTH_WAYS.replace("Code>389<", "Code>261<"),
        "40 euros",
        "40 €",
        "BR-FR-CO-05_BT-3 BR-FR-BD-14-EXT-FR-FE-136 BR-FR-BD-14-EXT-FR-FE-138",
    ),
)

ALL = (*ENTETE, *MENTIONS, *IDENTITES, *TAXES, *COMPLEMENTS, *COHERENCE, *MONTANTS, *GROUPES)

NEVER = frozenset({"BR-FR-DEC-01_BT-111"})
"""What nothing can reach: a rule after another on the same nodes."""
