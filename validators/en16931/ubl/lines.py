"""Lines of a UBL document: required elements, price and item (BG-25 to BG-32)."""

from domain.tree import Node, Tree
from validators.en16931.ubl.questions import (
    LINES,
    has_attribute,
    has_element,
    has_text,
    is_vat,
    of_line,
    one_of,
    to_the_cent,
)
from validators.engine.rule_body import Assertion, Pattern, RuleContext, number
from validators.engine.tree_paths import reaching

_QUANTITIES = ("InvoicedQuantity", "CreditedQuantity")


def _has_unit(node: Node, _: Tree) -> bool:
    return any(any(map(_is_in_units, node.children[name])) for name in _QUANTITIES if name in node.children)


def _is_in_units(quantity: Node) -> bool:
    return "unitCode" in quantity.attributes


def _price_is_not_negative(node: Node, _: Tree) -> bool:
    """The net price (BT-146) is present and not negative."""
    return any(map(_is_positive, _PRICE(node)))


def _gross_price_is_not_negative(node: Node, _: Tree) -> bool:
    """The gross price (BT-148), when present, is not negative."""
    reductions = _REDUCTION(node)
    prices = [price for one in reductions for price in one.all("BaseAmount")] if reductions else ()
    return not prices or any(map(_is_positive, prices))


def _is_positive(price: Node) -> bool:
    return number(price.text) >= 0


def _is_taxed(node: Node, _: Tree) -> bool:
    """Its item has a VAT category (BT-151)."""
    return any(map(_is_category, _CATEGORIES(node)))


def _is_category(category: Node) -> bool:
    return "ID" in category.children and is_vat(category)


_PRICE, _REDUCTION = reaching("Price", "PriceAmount"), reaching("Price", "AllowanceCharge")
_CATEGORIES = reaching("Item", "ClassifiedTaxCategory")
_LINE = (
    Assertion("BR-21", has_text("ID")),
    Assertion("BR-22", one_of(*_QUANTITIES)),
    Assertion("BR-23", _has_unit),
    Assertion("BR-24", has_element("LineExtensionAmount")),
    Assertion("BR-25", has_text("Item", "Name")),
    Assertion("BR-26", has_element("Price", "PriceAmount")),
    Assertion("BR-27", _price_is_not_negative),
    Assertion("BR-28", _gross_price_is_not_negative),
    Assertion("BR-CO-04", _is_taxed),
    Assertion("BR-DEC-23", to_the_cent("LineExtensionAmount")),
)

LINE_PATTERN: Pattern = (
    *(RuleContext(name, _LINE) for name in LINES),
    RuleContext(
        "AdditionalItemProperty",
        (Assertion("BR-54", lambda node, _: "Name" in node.children and "Value" in node.children),),
    ),
    RuleContext(
        "ItemClassificationCode",
        (Assertion("BR-65", has_attribute("listID")),),
        where=of_line("CommodityClassification", "Item"),
    ),
    RuleContext(
        "ID",
        (Assertion("BR-64", has_attribute("schemeID")),),
        where=of_line("StandardItemIdentification", "Item"),
    ),
)
"""Lines and their items, of the official pattern of the model."""
