"""A body of rules asked of an XML tree: scenes (where a question is asked), questions, and what did not hold.

A body is made of patterns, a pattern of scenes in an order: within a pattern, a node is asked the questions of the
first scene it plays in, and of no other (ISO/IEC 19757-3 section 5.4.12). A question answers ``True`` when the rule
holds or does not apply, never raises, and looks at nothing but the node and its tree.
"""

from collections.abc import Callable, Iterator, Sequence
from decimal import ROUND_FLOOR, Decimal
from functools import lru_cache
from typing import NamedTuple, Protocol

from domain.tree import NO_ATTRIBUTES, Node, Tree

Question = Callable[[Node, Tree], bool]
Condition = Callable[[Node], bool]
NAN = Decimal("NaN")
_NO_NODE = Node("", None, NO_ATTRIBUTES, 0)
_PLACED: "tuple[_Scenes, ...]" = ((),)
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
    parent: str = ""
    """The name of the element right above, when it must have one: looked up before any condition is asked."""


Pattern = tuple[Scene, ...]
_Scenes = tuple[tuple[Condition | None, tuple[Ask, ...]], ...]


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
    """Patterns made ready: by the name of a node, the scenes it may play in."""

    def __init__(self, *patterns: Pattern, passes: tuple[Pass, ...] = ()) -> None:
        self.patterns = patterns
        self.passes = passes
        self._scenes = lru_cache(maxsize=4000)(self._scenes_of)
        self._placed = lru_cache(maxsize=4000)(self._scenes_below)

    @property
    def codes(self) -> tuple[str, ...]:
        """Every code that is asked, in order."""
        asked = (ask.code for pattern in self.patterns for scene in pattern for ask in scene.asks)
        return tuple(dict.fromkeys((*asked, *(code for one in self.passes for code in one.codes))))

    def failures(self, tree: Tree) -> Iterator[Failure]:
        """What does not hold in ``tree``, node by node; to be asked within a calm decimal context."""
        for name, named in tree.named.items():
            found = self._scenes(name)
            if not found:
                continue
            for scenes, nodes in self._met(name, named) if found is _PLACED else [(one, named) for one in found]:
                for node in nodes:
                    for when, asks in scenes:
                        if when is None or when(node):
                            for code, question in asks:
                                if not question(node, tree):
                                    yield Failure(code, node)
                            break
        for one in self.passes:
            yield from one.failures(tree)

    def _met(self, name: str, nodes: Sequence[Node]) -> list[tuple[_Scenes, Sequence[Node]]]:
        """The scenes of each pattern that a node may play in, by what is right above it."""
        placed = self._placed
        return [(one, (node,)) for node in nodes for one in placed(name, (node.parent or _NO_NODE).name)]

    def _scenes_of(self, name: str) -> tuple[_Scenes, ...]:
        """By pattern; :data:`_PLACED` when it depends on what is right above."""
        scenes = (s for pattern in self.patterns for s in pattern if _plays(name, s.name))
        return _PLACED if any(s.parent for s in scenes) else self._scenes_below(name, "")

    def _scenes_below(self, name: str, parent: str) -> tuple[_Scenes, ...]:
        found = (
            tuple((s.when, s.asks) for s in pattern if _plays(name, s.name) and s.parent in ("", parent))
            for pattern in self.patterns
        )
        return tuple(scenes for scenes in found if scenes)


def _plays(name: str, wanted: str) -> bool:
    if not wanted.startswith("*"):
        return name == wanted
    return name.endswith(wanted[1:])


def number(text: str) -> Decimal:
    """``text`` as a decimal; not a number when it is none or empty, and every comparison with that is false.

    Infinity and the words Python has for what is no number (``sNaN`` cannot even be compared) are none either.
    """
    try:
        value = Decimal(text.strip()) if text else NAN
    except ArithmeticError:
        return NAN
    return value if value.is_finite() else NAN


def numbers(nodes: "list[Node] | tuple[Node, ...]") -> list[Decimal]:
    """The numbers of several nodes."""
    return [number(node.text) for node in nodes]


def total(nodes: "list[Node] | tuple[Node, ...]") -> Decimal:
    """The sum of several nodes; zero of none."""
    return sum(numbers(nodes), Decimal(0))


def rounded(value: Decimal) -> Decimal:
    """To a whole number as XPath ``round`` does: a half goes up, towards positive infinity."""
    return (value + _HALF).to_integral_value(ROUND_FLOOR) if value.is_finite() else value


def cents(value: Decimal) -> Decimal:
    """To two decimals, a half going up."""
    return rounded(value * _HUNDRED) / _HUNDRED


def decimals(text: str) -> int:
    """How many digits are written after the first point, blanks included as they stand."""
    return len(text.partition(".")[2])
