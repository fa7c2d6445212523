"""Invoice lines: item, quantity, price, VAT."""

from domain.tree import BLANKS, Node, Tree
from validators.en16931.cii.locations import SETTLEMENT
from validators.en16931.cii.node_values import is_vat, quantity
from validators.en16931.cii.questions import has_element, has_text, in_cents, of_document
from validators.engine.rule_body import Assertion, Pattern, Question, RuleContext
from validators.engine.tree_paths import reaching

_LINE = "IncludedSupplyChainTradeLineItem"
_TOTAL = ("SpecifiedLineTradeSettlement", "SpecifiedTradeSettlementLineMonetarySummation", "LineTotalAmount")
_NET = ("SpecifiedLineTradeAgreement", "NetPriceProductTradePrice", "ChargeAmount")
_GROSS = ("SpecifiedLineTradeAgreement", "GrossPriceProductTradePrice", "ChargeAmount")

_BILLED, _TAXES = reaching("SpecifiedLineTradeDelivery", "BilledQuantity"), reaching(_TOTAL[0], "ApplicableTradeTax")
_NET_PRICES, _GROSS_PRICES = reaching(*_NET), reaching(*_GROSS)


def _has_unit(line: Node, _: Tree) -> bool:
    return any(map(_is_in_units, _BILLED(line)))


def _is_in_units(billed: Node) -> bool:
    return "unitCode" in billed.attributes


def _is_not_below_zero(line: Node, _: Tree) -> bool:
    return any(map(_is_positive, _NET_PRICES(line)))


def _gross_is_not_below_zero(line: Node, _: Tree) -> bool:
    prices = _GROSS_PRICES(line)
    return not prices or any(map(_is_positive, prices))


def _is_positive(price: Node) -> bool:
    return quantity(price.text) >= 0


def _has_vat_category(line: Node, _: Tree) -> bool:
    return any(map(_is_category, _TAXES(line)))


def _is_category(tax: Node) -> bool:
    return "CategoryCode" in tax.children and is_vat(tax)


def _has_breakdown(tree: Tree) -> bool:
    taxes = tree.every("ApplicableTradeTax")
    return any(tax.is_at(SETTLEMENT, "SupplyChainTradeTransaction") for tax in taxes)


def _has_scheme(attribute: str, *path: str) -> Question:
    reach = reaching(*path)

    def asked(node: Node, _: Tree) -> bool:
        found = reach(node)
        return len(found) == 0 or any(one.attributes.get(attribute, "").strip(BLANKS) for one in found)

    return asked


LINES: Pattern = (
    RuleContext(
        _LINE,
        (
            Assertion("BR-21", has_text("AssociatedDocumentLineDocument", "LineID")),
            Assertion("BR-22", has_element("SpecifiedLineTradeDelivery", "BilledQuantity")),
            Assertion("BR-23", _has_unit),
            Assertion("BR-24", has_element(*_TOTAL)),
            Assertion("BR-25", has_text("SpecifiedTradeProduct", "Name")),
            Assertion("BR-26", has_element(*_NET)),
            Assertion("BR-27", _is_not_below_zero),
            Assertion("BR-28", _gross_is_not_below_zero),
            Assertion("BR-64", _has_scheme("schemeID", "SpecifiedTradeProduct", "GlobalID")),
            Assertion("BR-CO-04", _has_vat_category),
            Assertion("BR-CO-18", of_document(_has_breakdown)),
            Assertion("BR-DEC-23", in_cents(*_TOTAL)),
        ),
    ),
    RuleContext("DesignatedProductClassification", (Assertion("BR-65", _has_scheme("listID", "ClassCode")),)),
    RuleContext(
        "ApplicableProductCharacteristic",
        (Assertion("BR-54", lambda node, _: node.has("Description") and node.has("Value")),),
    ),
)
