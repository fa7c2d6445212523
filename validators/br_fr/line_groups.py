"""Lines in groups: each sub-invoice of a document is a line that groups, and lines of detail below it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from domain.tree import Node
from validators.br_fr.formats import double

GROUP = "GROUP"
DETAIL = "DETAIL"
INFORMATION = "INFORMATION"
SUB_INVOICE_NUMBER = "AFL"
"""The number of a sub-invoice among the objects that are invoiced (UNTDID 1153)."""
SUB_INVOICE_CADRE = "AVV"
"""Its framework."""
INVOICED_OBJECT = "130"
"""The type of a document that refers to an object that is invoiced (UNTDID 1001)."""

FEW = 16
MULTI_SELLER_CORRECTIONS = frozenset("384 472 381 396 503".split())
TWO_WAY_CORRECTIONS = frozenset("261 471 473 502".split())


@dataclass(slots=True)
class GroupSum:
    """Amounts of the lines below one, added in their order; grows while the lines are read."""

    value: float = 0.0
    count: int = 0

    def add(self, text: str) -> None:
        """One amount more."""
        self.value += double(text)
        self.count += 1


@dataclass(frozen=True, slots=True)
class Taxes:
    """The VAT of each sub-invoice: the reason of its exemption begins with ``#number#``."""

    by_start: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    """Reasons and amounts, by what is between the first two hashes: looked up, however many lines there are."""
    known: dict[str, float] = field(default_factory=dict)
    """What was asked already."""

    def add(self, reason: str, amounts: Iterable[str]) -> None:
        """The amounts of one row of the VAT breakdown."""
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
    """What the nodes at ``path`` say: of those that a document has once, the first few, however many there are."""
    return {one.text for one in node.down(*path)[:FEW]}


Values = Mapping[str, set[str]]


def by_number(lines: Iterable[Node], value: Callable[[Node], str], *path: str) -> Values:
    """What the lines of each number (at ``path``) say."""
    found: dict[str, set[str]] = {}
    for line in lines:
        said = value(line)
        for one in line.down(*path):
            found.setdefault(one.text, set()).add(said)
    return found


def agrees(said: str, above: Iterable[str], known: Values) -> bool:
    """Whether a line says something, and what a line above says, when it names some."""
    parents = list(above)
    return bool(said) and (not parents or any(said in known.get(parent, ()) for parent in parents))
