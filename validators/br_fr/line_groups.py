"""Grouped lines: each sub-invoice of a document is a group line with detail lines below it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from domain.tree import Node
from validators.br_fr.formats import double

GROUP = "GROUP"
DETAIL = "DETAIL"
INFORMATION = "INFORMATION"
SUB_INVOICE_NUMBER = "AFL"
"""Type of invoiced object: number of the sub-invoice (UNTDID 1153)."""
SUB_INVOICE_CADRE = "AVV"
"""Type of invoiced object: cadre of the sub-invoice."""
INVOICED_OBJECT = "130"
"""Type of a reference to an invoiced object (UNTDID 1001)."""

FEW = 16
MULTI_SELLER_CORRECTIONS = frozenset("384 472 381 396 503".split())
TWO_WAY_CORRECTIONS = frozenset("261 471 473 502".split())


@dataclass(slots=True)
class GroupSum:
    """Sum of the amounts of the lines below one, in document order; mutable while lines are read."""

    value: float = 0.0
    count: int = 0

    def add(self, text: str) -> None:
        """Adds an amount."""
        self.value += double(text)
        self.count += 1


@dataclass(frozen=True, slots=True)
class Taxes:
    """The VAT of each sub-invoice: the reason of its exemption begins with ``#number#``."""

    by_start: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    """Reasons and amounts by the text between the first two hashes, for constant-time look-up."""
    known: dict[str, float] = field(default_factory=dict)
    """Sums already computed."""

    def add(self, reason: str, amounts: Iterable[str]) -> None:
        """Adds the amounts of one row of the VAT breakdown."""
        if reason.startswith("#"):
            start = reason[1:].partition("#")[0]
            self.by_start.setdefault(start, []).extend((reason, amount) for amount in amounts)

    def of(self, number: str) -> float:
        """The VAT of the sub-invoice of that number."""
        if number not in self.known:
            self.known[number] = self._sum(number)
        return self.known[number]

    def _sum(self, number: str) -> float:
        total, wanted = 0.0, f"#{number}#"
        for reason, amount in self.by_start.get(number.partition("#")[0], ()):
            if reason.startswith(wanted):
                total += double(amount)
        return total


def amount(nodes: list[Node], currency: Iterable[str]) -> str:
    """The first of these amounts that is in one of the currencies; empty without one."""
    wanted = set(currency)
    return next((one.text for one in nodes if one.attributes.get("currencyID") in wanted), "")


def top(node: Node) -> Node:
    """The root of its document."""
    while node.parent is not None:
        node = node.parent
    return node


def texts(node: Node, *path: str) -> set[str]:
    """Texts of the first :data:`FEW` nodes at ``path``, which a document should have only once."""
    return {one.text for one in node.down(*path)[:FEW]}


Values = Mapping[str, set[str]]


def by_number(lines: Iterable[Node], value: Callable[[Node], str], *path: str) -> Values:
    """Values of the lines by line number (at ``path``)."""
    found: dict[str, set[str]] = {}
    for line in lines:
        of_line = value(line)
        for one in line.down(*path):
            found.setdefault(one.text, set()).add(of_line)
    return found


def agrees(stated: str, above: Iterable[str], known: Values) -> bool:
    """Whether a line has a value, and the same as one of its parent lines when it names some."""
    parents = list(above)
    return bool(stated) and (not parents or any(stated in known.get(parent, ()) for parent in parents))
