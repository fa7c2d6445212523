"""Values of the nodes of a CII document, converted like XPath."""

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
    """Texts of several nodes, as written."""
    return {node.text for node in nodes}


def quantity(text: str) -> float:
    """``text`` converted like an untyped XPath value compared with a number; NaN when it is no number."""
    try:
        return float(text)
    except ValueError:
        return NOT_A_NUMBER


def quantities(nodes: Iterable[Node]) -> list[float]:
    """The numbers of several nodes."""
    return [quantity(node.text) for node in nodes]


def summed(nodes: Iterable[Node]) -> float:
    """Sum in document order, in floating point, like XPath on untyped values."""
    return reduce(add, quantities(nodes), 0.0)


def amount(node: Node, name: str) -> Decimal:
    """The first child of that name as a decimal; NaN when there is none."""
    found = node.children.get(name)
    return number(found[0].text) if found else NAN


def is_vat(node: Node) -> bool:
    """Whether the type of a tax is VAT, letter case ignored."""
    kinds = node.children.get("TypeCode")
    return kinds is not None and (kinds[0].text == VAT or kinds[0].text.upper() == VAT)


def is_allowance(node: Node) -> bool:
    """Whether ``ChargeIndicator`` is false."""
    return _indicates(node, FALSE)


def is_charge(node: Node) -> bool:
    """Whether ``ChargeIndicator`` is true."""
    return _indicates(node, TRUE)


def _indicates(node: Node, values: frozenset[str]) -> bool:
    return any(one.text.strip(BLANKS) in values for one in node.down("ChargeIndicator", "Indicator"))
