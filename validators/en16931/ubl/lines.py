"""The lines of a UBL document: what each must have, its price and its item (BG-25 to BG-32)."""

from domain.tree import Node, Tree
from validators.en16931.ubl.questions import (
    LINES,
    filled,
    is_vat,
    marked,
    of_line,
    one_of,
    present,
    to_the_cent,
)
from validators.engine.rule_body import Ask, Pattern, Scene, number
from validators.engine.tree_paths import reaching

_QUANTITIES = ("InvoicedQuantity", "CreditedQuantity")


def _has_unit(node: Node, _: Tree) -> bool:
    return any(any(map(_is_in_units, node.children[name])) for name in _QUANTITIES if name in node.children)


def _is_in_units(quantity: Node) -> bool:
    return "unitCode" in quantity.attributes


def _price_is_not_negative(node: Node, _: Tree) -> bool:
    """The net price (BT-146); none is as bad."""
    return any(map(_is_positive, _PRICE(node)))


def _gross_price_is_not_negative(node: Node, _: Tree) -> bool:
    """The gross price (BT-148), where there is one."""
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
    Ask("BR-21", filled("ID")),
    Ask("BR-22", one_of(*_QUANTITIES)),
    Ask("BR-23", _has_unit),
    Ask("BR-24", present("LineExtensionAmount")),
    Ask("BR-25", filled("Item", "Name")),
    Ask("BR-26", present("Price", "PriceAmount")),
    Ask("BR-27", _price_is_not_negative),
    Ask("BR-28", _gross_price_is_not_negative),
    Ask("BR-CO-04", _is_taxed),
    Ask("BR-DEC-23", to_the_cent("LineExtensionAmount")),
)

LIGNES: Pattern = (
    *(Scene(name, _LINE) for name in LINES),
    Scene(
        "AdditionalItemProperty",
        (Ask("BR-54", lambda node, _: "Name" in node.children and "Value" in node.children),),
    ),
    Scene(
        "ItemClassificationCode", (Ask("BR-65", marked("listID")),), where=of_line("CommodityClassification", "Item")
    ),
    Scene(
        "ID",
        (Ask("BR-64", marked("schemeID")),),
        where=of_line("StandardItemIdentification", "Item"),
    ),
)
"""Lines and their items, of the official pattern of the model."""
