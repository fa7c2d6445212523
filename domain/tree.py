"""An XML document as plain nodes: what the official rules are asked of, without a parser and without namespaces.

A name is the local name for the vocabularies the format is made of (``cbc:ID`` is ``ID``), and ``{namespace}local``
for any other: what a supplier adds in a vocabulary of his own is never taken for a business term.
"""

import re
from collections.abc import Callable, Hashable, Iterator, Mapping
from enum import StrEnum
from typing import Any, Protocol, TypeVar

T = TypeVar("T")
_NONE: "tuple[Node, ...]" = ()
_NOTHING: Mapping[str, str] = {}
BLANKS = " \t\r\n"
"""What XML calls white space: a no-break space is something said."""
_SEVERAL = re.compile(f"[{BLANKS}]+")


class Syntax(StrEnum):
    """The two syntaxes of EN 16931 (EN 16931-3-2 and -3-3)."""

    UBL = "ubl"
    CII = "cii"


class Standing(Protocol):
    """What has a name and stands below something: a node, and the place of a node."""

    @property
    def name(self) -> str:
        """Its own."""

    @property
    def parent(self) -> "Standing | None":
        """What is right above; ``None`` above the root."""


class TreePath:
    """Where nodes stand: their name and the names above. One for all nodes of a path, whatever their documents."""

    __slots__ = ("below", "name", "parent")

    def __init__(self, name: str, parent: "TreePath | None" = None) -> None:
        self.name = name
        self.parent = parent
        self.below: dict[str, TreePath] = {}
        """The places right below that are known, by the parser's word for them."""


class Node:
    """An element. Not frozen, for speed; nobody changes it once the tree is grown, until it is felled."""

    __slots__ = ("attributes", "children", "line", "name", "parent", "place", "text")

    def __init__(self, place: TreePath, parent: "Node | None", attributes: Mapping[str, str], line: int) -> None:
        self.place = place
        self.name = place.name
        self.parent = parent
        self.attributes = attributes
        """By local name for those without namespace, ``{namespace}local`` for others."""
        self.line = line
        """In the file, from 1; 0 when not known."""
        self.text = ""
        """What it says, as written, what stands below included; only the blanks before its first child when no more."""
        self.children: dict[str, list[Node]] = {}
        """By name, in the document's order."""

    def all(self, name: str) -> "list[Node] | tuple[Node, ...]":
        """Its children of that name."""
        return self.children.get(name, _NONE)

    def has(self, name: str) -> bool:
        """Whether it has a child of that name, empty or not."""
        return name in self.children

    def first(self, name: str) -> "Node | None":
        """Its first child of that name."""
        found = self.children.get(name)
        return found[0] if found else None

    def down(self, *names: str) -> "list[Node]":
        """Every node at that path below it, in the document's order; not to be changed."""
        nodes: list[Node] = [self]
        for name in names:
            if len(nodes) == 1:
                nodes = nodes[0].children.get(name) or []
            else:
                nodes = [child for node in nodes if name in node.children for child in node.children[name]]
        return nodes

    def exists(self, *names: str) -> bool:
        """Whether there is a node at that path, empty or not."""
        return bool(self.down(*names))

    def said(self, *names: str) -> str:
        """The text of the first node at that path, blanks normalised (XPath ``normalize-space``); empty without one."""
        node: Node | None = self
        if len(names) == 1:
            node = self.first(names[0])
        elif names:
            found = self.down(*names)
            node = found[0] if found else None
        return collapsed(node.text) if node is not None else ""

    def up(self, name: str) -> "Node | None":
        """Its nearest ancestor of that name."""
        node = self.parent
        while node is not None and node.name != name:
            node = node.parent
        return node

    def is_at(self, *names: str) -> bool:
        """Whether its ancestors, from the nearest, have these names (``ID`` of a line: ``is_at("InvoiceLine")``)."""
        above = self.parent
        for name in names:
            if above is None or above.name != name:
                return False
            above = above.parent
        return True

    def walk(self) -> "Iterator[Node]":
        """Itself and all below; siblings of one name are in order, names in order of their first appearance."""
        yield self
        for children in self.children.values():
            for child in children:
                yield from child.walk()

    @property
    def path(self) -> str:
        """``/Invoice/InvoiceLine[2]/ID``."""
        parts: list[str] = []
        node: Node | None = self
        while node is not None:
            among = node.parent.children[node.name] if node.parent is not None else (node,)
            rank = f"[{next(n for n, one in enumerate(among, 1) if one is node)}]" if len(among) > 1 else ""
            parts.append(node.name + rank)
            node = node.parent
        return "/" + "/".join(reversed(parts))


class Tree:
    """A document: its root, its nodes by name, and what questions worked out once for all."""

    __slots__ = ("_known", "named", "root", "syntax")

    def __init__(self, root: Node, named: Mapping[str, list[Node]], syntax: Syntax) -> None:
        self.root = root
        self.named = named
        """Every node by its name, in the document's order; names in order of first appearance."""
        self.syntax = syntax
        self._known: dict[Hashable, Any] = {}

    def every(self, name: str) -> "list[Node] | tuple[Node, ...]":
        """Every node of that name (XPath ``//name``)."""
        return self.named.get(name, _NONE)

    def once(self, key: Hashable, work: "Callable[[Tree], T]") -> T:
        """``work``'s answer, worked out at most once for ``key``: sums that every line would ask again."""
        if key not in self._known:
            self._known[key] = work(self)
        answer: T = self._known[key]
        return answer

    def fell(self) -> None:
        """Cuts each node from what is above it: nobody asks any more, and memory is free at once.

        Nodes that know each other would wait for the collector of cycles, which is a sixth of the time of a document.
        """
        self._known.clear()
        for nodes in self.named.values():
            for node in nodes:
                node.parent = None


def stands(what: Standing, *names: str) -> bool:
    """Whether what is above it, from the nearest, has these names."""
    above = what.parent
    for name in names:
        if above is None or above.name != name:
            return False
        above = above.parent
    return True


def collapsed(text: str) -> str:
    """``text`` as XPath ``normalize-space`` has it: of the blanks of XML only, a no-break space being none of them."""
    if text.isalnum():
        return text
    if text.isascii():
        return " ".join(text.split())
    return _SEVERAL.sub(" ", text).strip(" ")


NO_ATTRIBUTES = _NOTHING
