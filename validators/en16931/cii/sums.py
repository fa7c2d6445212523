"""Sums of a document, each computed once: lines, allowances, charges, VAT.

Computed like XPath on untyped values: in document order, in floating point.
"""

from collections.abc import Callable
from math import floor

from domain.tree import Node, Tree
from validators.en16931.cii.locations import below, settlement
from validators.en16931.cii.node_values import is_allowance, is_charge, summed

HUGE = 1e300
"""Values beyond this, and NaN, are not rounded."""


def of_lines(tree: Tree, transaction: Node | None) -> float:
    """Sum of the line net amounts of ``transaction`` (BT-131)."""
    return 0.0 if transaction is None else tree.cached(("lines", transaction), lambda _: _of_lines(transaction))


def of_allowances(tree: Tree) -> float | None:
    """Sum of the document's allowances (BT-92), rounded to cents; ``None`` when there are none."""
    return tree.cached("allowances", lambda t: _of_extras(t, is_allowance))


def of_charges(tree: Tree) -> float | None:
    """Sum of the document's charges (BT-99), rounded to cents; ``None`` when there are none."""
    return tree.cached("charges", lambda t: _of_extras(t, is_charge))


def of_vat(tree: Tree) -> float:
    """Sum of the VAT amounts of the breakdown (BT-117), rounded to cents."""
    return tree.cached("vat", _of_vat)


def to_cents(value: float) -> float:
    """``value`` rounded to two decimals, halves up."""
    return floor(value * 10 * 10 + 0.5) / 100 if abs(value) < HUGE else value


def _of_lines(transaction: Node) -> float:
    lines = transaction.down("IncludedSupplyChainTradeLineItem", "SpecifiedLineTradeSettlement")
    return summed(below(lines, "SpecifiedTradeSettlementLineMonetarySummation", "LineTotalAmount"))


def _of_extras(tree: Tree, is_counted: Callable[[Node], bool]) -> float | None:
    counted = [one for one in below(settlement(tree), "SpecifiedTradeAllowanceCharge") if is_counted(one)]
    amounts = [one for extra in counted if (one := extra.first("ActualAmount")) is not None]
    return to_cents(summed(amounts)) if counted else None


def _of_vat(tree: Tree) -> float:
    return to_cents(summed(below(settlement(tree), "ApplicableTradeTax", "CalculatedAmount")))
