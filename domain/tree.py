"""An XML document as plain nodes, for the official rules; independent of the parser.

A name is the local name in the namespaces of the format (``cbc:ID`` is ``ID``), and ``{namespace}local`` in any other,
so that a supplier's own extension is never taken for a business term.
"""

import re
from collections.abc import Callable, Hashable, Iterator, Mapping
from enum import StrEnum
from typing import Any, Protocol, TypeVar

T = TypeVar("T")
_NONE: "tuple[Node, ...]" = ()
_NOTHING: Mapping[str, str] = {}
BLANKS = " \t\r\n"
"""White space of XML; a no-break space is not part of it."""
_SEVERAL = re.compile(f"[{BLANKS}]+")


class Syntax(StrEnum):
    """The two syntaxes of EN 16931 (EN 16931-3-2 and -3-3)."""

    UBL = "ubl"
    CII = "cii"


class HasAncestors(Protocol):
    """Protocol of a node or path: a name and a parent."""

    @property
    def name(self) -> str:
        """Its own."""

    @property
    def parent(self) -> "HasAncestors | None":
        """The parent; ``None`` for the root."""


class TreePath:
    """Path of nodes: their name and those of their ancestors. Shared by all nodes of that path in all documents."""

    __slots__ = ("below", "name", "parent")

    def __init__(self, name: str, parent: "TreePath | None" = None) -> None:
        self.name = name
        self.parent = parent
        self.below: dict[str, TreePath] = {}
        """Known child paths, by the parser's name for them."""


class Node:
    """An element. Mutable for speed; not changed between the building of the tree and :meth:`Tree.release`."""

    __slots__ = ("attributes", "children", "line", "name", "parent", "place", "text")

    def __init__(self, place: TreePath, parent: "Node | None", attributes: Mapping[str, str], line: int) -> None:
        self.place = place
        self.name = place.name
        self.parent = parent
        self.attributes = attributes
        """Attributes by local name without namespace, ``{namespace}local`` otherwise."""
        self.line = line
        """Line in the file, from 1; 0 when unknown."""
        self.text = ""
        """Text as written, descendants included; only the white space before its first child when there is nothing
        else.
        """
        self.children: dict[str, list[Node]] = {}
        """By name, in the document's order."""

    def all(self, name: str) -> "list[Node] | tuple[Node, ...]":
        """Children of that name."""
        return self.children.get(name, _NONE)

    def has(self, name: str) -> bool:
        """Whether it has a child of that name, empty or not."""
        return name in self.children

    def first(self, name: str) -> "Node | None":
        """First child of that name."""
        found = self.children.get(name)
        return found[0] if found else None

    def down(self, *names: str) -> "list[Node]":
        """Descendants at that path, in document order; not to be changed."""
        nodes: list[Node] = [self]
        for name in names:
            if len(nodes) == 1:
                nodes = nodes[0].children.get(name) or []
            else:
                nodes = [child for node in nodes if name in node.children for child in node.children[name]]
        return nodes

    def exists(self, *names: str) -> bool:
        """Whether a node, empty or not, is at that path."""
        return bool(self.down(*names))

    def text_at(self, *names: str) -> str:
        """The text of the first node at that path, blanks normalised (XPath ``normalize-space``); empty without one."""
        node: Node | None = self
        if len(names) == 1:
            node = self.first(names[0])
        elif names:
            found = self.down(*names)
            node = found[0] if found else None
        return collapsed(node.text) if node is not None else ""

    def up(self, name: str) -> "Node | None":
        """Nearest ancestor of that name."""
        node = self.parent
        while node is not None and node.name != name:
            node = node.parent
        return node

    def is_at(self, *names: str) -> bool:
        """Whether its ancestors, nearest first, have these names (``ID`` of a line: ``is_at("InvoiceLine")``)."""
        above = self.parent
        for name in names:
            if above is None or above.name != name:
                return False
            above = above.parent
        return True

    def walk(self) -> "Iterator[Node]":
        """The node and its descendants; siblings of one name in order, names in order of first appearance."""
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
    """A document: its root, its nodes by name, and cached results of rules."""

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

    def cached(self, key: Hashable, work: "Callable[[Tree], T]") -> T:
        """Result of ``work(self)``, computed once per ``key``: for sums that every line would compute again."""
        if key not in self._known:
            self._known[key] = work(self)
        answer: T = self._known[key]
        return answer

    def release(self) -> None:
        """Removes all references between nodes, so that the memory is freed at once.

        Otherwise the nodes would be freed by the cyclic garbage collector, which takes a sixth of the time of a
        document.
        """
        self._known.clear()
        for nodes in self.named.values():
            for node in nodes:
                node.parent = None


def has_ancestors(what: HasAncestors, *names: str) -> bool:
    """Whether the ancestors, nearest first, have these names."""
    above = what.parent
    for name in names:
        if above is None or above.name != name:
            return False
        above = above.parent
    return True


def collapsed(text: str) -> str:
    """``text`` as XPath ``normalize-space`` returns it; only XML white space is collapsed, not the no-break space."""
    if text.isalnum():
        return text
    if text.isascii():
        return " ".join(text.split())
    return _SEVERAL.sub(" ", text).strip(" ")


NO_ATTRIBUTES = _NOTHING
