"""CII binding rules on each part of the document: cardinalities, and values that must agree."""

from domain.tree import Node, Tree, collapsed
from validators.en16931.cii.locations import AGREEMENT, ROOT, SETTLEMENT, TRANSACTION, at
from validators.en16931.cii.not_admitted import ROOT_LANGUAGE, TOTALS_ONCE
from validators.en16931.cii.questions import at_most_once, exactly_once, has_element, has_no_attribute
from validators.engine.rule_body import Assertion, Pattern, Question, RuleContext
from validators.engine.tree_paths import child_of, is_root

_LINE = ("IncludedSupplyChainTradeLineItem", TRANSACTION)
_MEANS = "SpecifiedTradeSettlementPaymentMeans"
_ACCOUNT = "PayeePartyCreditorFinancialAccount"
_TRANSFERS = ("30", "58")
_NET_PRICE = ("NetPriceProductTradePrice", "ChargeAmount")


def _has_scheme(product: Node, _: Tree) -> bool:
    identifiers = product.all("GlobalID")
    return not identifiers or any("schemeID" in one.attributes for one in identifiers)


def _has_origin_at_most_once(product: Node, _: Tree) -> bool:
    return not product.has("OriginTradeCountry") or len(product.down("OriginTradeCountry", "ID")) == 1


def _same_for_all_means(name: str) -> Question:
    def asked(_: Node, tree: Tree) -> bool:
        nodes = [one for one in tree.every(name) if one.is_at(_MEANS)]
        return len(nodes) < 2 or len({collapsed(one.text) for one in nodes}) == 1

    return asked


def _one_reference(_: Node, tree: Tree) -> bool:
    return sum(one.is_at(SETTLEMENT) for one in tree.every("PaymentReference")) <= 1


def _one_date_code(_: Node, tree: Tree) -> bool:
    return len({one.text for one in tree.every("DueDateTypeCode") if one.is_at("ApplicableTradeTax")}) <= 1


def _transfers_have_accounts(settlement: Node, _: Tree) -> bool:
    return all(
        means.exists(_ACCOUNT, "IBANID") or means.exists(_ACCOUNT, "ProprietaryID")
        for means in settlement.all(_MEANS)
        if means.text_at("TypeCode") in _TRANSFERS
    )


def _has_totals_twice(totals: Node) -> bool:
    """Whether some total occurs more than once; only then can the rules fail."""
    return any(len(found) > 1 for found in totals.children.values())


SYNTAX: Pattern = (
    RuleContext(
        "ExchangedDocumentContext",
        (
            Assertion("CII-SR-009", exactly_once("GuidelineSpecifiedDocumentContextParameter")),
            Assertion("CII-SR-010", exactly_once("GuidelineSpecifiedDocumentContextParameter", "ID")),
        ),
        where=at(),
    ),
    RuleContext("ExchangedDocument", (Assertion("CII-SR-014", exactly_once("TypeCode")),), where=at()),
    RuleContext(
        "SpecifiedTradeProduct",
        (Assertion("CII-SR-046", _has_scheme), Assertion("CII-SR-090", _has_origin_at_most_once)),
        where=at(*_LINE),
    ),
    RuleContext(
        "ApplicableProductCharacteristic",
        (Assertion("CII-SR-069", exactly_once("Description")), Assertion("CII-SR-072", exactly_once("Value"))),
        where=at("SpecifiedTradeProduct", *_LINE),
    ),
    RuleContext(
        "SpecifiedLineTradeAgreement",
        (Assertion("CII-SR-439", exactly_once(*_NET_PRICE)), Assertion("CII-SR-441", at_most_once(*_NET_PRICE))),
        where=at(*_LINE),
    ),
    RuleContext(
        "SpecifiedTradeAllowanceCharge",
        (
            Assertion("CII-SR-463", has_element("ChargeIndicator")),
            Assertion("CII-SR-471", at_most_once("RateApplicablePercent")),
            Assertion("CII-SR-472", at_most_once("CategoryTradeTax")),
            Assertion("CII-SR-473", at_most_once("ActualAmount")),
        ),
    ),
    RuleContext(
        "AppliedTradeAllowanceCharge",
        (Assertion("CII-SR-440", at_most_once("ActualAmount")),),
        where=child_of("GrossPriceProductTradePrice"),
    ),
    RuleContext(
        AGREEMENT,
        (
            Assertion("CII-SR-455", at_most_once("SellerTradeParty", "DefinedTradeContact")),
            Assertion("CII-SR-456", at_most_once("BuyerTradeParty", "DefinedTradeContact")),
            Assertion("CII-SR-459", at_most_once("SellerTradeParty", "URIUniversalCommunication")),
            Assertion("CII-SR-460", at_most_once("BuyerTradeParty", "URIUniversalCommunication")),
        ),
        where=at(TRANSACTION),
    ),
    RuleContext(
        SETTLEMENT,
        (
            Assertion("CII-SR-461", at_most_once("ApplicableTradeTax", "TaxPointDate")),
            Assertion("CII-SR-462", _one_date_code),
            Assertion("CII-SR-470", _transfers_have_accounts),
        ),
        where=at(TRANSACTION),
    ),
    RuleContext(
        "SpecifiedTradeSettlementHeaderMonetarySummation",
        tuple(Assertion(row.code, at_most_once(row.name)) for row in TOTALS_ONCE),
        _has_totals_twice,
        at(SETTLEMENT, TRANSACTION),
    ),
    RuleContext(
        ROOT,
        (
            *(Assertion(row.code, has_no_attribute(row.name)) for row in ROOT_LANGUAGE),
            Assertion("CII-SR-467", _same_for_all_means("TypeCode")),
            Assertion("CII-SR-468", _same_for_all_means("Information")),
            Assertion("CII-SR-469", _one_reference),
        ),
        where=is_root,
    ),
)
