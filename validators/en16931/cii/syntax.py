"""What the binding to CII admits of each part of the document: what is there once, and what must agree."""

from domain.tree import Node, Tree, collapsed
from validators.en16931.cii.locations import AGREEMENT, ROOT, SETTLEMENT, TRANSACTION, at
from validators.en16931.cii.not_admitted import ROOT_LANGUAGE, TOTALS_ONCE
from validators.en16931.cii.questions import at_most_once, has, once, without
from validators.engine.rule_body import Ask, Pattern, Question, Scene
from validators.engine.tree_paths import child_of, is_root

_LINE = ("IncludedSupplyChainTradeLineItem", TRANSACTION)
_MEANS = "SpecifiedTradeSettlementPaymentMeans"
_ACCOUNT = "PayeePartyCreditorFinancialAccount"
_TRANSFERS = ("30", "58")
_NET_PRICE = ("NetPriceProductTradePrice", "ChargeAmount")


def _says_scheme(product: Node, _: Tree) -> bool:
    identifiers = product.all("GlobalID")
    return not identifiers or any("schemeID" in one.attributes for one in identifiers)


def _says_origin_once(product: Node, _: Tree) -> bool:
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
        if means.said("TypeCode") in _TRANSFERS
    )


def _has_totals_twice(totals: Node) -> bool:
    """Only such totals can fail."""
    return any(len(found) > 1 for found in totals.children.values())


SYNTAX: Pattern = (
    Scene(
        "ExchangedDocumentContext",
        (
            Ask("CII-SR-009", once("GuidelineSpecifiedDocumentContextParameter")),
            Ask("CII-SR-010", once("GuidelineSpecifiedDocumentContextParameter", "ID")),
        ),
        where=at(),
    ),
    Scene("ExchangedDocument", (Ask("CII-SR-014", once("TypeCode")),), where=at()),
    Scene(
        "SpecifiedTradeProduct",
        (Ask("CII-SR-046", _says_scheme), Ask("CII-SR-090", _says_origin_once)),
        where=at(*_LINE),
    ),
    Scene(
        "ApplicableProductCharacteristic",
        (Ask("CII-SR-069", once("Description")), Ask("CII-SR-072", once("Value"))),
        where=at("SpecifiedTradeProduct", *_LINE),
    ),
    Scene(
        "SpecifiedLineTradeAgreement",
        (Ask("CII-SR-439", once(*_NET_PRICE)), Ask("CII-SR-441", at_most_once(*_NET_PRICE))),
        where=at(*_LINE),
    ),
    Scene(
        "SpecifiedTradeAllowanceCharge",
        (
            Ask("CII-SR-463", has("ChargeIndicator")),
            Ask("CII-SR-471", at_most_once("RateApplicablePercent")),
            Ask("CII-SR-472", at_most_once("CategoryTradeTax")),
            Ask("CII-SR-473", at_most_once("ActualAmount")),
        ),
    ),
    Scene(
        "AppliedTradeAllowanceCharge",
        (Ask("CII-SR-440", at_most_once("ActualAmount")),),
        where=child_of("GrossPriceProductTradePrice"),
    ),
    Scene(
        AGREEMENT,
        (
            Ask("CII-SR-455", at_most_once("SellerTradeParty", "DefinedTradeContact")),
            Ask("CII-SR-456", at_most_once("BuyerTradeParty", "DefinedTradeContact")),
            Ask("CII-SR-459", at_most_once("SellerTradeParty", "URIUniversalCommunication")),
            Ask("CII-SR-460", at_most_once("BuyerTradeParty", "URIUniversalCommunication")),
        ),
        where=at(TRANSACTION),
    ),
    Scene(
        SETTLEMENT,
        (
            Ask("CII-SR-461", at_most_once("ApplicableTradeTax", "TaxPointDate")),
            Ask("CII-SR-462", _one_date_code),
            Ask("CII-SR-470", _transfers_have_accounts),
        ),
        where=at(TRANSACTION),
    ),
    Scene(
        "SpecifiedTradeSettlementHeaderMonetarySummation",
        tuple(Ask(row.code, at_most_once(row.name)) for row in TOTALS_ONCE),
        _has_totals_twice,
        at(SETTLEMENT, TRANSACTION),
    ),
    Scene(
        ROOT,
        (
            *(Ask(row.code, without(row.name)) for row in ROOT_LANGUAGE),
            Ask("CII-SR-467", _same_for_all_means("TypeCode")),
            Ask("CII-SR-468", _same_for_all_means("Information")),
            Ask("CII-SR-469", _one_reference),
        ),
        where=is_root,
    ),
)
