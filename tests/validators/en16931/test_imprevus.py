"""What EN 16931 does not foresee: reported at its place, and only there."""

import pytest
from lxml import etree

from domain.finding import Pack, Severity
from domain.tree import Syntax, Tree
from parsers.xml.rule_tree import rule_tree
from validators.en16931 import unforeseen
from validators.en16931.unforeseen.paths import rows
from validators.en16931.unforeseen.walk import UnforeseenElements
from validators.engine.official_rules import SHOWN_PER_RULE, OfficialRules, by_code, findings, official_finding
from validators.engine.rule_body import Failure, RuleBody

_UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
_CII = "urn:un:unece:uncefact:data:standard:"
UBL = RuleBody(passes=(unforeseen.UBL,))
CII = RuleBody(unforeseen.COUNTS_CII, passes=(unforeseen.CII,))


def ubl(inside: str, root: str = "Invoice") -> Tree:
    """A UBL document of ``inside``, prefixes a (aggregates), b (basic components) and e (extensions)."""
    spaces = f'xmlns:a="{_UBL}CommonAggregateComponents-2" xmlns:b="{_UBL}CommonBasicComponents-2"'
    more = f'xmlns:e="{_UBL}CommonExtensionComponents-2"'
    tree = rule_tree(etree.fromstring(f'<{root} xmlns="{_UBL}{root}-2" {spaces} {more}>{inside}</{root}>'))
    assert tree is not None
    return tree


def cii(inside: str) -> Tree:
    """A CII document of ``inside``, prefixes s (root), r (aggregates) and u (unqualified types)."""
    spaces = (
        f'xmlns:s="{_CII}CrossIndustryInvoice:100" '
        f'xmlns:r="{_CII}ReusableAggregateBusinessInformationEntity:100" xmlns:u="{_CII}UnqualifiedDataType:100"'
    )
    tree = rule_tree(etree.fromstring(f"<s:CrossIndustryInvoice {spaces}>{inside}</s:CrossIndustryInvoice>"))
    assert tree is not None
    return tree


def trade(inside: str) -> Tree:
    return cii(f"<s:SupplyChainTradeTransaction>{inside}</s:SupplyChainTradeTransaction>")


def line(inside: str) -> Tree:
    return trade(f"<r:IncludedSupplyChainTradeLineItem>{inside}</r:IncludedSupplyChainTradeLineItem>")


def header(part: str, inside: str) -> Tree:
    return trade(f"<r:ApplicableHeaderTrade{part}>{inside}</r:ApplicableHeaderTrade{part}>")


def codes(body: RuleBody, tree: Tree) -> list[str]:
    return sorted(failure.code for failure in body.failures(tree))


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("<b:ID>F1</b:ID>", []),
        ("<b:UUID/>", ["UBL-CR-005"]),
        ("<e:UBLExtensions/>", ["UBL-CR-001"]),
        ("<b:UBLVersionID>2.1</b:UBLVersionID>", []),
        ("<b:UBLVersionID>2.2</b:UBLVersionID>", ["UBL-CR-002"]),
        ("<a:InvoicePeriod><b:StartTime/></a:InvoicePeriod>", ["UBL-CR-012"]),
        ("<b:Other><a:InvoicePeriod><b:StartTime/></a:InvoicePeriod></b:Other>", []),
        ("<a:InvoiceLine><b:UUID/></a:InvoiceLine><a:CreditNoteLine><b:UUID/></a:CreditNoteLine>", ["UBL-CR-515"] * 2),
        ("<a:InvoiceLine><a:Item><b:Keyword/></a:Item></a:InvoiceLine>", ["UBL-CR-568"]),
        ("<a:InvoiceLine><a:Price><a:ValidityPeriod/></a:Price></a:InvoiceLine>", []),
        ('<b:ID schemeID="x">F1</b:ID>', ["UBL-CR-650"]),
        ('<b:Anything><b:Deep schemeName="x"/></b:Anything>', ["UBL-DT-08"]),
        ('<a:TaxCategory><b:ID schemeID="x"/></a:TaxCategory>', ["UBL-CR-678"]),
        ('<a:PaymentMeans><b:PaymentMeansCode name="x"/></a:PaymentMeans>', []),
        ('<b:InvoiceTypeCode name="x"/>', ["UBL-DT-18"]),
        ("<a:PaymentMeans><b:PaymentDueDate/></a:PaymentMeans>", ["UBL-CR-412"]),
        (
            '<a:AdditionalDocumentReference><b:ID schemeID="x"/><b:DocumentTypeCode>130</b:DocumentTypeCode>'
            "</a:AdditionalDocumentReference>",
            [],
        ),
        (
            '<a:AdditionalDocumentReference><b:ID schemeID="x"/></a:AdditionalDocumentReference>',
            ["UBL-CR-665"],
        ),
        (
            "<a:InvoiceLine><a:Price><a:AllowanceCharge><b:AllowanceChargeReason/></a:AllowanceCharge></a:Price>"
            "</a:InvoiceLine>",
            ["UBL-CR-634", "UBL-CR-670"],
        ),
    ],
)
def test_what_a_ubl_invoice_should_not_hold_is_reported(inside: str, expected: list[str]) -> None:
    assert codes(UBL, ubl(inside)) == expected


def test_a_credit_note_may_give_its_due_date_with_its_payment() -> None:
    assert not codes(UBL, ubl("<a:PaymentMeans><b:PaymentDueDate/></a:PaymentMeans>", "CreditNote"))


@pytest.mark.parametrize(
    ("tree", "expected"),
    [
        (cii("<s:ExchangedDocument><r:Name/></s:ExchangedDocument>"), ["CII-SR-013"]),
        (cii("<s:ValuationBreakdownStatement/>"), []),
        (line("<r:SpecifiedTradeProduct><r:ID/></r:SpecifiedTradeProduct>"), ["CII-SR-045"]),
        (
            line(
                "<r:SpecifiedLineTradeSettlement><r:ApplicableTradeTax><r:BasisAmount/></r:ApplicableTradeTax>"
                "</r:SpecifiedLineTradeSettlement>"
            ),
            ["CII-DT-041"],
        ),
        (header("Settlement", "<r:ApplicableTradeTax><r:BasisAmount/></r:ApplicableTradeTax>"), []),
        (header("Settlement", "<r:ApplicableTradeTax><r:ExemptionReason/></r:ApplicableTradeTax>"), []),
        (
            header("Settlement", "<r:X><r:CategoryTradeTax><r:ExemptionReason/></r:CategoryTradeTax></r:X>"),
            ["CII-DT-098"],
        ),
        (
            header("Settlement", '<r:ApplicableTradeTax><r:RateApplicablePercent format="x"/></r:ApplicableTradeTax>'),
            ["CII-DT-059"],
        ),
        (
            header("Delivery", "<r:DespatchAdviceReferencedDocument><r:LineID/></r:DespatchAdviceReferencedDocument>"),
            ["CII-SR-333", "CII-SR-334"],
        ),
        (
            cii(
                "<s:ExchangedDocumentContext><r:GuidelineSpecifiedDocumentContextParameter><r:Value/>"
                "</r:GuidelineSpecifiedDocumentContextParameter></s:ExchangedDocumentContext>"
            ),
            ["CII-SR-04"],
        ),
    ],
)
def test_what_a_cii_invoice_should_not_hold_is_reported(tree: Tree, expected: list[str]) -> None:
    assert codes(CII, tree) == expected


_GROSS = (
    "<r:SpecifiedLineTradeAgreement><r:GrossPriceProductTradePrice><r:AppliedTradeAllowanceCharge>{}"
    "</r:AppliedTradeAllowanceCharge></r:GrossPriceProductTradePrice></r:SpecifiedLineTradeAgreement>"
)
_DOCUMENT = "<r:AdditionalReferencedDocument><r:TypeCode>{}</r:TypeCode>{}</r:AdditionalReferencedDocument>"


@pytest.mark.parametrize(
    ("tree", "expected"),
    [
        (line("<r:AssociatedDocumentLineDocument/>"), []),
        (
            line(
                "<r:AssociatedDocumentLineDocument><r:IncludedNote><r:Content/></r:IncludedNote>"
                "<r:IncludedNote><r:Content/></r:IncludedNote></r:AssociatedDocumentLineDocument>"
            ),
            ["CII-SR-039", "CII-SR-040"],
        ),
        (line("<r:SpecifiedLineTradeSettlement/>"), ["CII-SR-454"]),
        (line(_GROSS.format("")), []),
        (line(_GROSS.format("<r:ActualAmount>1</r:ActualAmount>")), ["CII-SR-119"]),
        (
            line(
                _GROSS.format(
                    "<r:ChargeIndicator><u:Indicator>false</u:Indicator></r:ChargeIndicator>"
                    "<r:ActualAmount>1</r:ActualAmount>"
                )
            ),
            [],
        ),
        (header("Agreement", _DOCUMENT.format("50", "") + _DOCUMENT.format("130", "")), []),
        (header("Agreement", _DOCUMENT.format("50", "") * 2), ["CII-SR-457"]),
        (header("Agreement", _DOCUMENT.format("916", "<r:Name/>") * 2), ["CII-SR-475"]),
        (header("Agreement", _DOCUMENT.format("916", "") * 2), []),
        (header("Agreement", "<r:BuyerTradeParty><r:ID/><r:GlobalID/></r:BuyerTradeParty>"), ["CII-SR-450"]),
        (
            header(
                "Agreement",
                "<r:SellerTradeParty><r:DefinedTradeContact><r:PersonName/><r:DepartmentName/>"
                "</r:DefinedTradeContact></r:SellerTradeParty>",
            ),
            ["CII-SR-465"],
        ),
        (header("Settlement", "<r:SpecifiedTradePaymentTerms/>" * 2), ["CII-SR-452"]),
    ],
)
def test_what_is_foreseen_once_is_reported_when_it_is_there_twice(tree: Tree, expected: list[str]) -> None:
    assert codes(CII, tree) == expected


def test_every_occurrence_is_reported_where_it_stands() -> None:
    tree = ubl("\n<a:InvoiceLine><b:UUID/></a:InvoiceLine>\n<a:InvoiceLine><b:UUID/></a:InvoiceLine>")
    found = [official_finding(by_code(unforeseen.RULES)[failure.code], failure) for failure in UBL.failures(tree)]
    assert [(one.line, one.path) for one in found] == [
        (2, "/Invoice/InvoiceLine[1]/UUID"),
        (3, "/Invoice/InvoiceLine[2]/UUID"),
    ]
    assert {one.severity for one in found} == {Severity.WARNING}
    assert "L'élément UUID (dans *Line) n'est pas prévu par EN 16931" in found[0].message.fr


def test_a_line_of_the_table_is_one_row_a_name() -> None:
    found = rows("X-08 *Line/Item: Keyword @uri\nX-100 //: Deep", {"*Line": ("A", "B/C")})
    assert [row.code for row in found] == ["X-08", "X-09", "X-100"]
    assert found[0].paths == (("A", "Item", "Keyword"), ("B", "C", "Item", "Keyword"))
    assert found[1].shown == "*Line/Item/@uri"
    assert (found[2].paths, found[2].anywhere) == ((("Deep",),), True)


def test_a_path_from_the_root_is_not_met_deeper_and_one_from_anywhere_is() -> None:
    walk = UnforeseenElements(rows("X-1 A: B\nX-2 //C: D", {}), {})
    tree = ubl("<b:A><b:B/><b:C><b:D/></b:C></b:A><b:Z><b:A><b:B/></b:A></b:Z>")
    assert [failure.code for failure in walk.failures(tree)] == ["X-1", "X-2"]
    assert all(isinstance(failure, Failure) for failure in walk.failures(tree))


@pytest.mark.parametrize(("syntax", "body", "count"), [(Syntax.UBL, UBL, 697), (Syntax.CII, CII, 471)])
def test_no_warning_is_forgotten(syntax: Syntax, body: RuleBody, count: int) -> None:
    assert len(body.codes) == count, syntax
    assert set(body.codes) <= set(by_code(unforeseen.RULES))


@pytest.mark.parametrize("more", [0, 1, 2, 30])
def test_the_first_occurrences_are_told_one_by_one_and_the_others_counted(more: int) -> None:
    official = OfficialRules(pack=Pack.EN16931, syntax=Syntax.UBL, body=UBL, rules=by_code(unforeseen.RULES))
    tree = ubl("\n<a:InvoiceLine><b:UUID/></a:InvoiceLine>" * (SHOWN_PER_RULE + more))
    *shown, last = findings(official, tree)
    shown, counted = ([*shown, last], []) if more == 0 else (shown, [last])
    assert [one.line for one in shown] == list(range(2, SHOWN_PER_RULE + 2))
    assert [(one.code, one.value, one.behind) for one in counted] == [("NAV-00", str(more), shown[0].code)] * bool(more)
