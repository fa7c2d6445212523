"""One traversal for hundreds of paths: the codes of each path are computed once, from an index of reversed paths."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from domain.tree import Tree, TreePath
from validators.en16931.unforeseen.paths import UnforeseenRow
from validators.engine.rule_body import Condition, Failure

_CACHED_PATHS = 4000
"""Paths cached across documents: more than the formats have."""


class _Node:
    """Node of the index of reversed paths: codes whose path is complete here, and children by parent element name."""

    __slots__ = ("above", "here", "top")

    def __init__(self) -> None:
        self.above: dict[str, _Node] = {}
        self.here: list[str] = []
        """Codes complete at any depth."""
        self.top: list[str] = []
        """Codes complete just below the root."""

    def descend(self, names: Iterator[str]) -> "_Node":
        """The index node for ``names`` (nearest first), created when missing."""
        step = self
        for name in names:
            step = step.above.setdefault(name, _Node())
        return step


class _PathCodes(NamedTuple):
    """Codes of the nodes of one path."""

    codes: tuple[str, ...]
    """Codes of the element."""
    carried: dict[str, tuple[str, ...]]
    """Codes of its attributes by name, filled as they are found."""


class UnforeseenElements:
    """Rule set that reports each element and attribute at one of the paths of ``rows``.

    ``unless`` gives exceptions by code, evaluated on the element, or on the element that has the attribute.
    """

    def __init__(self, rows: tuple[UnforeseenRow, ...], unless: Mapping[str, Condition]) -> None:
        self._rows = rows
        self._codes = tuple(row.code for row in rows)
        self._unless = unless
        self._known: dict[TreePath, _PathCodes] = {}

    def ready(self) -> None:
        """Builds the index now."""
        _ = self._index

    @cached_property
    def _index(self) -> tuple[_Node, _Node]:
        """Of elements and of attributes; built for the first document."""
        elements, attributes = _Node(), _Node()
        for row in self._rows:
            for path in row.paths:
                start = attributes if path[-1].startswith("@") else elements
                step = start.descend(name.removeprefix("@") for name in reversed(path))
                (step.here if row.anywhere else step.top).append(row.code)
        return elements, attributes

    @property
    def codes(self) -> tuple[str, ...]:
        """Codes of the table, including those no document can break."""
        return self._codes

    def failures(self, tree: Tree) -> Iterator[Failure]:
        """All occurrences, by name in order of first appearance; cheap for paths without codes."""
        known, attributes, unless = self._known, self._index[1].above, self._unless
        for nodes in tree.named.values():
            for node in nodes:
                codes, carried = known.get(node.place) or self._computed(node.place)
                if codes:
                    for code in codes:
                        if code not in unless or not unless[code](node):
                            yield Failure(code, node)
                if not node.attributes:
                    continue
                for name in node.attributes:
                    if name in attributes:
                        if name not in carried:
                            carried[name] = tuple(_attribute_codes(attributes[name], node.place))
                        for code in carried[name]:
                            if code not in unless or not unless[code](node):
                                yield Failure(code, node)

    def _computed(self, place: TreePath) -> _PathCodes:
        if len(self._known) >= _CACHED_PATHS:
            self._known.clear()
        codes = self._known[place] = _PathCodes(tuple(_element_codes(self._index[0].above.get(place.name), place)), {})
        return codes


def _attribute_codes(step: _Node, place: TreePath) -> Iterator[str]:
    """Codes complete at an attribute of a path, or at an ancestor."""
    yield from step.here
    yield from _element_codes(step.above.get(place.name), place)


def _element_codes(step: _Node | None, found: TreePath) -> Iterator[str]:
    """Codes complete at a path or an ancestor."""
    place = found
    while step is not None:
        parent = place.parent
        below_root = parent is not None and parent.parent is None
        yield from (*step.here, *step.top) if below_root else step.here
        if parent is None:
            return
        step, place = step.above.get(parent.name), parent
