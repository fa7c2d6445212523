"""Joins rule bodies, and restricts one to some of its rules.

Contexts keep their order, so that the same context matches a node.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from domain.tree import Tree
from validators.engine.rule_body import Failure, RuleBody, RuleSet


@dataclass(frozen=True, slots=True)
class Subset:
    """A rule set of which only the failures of some codes are returned."""

    whole: RuleSet
    kept: frozenset[str]

    @property
    def codes(self) -> tuple[str, ...]:
        """Codes of its rules."""
        return tuple(code for code in self.whole.codes if code in self.kept)

    def failures(self, tree: Tree) -> Iterator[Failure]:
        """Failures in ``tree``."""
        return (failure for failure in self.whole.failures(tree) if failure.code in self.kept)


def together(*bodies: RuleBody) -> RuleBody:
    """One body with the rules of several."""
    patterns = (pattern for body in bodies for pattern in body.patterns)
    return RuleBody(*patterns, passes=tuple(one for body in bodies for one in body.passes))


def restricted(body: RuleBody, kept: frozenset[str]) -> RuleBody:
    """``body`` with the rules of ``kept`` only; ``body`` itself when these are all its rules."""
    if kept.issuperset(body.codes):
        return body
    patterns = (
        tuple(context._replace(asks=tuple(ask for ask in context.asks if ask.code in kept)) for context in pattern)
        for pattern in body.patterns
    )
    passes = tuple(part for one in body.passes if (part := Subset(one, kept)).codes)
    return RuleBody(*(pattern for pattern in patterns if any(context.asks for context in pattern)), passes=passes)
