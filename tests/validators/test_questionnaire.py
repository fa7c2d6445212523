"""Which assertions apply to a node: by name, ancestors and content; the first rule context of a pattern only."""

import pytest

import validators.engine.rule_body as questionnaire
from domain.tree import HasAncestors, Node, Tree
from parsers.source.document import Source
from parsers.xml.rule_tree import rule_tree
from validators.engine.rule_body import Assertion, RuleBody, RuleContext, number
from validators.engine.tree_paths import child_of, is_root, reaching

_UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
_HEAD = f'xmlns="{_UBL}Invoice-2" xmlns:a="{_UBL}CommonAggregateComponents-2" xmlns:b="{_UBL}CommonBasicComponents-2"'


def tree_of(inside: str) -> Tree:
    tree = rule_tree(Source(f"<Invoice {_HEAD}>{inside}</Invoice>".encode()).root)
    assert tree is not None
    return tree


def no(_: Node, __: Tree) -> bool:
    return False


def told(body: RuleBody, tree: Tree) -> list[tuple[str, str]]:
    return sorted((failure.code, failure.node.path) for failure in body.failures(tree))


LINE = "<a:InvoiceLine><b:ID>1</b:ID><b:LineExtensionAmount>2</b:LineExtensionAmount></a:InvoiceLine>"


def test_a_scene_may_ask_for_a_name_its_end_or_any() -> None:
    body = RuleBody(
        (RuleContext("ID", (Assertion("A", no),)),),
        (RuleContext("*Amount", (Assertion("B", no),)),),
        (RuleContext("*", (Assertion("C", no),)),),
    )
    assert told(body, tree_of(LINE)) == [
        ("A", "/Invoice/InvoiceLine/ID"),
        ("B", "/Invoice/InvoiceLine/LineExtensionAmount"),
        ("C", "/Invoice"),
        ("C", "/Invoice/InvoiceLine"),
        ("C", "/Invoice/InvoiceLine/ID"),
        ("C", "/Invoice/InvoiceLine/LineExtensionAmount"),
    ]


def test_a_node_plays_in_the_first_scene_that_its_place_and_its_words_allow() -> None:
    pattern = (
        RuleContext("ID", (Assertion("LINE-1", no),), lambda node: node.text == "1", child_of("InvoiceLine")),
        RuleContext("ID", (Assertion("LINE", no),), where=child_of("InvoiceLine")),
        RuleContext("ID", (Assertion("OTHER", no),)),
    )
    tree = tree_of("<b:ID>1</b:ID>" + LINE + LINE.replace(">1<", ">2<"))
    assert told(RuleBody(pattern), tree) == [
        ("LINE", "/Invoice/InvoiceLine[2]/ID"),
        ("LINE-1", "/Invoice/InvoiceLine[1]/ID"),
        ("OTHER", "/Invoice/ID"),
    ]


def test_where_is_asked_once_a_path_however_many_documents() -> None:
    asked: list[str] = []

    def where(place: HasAncestors) -> bool:
        asked.append(place.name)
        return True

    body = RuleBody((RuleContext("ID", (Assertion("A", no),), where=where),))
    for _ in range(3):
        assert len(told(body, tree_of(LINE * 5))) == 5
    assert asked == ["ID"]


def test_more_places_than_are_remembered_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(questionnaire, "_CACHED_PATHS", 3)
    body = RuleBody((RuleContext("*", (Assertion("A", no),), where=lambda place: not is_root(place)),))
    tree = tree_of("".join(f'<x{rank} xmlns="urn:x"/>' for rank in range(20)) + LINE)
    assert len(told(body, tree)) == len(told(body, tree)) == 23


@pytest.mark.parametrize("path", [(), ("A",), ("A", "B"), ("A", "B", "C"), ("A", "B", "C", "D")])
def test_a_path_made_ready_leads_where_going_down_leads(path: tuple[str, ...]) -> None:
    deep = "<A><B><C><D/><D/></C></B><B><C/></B></A>"
    for inside in ("", "<A/>", deep, deep + deep, "<A><B/></A><A/>", "<A><B><C><D/></C></B></A>"):
        root = tree_of(f'<w xmlns="">{inside}</w>').every("{}w")[0]
        names = tuple(f"{{}}{name}" for name in path)
        assert list(reaching(*names)(root)) == root.down(*names)


@pytest.mark.parametrize("text", ["1.50", " 1.5 ", "-0", "", "abc", "NaN", "Infinity", "1" * 60, "1e3"])
def test_a_number_is_the_same_however_often_it_is_asked(text: str) -> None:
    first, second = number(text), number(text)
    assert str(first) == str(second)
    assert first.is_finite() or first.is_qnan()
