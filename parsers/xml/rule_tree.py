"""Converts the parser's elements, in one pass, to the plain nodes that the official rules are evaluated on."""

import sys
from collections.abc import Callable
from typing import Any

from lxml.etree import _Element as Element

from domain.tree import NO_ATTRIBUTES, Node, Syntax, Tree, TreePath
from parsers.xml.ubl_aggregates import AGGREGATES, AMBIGUOUS

_UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
_CII = "urn:un:unece:uncefact:data:"
_QUALIFIED = f"{{{_CII}standard:QualifiedDataType:100}}"
_FRAME = frozenset(
    "CrossIndustryInvoice ExchangedDocumentContext ExchangedDocument SupplyChainTradeTransaction "
    "ValuationBreakdownStatement".split()
)
_new = Node.__new__
_DATED = sys.intern("DateTimeString")
_TYPED = frozenset({_DATED, "DateTime", "DateString", "Date", "IndicatorString", "Indicator"})
_NAMESPACES: dict[str, Callable[[str], bool]] = {
    f"{{{_UBL}Invoice-2}}": lambda local: local == "Invoice",
    f"{{{_UBL}CreditNote-2}}": lambda local: local == "CreditNote",
    f"{{{_UBL}CommonAggregateComponents-2}}": AGGREGATES.__contains__,
    f"{{{_UBL}CommonBasicComponents-2}}": lambda local: local not in AGGREGATES or local in AMBIGUOUS,
    f"{{{_CII}standard:CrossIndustryInvoice:100}}": _FRAME.__contains__,
    f"{{{_CII}standard:ReusableAggregateBusinessInformationEntity:100}}": lambda local: (
        local not in _FRAME and local not in _TYPED
    ),
    f"{{{_CII}standard:UnqualifiedDataType:100}}": _TYPED.__contains__,
    _QUALIFIED: lambda local: local == _DATED,
}
"""The vocabularies and the element names of each."""
_SYNTAX = {
    f"{{{_UBL}Invoice-2}}Invoice": Syntax.UBL,
    f"{{{_UBL}CreditNote-2}}CreditNote": Syntax.UBL,
    f"{{{_CII}standard:CrossIndustryInvoice:100}}CrossIndustryInvoice": Syntax.CII,
}
_REMEMBERED = 4000
"""Most cached paths, more than the formats have; above it the cache is cleared."""
_LEAF: dict[str, list[Node]] = {}
"""Shared empty children of leaf elements; never modified."""
_roots: dict[str, TreePath] = {}
_kept: list[int] = [0]


def rule_tree(root: Element | None) -> Tree | None:
    """The tree of a UBL or CII invoice; ``None`` for any other document or without one."""
    if root is None or str(root.tag) not in _SYNTAX:
        return None
    named: dict[str, list[Node]] = {}
    tag = str(root.tag)
    return Tree(_node(root, _root(tag), None, named), named, _SYNTAX[tag])


def _node(element: Element, place: TreePath, parent: Node | None, named: dict[str, list[Node]]) -> Node:
    """The node of an element with children; leaves are built inline, because a call costs as much as an element."""
    node = _bare(element, place, parent, named)
    below = place.below
    children: dict[str, list[Node]] = {}
    for inner in element:
        tag: Any = inner.tag
        if type(tag) is not str:
            continue  # A comment or a processing instruction.
        under = below.get(tag) or _place(tag, place)
        name = under.name
        if len(inner):
            child = _node(inner, under, node, named)
        else:
            child = _new(Node)
            child.place = under
            child.name = name
            child.parent = node
            items: Any = inner.items()
            child.attributes = dict(items) if items else NO_ATTRIBUTES
            line: Any = inner.sourceline
            child.line = line or 0
            child.text = inner.text or ""
            child.children = _LEAF
            if name in named:
                named[name].append(child)
            else:
                named[name] = [child]
        if name in children:
            children[name].append(child)
        else:
            children[name] = [child]
    if children:
        node.children = children
        if node.text and not node.text.isspace():
            node.text = "".join(str(part) for part in element.itertext())  # Elements inside a value.
    return node


def _bare(element: Element, place: TreePath, parent: Node | None, named: dict[str, list[Node]]) -> Node:
    line: Any = element.sourceline
    items: Any = element.items()
    node = Node(place, parent, dict(items) or NO_ATTRIBUTES, line or 0)
    node.text = element.text or ""
    named.setdefault(node.name, []).append(node)
    return node


def _root(tag: str) -> TreePath:
    if _kept[0] > _REMEMBERED:
        _roots.clear()
        _kept[0] = 0
    return _roots.setdefault(tag, TreePath(_name(tag)))


def _place(tag: str, parent: TreePath) -> TreePath:
    name = _name(tag)
    place = TreePath(_day(tag, parent) if name is _DATED else name, parent)
    if _kept[0] <= _REMEMBERED:
        _kept[0] += 1
        parent.below[tag] = place
    return place


def _day(tag: str, parent: TreePath) -> str:
    """Path of a date; CII has two elements of that name: the qualified one is used only inside ``Formatted...``."""
    return _DATED if tag.startswith(_QUALIFIED) == parent.name.startswith("Formatted") else sys.intern(tag)


def _name(tag: str) -> str:
    space, brace, local = tag.rpartition("}")
    belongs = _NAMESPACES.get(space + brace)
    return sys.intern(local if belongs is not None and belongs(local) else tag if space else f"{{}}{local}")
