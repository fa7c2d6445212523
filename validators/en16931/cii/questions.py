"""The shapes of question that the rules on CII share."""

from collections.abc import Callable

from domain.tree import BLANKS, Node, Tree
from validators.engine.rule_body import Question, two_decimals
from validators.engine.tree_paths import reaching


def says(*path: str) -> Question:
    """Whether a node at that path says something."""

    reach = reaching(*path)

    def asked(node: Node, _: Tree) -> bool:
        found = reach(node)
        if not found or found[0].text.strip(BLANKS):
            return bool(found)
        return any(one.text.strip(BLANKS) for one in found[1:])

    return asked


def has(*path: str) -> Question:
    """Whether there is a node at that path, empty or not."""
    if len(path) == 1:
        (name,) = path
        return lambda node, _: name in node.children
    reach = reaching(*path)
    return lambda node, _: len(reach(node)) > 0


def has_one_of(*names: str) -> Question:
    """Whether there is a child of one of these names."""
    return lambda node, _: any(name in node.children for name in names)


def has_none_of(*names: str) -> Question:
    """Whether there is no child of these names."""
    return lambda node, _: all(name not in node.children for name in names)


def lacks(*path: str) -> Question:
    """Whether there is no node at that path."""
    if len(path) == 1:
        (name,) = path
        return lambda node, _: name not in node.children
    return lambda node, _: not node.down(*path)


def at_most_once(*path: str) -> Question:
    """Whether that path leads to one node or none."""
    if len(path) == 1:
        (name,) = path
        return lambda node, _: name not in node.children or len(node.children[name]) == 1
    reach = reaching(*path)
    return lambda node, _: len(reach(node)) <= 1


def once(*path: str) -> Question:
    """Whether that path leads to one node, no more, no less."""
    reach = reaching(*path)
    return lambda node, _: len(reach(node)) == 1


def without(attribute: str) -> Question:
    """Whether the node does without that attribute."""
    return lambda node, _: attribute not in node.attributes


def in_cents(*path: str) -> Question:
    """Whether the amount at that path has two decimals at most, as it is written."""
    reach, single, name = reaching(*path), len(path) == 1, path[0]

    def asked(node: Node, _: Tree) -> bool:
        found = node.children.get(name) if single else reach(node)
        return not found or two_decimals(found[0].text)

    return asked


def of_parent(question: Question) -> Question:
    """``question`` asked of the node above."""
    return lambda node, tree: node.parent is None or question(node.parent, tree)


def always(_: Node, __: Tree) -> bool:
    """What no program can tell: the rule is there, and holds."""
    return True


def in_header(part: Callable[[Tree], list[Node]], question: Question) -> Question:
    """Whether a part of the header answers ``question``; nobody does when there is none."""
    return lambda _, tree: any(question(node, tree) for node in part(tree))


def of_document(answer: Callable[[Tree], bool]) -> Question:
    """What is the same wherever it is asked: answered once for a document."""
    return lambda _, tree: tree.once(answer, answer)
