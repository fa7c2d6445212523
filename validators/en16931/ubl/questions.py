"""Question builders shared by the UBL rules: presence, text, count, decimals."""

from collections.abc import Sequence
from decimal import Decimal

from domain.tree import BLANKS, HasAncestors, Node, Tree
from validators.engine.rule_body import NAN, PathCondition, Question, number, two_decimals
from validators.engine.tree_paths import reaching

Path = tuple[str, ...]
LINES = ("InvoiceLine", "CreditNoteLine")
NO, YES = ("false", "0"), ("true", "1")
"""Values of ``ChargeIndicator`` for an allowance and for a charge (``xs:boolean``)."""
_NONE: tuple[Node, ...] = ()


def at(node: Node, path: Path) -> Sequence[Node]:
    """Nodes at ``path`` below ``node``; :func:`reaching` is faster for a path evaluated on every line."""
    return node.down(*path)


def has_element(*path: str) -> Question:
    """A node is at that path, empty or not."""
    if len(path) == 1:
        name = path[0]
        return lambda node, _: name in node.children
    reach = reaching(*path)
    return lambda node, _: len(reach(node)) > 0


def one_of(*names: str) -> Question:
    """There is a child of one of these names."""
    wanted = frozenset(names)
    return lambda node, _: not wanted.isdisjoint(node.children)


def has_text(*path: str) -> Question:
    """The first node at that path has text."""

    reach, single, name = reaching(*path), len(path) == 1, path[0]

    def question(node: Node, _: Tree) -> bool:
        found = node.children.get(name, _NONE) if single else reach(node)
        return len(found) > 0 and bool(found[0].text.strip(BLANKS))

    return question


def at_most_one(*path: str) -> Question:
    """At most one node is at that path."""
    if len(path) == 1:
        name = path[0]
        return lambda node, _: len(node.children.get(name, _NONE)) <= 1
    first, reach = path[0], reaching(*path)
    return lambda node, _: first not in node.children or len(reach(node)) <= 1


def has_attribute(name: str) -> Question:
    """The node has the attribute, empty or not."""
    return lambda node, _: name in node.attributes


def to_the_cent(name: str) -> Question:
    """The child of that name has at most two decimals."""

    def question(node: Node, _: Tree) -> bool:
        found = node.children.get(name)
        return found is None or two_decimals(found[0].text)

    return question


def amount(node: Node | None, name: str) -> Decimal:
    """The first child of that name as a decimal; NaN when there is none."""
    found = node.children.get(name) if node is not None else None
    return number(found[0].text) if found else NAN


def of_document(node: HasAncestors) -> bool:
    """A child of the document itself."""
    return node.parent is not None and node.parent.parent is None


def of_line(*names: str) -> PathCondition:
    """Condition: at that path, nearest name first, below a line of an invoice or a credit note."""

    def condition(node: HasAncestors) -> bool:
        here = node.parent
        for name in names:
            if here is None or here.name != name:
                return False
            here = here.parent
        return here is not None and here.name in LINES

    return condition


def indicates(node: Node, words: Path) -> bool:
    """Whether the ``ChargeIndicator`` of an ``AllowanceCharge`` is one of ``words`` (:data:`NO`, :data:`YES`)."""
    found = node.children.get("ChargeIndicator")
    return found is not None and any(one.text in words or one.text.strip(BLANKS) in words for one in found)


def is_vat(node: Node) -> bool:
    """Whether one of its ``TaxScheme`` is VAT, letter case ignored."""
    for scheme in node.children.get("TaxScheme", _NONE):
        found = scheme.children.get("ID")
        if found and (found[0].text == "VAT" or found[0].text.strip(BLANKS).upper() == "VAT"):
            return True
    return False
