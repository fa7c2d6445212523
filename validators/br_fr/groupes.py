"""Lines in groups: each sub-invoice of a document is a line that groups, and lines of detail below it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from domain.tree import Node
from validators.br_fr.formats import double

GROUPE = "GROUP"
DETAIL = "DETAIL"
INFORMATION = "INFORMATION"
SOUS_FACTURE = "AFL"
"""The number of a sub-invoice among the objects that are invoiced (UNTDID 1153)."""
CADRE = "AVV"
"""Its framework."""
OBJET = "130"
"""The type of a document that refers to an object that is invoiced (UNTDID 1001)."""

CORRECTIFS_MULTI_VENDEURS = frozenset("384 472 381 396 503".split())
CORRECTIFS_BIDIRECTIONNELS = frozenset("261 471 473 502".split())


@dataclass(slots=True)
class Somme:
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

    def add(self, reason: str, amounts: Iterable[str]) -> None:
        """The amounts of one row of the VAT breakdown."""
        if reason.startswith("#"):
            start = reason[1:].partition("#")[0]
            self.by_start.setdefault(start, []).extend((reason, amount) for amount in amounts)

    def of(self, number: str) -> float:
        """The VAT of the sub-invoice of that number."""
        total, wanted = 0.0, f"#{number}#"
        for reason, amount in self.by_start.get(number.partition("#")[0], ()):
            if reason.startswith(wanted):
                total += double(amount)
        return total


def amount(nodes: list[Node], currency: Iterable[str]) -> str:
    """The first of these amounts that is in one of the currencies; empty without one."""
    wanted = set(currency)
    return next((one.text for one in nodes if one.attributes.get("currencyID") in wanted), "")


def own_numbers(root: Node, *path: str) -> set[str]:
    """The number of the document itself."""
    return {one.text for one in root.down(*path)}


def of_parents(parents: Iterable[str], lines: Mapping[str, list[Node]]) -> list[Node]:
    """The lines of these numbers."""
    return [line for parent in parents for line in lines.get(parent, ())]


def by_number(lines: Iterable[Node], *path: str) -> dict[str, list[Node]]:
    """Lines by their number at ``path``."""
    found: dict[str, list[Node]] = {}
    for line in lines:
        for one in line.down(*path):
            found.setdefault(one.text, []).append(line)
    return found
