"""Each VAT category that is used is in the breakdown, and vice versa."""

from domain.tree import Node, Tree
from validators.en16931.cii.locations import ROOT
from validators.en16931.cii.node_values import texts
from validators.en16931.cii.vat_breakdown import uses
from validators.engine.rule_body import Assertion, Pattern, Question, RuleContext
from validators.engine.tree_paths import is_root

_SPLIT, _STANDARD, _OUT_OF_SCOPE = "B", "S", "O"
_ITALY = "IT"


def _is_broken_down(category: str) -> Question:
    """For a category with several rates: one breakdown at least, unless it is used twice (as the artefacts count)."""

    def asked(_: Node, tree: Tree) -> bool:
        found = uses(tree)
        there = found.breakdown.get(category, 0)
        lines, extras = found.lines.get(category, 0), found.extras.get(category, 0)
        return (not lines or lines + there >= 2) and (not extras or extras + there >= 2)

    return asked


def _is_broken_down_once(category: str) -> Question:
    """For a category without rates: one breakdown when it is used, none otherwise."""

    def asked(_: Node, tree: Tree) -> bool:
        found = uses(tree)
        used = found.lines.get(category, 0) + found.extras.get(category, 0)
        return found.breakdown.get(category, 0) == (1 if used else 0)

    return asked


def _is_used_where_broken_down(category: str) -> Question:
    """One breakdown at most, with at least one use; a use without breakdown is not checked here."""

    def asked(_: Node, tree: Tree) -> bool:
        found = uses(tree)
        there = found.breakdown.get(category, 0)
        return not there or (there == 1 and bool(found.lines.get(category) or found.extras.get(category)))

    return asked


def _categories(tree: Tree) -> set[str]:
    return tree.cached("categories", lambda t: texts(t.every("CategoryCode")))


def _split_is_italian(_: Node, tree: Tree) -> bool:
    return _SPLIT not in _categories(tree) or all(one.text == _ITALY for one in tree.every("CountryID"))


def _split_is_not_with_standard(_: Node, tree: Tree) -> bool:
    return not {_SPLIT, _STANDARD} <= _categories(tree)


CATEGORIES: Pattern = (
    RuleContext(
        ROOT,
        (
            Assertion("BR-S-01", _is_broken_down(_STANDARD)),
            Assertion("BR-Z-01", _is_broken_down_once("Z")),
            Assertion("BR-E-01", _is_broken_down_once("E")),
            Assertion("BR-AE-01", _is_broken_down_once("AE")),
            Assertion("BR-IC-01", _is_broken_down_once("K")),
            Assertion("BR-G-01", _is_broken_down_once("G")),
            Assertion("BR-O-01", _is_used_where_broken_down(_OUT_OF_SCOPE)),
            Assertion("BR-AF-01", _is_broken_down("L")),
            Assertion("BR-AG-01", _is_broken_down("M")),
            Assertion("BR-B-01", _split_is_italian),
            Assertion("BR-B-02", _split_is_not_with_standard),
        ),
        where=is_root,
    ),
)
