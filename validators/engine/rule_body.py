"""A body of rules asked of an XML tree: scenes (where a question is asked), questions, and what did not hold.

A body is made of patterns, a pattern of scenes in an order: within a pattern, a node is asked the questions of the
first scene it plays in, and of no other (ISO/IEC 19757-3 section 5.4.12). A question answers ``True`` when the rule
holds or does not apply, never raises, and looks at nothing but the node and its tree.
"""

from collections.abc import Callable, Iterator, Mapping
from decimal import ROUND_FLOOR, Decimal
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple, Protocol

from domain.tree import Node, Standing, Tree, TreePath

Question = Callable[[Node, Tree], bool]
Condition = Callable[[Node], bool]
Whereabouts = Callable[[Standing], bool]
"""A condition on the name of a place and on those above it."""
NAN = Decimal("NaN")
_REMEMBERED = 4000
"""Places whose questions are kept: more than the formats have."""
_SHORT = 40
"""Characters of a number that several rules ask again, and is remembered."""
_HALF = Decimal("0.5")
_ONE = Decimal(1)
_HUNDRED = Decimal(100)


class Ask(NamedTuple):
    """A rule's code and its question."""

    code: str
    question: Question


class Scene(NamedTuple):
    """The nodes that are asked something: their name, and what else must be so."""

    name: str
    """``*Amount`` means every name that ends so; ``*`` any name."""
    asks: tuple[Ask, ...]
    when: Condition | None = None
    """Of the node; what only looks at the names above belongs in ``where``, which is asked once for a path."""
    where: Whereabouts | None = None


Pattern = tuple[Scene, ...]
_Choice = tuple[tuple[Condition | None, tuple[Ask, ...]], ...]


class _Programme(NamedTuple):
    """What the nodes of one place are asked."""

    asks: tuple[Ask, ...]
    """Always."""
    choices: tuple[_Choice, ...]
    """By pattern: of the first whose condition holds."""


_NOTHING = _Programme((), ())


class Failure(NamedTuple):
    """A question that was answered ``False``."""

    code: str
    node: Node


class Pass(Protocol):
    """Many rules of one kind, asked in one walk over the tree."""

    @property
    def codes(self) -> tuple[str, ...]:
        """Every code it may give."""

    def failures(self, tree: Tree) -> Iterator[Failure]:
        """What does not hold in ``tree``."""


class Body:
    """Patterns made ready: by the place of a node, what it is asked."""

    def __init__(self, *patterns: Pattern, passes: tuple[Pass, ...] = ()) -> None:
        self.patterns = patterns
        self.passes = passes
        self._programmes: dict[TreePath, _Programme] = {}
        ranked = _by_name(patterns)
        self._named = {name: scenes for name, scenes in ranked.items() if not name.startswith("*")}
        self._ending = {name[1:]: scenes for name, scenes in ranked.items() if name.startswith("*")}

    @property
    def codes(self) -> tuple[str, ...]:
        """Every code that is asked, in order."""
        asked = (ask.code for pattern in self.patterns for scene in pattern for ask in scene.asks)
        return tuple(dict.fromkeys((*asked, *(code for one in self.passes for code in one.codes))))

    def failures(self, tree: Tree) -> Iterator[Failure]:
        """What does not hold in ``tree``, node by node; to be asked within a calm decimal context."""
        programmes = self._programmes
        for nodes in tree.named.values():
            for node in nodes:
                place = node.place
                programme = programmes.get(place) or self._learnt(place)
                if programme is _NOTHING:
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

    def _learnt(self, place: TreePath) -> _Programme:
        if len(self._programmes) >= _REMEMBERED:
            self._programmes.clear()
        programme = self._programmes[place] = self._programme(place)
        return programme

    def _programme(self, place: TreePath) -> _Programme:
        asks: list[Ask] = []
        choices: list[_Choice] = []
        for scenes in self._met(place):
            if scenes[0].when is None:
                asks += scenes[0].asks
            else:
                choices.append(tuple((scene.when, scene.asks) for scene in scenes))
        return _Programme(tuple(asks), tuple(choices)) if asks or choices else _NOTHING

    def _met(self, place: TreePath) -> Iterator[Pattern]:
        """By pattern, the scenes that a node of this place may play in, up to the first it does play in."""
        found = [*self._named.get(place.name, ())]
        for end, scenes in self._ending.items():
            found += scenes if place.name.endswith(end) else ()
        for _, ranked in groupby(sorted(found, key=lambda one: one[:2]), key=lambda one: one[0]):
            met: list[Scene] = []
            for _, _, scene in ranked:
                if scene.where is None or scene.where(place):
                    met.append(scene)
                    if scene.when is None:
                        break
            if met:
                yield tuple(met)


_Ranked = tuple[int, int, Scene]


def _by_name(patterns: tuple[Pattern, ...]) -> Mapping[str, list[_Ranked]]:
    """The scenes by the name they ask for, with the ranks of their pattern and of themselves."""
    found: dict[str, list[_Ranked]] = {}
    for rank, pattern in enumerate(patterns):
        for order, scene in enumerate(pattern):
            found.setdefault(scene.name, []).append((rank, order, scene))
    return found


def number(text: str) -> Decimal:
    """``text`` as a decimal; not a number when it is none or empty, and every comparison with that is false.

    Infinity and the words Python has for what is no number (``sNaN`` cannot even be compared) are none either.
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
    """The sum of several nodes; zero of none."""
    return sum((number(node.text) for node in nodes), Decimal(0))


def rounded(value: Decimal) -> Decimal:
    """To a whole number as XPath ``round`` does: a half goes up, towards positive infinity."""
    return (value + _HALF).to_integral_value(ROUND_FLOOR) if value.is_finite() else value


def cents(value: Decimal) -> Decimal:
    """To two decimals, a half going up."""
    return rounded(value * _HUNDRED) / _HUNDRED


def two_decimals(text: str) -> bool:
    """No more than two characters after the first point."""
    point = text.find(".")
    return point < 0 or len(text) - point <= 3
