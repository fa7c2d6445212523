"""The lines of a UBL document: what each must have, its price and its item (BG-25 to BG-32)."""

from domain.tree import Node, Tree
from validators.en16931.ubl.questions import (
    LINES,
    Path,
    at,
    filled,
    is_vat,
    marked,
    of_line,
    one_of,
    present,
    to_the_cent,
)
from validators.questionnaire import Ask, Pattern, Scene, number

_QUANTITIES = ("InvoicedQuantity", "CreditedQuantity")


def _has_unit(node: Node, _: Tree) -> bool:
    return any("unitCode" in quantity.attributes for name in _QUANTITIES for quantity in node.all(name))


def _not_negative(node: Node, path: Path) -> bool:
    return any(number(one.text) >= 0 for one in at(node, path))


def _price_is_not_negative(node: Node, _: Tree) -> bool:
    """The net price (BT-146); none is as bad."""
    return _not_negative(node, ("Price", "PriceAmount"))


def _gross_price_is_not_negative(node: Node, _: Tree) -> bool:
    """The gross price (BT-148), where there is one."""
    path = ("Price", "AllowanceCharge", "BaseAmount")
    return not at(node, path) or _not_negative(node, path)


def _is_taxed(node: Node, _: Tree) -> bool:
    """Its item has a VAT category (BT-151)."""
    return any("ID" in one.children and is_vat(one) for one in at(node, ("Item", "ClassifiedTaxCategory")))


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
