"""The document as a whole: its number, date and type, its notes' companions, periods and references."""

from domain.tree import BLANKS, Node, Tree
from validators.en16931.cii.locations import SETTLEMENT, TRANSACTION, agreement, at, below, settlement
from validators.en16931.cii.questions import has, has_one_of, in_header, says
from validators.engine.rule_body import Ask, Pattern, Question, Scene
from validators.engine.tree_paths import child_of, is_root

_DAY = "102"
"""The format of a date written YYYYMMDD (UNTDID 2379)."""


def _is_dated(root: Node, _: Tree) -> bool:
    written = root.down("ExchangedDocument", "IssueDateTime", "DateTimeString")
    return any(one.attributes.get("format") == _DAY and one.text.strip(BLANKS) for one in written)


def _has_lines(_: Node, tree: Tree) -> bool:
    return bool(tree.every("IncludedSupplyChainTradeLineItem"))


def _says_scheme_of_address(party: str) -> Question:
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
    Scene(
        "CrossIndustryInvoice",
        (
            Ask("BR-01", says("ExchangedDocumentContext", "GuidelineSpecifiedDocumentContextParameter", "ID")),
            Ask("BR-02", says("ExchangedDocument", "ID")),
            Ask("BR-03", _is_dated),
            Ask("BR-04", says("ExchangedDocument", "TypeCode")),
            Ask("BR-05", in_header(settlement, says("InvoiceCurrencyCode"))),
            Ask("BR-06", in_header(agreement, says("SellerTradeParty", "Name"))),
            Ask("BR-07", in_header(agreement, says("BuyerTradeParty", "Name"))),
            Ask("BR-08", in_header(agreement, has("SellerTradeParty", "PostalTradeAddress"))),
            Ask("BR-09", in_header(agreement, says("SellerTradeParty", "PostalTradeAddress", "CountryID"))),
            Ask("BR-10", in_header(agreement, has("BuyerTradeParty", "PostalTradeAddress"))),
            Ask("BR-11", in_header(agreement, says("BuyerTradeParty", "PostalTradeAddress", "CountryID"))),
            Ask("BR-16", _has_lines),
            Ask("BR-62", _says_scheme_of_address("SellerTradeParty")),
            Ask("BR-63", _says_scheme_of_address("BuyerTradeParty")),
        ),
        where=is_root,
    ),
    Scene("AdditionalReferencedDocument", (Ask("BR-52", says("IssuerAssignedID")),)),
    Scene("InvoiceReferencedDocument", (Ask("BR-55", says("IssuerAssignedID")),), where=at(SETTLEMENT, TRANSACTION)),
    Scene(
        "BillingSpecifiedPeriod",
        (Ask("BR-30", _ends_after_start), Ask("BR-CO-20", _BOUNDED)),
        where=child_of("SpecifiedLineTradeSettlement"),
    ),
    Scene(
        "BillingSpecifiedPeriod",
        (Ask("BR-29", _ends_after_start), Ask("BR-CO-19", _BOUNDED)),
        where=child_of(SETTLEMENT),
    ),
)
