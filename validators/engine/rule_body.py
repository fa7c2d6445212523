"""Evaluation of Schematron-like rules on an XML tree: patterns, rule contexts, assertions, failures.

A body has patterns, a pattern has rule contexts in order: within a pattern, only the assertions of the first context
that matches a node are evaluated on it (ISO/IEC 19757-3 section 5.4.12). A question returns ``True`` when the rule
holds or does not apply, never raises, and depends only on the node and its tree.
"""

from collections.abc import Callable, Iterator, Mapping
from decimal import ROUND_FLOOR, Decimal
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple, Protocol

from domain.tree import HasAncestors, Node, Tree, TreePath

Question = Callable[[Node, Tree], bool]
Condition = Callable[[Node], bool]
PathCondition = Callable[[HasAncestors], bool]
"""A condition on the names of a path."""
NAN = Decimal("NaN")
_CACHED_PATHS = 4000
"""Paths whose assertions are cached: more than the formats have."""
_SHORT = 40
"""Longest number, in characters, whose parsing is cached."""
_HALF = Decimal("0.5")
_ONE = Decimal(1)
_HUNDRED = Decimal(100)


class Assertion(NamedTuple):
    """An assertion: the code of a rule and its question."""

    code: str
    question: Question


class RuleContext(NamedTuple):
    """A rule context: the name of the nodes and further conditions."""

    name: str
    """``*Amount`` matches every name with that ending; ``*`` any name."""
    asks: tuple[Assertion, ...]
    when: Condition | None = None
    """Condition on the node; a condition on ancestor names only belongs in ``where``, which is evaluated once per
    path.
    """
    where: PathCondition | None = None


Pattern = tuple[RuleContext, ...]
_Choice = tuple[tuple[Condition | None, tuple[Assertion, ...]], ...]


class _PathAssertions(NamedTuple):
    """Assertions for the nodes of one path."""

    asks: tuple[Assertion, ...]
    """Evaluated on every node of the path."""
    choices: tuple[_Choice, ...]
    """By pattern: conditional assertions, of which the first whose condition holds are evaluated."""


_NO_ASSERTIONS = _PathAssertions((), ())


class Failure(NamedTuple):
    """A question that returned ``False``, and its node."""

    code: str
    node: Node


class RuleSet(Protocol):
    """Protocol of rules evaluated together in one traversal of the tree."""

    @property
    def codes(self) -> tuple[str, ...]:
        """Codes of its rules."""

    def failures(self, tree: Tree) -> Iterator[Failure]:
        """Failures in ``tree``."""


class RuleBody:
    """Compiled patterns: assertions by path."""

    def __init__(self, *patterns: Pattern, passes: tuple[RuleSet, ...] = ()) -> None:
        self.patterns = patterns
        self.passes = passes
        self._programmes: dict[TreePath, _PathAssertions] = {}
        ranked = _by_name(patterns)
        self._named = {name: contexts for name, contexts in ranked.items() if not name.startswith("*")}
        self._ending = {name[1:]: contexts for name, contexts in ranked.items() if name.startswith("*")}

    @property
    def codes(self) -> tuple[str, ...]:
        """Codes of its rules, in order."""
        asked = (ask.code for pattern in self.patterns for context in pattern for ask in context.asks)
        return tuple(dict.fromkeys((*asked, *(code for one in self.passes for code in one.codes))))

    def failures(self, tree: Tree) -> Iterator[Failure]:
        """Failures in ``tree``, node by node. Call within a decimal context without traps."""
        programmes = self._programmes
        for nodes in tree.named.values():
            for node in nodes:
                place = node.place
                programme = programmes.get(place) or self._computed(place)
                if programme is _NO_ASSERTIONS:
                    continue
                asks, choices = programme
                for code, question in asks:
                    if not question(node, tree):
                        yield Failure(code, node)
                for choice in choices:
                    for when, asked in choice:
                        if when is None or when(node):
                            for code, question in asked:
                                if not question(node, tree):
                                    yield Failure(code, node)
                            break
        for one in self.passes:
            yield from one.failures(tree)

    def _computed(self, place: TreePath) -> _PathAssertions:
        if len(self._programmes) >= _CACHED_PATHS:
            self._programmes.clear()
        programme = self._programmes[place] = self._programme(place)
        return programme

    def _programme(self, place: TreePath) -> _PathAssertions:
        asks: list[Assertion] = []
        choices: list[_Choice] = []
        for contexts in self._met(place):
            if contexts[0].when is None:
                asks += contexts[0].asks
            else:
                choices.append(tuple((context.when, context.asks) for context in contexts))
        return _PathAssertions(tuple(asks), tuple(choices)) if asks or choices else _NO_ASSERTIONS

    def _met(self, place: TreePath) -> Iterator[Pattern]:
        """By pattern, the contexts that may match a node of this path, up to the first that matches unconditionally."""
        found = [*self._named.get(place.name, ())]
        for end, contexts in self._ending.items():
            found += contexts if place.name.endswith(end) else ()
        for _, ranked in groupby(sorted(found, key=lambda one: one[:2]), key=lambda one: one[0]):
            met: list[RuleContext] = []
            for _, _, context in ranked:
                if context.where is None or context.where(place):
                    met.append(context)
                    if context.when is None:
                        break
            if met:
                yield tuple(met)


_Ranked = tuple[int, int, RuleContext]


def _by_name(patterns: tuple[Pattern, ...]) -> Mapping[str, list[_Ranked]]:
    """Contexts by node name, with the rank of their pattern and their own."""
    found: dict[str, list[_Ranked]] = {}
    for rank, pattern in enumerate(patterns):
        for order, context in enumerate(pattern):
            found.setdefault(context.name, []).append((rank, order, context))
    return found


def number(text: str) -> Decimal:
    """``text`` as a decimal; NaN when empty or not a number, with which every comparison is false.

    Infinity and Python's spellings of NaN (``sNaN`` cannot even be compared) also give NaN.
    """
    return _number(text) if len(text) <= _SHORT else _number.__wrapped__(text)


@lru_cache(maxsize=1024)
def _number(text: str) -> Decimal:
    try:
        value = Decimal(text.strip()) if text else NAN
    except ArithmeticError:
        return NAN
    return value if value.is_finite() else NAN


def total(nodes: "list[Node] | tuple[Node, ...]") -> Decimal:
    """Sum of the numbers of several nodes; zero when there are none."""
    return sum((number(node.text) for node in nodes), Decimal(0))


def rounded(value: Decimal) -> Decimal:
    """Rounds to an integer like XPath ``round``: halves towards positive infinity."""
    return (value + _HALF).to_integral_value(ROUND_FLOOR) if value.is_finite() else value


def cents(value: Decimal) -> Decimal:
    """Rounds to two decimals, halves up."""
    return rounded(value * _HUNDRED) / _HUNDRED


def two_decimals(text: str) -> bool:
    """Whether at most two characters follow the first point."""
    point = text.find(".")
    return point < 0 or len(text) - point <= 3
