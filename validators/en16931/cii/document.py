"""The document as a whole: its number, date, type, notes, periods and references."""

from domain.tree import BLANKS, Node, Tree
from validators.en16931.cii.locations import SETTLEMENT, TRANSACTION, agreement, at, below, settlement
from validators.en16931.cii.questions import has_element, has_one_of, has_text, in_header
from validators.engine.rule_body import Assertion, Pattern, Question, RuleContext
from validators.engine.tree_paths import child_of, is_root

_DAY = "102"
"""The format of a date written YYYYMMDD (UNTDID 2379)."""


def _is_dated(root: Node, _: Tree) -> bool:
    written = root.down("ExchangedDocument", "IssueDateTime", "DateTimeString")
    return any(one.attributes.get("format") == _DAY and one.text.strip(BLANKS) for one in written)


def _has_lines(_: Node, tree: Tree) -> bool:
    return bool(tree.every("IncludedSupplyChainTradeLineItem"))


def _has_address_scheme(party: str) -> Question:
    def asked(_: Node, tree: Tree) -> bool:
        parties = below(agreement(tree), party)
        first = [one for found in parties if (one := found.first("URIUniversalCommunication")) is not None]
        schemes = [one.attributes.get("schemeID", "") for channel in first for one in channel.all("URIID")]
        return not first or any(scheme.strip(BLANKS) for scheme in schemes)

    return asked


def _ends_after_start(period: Node, _: Tree) -> bool:
    if not (period.has("StartDateTime") and period.has("EndDateTime")):
        return True
    starts = [one.text for one in period.down("StartDateTime", "DateTimeString") if _is_day(one)]
    ends = [one.text for one in period.down("EndDateTime", "DateTimeString") if _is_day(one)]
    return bool(starts and ends) and max(ends) >= min(starts)


def _is_day(date: Node) -> bool:
    return date.attributes.get("format") == _DAY


_BOUNDED = has_one_of("StartDateTime", "EndDateTime")

DOCUMENT: Pattern = (
    RuleContext(
        "CrossIndustryInvoice",
        (
            Assertion(
                "BR-01", has_text("ExchangedDocumentContext", "GuidelineSpecifiedDocumentContextParameter", "ID")
            ),
            Assertion("BR-02", has_text("ExchangedDocument", "ID")),
            Assertion("BR-03", _is_dated),
            Assertion("BR-04", has_text("ExchangedDocument", "TypeCode")),
            Assertion("BR-05", in_header(settlement, has_text("InvoiceCurrencyCode"))),
            Assertion("BR-06", in_header(agreement, has_text("SellerTradeParty", "Name"))),
            Assertion("BR-07", in_header(agreement, has_text("BuyerTradeParty", "Name"))),
            Assertion("BR-08", in_header(agreement, has_element("SellerTradeParty", "PostalTradeAddress"))),
            Assertion("BR-09", in_header(agreement, has_text("SellerTradeParty", "PostalTradeAddress", "CountryID"))),
            Assertion("BR-10", in_header(agreement, has_element("BuyerTradeParty", "PostalTradeAddress"))),
            Assertion("BR-11", in_header(agreement, has_text("BuyerTradeParty", "PostalTradeAddress", "CountryID"))),
            Assertion("BR-16", _has_lines),
            Assertion("BR-62", _has_address_scheme("SellerTradeParty")),
            Assertion("BR-63", _has_address_scheme("BuyerTradeParty")),
        ),
        where=is_root,
    ),
    RuleContext("AdditionalReferencedDocument", (Assertion("BR-52", has_text("IssuerAssignedID")),)),
    RuleContext(
        "InvoiceReferencedDocument",
        (Assertion("BR-55", has_text("IssuerAssignedID")),),
        where=at(SETTLEMENT, TRANSACTION),
    ),
    RuleContext(
        "BillingSpecifiedPeriod",
        (Assertion("BR-30", _ends_after_start), Assertion("BR-CO-20", _BOUNDED)),
        where=child_of("SpecifiedLineTradeSettlement"),
    ),
    RuleContext(
        "BillingSpecifiedPeriod",
        (Assertion("BR-29", _ends_after_start), Assertion("BR-CO-19", _BOUNDED)),
        where=child_of(SETTLEMENT),
    ),
)
