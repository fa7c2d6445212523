"""What the nodes of a CII document say, read as XPath reads it."""

from collections.abc import Iterable
from decimal import Decimal
from functools import reduce
from operator import add

from domain.tree import BLANKS, Node
from validators.engine.rule_body import NAN, number

FALSE = frozenset({"false", "0"})
TRUE = frozenset({"true", "1"})
NOT_A_NUMBER = float("nan")
VAT = "VAT"


def texts(nodes: Iterable[Node]) -> set[str]:
    """What several nodes say, as written."""
    return {node.text for node in nodes}


def quantity(text: str) -> float:
    """``text`` as XPath reads a value without type that is set beside a number; not a number when it is none."""
    try:
        return float(text)
    except ValueError:
        return NOT_A_NUMBER


def quantities(nodes: Iterable[Node]) -> list[float]:
    """The numbers of several nodes."""
    return [quantity(node.text) for node in nodes]


def summed(nodes: Iterable[Node]) -> float:
    """Their sum as XPath adds values without type: one after the other, in floating point."""
    return reduce(add, quantities(nodes), 0.0)


def amount(node: Node, name: str) -> Decimal:
    """The first child of that name as an exact number; not a number when there is none."""
    found = node.children.get(name)
    return number(found[0].text) if found else NAN


def is_vat(node: Node) -> bool:
    """Whether a tax is VAT by its type, in capitals or not."""
    kinds = node.children.get("TypeCode")
    return kinds is not None and (kinds[0].text == VAT or kinds[0].text.upper() == VAT)


def is_allowance(node: Node) -> bool:
    """Whether an allowance or charge says it is an allowance."""
    return _indicates(node, FALSE)


def is_charge(node: Node) -> bool:
    """Whether an allowance or charge says it is a charge."""
    return _indicates(node, TRUE)


def _indicates(node: Node, values: frozenset[str]) -> bool:
    return any(one.text.strip(BLANKS) in values for one in node.down("ChargeIndicator", "Indicator"))
