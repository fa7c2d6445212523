"""One walk for hundreds of paths: what is not foreseen at a place is found once, by an index of the paths' ends."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from domain.tree import Tree, TreePath
from validators.en16931.unforeseen.paths import UnforeseenRow
from validators.engine.rule_body import Condition, Failure

_REMEMBERED = 4000
"""Places kept from one document to the next: more than the formats have."""


class _Step:
    """Where one is on the way up: the codes whose path is complete, and the names that may stand above."""

    __slots__ = ("above", "here", "top")

    def __init__(self) -> None:
        self.above: dict[str, _Step] = {}
        self.here: list[str] = []
        """Complete, wherever this is."""
        self.top: list[str] = []
        """Complete when this stands just below the root."""

    def grown(self, names: Iterator[str]) -> "_Step":
        """The step that is reached by going up through ``names``."""
        step = self
        for name in names:
            step = step.above.setdefault(name, _Step())
        return step


class _Told(NamedTuple):
    """What is told of the nodes of one place."""

    codes: tuple[str, ...]
    """Of the element."""
    carried: dict[str, tuple[str, ...]]
    """Of its attributes, by their names: those that were met so far."""


class UnforeseenElements:
    """A pass that tells each element and attribute at one of the paths of ``rows``.

    ``unless`` says, by code, what lets it be: asked of the element, or of the element that has the attribute.
    """

    def __init__(self, rows: tuple[UnforeseenRow, ...], unless: Mapping[str, Condition]) -> None:
        self._codes = tuple(row.code for row in rows)
        self._unless = unless
        self._elements = _Step()
        self._attributes = _Step()
        self._told: dict[TreePath, _Told] = {}
        for row in rows:
            for path in row.paths:
                start = self._attributes if path[-1].startswith("@") else self._elements
                step = start.grown(name.removeprefix("@") for name in reversed(path))
                (step.here if row.anywhere else step.top).append(row.code)

    @property
    def codes(self) -> tuple[str, ...]:
        """Every code of the table, those that no document can meet included."""
        return self._codes

    def failures(self, tree: Tree) -> Iterator[Failure]:
        """Every occurrence, names in the order of the document's; cheap where nothing is met."""
        known, attributes, unless = self._told, self._attributes.above, self._unless
        for nodes in tree.named.values():
            for node in nodes:
                codes, carried = known.get(node.place) or self._learnt(node.place)
                if codes:
                    for code in codes:
                        if code not in unless or not unless[code](node):
                            yield Failure(code, node)
                if not node.attributes:
                    continue
                for name in node.attributes:
                    if name in attributes:
                        if name not in carried:
                            carried[name] = tuple(_carried(attributes[name], node.place))
                        for code in carried[name]:
                            if code not in unless or not unless[code](node):
                                yield Failure(code, node)

    def _learnt(self, place: TreePath) -> _Told:
        if len(self._told) >= _REMEMBERED:
            self._told.clear()
        told = self._told[place] = _Told(tuple(_met(self._elements.above.get(place.name), place)), {})
        return told


def _carried(step: _Step, place: TreePath) -> Iterator[str]:
    """What is complete at an attribute of a place, or further up."""
    yield from step.here
    yield from _met(step.above.get(place.name), place)


def _met(step: _Step | None, found: TreePath) -> Iterator[str]:
    """What is complete at a place or above it."""
    place = found
    while step is not None:
        parent = place.parent
        below_root = parent is not None and parent.parent is None
        yield from (*step.here, *step.top) if below_root else step.here
        if parent is None:
            return
        step, place = step.above.get(parent.name), parent
