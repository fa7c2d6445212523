"""Question builders shared by the CII rules."""

from collections.abc import Callable

from domain.tree import BLANKS, Node, Tree
from validators.engine.rule_body import Question, two_decimals
from validators.engine.tree_paths import reaching


def has_text(*path: str) -> Question:
    """A node at that path has text."""

    reach = reaching(*path)

    def asked(node: Node, _: Tree) -> bool:
        found = reach(node)
        if not found or found[0].text.strip(BLANKS):
            return bool(found)
        return any(one.text.strip(BLANKS) for one in found[1:])

    return asked


def has_element(*path: str) -> Question:
    """A node is at that path, empty or not."""
    if len(path) == 1:
        (name,) = path
        return lambda node, _: name in node.children
    reach = reaching(*path)
    return lambda node, _: len(reach(node)) > 0


def has_one_of(*names: str) -> Question:
    """There is a child of one of these names."""
    return lambda node, _: any(name in node.children for name in names)


def has_none_of(*names: str) -> Question:
    """There is no child of these names."""
    return lambda node, _: all(name not in node.children for name in names)


def has_no_element(*path: str) -> Question:
    """No node is at that path."""
    if len(path) == 1:
        (name,) = path
        return lambda node, _: name not in node.children
    return lambda node, _: not node.down(*path)


def at_most_once(*path: str) -> Question:
    """At most one node is at that path."""
    if len(path) == 1:
        (name,) = path
        return lambda node, _: name not in node.children or len(node.children[name]) == 1
    reach = reaching(*path)
    return lambda node, _: len(reach(node)) <= 1


def exactly_once(*path: str) -> Question:
    """Exactly one node is at that path."""
    reach = reaching(*path)
    return lambda node, _: len(reach(node)) == 1


def has_no_attribute(attribute: str) -> Question:
    """The node has no such attribute."""
    return lambda node, _: attribute not in node.attributes


def in_cents(*path: str) -> Question:
    """The amount at that path has at most two decimals as written."""
    reach, single, name = reaching(*path), len(path) == 1, path[0]

    def asked(node: Node, _: Tree) -> bool:
        found = node.children.get(name) if single else reach(node)
        return not found or two_decimals(found[0].text)

    return asked


def of_parent(question: Question) -> Question:
    """``question`` evaluated on the parent node."""
    return lambda node, tree: node.parent is None or question(node.parent, tree)


def always_holds(_: Node, __: Tree) -> bool:
    """A rule that cannot be checked by a program: always holds."""
    return True


def in_header(part: Callable[[Tree], list[Node]], question: Question) -> Question:
    """``question`` holds for a node of that part of the header; false when there is none."""
    return lambda _, tree: any(question(node, tree) for node in part(tree))


def of_document(answer: Callable[[Tree], bool]) -> Question:
    """A question that depends on the document only: evaluated once per document."""
    return lambda _, tree: tree.cached(answer, answer)
