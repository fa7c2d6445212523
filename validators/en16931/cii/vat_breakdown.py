"""Uses and amounts of each VAT category, computed once per document."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from domain.tree import Node, Tree
from validators.en16931.cii.locations import SETTLEMENT, TRANSACTION, settlement
from validators.en16931.cii.node_values import amount, is_allowance, is_charge
from validators.engine.rule_body import cents, number

Nodes = Sequence[Node]
_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryUses:
    """Number of taxes of each category, by kind of parent, anywhere in the document."""

    breakdown: Mapping[str, int]
    """In the VAT breakdown (BG-23)."""
    lines: Mapping[str, int]
    extras: Mapping[str, int]
    """In allowances and charges."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Amounts:
    """Sums of lines, charges and allowances, by VAT category, or by category and rate."""

    lines: Mapping[Hashable, Decimal]
    charges: Mapping[Hashable, Decimal]
    allowances: Mapping[Hashable, Decimal]

    def of(self, share: Hashable) -> float:
        """Lines and charges less allowances, each rounded to cents; as a float, like XPath compares it with an
        untyped value.
        """
        total = cents(self.lines.get(share, _ZERO))
        if self.charges or self.allowances:
            total += cents(self.charges.get(share, _ZERO)) - cents(self.allowances.get(share, _ZERO))
        return float(total)


def uses(tree: Tree) -> CategoryUses:
    """Number of uses of each category of ``tree``."""
    return tree.cached("uses", _uses)


def by_category(tree: Tree) -> Amounts:
    """The amounts of ``tree`` by category."""
    return tree.cached("by category", lambda t: _amounts(t, _categories))


def by_rate(tree: Tree) -> Amounts:
    """The amounts of ``tree`` by category and rate."""
    return tree.cached("by rate", lambda t: _amounts(t, _rates))


def _uses(tree: Tree) -> CategoryUses:
    breakdown: dict[str, int] = {}
    lines: dict[str, int] = {}
    extras: dict[str, int] = {}
    places = {SETTLEMENT: breakdown, "SpecifiedLineTradeSettlement": lines}
    for tax in tree.every("ApplicableTradeTax"):
        if tax.parent is not None and tax.parent.name in places:
            _count(places[tax.parent.name], tax)
    for tax in tree.every("CategoryTradeTax"):
        _count(extras, tax)
    return CategoryUses(breakdown=breakdown, lines=lines, extras=extras)


def _count(found: dict[str, int], tax: Node) -> None:
    for category in _categories((tax,)):
        found[category] = found.get(category, 0) + 1


def _categories(taxes: Nodes) -> Iterable[str]:
    codes = [code.text for tax in taxes for code in tax.all("CategoryCode")]
    return codes if len(codes) < 2 else set(codes)


def _rates(taxes: Nodes) -> Iterable[tuple[str, Decimal]]:
    """Pairs of category and rate; they may come from two different taxes, as in the artefacts."""
    rates = [number(rate.text) for tax in taxes for rate in tax.all("RateApplicablePercent")]
    shares = [(category, rate) for category in _categories(taxes) for rate in rates if rate.is_finite()]
    return shares if len(shares) < 2 else set(shares)


def _amounts(tree: Tree, shares: Callable[[Nodes], Iterable[Hashable]]) -> Amounts:
    lines: dict[Hashable, Decimal] = {}
    for line in tree.root.down(TRANSACTION, "IncludedSupplyChainTradeLineItem", "SpecifiedLineTradeSettlement"):
        totals = line.all("SpecifiedTradeSettlementLineMonetarySummation")
        value = sum((amount(one, "LineTotalAmount") for one in totals if one.has("LineTotalAmount")), _ZERO)
        _add(lines, shares(line.all("ApplicableTradeTax")), value)
    charges: dict[Hashable, Decimal] = {}
    allowances: dict[Hashable, Decimal] = {}
    for extra in _extras(tree):
        for counted, kind in ((charges, is_charge), (allowances, is_allowance)):
            if kind(extra):
                _add(counted, shares(extra.all("CategoryTradeTax")), amount(extra, "ActualAmount"))
    return Amounts(lines=lines, charges=charges, allowances=allowances)


def _extras(tree: Tree) -> list[Node]:
    found = (extra for part in settlement(tree) for extra in part.all("SpecifiedTradeAllowanceCharge"))
    return [extra for extra in found if extra.has("ActualAmount")]


def _add(counted: dict[Hashable, Decimal], shares: Iterable[Hashable], value: Decimal) -> None:
    for share in shares:
        counted[share] = counted.get(share, _ZERO) + value
