"""A body of rules of which only some are asked; scenes keep their places, so that a node plays in the same ones."""

from collections.abc import Iterator
from dataclasses import dataclass

from domain.tree import Tree
from validators.engine.rule_body import Body, Failure, Pass


@dataclass(frozen=True, slots=True)
class Part:
    """A walk of whose findings only some are told."""

    whole: Pass
    kept: frozenset[str]

    @property
    def codes(self) -> tuple[str, ...]:
        """Every code it may give."""
        return tuple(code for code in self.whole.codes if code in self.kept)

    def failures(self, tree: Tree) -> Iterator[Failure]:
        """What does not hold in ``tree``."""
        return (failure for failure in self.whole.failures(tree) if failure.code in self.kept)


def restricted(body: Body, kept: frozenset[str]) -> Body:
    """``body`` with the rules of ``kept`` only; itself when these are all of its rules."""
    if kept.issuperset(body.codes):
        return body
    patterns = (
        tuple(scene._replace(asks=tuple(ask for ask in scene.asks if ask.code in kept)) for scene in pattern)
        for pattern in body.patterns
    )
    passes = tuple(part for one in body.passes if (part := Part(one, kept)).codes)
    return Body(*(pattern for pattern in patterns if any(scene.asks for scene in pattern)), passes=passes)
