"""One walk for hundreds of paths: from what is found, up to the root, by an index of the paths' ends."""

from collections.abc import Iterator, Mapping

from domain.tree import Node, Tree
from validators.en16931.imprevus.chemins import Row
from validators.questionnaire import Condition, Failure


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


class Imprevus:
    """A pass that tells each element and attribute at one of the paths of ``rows``.

    ``unless`` says, by code, what lets it be: asked of the element, or of the element that has the attribute.
    """

    def __init__(self, rows: tuple[Row, ...], unless: Mapping[str, Condition]) -> None:
        self._codes = tuple(row.code for row in rows)
        self._unless = unless
        self._elements = _Step()
        self._attributes = _Step()
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
        elements, attributes = self._elements.above, self._attributes.above
        for name, nodes in tree.named.items():
            step = elements.get(name)
            if step is not None:
                above, common = step.above, bool(step.here or step.top)
                for node in nodes:
                    if common or (node.parent is not None and node.parent.name in above):
                        yield from self._met(step, node)
            for node in nodes:
                if node.attributes:
                    for attribute in node.attributes:
                        if attribute in attributes:
                            yield from self._carried(attributes[attribute], node)

    def _carried(self, step: _Step, node: Node) -> Iterator[Failure]:
        """What is complete at an attribute of ``node``, or further up."""
        for code in step.here:
            if code not in self._unless or not self._unless[code](node):
                yield Failure(code, node)
        above = step.above.get(node.name)
        if above is not None:
            yield from self._met(above, node)

    def _met(self, step: _Step | None, found: Node) -> Iterator[Failure]:
        """What is complete at ``found`` or above it."""
        node = found
        while step is not None:
            parent = node.parent
            below_root = parent is not None and parent.parent is None
            for code in (*step.here, *step.top) if below_root else step.here:
                if code not in self._unless or not self._unless[code](found):
                    yield Failure(code, found)
            if parent is None:
                return
            step, node = step.above.get(parent.name), parent
