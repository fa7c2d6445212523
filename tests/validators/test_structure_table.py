"""The notation of the tables of structure: what each word asks, and of which element."""

import pytest
from lxml import etree

from parsers.xml.rule_tree import rule_tree
from tests.conformance.damage import fired
from validators.engine.rule_body import RuleBody
from validators.facturx.structure.table import asked, patterns

RAM = "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100"
TABLE = """
CrossIndustryInvoice
 SupplyChainTradeTransaction
  ApplicableHeaderTradeAgreement SellerTradeParty=1#1 BuyerReference<=1#2
  ApplicableHeaderTradeAgreement ContractReferencedDocument>=1#3
   SellerTradeParty SpecifiedTaxRegistration[VA]<=1#4
    GlobalID @schemeID#5 @schemeID:SCHEMES#6
   AdditionalReferencedDocument[916] Name<=1#7
    TypeCode .:TYPES#8
"""
BODY = RuleBody(*patterns(TABLE, {"SCHEMES": frozenset({"0009"}), "TYPES": frozenset({"50"})}))
PARTY = "<r:SellerTradeParty/><r:ContractReferencedDocument/>"
NUMBER = "<r:SpecifiedTaxRegistration><r:ID schemeID='{}'>1</r:ID></r:SpecifiedTaxRegistration>"


def broken(agreement: str) -> list[int]:
    space = "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"
    xml = (
        f"<CrossIndustryInvoice xmlns='{space}' xmlns:r='{RAM}'><SupplyChainTradeTransaction>"
        f"<r:ApplicableHeaderTradeAgreement>{agreement}</r:ApplicableHeaderTradeAgreement>"
        "</SupplyChainTradeTransaction></CrossIndustryInvoice>"
    )
    return sorted(int(code[-6:]) for code in fired(BODY, rule_tree(etree.fromstring(xml))))


@pytest.mark.parametrize(
    ("agreement", "codes"),
    [
        (PARTY, []),
        ("", [1, 3]),
        (PARTY * 2, [1]),
        (PARTY + "<r:BuyerReference/>", []),
        (PARTY + "<r:BuyerReference/>" * 2, [2]),
        (f"<r:SellerTradeParty>{NUMBER.format('VA')}{NUMBER.format('FC') * 2}</r:SellerTradeParty>", [3]),
        (f"<r:SellerTradeParty>{NUMBER.format('VA') * 2}</r:SellerTradeParty>", [3, 4]),
        ("<r:SellerTradeParty><r:GlobalID>1</r:GlobalID></r:SellerTradeParty>", [3, 5]),
        ("<r:SellerTradeParty><r:GlobalID schemeID='0088'>1</r:GlobalID></r:SellerTradeParty>", [3, 6]),
        ("<r:BuyerTradeParty><r:GlobalID>1</r:GlobalID></r:BuyerTradeParty>" + PARTY, []),
        (
            PARTY
            + "<r:AdditionalReferencedDocument><r:TypeCode>916</r:TypeCode><r:Name/><r:Name/>"
            + "</r:AdditionalReferencedDocument>",
            [7, 8],
        ),
        (
            PARTY
            + "<r:AdditionalReferencedDocument><r:TypeCode>130</r:TypeCode><r:Name/><r:Name/>"
            + "</r:AdditionalReferencedDocument>",
            [],
        ),
    ],
)
def test_a_word_asks_of_its_element_and_variant_only(agreement: str, codes: list[int]) -> None:
    assert broken(agreement) == codes


def test_every_word_has_its_code_and_target() -> None:
    assert [(one.code[-1], one.owner, one.target, one.times, one.listed) for one in asked(TABLE)][3:6] == [
        ("4", "SellerTradeParty", "SpecifiedTaxRegistration", "<=1", ""),
        ("5", "GlobalID", "@schemeID", "", ""),
        ("6", "GlobalID", "@schemeID", "", "SCHEMES"),
    ]
