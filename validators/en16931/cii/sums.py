"""Sums of a document, each worked out once: of its lines, of its allowances or charges, of its VAT.

They are made as XPath makes them of values without type: one after the other, in floating point.
"""

from collections.abc import Callable
from math import floor

from domain.tree import Node, Tree
from validators.en16931.cii.locations import below, settlement
from validators.en16931.cii.node_values import is_allowance, is_charge, summed

HUGE = 1e300
"""Beyond, and for what is no number, nothing is rounded."""


def of_lines(tree: Tree, transaction: Node | None) -> float:
    """What the lines of ``transaction`` make (BT-131)."""
    return 0.0 if transaction is None else tree.once(("lines", transaction), lambda _: _of_lines(transaction))


def of_allowances(tree: Tree) -> float | None:
    """What the allowances of the document make (BT-92), to cents; ``None`` without any."""
    return tree.once("allowances", lambda t: _of_extras(t, is_allowance))


def of_charges(tree: Tree) -> float | None:
    """What the charges of the document make (BT-99), to cents; ``None`` without any."""
    return tree.once("charges", lambda t: _of_extras(t, is_charge))


def of_vat(tree: Tree) -> float:
    """What the VAT of each group makes (BT-117), to cents."""
    return tree.once("vat", _of_vat)


def to_cents(value: float) -> float:
    """``value`` to two decimals, a half going up."""
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
