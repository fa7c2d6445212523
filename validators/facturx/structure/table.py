"""Notation of the tables of structure of Factur-X profiles, and the rules they make (FX-SCH-A-*).

A line is an element, indented below its parent, and what is asked of each such element: ``Name=1#27`` and
``Name<=1#33`` are the number of its children of that name, ``@schemeID#37`` an attribute it must have,
``@schemeID:ICD#31`` and ``.:TYPES#23`` the list of an attribute or of its own text, when there is one. The number after
``#`` is that of the code. A word in brackets is a variant of the element: ``[916]`` the one of that type.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from domain.tree import HasAncestors, Node, Tree
from validators.engine.rule_body import Assertion, Condition, PathCondition, Pattern, Question, RuleContext

_COUNT = re.compile(r"(\w+)(?:\[([\w-]+)\])?(=|<=|>=)(\d)#(\d+)").fullmatch
_REQUIRED = re.compile(r"@(\w+)#(\d+)").fullmatch
_LISTED = re.compile(r"(\.|@\w+):(\w+)#(\d+)").fullmatch
_STEP = re.compile(r"(\w+)(?:\[([\w-]+)\])?").fullmatch
_SETTLEMENT = ("SupplyChainTradeTransaction", "ApplicableHeaderTradeSettlement")
Count = Callable[[int, int], bool]
_COUNTS: Mapping[str, Count] = {"=": int.__eq__, "<=": int.__le__, ">=": int.__ge__}


class Asked(NamedTuple):
    """What one word of a table asks, in a form for sentences: the target, how often, its list."""

    code: str
    target: str
    """An element, or an attribute with its ``@``; ``.`` the text of the element itself."""
    owner: str
    """The element that is asked."""
    times: str = ""
    """``=1``, ``<=1``...; empty for an attribute or a list."""
    listed: str = ""
    """Name of the list."""


def rows(table: str) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """(path from the root, words) of each line of ``table`` that asks something."""
    above: list[str] = []
    for line in table.strip("\n").splitlines():
        name, *words = line.split()
        above[len(line) - len(line.lstrip()) :] = [name]
        if words:
            yield tuple(above), tuple(words)


def asked(table: str) -> Iterator[Asked]:
    """Every word of ``table``."""
    for path, words in rows(table):
        yield from (_asked(path[-1], word) for word in words)


def patterns(table: str, lists: Mapping[str, frozenset[str]]) -> Iterator[Pattern]:
    """A pattern for each line of ``table``: unlike in a pattern of several contexts, none hides another."""
    for path, words in rows(table):
        steps = [_parts(step) for step in path]
        asks = tuple(Assertion(code_of(word), _question(word, lists)) for word in words)
        variants = tuple((up, variant) for up, (_, variant) in enumerate(reversed(steps)) if variant)
        names = tuple(name for name, _ in reversed(steps))
        yield (RuleContext(names[0], asks, _is_variant(variants) if variants else None, _at(names)),)


def code_of(word: str) -> str:
    """The code of a word of a table."""
    return f"FX-SCH-A-{int(word.rpartition('#')[2]):06d}"


def _asked(owner: str, word: str) -> Asked:
    code, name = code_of(word), _parts(owner)[0]
    if count := _COUNT(word):
        return Asked(code, count[1], name, times=count[3] + count[4])
    if listed := _LISTED(word):
        return Asked(code, listed[1], name, listed=listed[2])
    return Asked(code, word.partition("#")[0], name)


def _parts(step: str) -> tuple[str, str | None]:
    found = _STEP(step)
    if found is None:
        raise ValueError(f"{step} is no element.")
    return found[1], found[2]


def _question(word: str, lists: Mapping[str, frozenset[str]]) -> Question:
    if count := _COUNT(word):
        return _counted(count[1], count[2], _COUNTS[count[3]], int(count[4]))
    if required := _REQUIRED(word):
        return lambda node, _: required[1] in node.attributes
    if listed := _LISTED(word):
        return _in_list(listed[1], lists[listed[2]])
    raise ValueError(f"{word} asks nothing.")


def _counted(name: str, variant: str | None, compare: Count, number: int) -> Question:
    if variant is None:
        return lambda node, _: compare(len(node.children.get(name, ())), number)
    holds = _VARIANTS[variant]
    return lambda node, _: compare(sum(holds(one) for one in node.children.get(name, ())), number)


def _in_list(target: str, codes: frozenset[str]) -> Question:
    if target == ".":
        return lambda node, _: not node.text or node.text in codes
    name = target[1:]

    def question(node: Node, _: Tree) -> bool:
        value = node.attributes.get(name, "")
        return not value or value in codes

    return question


def _at(names: tuple[str, ...]) -> PathCondition:
    """The names of the element and its ancestors up to the root, nearest first."""

    def holds(place: HasAncestors) -> bool:
        here: HasAncestors | None = place
        for name in names:
            if here is None or here.name != name:
                return False
            here = here.parent
        return here is None

    return holds


def _is_variant(variants: tuple[tuple[int, str], ...]) -> Condition:
    """Whether the element, and those above it, are of their variants; ``(levels up, variant)`` each."""

    def holds(node: Node) -> bool:
        for up, variant in variants:
            here: Node | None = node
            for _ in range(up):
                here = here.parent if here is not None else None
            if here is None or not _VARIANTS[variant](here):
                return False
        return True

    return holds


def _of_type(code: str) -> Condition:
    return lambda node: any(one.text == code for one in node.all("TypeCode"))


def _of_scheme(scheme: str) -> Condition:
    return lambda node: any(one.attributes.get("schemeID") == scheme for one in node.all("ID"))


def _indicates(word: str) -> Condition:
    return lambda node: any(one.text == word for one in node.down("ChargeIndicator", "Indicator"))


def _in_currency(name: str, *, of_root: bool) -> Condition:
    """Whether the amount is in a currency of the settlement two levels up, or of the header."""

    def holds(node: Node) -> bool:
        owner = node
        while owner.parent is not None and (of_root or owner.name != "ApplicableHeaderTradeSettlement"):
            owner = owner.parent
        found = owner.down(*_SETTLEMENT, name) if of_root else owner.all(name)
        return any(one.text == node.attributes.get("currencyID") for one in found)

    return holds


_VARIANTS: Mapping[str, Condition] = {
    "50": _of_type("50"),
    "130": _of_type("130"),
    "916": _of_type("916"),
    "VA": _of_scheme("VA"),
    "FC": _of_scheme("FC"),
    "true": _indicates("true"),
    "false": _indicates("false"),
    "no_list": lambda node: "listID" not in node.attributes,
    "5153": lambda node: node.attributes.get("listID") == "5153",
    "BT-5": _in_currency("InvoiceCurrencyCode", of_root=False),
    "BT-6": _in_currency("TaxCurrencyCode", of_root=False),
    "BT-5_of_root": _in_currency("InvoiceCurrencyCode", of_root=True),
    "BT-6_of_root": _in_currency("TaxCurrencyCode", of_root=True),
}
"""By the word in brackets."""
