"""Cadres with grouped lines: several sellers in one invoice (8), or two-way invoicing between two parties (9)."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from domain.tree import Syntax, Tree, collapsed
from validators.br_fr.code_lists import CADRES_BIDIRECTIONNELS, CADRES_MULTI_VENDEURS
from validators.engine.rule_body import Failure, RuleBody


def is_two_way(tree: Tree) -> bool:
    """Two-way invoicing between two parties: B9, S9, M9."""
    return _is_in(tree, CADRES_BIDIRECTIONNELS)


def is_multi_seller(tree: Tree) -> bool:
    """Several sellers: B8, S8, M8."""
    return _is_in(tree, CADRES_MULTI_VENDEURS)


def _is_in(tree: Tree, codes: Collection[str]) -> bool:
    if tree.syntax is Syntax.UBL:
        found = tree.root.all("ProfileID")
    else:
        found = tree.root.down("ExchangedDocumentContext", "BusinessProcessSpecifiedDocumentContextParameter", "ID")
    return any(collapsed(one.text) in codes for one in found)


@dataclass(frozen=True, slots=True, kw_only=True)
class LineGroupRules:
    """Rules evaluated only for cadres with grouped lines; free for other documents."""

    several: RuleBody
    """Rules for several sellers."""
    both_ways: RuleBody
    """Rules for two-way invoicing."""
    either: RuleBody
    """Rules for either."""

    @property
    def codes(self) -> tuple[str, ...]:
        """Codes of its rules."""
        return (*self.either.codes, *self.several.codes, *self.both_ways.codes)

    def failures(self, tree: Tree) -> Iterator[Failure]:
        """Failures in ``tree``."""
        several, both_ways = is_multi_seller(tree), tree.cached("both ways", is_two_way)
        if several or both_ways:
            yield from self.either.failures(tree)
        if several:
            yield from self.several.failures(tree)
        if both_ways:
            yield from self.both_ways.failures(tree)
