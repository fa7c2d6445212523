"""The shapes of question that the rules on CII share, and the values they compare, read as XPath reads them."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import reduce
from operator import add

from domain.tree import Node, Tree
from validators.questionnaire import NAN, Condition, Question, decimals, number

BLANKS = " \t\r\n"
"""What XML calls white space: a no-break space is something said."""
FALSE = frozenset({"false", "0"})
TRUE = frozenset({"true", "1"})
NOT_A_NUMBER = float("nan")
VAT = "VAT"
ROOT = "CrossIndustryInvoice"
TRANSACTION = "SupplyChainTradeTransaction"
AGREEMENT = "ApplicableHeaderTradeAgreement"
DELIVERY = "ApplicableHeaderTradeDelivery"
SETTLEMENT = "ApplicableHeaderTradeSettlement"


def says(*path: str) -> Question:
    """Whether a node at that path says something."""

    def asked(node: Node, _: Tree) -> bool:
        return any(one.text.strip(BLANKS) for one in node.down(*path))

    return asked


def has(*path: str) -> Question:
    """Whether there is a node at that path, empty or not."""
    if len(path) == 1:
        (name,) = path
        return lambda node, _: name in node.children
    return lambda node, _: bool(node.down(*path))


def has_one_of(*names: str) -> Question:
    """Whether there is a child of one of these names."""
    return lambda node, _: any(name in node.children for name in names)


def has_none_of(*names: str) -> Question:
    """Whether there is no child of these names."""
    return lambda node, _: all(name not in node.children for name in names)


def lacks(*path: str) -> Question:
    """Whether there is no node at that path."""
    if len(path) == 1:
        (name,) = path
        return lambda node, _: name not in node.children
    return lambda node, _: not node.down(*path)


def at_most_once(*path: str) -> Question:
    """Whether that path leads to one node or none."""
    if len(path) == 1:
        (name,) = path
        return lambda node, _: name not in node.children or len(node.children[name]) == 1
    return lambda node, _: len(node.down(*path)) <= 1


def once(*path: str) -> Question:
    """Whether that path leads to one node, no more, no less."""
    return lambda node, _: len(node.down(*path)) == 1


def without(attribute: str) -> Question:
    """Whether the node does without that attribute."""
    return lambda node, _: attribute not in node.attributes


def in_cents(*path: str) -> Question:
    """Whether the amount at that path has two decimals at most, as it is written."""
    if len(path) == 1:
        (name,) = path
        return lambda node, _: name not in node.children or decimals(node.children[name][0].text) <= 2
    return lambda node, _: all(decimals(one.text) <= 2 for one in node.down(*path)[:1])


def of_parent(question: Question) -> Question:
    """``question`` asked of the node above."""
    return lambda node, tree: node.parent is None or question(node.parent, tree)


def always(_: Node, __: Tree) -> bool:
    """What no program can tell: the rule is there, and holds."""
    return True


def at(*names: str) -> Condition:
    """Whether the node's ancestors, from the nearest up to the root, have these names."""
    wanted = (*names, ROOT)

    def stands(node: Node) -> bool:
        above = node.parent
        for name in wanted:
            if above is None or above.name != name:
                return False
            above = above.parent
        return above is None

    return stands


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
    kind = node.first("TypeCode")
    return kind is not None and (kind.text == VAT or kind.text.upper() == VAT)


def is_allowance(node: Node) -> bool:
    """Whether an allowance or charge says it is an allowance."""
    return _indicates(node, FALSE)


def is_charge(node: Node) -> bool:
    """Whether an allowance or charge says it is a charge."""
    return _indicates(node, TRUE)


def _indicates(node: Node, values: frozenset[str]) -> bool:
    return any(one.text.strip(BLANKS) in values for one in node.down("ChargeIndicator", "Indicator"))


def _header(name: str) -> Callable[[Tree], list[Node]]:
    def found(tree: Tree) -> list[Node]:
        return tree.root.down(TRANSACTION, name)

    return lambda tree: tree.once(name, found)


agreement, delivery, settlement = _header(AGREEMENT), _header(DELIVERY), _header(SETTLEMENT)
"""The header's parts of a document: what was agreed by whom, the delivery, and what is to be paid."""


def in_header(part: Callable[[Tree], list[Node]], question: Question) -> Question:
    """Whether a part of the header answers ``question``; nobody does when there is none."""

    def asked(_: Node, tree: Tree) -> bool:
        return any(question(node, tree) for node in part(tree))

    return asked


def child_of(name: str) -> Condition:
    """Whether the node stands right below one of that name."""
    return lambda node: node.parent is not None and node.parent.name == name


def is_root(node: Node) -> bool:
    """Whether the node is the document itself."""
    return node.parent is None


def currency(tree: Tree) -> set[str]:
    """The currency of the document (BT-5)."""
    return tree.once("currency", _currency)


def _currency(tree: Tree) -> set[str]:
    return texts(below(settlement(tree), "InvoiceCurrencyCode"))


def below(nodes: Iterable[Node], *path: str) -> list[Node]:
    """Every node at that path below any of ``nodes``."""
    return [found for node in nodes for found in node.down(*path)]
