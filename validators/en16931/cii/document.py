"""The document as a whole: its number, date and type, its notes' companions, periods and references."""

from domain.tree import Node, Tree
from validators.en16931.cii.questions import (
    AGREEMENT,
    BLANKS,
    SETTLEMENT,
    TRANSACTION,
    at,
    has,
    has_one_of,
    says,
)
from validators.questionnaire import Ask, Pattern, Question, Scene

_PARTIES = (TRANSACTION, AGREEMENT)
_DAY = "102"
"""The format of a date written YYYYMMDD (UNTDID 2379)."""


def _is_dated(root: Node, _: Tree) -> bool:
    written = root.down("ExchangedDocument", "IssueDateTime", "DateTimeString")
    return any(one.attributes.get("format") == _DAY and one.text.strip(BLANKS) for one in written)


def _has_lines(_: Node, tree: Tree) -> bool:
    return bool(tree.every("IncludedSupplyChainTradeLineItem"))


def _says_scheme_of_address(party: str) -> Question:
    def asked(root: Node, _: Tree) -> bool:
        parties = root.down(*_PARTIES, party)
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


def _is_root(node: Node) -> bool:
    return node.parent is None


_BOUNDED = has_one_of("StartDateTime", "EndDateTime")

DOCUMENT: Pattern = (
    Scene(
        "CrossIndustryInvoice",
        (
            Ask("BR-01", says("ExchangedDocumentContext", "GuidelineSpecifiedDocumentContextParameter", "ID")),
            Ask("BR-02", says("ExchangedDocument", "ID")),
            Ask("BR-03", _is_dated),
            Ask("BR-04", says("ExchangedDocument", "TypeCode")),
            Ask("BR-05", says(TRANSACTION, SETTLEMENT, "InvoiceCurrencyCode")),
            Ask("BR-06", says(*_PARTIES, "SellerTradeParty", "Name")),
            Ask("BR-07", says(*_PARTIES, "BuyerTradeParty", "Name")),
            Ask("BR-08", has(*_PARTIES, "SellerTradeParty", "PostalTradeAddress")),
            Ask("BR-09", says(*_PARTIES, "SellerTradeParty", "PostalTradeAddress", "CountryID")),
            Ask("BR-10", has(*_PARTIES, "BuyerTradeParty", "PostalTradeAddress")),
            Ask("BR-11", says(*_PARTIES, "BuyerTradeParty", "PostalTradeAddress", "CountryID")),
            Ask("BR-16", _has_lines),
            Ask("BR-62", _says_scheme_of_address("SellerTradeParty")),
            Ask("BR-63", _says_scheme_of_address("BuyerTradeParty")),
        ),
        _is_root,
    ),
    Scene("AdditionalReferencedDocument", (Ask("BR-52", says("IssuerAssignedID")),)),
    Scene("InvoiceReferencedDocument", (Ask("BR-55", says("IssuerAssignedID")),), at(SETTLEMENT, TRANSACTION)),
    Scene(
        "BillingSpecifiedPeriod",
        (Ask("BR-30", _ends_after_start), Ask("BR-CO-20", _BOUNDED)),
        lambda node: node.is_at("SpecifiedLineTradeSettlement"),
    ),
    Scene(
        "BillingSpecifiedPeriod",
        (Ask("BR-29", _ends_after_start), Ask("BR-CO-19", _BOUNDED)),
        lambda node: node.is_at(SETTLEMENT),
    ),
)
