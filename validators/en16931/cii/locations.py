"""Element names and paths of a CII document, and the parts of its header."""

from collections.abc import Callable, Iterable

from domain.tree import HasAncestors, Node, Tree
from validators.en16931.cii.node_values import texts
from validators.engine.rule_body import PathCondition

ROOT = "CrossIndustryInvoice"
TRANSACTION = "SupplyChainTradeTransaction"
AGREEMENT = "ApplicableHeaderTradeAgreement"
DELIVERY = "ApplicableHeaderTradeDelivery"
SETTLEMENT = "ApplicableHeaderTradeSettlement"


def at(*names: str) -> PathCondition:
    """Condition: the ancestors, from the nearest up to the root, have these names."""
    wanted = (*names, ROOT)

    def holds(node: HasAncestors) -> bool:
        above = node.parent
        for name in wanted:
            if above is None or above.name != name:
                return False
            above = above.parent
        return above is None

    return holds


def _header(name: str) -> Callable[[Tree], list[Node]]:
    def found(tree: Tree) -> list[Node]:
        return tree.root.down(TRANSACTION, name)

    return lambda tree: tree.cached(name, found)


agreement, delivery, settlement = _header(AGREEMENT), _header(DELIVERY), _header(SETTLEMENT)
"""The header's parts of a document: agreement, delivery, settlement."""


def currency(tree: Tree) -> set[str]:
    """The currency of the document (BT-5)."""
    return tree.cached("currency", _currency)


def _currency(tree: Tree) -> set[str]:
    return texts(below(settlement(tree), "InvoiceCurrencyCode"))


def below(nodes: Iterable[Node], *path: str) -> list[Node]:
    """Nodes at that path below any of ``nodes``."""
    return [found for node in nodes for found in node.down(*path)]
