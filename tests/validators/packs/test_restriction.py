"""A part of a rule body: a node is still evaluated in the first rule context it matches, and in no later one."""

from collections.abc import Iterator

from domain.tree import NO_ATTRIBUTES, Node, Syntax, Tree, TreePath
from validators.engine.rule_body import Assertion, Failure, RuleBody, RuleContext
from validators.engine.subset import restricted


def no(_: Node, __: Tree) -> bool:
    return False


class Walk:
    """Two rules in one walk."""

    codes = ("P-1", "P-2")

    def failures(self, tree: Tree) -> Iterator[Failure]:
        return (Failure(code, tree.root) for code in self.codes)


ROOT = Node(TreePath("Invoice"), None, NO_ATTRIBUTES, 1)
TREE = Tree(ROOT, {"Invoice": [ROOT]}, Syntax.UBL)
BODY = RuleBody(
    (
        RuleContext("Invoice", (Assertion("A-1", no),), lambda _: True),
        RuleContext("Invoice", (Assertion("A-2", no), Assertion("A-3", no))),
    ),
    (RuleContext("Invoice", (Assertion("B-1", no),)),),
    passes=(Walk(),),
)


def told(body: RuleBody) -> list[str]:
    return [failure.code for failure in body.failures(TREE)]


def test_a_node_does_not_fall_through_to_a_later_scene() -> None:
    assert sorted(told(BODY)) == ["A-1", "B-1", "P-1", "P-2"]
    assert told(restricted(BODY, frozenset({"A-2", "A-3", "B-1"}))) == ["B-1"]


def test_only_what_is_kept_is_reported_and_listed() -> None:
    part = restricted(BODY, frozenset({"A-1", "P-2"}))
    assert told(part) == ["A-1", "P-2"]
    assert part.codes == ("A-1", "P-2")


def test_the_whole_is_itself() -> None:
    assert restricted(BODY, frozenset(BODY.codes) | {"Z-9"}) is BODY
