"""A line: what is sold, how much of it, at what price, under which VAT."""

from domain.tree import Node, Tree
from validators.en16931.cii.contenus import BLANKS, is_vat, quantities
from validators.en16931.cii.lieux import SETTLEMENT
from validators.en16931.cii.questions import has, in_cents, of_document, says
from validators.questionnaire import Ask, Pattern, Question, Scene

_LINE = "IncludedSupplyChainTradeLineItem"
_TOTAL = ("SpecifiedLineTradeSettlement", "SpecifiedTradeSettlementLineMonetarySummation", "LineTotalAmount")
_NET = ("SpecifiedLineTradeAgreement", "NetPriceProductTradePrice", "ChargeAmount")
_GROSS = ("SpecifiedLineTradeAgreement", "GrossPriceProductTradePrice", "ChargeAmount")


def _says_unit(line: Node, _: Tree) -> bool:
    return any("unitCode" in one.attributes for one in line.down("SpecifiedLineTradeDelivery", "BilledQuantity"))


def _is_not_below_zero(line: Node, _: Tree) -> bool:
    return any(price >= 0 for price in quantities(line.down(*_NET)))


def _gross_is_not_below_zero(line: Node, _: Tree) -> bool:
    prices = line.down(*_GROSS)
    return not prices or any(price >= 0 for price in quantities(prices))


def _has_vat_category(line: Node, _: Tree) -> bool:
    return any(is_vat(tax) and tax.has("CategoryCode") for tax in line.down(_TOTAL[0], "ApplicableTradeTax"))


def _has_breakdown(tree: Tree) -> bool:
    taxes = tree.every("ApplicableTradeTax")
    return any(tax.is_at(SETTLEMENT, "SupplyChainTradeTransaction") for tax in taxes)


def _says_scheme(attribute: str, *path: str) -> Question:
    def asked(node: Node, _: Tree) -> bool:
        found = node.down(*path)
        return not found or any(one.attributes.get(attribute, "").strip(BLANKS) for one in found)

    return asked


LINES: Pattern = (
    Scene(
        _LINE,
        (
            Ask("BR-21", says("AssociatedDocumentLineDocument", "LineID")),
            Ask("BR-22", has("SpecifiedLineTradeDelivery", "BilledQuantity")),
            Ask("BR-23", _says_unit),
            Ask("BR-24", has(*_TOTAL)),
            Ask("BR-25", says("SpecifiedTradeProduct", "Name")),
            Ask("BR-26", has(*_NET)),
            Ask("BR-27", _is_not_below_zero),
            Ask("BR-28", _gross_is_not_below_zero),
            Ask("BR-64", _says_scheme("schemeID", "SpecifiedTradeProduct", "GlobalID")),
            Ask("BR-CO-04", _has_vat_category),
            Ask("BR-CO-18", of_document(_has_breakdown)),
            Ask("BR-DEC-23", in_cents(*_TOTAL)),
        ),
    ),
    Scene("DesignatedProductClassification", (Ask("BR-65", _says_scheme("listID", "ClassCode")),)),
    Scene(
        "ApplicableProductCharacteristic",
        (Ask("BR-54", lambda node, _: node.has("Description") and node.has("Value")),),
    ),
)
