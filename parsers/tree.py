"""From the parser's elements to plain nodes that the official rules are asked of, in one pass."""

import sys
from typing import Any

from lxml.etree import _Element as Element

from domain.tree import NO_ATTRIBUTES, Node, Syntax, Tree

_UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
_CII = "urn:un:unece:uncefact:data:"
_OURS = (
    f"{{{_UBL}Invoice-2}}",
    f"{{{_UBL}CreditNote-2}}",
    f"{{{_UBL}CommonAggregateComponents-2}}",
    f"{{{_UBL}CommonBasicComponents-2}}",
    f"{{{_CII}standard:CrossIndustryInvoice:100}}",
    f"{{{_CII}standard:ReusableAggregateBusinessInformationEntity:100}}",
    f"{{{_CII}standard:UnqualifiedDataType:100}}",
    f"{{{_CII}standard:QualifiedDataType:100}}",
)
_SYNTAX = {
    f"{{{_UBL}Invoice-2}}Invoice": Syntax.UBL,
    f"{{{_UBL}CreditNote-2}}CreditNote": Syntax.UBL,
    f"{{{_CII}standard:CrossIndustryInvoice:100}}CrossIndustryInvoice": Syntax.CII,
}
_REMEMBERED = 4000
"""Names kept from one document to the next: more than the formats have; the rest are worked out again."""
_names: dict[str, str] = {}


def grown(root: Element | None) -> Tree | None:
    """The tree of a UBL or CII invoice; ``None`` for any other document, or none."""
    if root is None or str(root.tag) not in _SYNTAX:
        return None
    named: dict[str, list[Node]] = {}
    tag = str(root.tag)
    return Tree(_node(root, tag, None, named), named, _SYNTAX[tag])


def _node(element: Element, tag: str, parent: Node | None, named: dict[str, list[Node]]) -> Node:
    name = _names.get(tag) or _name(tag)
    found: Any = element.attrib
    line: Any = element.sourceline
    node = Node(name, parent, dict(found) if found else NO_ATTRIBUTES, line or 0)
    text = element.text
    if text:
        node.text = text
    if name in named:
        named[name].append(node)
    else:
        named[name] = [node]
    children = node.children
    for below in element:
        tag = below.tag
        if type(tag) is not str:
            continue  # A comment or an instruction, where the parser left one.
        child = _node(below, tag, node, named)
        if child.name in children:
            children[child.name].append(child)
        else:
            children[child.name] = [child]
    return node


def _name(tag: str) -> str:
    space, _, local = tag.rpartition("}")
    name = sys.intern(local if not space or f"{space}}}" in _OURS else tag)
    if not space:
        name = sys.intern(f"{{}}{local}")
    if len(_names) < _REMEMBERED:
        _names[tag] = name
    return name
