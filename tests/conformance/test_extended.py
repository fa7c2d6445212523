"""The rules of extended profiles: each is broken once in a valid document, and the official rules say the same.

The recipes are (document, codes, what is written there, what is written in its place); a code stands for itself in each
profile that has it, whatever its prefix.
"""

import re
from functools import cache

import pytest
from lxml import etree

from domain.tree import Syntax
from parsers.xml.rule_tree import rule_tree
from tests.conformance import oracle
from tests.conformance.damage import fired
from tests.conformance.profiles import PROFILES, Profile, extended_documents
from validators.facturx import extended

BODIES = {
    (Syntax.CII, "extended-ctc-fr"): extended.CTC_FR_CII,
    (Syntax.CII, "extended"): extended.FACTURX_CII,
    (Syntax.UBL, "extended-ctc-fr"): extended.CTC_FR_UBL,
}
ASKED = [pytest.param(profile, id=f"{profile.name}-{profile.syntax}") for profile in PROFILES]
GROUPS, PLAIN = "groupes", "S"
Recipe = tuple[str, str, str]
"""(document, pattern, replacement), the first occurrence of the pattern."""

CII: tuple[Recipe, ...] = (
    (PLAIN, "<ram:LineTotalAmount>300.00", "<ram:LineTotalAmount>300.03"),
    (
        PLAIN,
        "<ram:ApplicableTradeTax><ram:CalculatedAmount>.*?</ram:ApplicableTradeTax>",
        "<ram:ApplicableTradeTax><ram:TypeCode>OTH</ram:TypeCode></ram:ApplicableTradeTax>",
    ),
    (
        PLAIN,
        "<ram:ApplicableTradeTax><ram:CalculatedAmount>.*?</ram:ApplicableTradeTax>",
        "<ram:ApplicableTradeTax><ram:CalculatedAmount>59.001</ram:CalculatedAmount><ram:TypeCode>OTH</ram:TypeCode>"
        "<ram:BasisAmount>295.001</ram:BasisAmount><ram:TaxPointDate/><ram:DueDateTypeCode>5</ram:DueDateTypeCode>"
        "</ram:ApplicableTradeTax>",
    ),
    (PLAIN, "<ram:LineTotalAmount>300.00", "<ram:LineTotalAmount>300.02"),
    (PLAIN, "<ram:AllowanceTotalAmount>10.00", "<ram:AllowanceTotalAmount>10.02"),
    (PLAIN, "<ram:ChargeTotalAmount>5.00", "<ram:ChargeTotalAmount>5.02"),
    (PLAIN, "<ram:TaxBasisTotalAmount>295.00", "<ram:TaxBasisTotalAmount>295.05"),
    (PLAIN, "<ram:GrandTotalAmount>354.00", "<ram:GrandTotalAmount>354.04"),
    (PLAIN, "<ram:DuePayableAmount>334.05", "<ram:DuePayableAmount>334.00"),
    (PLAIN, ' currencyID="EUR">59.00', ">59.00"),
    (PLAIN, "<ram:CalculatedAmount>59.00", "<ram:CalculatedAmount>59.05"),
    (PLAIN, "<ram:BasisAmount>295.00", "<ram:BasisAmount>295.05"),
    (PLAIN, "<ram:BasisAmount>295.00", "<ram:BasisAmount>295.04"),
    (PLAIN, r"<ram:SpecifiedTradePaymentTerms>.*?</ram:SpecifiedTradePaymentTerms>", ""),
    (PLAIN, r"<ram:BilledQuantity.*?</ram:BilledQuantity>", ""),
    (PLAIN, r'<ram:BilledQuantity unitCode="C62">', "<ram:BilledQuantity>"),
    (
        PLAIN,
        r"(<ram:SpecifiedTradeSettlementLineMonetarySummation>)<ram:LineTotalAmount>100</ram:LineTotalAmount>",
        r"\1",
    ),
    (PLAIN, r"<ram:NetPriceProductTradePrice>.*?</ram:NetPriceProductTradePrice>", ""),
    (
        PLAIN,
        r"<ram:TypeCode>VAT</ram:TypeCode><ram:CategoryCode>S</ram:CategoryCode>",
        "<ram:TypeCode>VAT</ram:TypeCode>",
    ),
    (
        PLAIN,
        "<ram:TypeCode>VAT</ram:TypeCode><ram:CategoryCode>S<",
        "<ram:TypeCode>Vat</ram:TypeCode><ram:CategoryCode>S<",
    ),
    (PLAIN, r"<ram:ReasonCode>FC</ram:ReasonCode><ram:Reason>Transport</ram:Reason>(?=</ram:Spec)", ""),
    (PLAIN, r"<ram:ReasonCode>FC</ram:ReasonCode><ram:Reason>Transport</ram:Reason>(?=<ram:Cat)", ""),
    (PLAIN, "<ram:Description>Format</ram:Description>", ""),
    (PLAIN, "<ram:Value>A4</ram:Value>", ""),
    (PLAIN, "<ram:Value>A4</ram:Value>", "<ram:Value>A4</ram:Value><ram:Value>A5</ram:Value>"),
    (PLAIN, "<ram:Value>A4<", '<ram:ValueMeasure unitCode="C62">1</ram:ValueMeasure><ram:Value>A4<'),
    (PLAIN, "<ram:Description>Format</ram:Description>", "<ram:Description>a</ram:Description>" * 2),
    (PLAIN, r"(<ram:NetPriceProductTradePrice>)(<ram:ChargeAmount>10</ram:ChargeAmount>)", r"\1\2\2"),
    (
        PLAIN,
        "<ram:IssuerAssignedID>CDE-1</ram:IssuerAssignedID>",
        r"\g<0><ram:ReferenceTypeCode>AWV</ram:ReferenceTypeCode>",
    ),
    (PLAIN, "<ram:IssuerAssignedID>CDE-1</ram:IssuerAssignedID>", r"\g<0><ram:TypeCode>130</ram:TypeCode>"),
    (
        PLAIN,
        "<ram:IssuerAssignedID>CDE-1</ram:IssuerAssignedID>",
        r"\g<0><ram:FormattedIssueDateTime><qdt:DateTimeString format='102'>20260915</qdt:DateTimeString>"
        "</ram:FormattedIssueDateTime>",
    ),
    (PLAIN, '<ram:GlobalID schemeID="0009">443', '<ram:GlobalID schemeID="9999">443'),
    (PLAIN, '<ram:GlobalID schemeID="0009">443', '<ram:GlobalID schemeID="SE">443'),
    (PLAIN, "<ram:ReasonCode>FC<", "<ram:ReasonCode>QQ<"),
    (PLAIN, "<ram:ReasonCode>FC<", '<ram:ReasonCode listID="5153">FC<'),
    (PLAIN, "<ram:ReasonCode>FC<", '<ram:ReasonCode listID="5153">ENV<'),
    (PLAIN, "<ram:ReasonCode>FC<", '<ram:ReasonCode listID="1">FC<'),
    (PLAIN, 'mimeCode="application/pdf"', 'mimeCode="application/zip"'),
    (PLAIN, 'mimeCode="application/pdf"', 'mimeCode="text/xml"'),
    (
        PLAIN,
        "<ram:SellerOrderReferencedDocument>",
        r"<ram:ApplicableTradeDeliveryTerms><ram:DeliveryTypeCode>QQQ</ram:DeliveryTypeCode>"
        r"</ram:ApplicableTradeDeliveryTerms>\g<0>",
    ),
    (PLAIN, "<ram:ActualAmount>1.00</ram:ActualAmount>", r"\g<0><ram:ReasonCode>QQ</ram:ReasonCode>"),
    (PLAIN, "<ram:Content>Indemnité forfaitaire de 40 euros</ram:Content>", ""),
    (PLAIN, "<ram:Content>Une note</ram:Content>", "<ram:SubjectCode>AAB</ram:SubjectCode>"),
    (
        PLAIN,
        r'schemeID="VA">FR64443061841</ram:ID></ram:SpecifiedTaxRegistration></ram:BuyerTradeParty>',
        r'schemeID="FC">1</ram:ID></ram:SpecifiedTaxRegistration></ram:BuyerTradeParty>',
    ),
    (PLAIN, '"102">20261015<', '"205">202613152560<'),
    (PLAIN, '"102">20261015<', '"205">202610152359<'),
    (PLAIN, "<ram:Name>Affactureur</ram:Name>", ""),
    (PLAIN, "<ram:Name>Affactureur</ram:Name>", "<ram:Name>Fournisseur</ram:Name>"),
    (GROUPS, "<ram:LineStatusReasonCode>DETAIL", "<ram:LineStatusReasonCode>AUTRE"),
    (GROUPS, "<ram:LineStatusReasonCode>DETAIL</ram:LineStatusReasonCode>", ""),
    (GROUPS, "<ram:LineStatusReasonCode>DETAIL", "<ram:LineStatusReasonCode>INFORMATION"),
    (GROUPS, "<ram:LineTotalAmount>300.00", "<ram:LineTotalAmount>299.00"),
    (GROUPS, "<ram:ParentLineID>G1<", "<ram:ParentLineID>G9<"),
    (GROUPS, "<ram:ParentLineID>G0<", "<ram:ParentLineID>G1<"),
    (GROUPS, "<ram:LineTotalAmount>300.00</ram:LineTotalAmount>", ""),
)
UBL: tuple[Recipe, ...] = (
    (PLAIN, "(<cac:BillingReference>)<cac:InvoiceDocumentReference>.*?</cac:InvoiceDocumentReference>", r"\1"),
    (PLAIN, "(<cac:InvoiceDocumentReference>.*?</cac:InvoiceDocumentReference>)", r"\1\1"),
    (PLAIN, ">300.00</cbc:LineExtensionAmount>", ">300.03</cbc:LineExtensionAmount>"),
    (PLAIN, ">300.00</cbc:LineExtensionAmount>", ">300.02</cbc:LineExtensionAmount>"),
    (PLAIN, ">10.00</cbc:AllowanceTotalAmount>", ">10.02</cbc:AllowanceTotalAmount>"),
    (PLAIN, ">5.00</cbc:ChargeTotalAmount>", ">5.02</cbc:ChargeTotalAmount>"),
    (PLAIN, ">295.00</cbc:TaxExclusiveAmount>", ">295.05</cbc:TaxExclusiveAmount>"),
    (PLAIN, ">354.00</cbc:TaxInclusiveAmount>", ">354.05</cbc:TaxInclusiveAmount>"),
    (PLAIN, '<cbc:TaxAmount currencyID="EUR">59.00', '<cbc:TaxAmount currencyID="USD">59.00'),
    (PLAIN, r"(</cbc:TaxableAmount><cbc:TaxAmount currencyID=.EUR.>)59.00", r"\g<1>59.05"),
    (PLAIN, ">295.00</cbc:TaxableAmount>", ">295.05</cbc:TaxableAmount>"),
    (PLAIN, ">295.00</cbc:TaxableAmount>", ">295.03</cbc:TaxableAmount>"),
    (PLAIN, r"<cbc:DueDate>.*?</cbc:DueDate>(.*?)<cac:PaymentTerms>.*?</cac:PaymentTerms>", r"\1"),
    (PLAIN, r'<cbc:InvoicedQuantity unitCode="C62">10</cbc:InvoicedQuantity>', ""),
    (PLAIN, r'<cbc:InvoicedQuantity unitCode="C62">', "<cbc:InvoicedQuantity>"),
    (PLAIN, r'<cbc:LineExtensionAmount currencyID="EUR">100</cbc:LineExtensionAmount>', ""),
    (PLAIN, r'<cbc:PriceAmount currencyID="EUR">10</cbc:PriceAmount>', ""),
    (PLAIN, r"<cac:ClassifiedTaxCategory>.*?</cac:ClassifiedTaxCategory>", ""),
    (PLAIN, r"<cbc:Name>Format</cbc:Name>", ""),
    (PLAIN, r"<cbc:Name>Format</cbc:Name>", "<cbc:Name>Format</cbc:Name><cbc:NameCode>QQQQ</cbc:NameCode>"),
    (PLAIN, r"<cbc:Value>A4</cbc:Value>", ""),
    (PLAIN, '<cac:PartyIdentification><cbc:ID schemeID="0009">', '<cac:PartyIdentification><cbc:ID schemeID="9999">'),
    (PLAIN, "<cbc:AllowanceChargeReasonCode>FC<", "<cbc:AllowanceChargeReasonCode>QQ<"),
    (PLAIN, "<cbc:AllowanceChargeReasonCode>FC<", '<cbc:AllowanceChargeReasonCode listID="5153">FC<'),
    (PLAIN, "<cbc:AllowanceChargeReasonCode>FC<", '<cbc:AllowanceChargeReasonCode listID="1">FC<'),
    (PLAIN, 'mimeCode="application/pdf"', 'mimeCode="application/zip"'),
    (PLAIN, "<cac:PaymentMeans>", r"<cac:DeliveryTerms><cbc:ID>QQQ</cbc:ID></cac:DeliveryTerms>\g<0>"),
    (GROUPS, "<cbc:DocumentStatusCode>DETAIL", "<cbc:DocumentStatusCode>AUTRE"),
    (GROUPS, "<cbc:DocumentStatusCode>DETAIL</cbc:DocumentStatusCode>", ""),
    (GROUPS, "<cbc:DocumentStatusCode>DETAIL", "<cbc:DocumentStatusCode>INFORMATION"),
    (GROUPS, r'(<cbc:LineExtensionAmount currencyID="EUR">)300.00(?=.*<cbc:ID>G0<)', r"\g<1>299.00"),
    (GROUPS, "<cac:BillingReferenceLine><cbc:ID>G1<", "<cac:BillingReferenceLine><cbc:ID>G9<"),
    (GROUPS, "<cac:BillingReferenceLine><cbc:ID>G0<", "<cac:BillingReferenceLine><cbc:ID>G1<"),
    (
        GROUPS,
        r"(<cbc:ID>G1</cbc:ID>(?:(?!</cac:InvoiceLine>).)*?)"
        r'<cbc:LineExtensionAmount currencyID="EUR">300.00</cbc:LineExtensionAmount>',
        r"\1",
    ),
)
FAMILIES = {
    Syntax.CII: (
        (r"(<ram:BasisAmount>)295.00", r"\g<1>290.00"),
        (r"(<ram:BasisAmount>295.00</ram:BasisAmount>.*?<ram:CategoryCode>)[A-Z]+", r"\g<1>B"),
    ),
    Syntax.UBL: (
        (r">295.00</cbc:TaxableAmount>", ">290.00</cbc:TaxableAmount>"),
        (r"(<cac:TaxSubtotal>.*?<cac:TaxCategory><cbc:ID>)[A-Z]+", r"\g<1>B"),
    ),
}
"""What breaks the base and the presence of a category in the document of each family."""


@cache
def broken(profile: Profile) -> dict[str, bytes]:
    """Valid documents of the profile and what recipes make of them, by what was done."""
    sound = {name.rpartition("-")[0]: content for name, content in extended_documents(profile)}
    made = dict(sound)
    for name, pattern, replacement in CII if profile.syntax is Syntax.CII else UBL:
        made[f"{name}: {pattern} -> {replacement}"] = _replaced(sound[name], pattern, replacement)
    for name in ("S", "Z", "E", "AE", "K", "G", "O", "L", "M"):
        for pattern, replacement in FAMILIES[profile.syntax]:
            made[f"{name}: {pattern} -> {replacement}"] = _replaced(sound[name], pattern, replacement)
    return made


def _replaced(content: bytes, pattern: str, replacement: str) -> bytes:
    text, count = re.subn(pattern, replacement, content.decode(), count=1, flags=re.S)
    assert count, pattern
    return text.encode()


def ours(profile: Profile, content: bytes) -> frozenset[str]:
    return fired(BODIES[profile.syntax, profile.name], rule_tree(etree.fromstring(content)))


@pytest.mark.parametrize("profile", ASKED)
def test_every_rule_of_the_profile_fires(profile: Profile) -> None:
    found = frozenset[str]().union(*(ours(profile, content) for content in broken(profile).values()))
    assert sorted(set(BODIES[profile.syntax, profile.name].codes) - found) == []


@pytest.mark.parametrize("profile", ASKED)
def test_the_official_rules_say_the_same(profile: Profile) -> None:
    codes = frozenset(BODIES[profile.syntax, profile.name].codes)
    told = {
        what: (sorted(official - mine), sorted(mine - official))
        for what, content in broken(profile).items()
        if (said := oracle.by_sheet(profile.sheet, content)) is not None
        and (official := said & codes | {code for code in said if "EXT" in code}) != (mine := ours(profile, content))
    }
    assert told == {}
