"""Amounts of grouped lines, in floating point as XPath sums untyped values."""

from collections.abc import Iterable
from math import floor

from domain.tree import Node
from validators.en16931.cii.node_values import NOT_A_NUMBER, summed

GROUP = "GROUP"
GROUPS = frozenset({"DETAIL", GROUP})
"""Statuses of the lines that make the amount of a group; INFORMATION does not."""


def sum_of_children(nets: Iterable[Node]) -> float:
    """The sum of net amounts, rounded to cents, halves up; NaN when one is no number."""
    total = summed(nets)
    return floor(total * 100 + 0.5) / 100 if abs(total) < 1e300 else NOT_A_NUMBER
