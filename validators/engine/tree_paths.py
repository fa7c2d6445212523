"""Paths in a tree: conditions on ancestors, and compiled descents to descendants."""

from collections.abc import Callable, Sequence

from domain.tree import HasAncestors, Node, has_ancestors
from validators.engine.rule_body import PathCondition

Reach = Callable[[Node], Sequence[Node]]
"""Returns the nodes at a path, in document order; not to be changed."""
_NONE: tuple[Node, ...] = ()


def is_root(place: HasAncestors) -> bool:
    """Whether the path is that of the root."""
    return place.parent is None


def child_of(*names: str) -> PathCondition:
    """Condition: the ancestors, nearest first, have these names."""
    return lambda place: has_ancestors(place, *names)


def reaching(*path: str) -> Reach:
    """:meth:`~domain.tree.Node.down` for a fixed path; fast when each step has a single child of the name, as most
    have.
    """
    if not path:
        return lambda node: (node,)
    *above, last = path
    if not above:
        return lambda node: node.children.get(last, _NONE)
    if len(above) == 1:
        return _two(above[0], last)

    def reached(node: Node) -> Sequence[Node]:
        here = node
        for name in above:
            below = here.children.get(name)
            if below is None:
                return _NONE
            if len(below) > 1:
                return node.down(*path)
            here = below[0]
        return here.children.get(last, _NONE)

    return reached


def _two(first: str, last: str) -> Reach:
    def reached(node: Node) -> Sequence[Node]:
        below = node.children.get(first)
        if below is None:
            return _NONE
        return below[0].children.get(last, _NONE) if len(below) == 1 else node.down(first, last)

    return reached
