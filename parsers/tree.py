"""From the parser's elements to plain nodes that the official rules are asked of, in one pass."""

import sys
from collections.abc import Callable
from typing import Any

from lxml.etree import _Element as Element

from domain.tree import NO_ATTRIBUTES, Node, Syntax, Tree
from parsers.agregats import AGREGATS, AMBIGUS

_UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
_CII = "urn:un:unece:uncefact:data:"
_QUALIFIED = f"{{{_CII}standard:QualifiedDataType:100}}"
_FRAME = frozenset(
    "CrossIndustryInvoice ExchangedDocumentContext ExchangedDocument SupplyChainTradeTransaction "
    "ValuationBreakdownStatement".split()
)
_DATED = sys.intern("DateTimeString")
_TYPED = frozenset({_DATED, "DateTime", "DateString", "Date", "IndicatorString", "Indicator"})
_OURS: dict[str, Callable[[str], bool]] = {
    f"{{{_UBL}Invoice-2}}": lambda local: local == "Invoice",
    f"{{{_UBL}CreditNote-2}}": lambda local: local == "CreditNote",
    f"{{{_UBL}CommonAggregateComponents-2}}": AGREGATS.__contains__,
    f"{{{_UBL}CommonBasicComponents-2}}": lambda local: local not in AGREGATS or local in AMBIGUS,
    f"{{{_CII}standard:CrossIndustryInvoice:100}}": _FRAME.__contains__,
    f"{{{_CII}standard:ReusableAggregateBusinessInformationEntity:100}}": lambda local: (
        local not in _FRAME and local not in _TYPED
    ),
    f"{{{_CII}standard:UnqualifiedDataType:100}}": _TYPED.__contains__,
    _QUALIFIED: lambda local: local == _DATED,
}
"""The vocabularies, and the names that belong to each."""
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
    if name is _DATED and parent is not None:
        name = _day(tag, parent)
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
    if children and text and not text.isspace():
        node.text = "".join(str(part) for part in element.itertext())  # Elements where none belongs: all that is said.
    return node


def _day(tag: str, parent: Node) -> str:
    """CII has two elements of one name for a day; the qualified one belongs in ``Formatted...`` and nowhere else."""
    return _DATED if tag.startswith(_QUALIFIED) == parent.name.startswith("Formatted") else sys.intern(tag)


def _name(tag: str) -> str:
    space, brace, local = tag.rpartition("}")
    belongs = _OURS.get(space + brace)
    name = sys.intern(local if belongs is not None and belongs(local) else tag if space else f"{{}}{local}")
    if len(_names) < _REMEMBERED:
        _names[tag] = name
    return name
