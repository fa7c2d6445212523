"""A line: what is sold, how much of it, at what price, under which VAT."""

from domain.tree import BLANKS, Node, Tree
from validators.en16931.cii.locations import SETTLEMENT
from validators.en16931.cii.node_values import is_vat, quantity
from validators.en16931.cii.questions import has, in_cents, of_document, says
from validators.engine.rule_body import Ask, Pattern, Question, Scene
from validators.engine.tree_paths import reaching

_LINE = "IncludedSupplyChainTradeLineItem"
_TOTAL = ("SpecifiedLineTradeSettlement", "SpecifiedTradeSettlementLineMonetarySummation", "LineTotalAmount")
_NET = ("SpecifiedLineTradeAgreement", "NetPriceProductTradePrice", "ChargeAmount")
_GROSS = ("SpecifiedLineTradeAgreement", "GrossPriceProductTradePrice", "ChargeAmount")

_BILLED, _TAXES = reaching("SpecifiedLineTradeDelivery", "BilledQuantity"), reaching(_TOTAL[0], "ApplicableTradeTax")
_NET_PRICES, _GROSS_PRICES = reaching(*_NET), reaching(*_GROSS)


def _says_unit(line: Node, _: Tree) -> bool:
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


def _says_scheme(attribute: str, *path: str) -> Question:
    reach = reaching(*path)

    def asked(node: Node, _: Tree) -> bool:
        found = reach(node)
        return len(found) == 0 or any(one.attributes.get(attribute, "").strip(BLANKS) for one in found)

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
