"""Documents that every French rule accepts, small, in both syntaxes: ordinary, of several sellers, and both ways."""

from decimal import Context, localcontext

from lxml import etree

from domain.tree import Syntax, Tree
from parsers.xml.rule_tree import rule_tree
from validators import br_fr

_CALM = Context(prec=60, traps=[])
SELLER, BUYER, OTHER = "123456782", "100000009", "200000008"


def asked(xml: str) -> set[str]:
    """The codes that a document breaks."""
    tree = tree_of(xml)
    body = br_fr.UBL if tree.syntax is Syntax.UBL else br_fr.CII
    with localcontext(_CALM):
        return {failure.code for failure in body.failures(tree)}


def tree_of(xml: str) -> Tree:
    """Its plain tree."""
    tree = rule_tree(etree.fromstring(xml))
    assert tree is not None
    return tree


_UBL_SPACES = (
    'xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" '
    'xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"'
)


def _ubl_party(role: str, siren: str, name: str) -> str:
    return f"""
 <cac:{role}><cac:Party>
  <cbc:EndpointID schemeID="0225">{siren}_ACHATS</cbc:EndpointID>
  <cac:PartyIdentification><cbc:ID schemeID="0009">{siren}00011</cbc:ID></cac:PartyIdentification>
  <cac:PartyLegalEntity><cbc:RegistrationName>{name}</cbc:RegistrationName>
   <cbc:CompanyID schemeID="0002">{siren}</cbc:CompanyID></cac:PartyLegalEntity>
 </cac:Party></cac:{role}>"""


def _ubl(cadre: str, kind: str, taxes: str, lines: str, total: str, vat: str, more: str = "") -> str:
    return f"""<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" {_UBL_SPACES}>
 <cbc:ProfileID>{cadre}</cbc:ProfileID><cbc:ID>F2026-1</cbc:ID><cbc:IssueDate>2026-11-20</cbc:IssueDate>
 <cbc:DueDate>2026-12-20</cbc:DueDate><cbc:InvoiceTypeCode>{kind}</cbc:InvoiceTypeCode>
 <cbc:Note>#PMT#40 euros</cbc:Note><cbc:Note>#PMD#trois fois le taux légal</cbc:Note><cbc:Note>#AAB#néant</cbc:Note>
 <cbc:Note>#BAR#B2B</cbc:Note><cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>{more}
 {_ubl_party("AccountingSupplierParty", SELLER, "Atelier du Lin")}
 {_ubl_party("AccountingCustomerParty", BUYER, "Mairie")}
 <cac:TaxTotal><cbc:TaxAmount currencyID="EUR">{vat}</cbc:TaxAmount>{taxes}</cac:TaxTotal>
 <cac:LegalMonetaryTotal><cbc:TaxInclusiveAmount currencyID="EUR">{total}</cbc:TaxInclusiveAmount>
  <cbc:PayableAmount currencyID="EUR">{total}</cbc:PayableAmount></cac:LegalMonetaryTotal>{lines}
</Invoice>"""


def _ubl_tax(base: str, vat: str, reason: str = "") -> str:
    told = f"<cbc:TaxExemptionReason>{reason}</cbc:TaxExemptionReason>" if reason else ""
    return f"""
  <cac:TaxSubtotal><cbc:TaxableAmount currencyID="EUR">{base}</cbc:TaxableAmount>
   <cbc:TaxAmount currencyID="EUR">{vat}</cbc:TaxAmount><cac:TaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>20</cbc:Percent>
   {told}<cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:TaxCategory></cac:TaxSubtotal>"""


def _ubl_line(
    rank: str, amount: str, status: str = "", parent: str = "", number: str = "", maker: str = "", vat: str = ""
) -> str:
    above = f"<cac:BillingReferenceLine><cbc:ID>{parent}</cbc:ID></cac:BillingReferenceLine>" if parent else ""
    grouped = (
        f"""<cac:TaxTotal><cbc:TaxAmount currencyID="EUR">{vat}</cbc:TaxAmount></cac:TaxTotal>
  <cac:DocumentReference><cbc:ID schemeID="AVV">S1</cbc:ID><cbc:DocumentTypeCode>130</cbc:DocumentTypeCode>
  </cac:DocumentReference>"""
        if status == "GROUP"
        else ""
    )
    told = (
        f"""
  <cac:BillingReference><cac:InvoiceDocumentReference><cbc:ID>F2026-1</cbc:ID>
   <cbc:DocumentStatusCode>{status}</cbc:DocumentStatusCode></cac:InvoiceDocumentReference>{above}</cac:BillingReference>
  <cac:DocumentReference><cbc:ID schemeID="AFL">{number}</cbc:ID><cbc:DocumentTypeCode>130</cbc:DocumentTypeCode>
  </cac:DocumentReference>{grouped}"""
        if status
        else ""
    )
    made = (
        f"""<cac:ManufacturerParty><cac:PostalAddress><cac:Country><cbc:IdentificationCode>FR</cbc:IdentificationCode>
   </cac:Country></cac:PostalAddress><cac:PartyLegalEntity><cbc:RegistrationName>Atelier</cbc:RegistrationName>
   <cbc:CompanyID schemeID="0002">{maker}</cbc:CompanyID></cac:PartyLegalEntity></cac:ManufacturerParty>"""
        if maker
        else ""
    )
    reason = f"<cbc:TaxExemptionReason>#{number}#</cbc:TaxExemptionReason>" if status else ""
    return f"""
 <cac:InvoiceLine><cbc:ID>{rank}</cbc:ID><cbc:InvoicedQuantity unitCode="C62">1</cbc:InvoicedQuantity>
  <cbc:LineExtensionAmount currencyID="EUR">{amount}</cbc:LineExtensionAmount>{told}
  <cac:Item><cbc:Name>Drap</cbc:Name><cac:ClassifiedTaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>20</cbc:Percent>{reason}
   <cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:ClassifiedTaxCategory>{made}</cac:Item>
  <cac:Price><cbc:PriceAmount currencyID="EUR">{amount}</cbc:PriceAmount></cac:Price></cac:InvoiceLine>"""


def _ubl_groups(first: str, second: str) -> tuple[str, str]:
    """The VAT rows and the lines of two sub-invoices, by their makers."""
    lines = (
        _ubl_line("1", "100.00", "GROUP", "", "F2026-1", first, "20.00")
        + _ubl_line("2", "60.00", "DETAIL", "1", "F2026-1", first)
        + _ubl_line("3", "40.00", "DETAIL", "1", "F2026-1", first)
        + _ubl_line("4", "50.00", "GROUP", "", "F2026-2", second, "10.00")
        + _ubl_line("5", "50.00", "DETAIL", "4", "F2026-2", second)
    )
    return _ubl_tax("100.00", "20.00", "#F2026-1#") + _ubl_tax("50.00", "10.00", "#F2026-2#"), lines


UBL = _ubl("S1", "380", _ubl_tax("100.00", "20.00"), _ubl_line("1", "100.00"), "120.00", "20.00")
UBL_SEVERAL = _ubl("S8", "380", *_ubl_groups(SELLER, OTHER), "180.00", "30.00")
UBL_BOTH_WAYS = _ubl("S9", "389", *_ubl_groups(SELLER, BUYER), "180.00", "30.00")
UBL_CREDIT = (
    UBL.replace("Invoice-2", "CreditNote-2")
    .replace("<Invoice ", "<CreditNote ")
    .replace("</Invoice>", "</CreditNote>")
    .replace("InvoiceLine", "CreditNoteLine")
    .replace("InvoicedQuantity", "CreditedQuantity")
    .replace("InvoiceTypeCode>380</cbc:InvoiceTypeCode", "CreditNoteTypeCode>381</cbc:CreditNoteTypeCode")
    .replace(
        "</cbc:DocumentCurrencyCode>",
        "</cbc:DocumentCurrencyCode><cac:BillingReference><cac:InvoiceDocumentReference><cbc:ID>F2026-0</cbc:ID>"
        "<cbc:IssueDate>2026-10-01</cbc:IssueDate></cac:InvoiceDocumentReference></cac:BillingReference>",
    )
)

_CII_SPACES = (
    'xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100" '
    'xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100" '
    'xmlns:udt="urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100" '
    'xmlns:qdt="urn:un:unece:uncefact:data:standard:QualifiedDataType:100"'
)


def _cii_party(role: str, siren: str) -> str:
    return f"""
   <ram:{role}><ram:GlobalID schemeID="0009">{siren}00011</ram:GlobalID><ram:Name>Atelier</ram:Name>
    <ram:SpecifiedLegalOrganization><ram:ID schemeID="0002">{siren}</ram:ID></ram:SpecifiedLegalOrganization>
    <ram:URIUniversalCommunication><ram:URIID schemeID="0225">{siren}_ACHATS</ram:URIID></ram:URIUniversalCommunication>
   </ram:{role}>"""


def _cii(cadre: str, kind: str, taxes: str, lines: str, total: str, vat: str, more: str = "") -> str:
    notes = "".join(
        f"<ram:IncludedNote><ram:Content>{said}</ram:Content><ram:SubjectCode>{code}</ram:SubjectCode></ram:IncludedNote>"
        for code, said in (("PMT", "40 euros"), ("PMD", "trois fois le taux"), ("AAB", "néant"), ("BAR", "B2B"))
    )
    return f"""<rsm:CrossIndustryInvoice {_CII_SPACES}>
 <rsm:ExchangedDocumentContext><ram:BusinessProcessSpecifiedDocumentContextParameter><ram:ID>{cadre}</ram:ID>
 </ram:BusinessProcessSpecifiedDocumentContextParameter></rsm:ExchangedDocumentContext>
 <rsm:ExchangedDocument><ram:ID>F2026-1</ram:ID><ram:TypeCode>{kind}</ram:TypeCode><ram:IssueDateTime>
  <udt:DateTimeString format="102">20261120</udt:DateTimeString></ram:IssueDateTime>{notes}</rsm:ExchangedDocument>
 <rsm:SupplyChainTradeTransaction>{lines}
  <ram:ApplicableHeaderTradeAgreement>{_cii_party("SellerTradeParty", SELLER)}{_cii_party("BuyerTradeParty", BUYER)}
  </ram:ApplicableHeaderTradeAgreement><ram:ApplicableHeaderTradeDelivery/>
  <ram:ApplicableHeaderTradeSettlement><ram:InvoiceCurrencyCode>EUR</ram:InvoiceCurrencyCode>{taxes}
   <ram:SpecifiedTradePaymentTerms><ram:DueDateDateTime><udt:DateTimeString format="102">20261220</udt:DateTimeString>
   </ram:DueDateDateTime></ram:SpecifiedTradePaymentTerms>
   <ram:SpecifiedTradeSettlementHeaderMonetarySummation><ram:TaxTotalAmount currencyID="EUR">{vat}</ram:TaxTotalAmount>
    <ram:GrandTotalAmount>{total}</ram:GrandTotalAmount><ram:DuePayableAmount>{total}</ram:DuePayableAmount>
   </ram:SpecifiedTradeSettlementHeaderMonetarySummation>{more}</ram:ApplicableHeaderTradeSettlement>
 </rsm:SupplyChainTradeTransaction></rsm:CrossIndustryInvoice>"""


def _cii_tax(base: str, vat: str, reason: str = "") -> str:
    told = f"<ram:ExemptionReason>{reason}</ram:ExemptionReason>" if reason else ""
    return f"""
   <ram:ApplicableTradeTax><ram:CalculatedAmount>{vat}</ram:CalculatedAmount><ram:TypeCode>VAT</ram:TypeCode>{told}
    <ram:BasisAmount>{base}</ram:BasisAmount><ram:CategoryCode>S</ram:CategoryCode>
    <ram:RateApplicablePercent>20</ram:RateApplicablePercent></ram:ApplicableTradeTax>"""


def _cii_object(kind: str, value: str) -> str:
    return f"""<ram:AdditionalReferencedDocument><ram:IssuerAssignedID>{value}</ram:IssuerAssignedID>
     <ram:TypeCode>130</ram:TypeCode><ram:ReferenceTypeCode>{kind}</ram:ReferenceTypeCode>
    </ram:AdditionalReferencedDocument>"""


def _cii_line(
    rank: str, amount: str, status: str = "", parent: str = "", number: str = "", maker: str = "", vat: str = ""
) -> str:
    above = f"<ram:ParentLineID>{parent}</ram:ParentLineID>" if parent else ""
    told = f"{above}<ram:LineStatusReasonCode>{status}</ram:LineStatusReasonCode>" if status else ""
    made = (
        f"""<ram:ItemSellerTradeParty><ram:Name>Atelier</ram:Name><ram:SpecifiedLegalOrganization>
     <ram:ID schemeID="0002">{maker}</ram:ID></ram:SpecifiedLegalOrganization><ram:PostalTradeAddress>
     <ram:CountryID>FR</ram:CountryID></ram:PostalTradeAddress></ram:ItemSellerTradeParty>"""
        if maker
        else ""
    )
    reason = f"<ram:ExemptionReason>#{number}#</ram:ExemptionReason>" if status else ""
    taxed = f'<ram:TaxTotalAmount currencyID="EUR">{vat}</ram:TaxTotalAmount>' if vat else ""
    objects = (_cii_object("AFL", number) if number else "") + (_cii_object("AVV", "S1") if status == "GROUP" else "")
    return f"""
  <ram:IncludedSupplyChainTradeLineItem><ram:AssociatedDocumentLineDocument><ram:LineID>{rank}</ram:LineID>{told}
   </ram:AssociatedDocumentLineDocument><ram:SpecifiedTradeProduct><ram:Name>Drap</ram:Name></ram:SpecifiedTradeProduct>
   <ram:SpecifiedLineTradeAgreement><ram:NetPriceProductTradePrice><ram:ChargeAmount>{amount}</ram:ChargeAmount>
   </ram:NetPriceProductTradePrice>{made}</ram:SpecifiedLineTradeAgreement>
   <ram:SpecifiedLineTradeDelivery><ram:BilledQuantity unitCode="C62">1</ram:BilledQuantity>
   </ram:SpecifiedLineTradeDelivery><ram:SpecifiedLineTradeSettlement><ram:ApplicableTradeTax>
    <ram:TypeCode>VAT</ram:TypeCode>{reason}<ram:CategoryCode>S</ram:CategoryCode>
    <ram:RateApplicablePercent>20</ram:RateApplicablePercent></ram:ApplicableTradeTax>
    <ram:SpecifiedTradeSettlementLineMonetarySummation><ram:LineTotalAmount>{amount}</ram:LineTotalAmount>{taxed}
    </ram:SpecifiedTradeSettlementLineMonetarySummation>{objects}</ram:SpecifiedLineTradeSettlement>
  </ram:IncludedSupplyChainTradeLineItem>"""


def _cii_groups(first: str, second: str) -> tuple[str, str]:
    """The VAT rows and the lines of two sub-invoices, by their makers."""
    lines = (
        _cii_line("1", "100.00", "GROUP", "", "F2026-1", first, "20.00")
        + _cii_line("2", "60.00", "DETAIL", "1", "F2026-1", first)
        + _cii_line("3", "40.00", "DETAIL", "1", "F2026-1", first)
        + _cii_line("4", "50.00", "GROUP", "", "F2026-2", second, "10.00")
        + _cii_line("5", "50.00", "DETAIL", "4", "F2026-2", second)
    )
    return _cii_tax("100.00", "20.00", "#F2026-1#") + _cii_tax("50.00", "10.00", "#F2026-2#"), lines


CII = _cii("S1", "380", _cii_tax("100.00", "20.00"), _cii_line("1", "100.00"), "120.00", "20.00")
CII_SEVERAL = _cii("S8", "380", *_cii_groups(SELLER, OTHER), "180.00", "30.00")
CII_BOTH_WAYS = _cii("S9", "389", *_cii_groups(SELLER, BUYER), "180.00", "30.00")
ALL = (UBL, UBL_CREDIT, UBL_SEVERAL, UBL_BOTH_WAYS, CII, CII_SEVERAL, CII_BOTH_WAYS)
