"""Ways through a document: where a node stands, and what is below it along a path made ready once."""

from collections.abc import Callable, Sequence

from domain.tree import Node, Standing, stands
from validators.engine.rule_body import Whereabouts

Reach = Callable[[Node], Sequence[Node]]
"""Every node at the path, in the document's order; not to be changed."""
_NONE: tuple[Node, ...] = ()


def is_root(place: Standing) -> bool:
    """The document itself."""
    return place.parent is None


def child_of(*names: str) -> Whereabouts:
    """What is above, from the nearest, has these names."""
    return lambda place: stands(place, *names)


def reaching(*path: str) -> Reach:
    """:meth:`~domain.tree.Node.down` for one path; quick where each step has one child of the name, as most have."""
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
