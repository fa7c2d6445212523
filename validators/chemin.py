"""A path of names below a node, made ready to be followed in thousands of documents."""

from collections.abc import Callable, Sequence

from domain.tree import Node

Reach = Callable[[Node], Sequence[Node]]
"""Every node at the path, in the document's order; not to be changed."""
_NONE: tuple[Node, ...] = ()


def reaching(*path: str) -> Reach:
    """:meth:`~domain.tree.Node.down` for one path; quick where each step has one child of the name, as most have."""
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
