"""Sums of a UBL document, computed in one traversal of its lines: total, by VAT category, and by rate."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from domain.tree import Node, Tree
from validators.en16931.ubl.questions import LINES, NO, YES, indicates
from validators.engine.rule_body import number
from validators.engine.tree_paths import reaching

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """Net amounts (BT-131 and BT-92, BT-99), in the document's currency."""

    lines: Decimal
    by_category: Mapping[tuple[str, str], Decimal]
    """By the name of the document's lines and their VAT category; with a zero for lines elsewhere."""
    by_rate: Mapping[tuple[str, str, Decimal], Decimal]
    """By the name of the lines, their VAT category and its rate."""
    extra: Mapping[str, Decimal]
    """Charges less allowances of the document, by VAT category."""
    extra_by_rate: Mapping[tuple[str, Decimal], Decimal]
    """The same by VAT category and its rate; with a zero where only a line or no indicator has that rate."""

    def at_category(self, line: str, code: str) -> Decimal:
        """Sum of the lines of that name, charges and allowances."""
        return self.by_category.get((line, code), ZERO) + self.extra.get(code, ZERO)

    def at_rate(self, line: str, code: str, rate: Decimal) -> Decimal:
        """The same at one rate."""
        return self.by_rate.get((line, code, rate), ZERO) + self.extra_by_rate.get((code, rate), ZERO)


def sums(tree: Tree) -> Sums:
    """Sums of the document, computed once."""
    return tree.cached("ubl sums", _sums)


_CATEGORIES = reaching("Item", "ClassifiedTaxCategory")


def _sums(tree: Tree) -> Sums:
    lines = ZERO
    by_category: dict[tuple[str, str], Decimal] = {}
    by_rate: dict[tuple[str, str, Decimal], Decimal] = {}
    for name in LINES:
        for line in tree.every(name):
            net = _value(line, "LineExtensionAmount")
            lines += net
            here = net if line.parent is tree.root else ZERO
            codes, rates = _codes_and_rates(_CATEGORIES(line))
            for code in codes:
                by_category[name, code] = by_category.get((name, code), ZERO) + here
                for rate in rates:
                    by_rate[name, code, rate] = by_rate.get((name, code, rate), ZERO) + here
    extra, extra_by_rate = _extra(tree)
    return Sums(lines=lines, by_category=by_category, by_rate=by_rate, extra=extra, extra_by_rate=extra_by_rate)


def _extra(tree: Tree) -> tuple[Mapping[str, Decimal], Mapping[tuple[str, Decimal], Decimal]]:
    extra: dict[str, Decimal] = {}
    by_rate: dict[tuple[str, Decimal], Decimal] = {}
    for one in tree.every("AllowanceCharge"):
        net = _signed(one) if one.parent is tree.root else ZERO
        codes, rates = _codes_and_rates(one.all("TaxCategory"))
        for code in codes:
            extra[code] = extra.get(code, ZERO) + net
            for rate in rates:
                by_rate[code, rate] = by_rate.get((code, rate), ZERO) + net
    return extra, by_rate


def _signed(one: Node) -> Decimal:
    value = _value(one, "Amount")
    return (value if indicates(one, YES) else ZERO) - (value if indicates(one, NO) else ZERO)


def _value(node: Node, name: str) -> Decimal:
    found = node.children.get(name)
    return number(found[0].text) if found else ZERO


def _codes_and_rates(categories: Sequence[Node]) -> tuple[Iterable[str], Iterable[Decimal]]:
    """Codes and rates of one line or charge, without duplicates when it has several categories."""
    if len(categories) == 1:
        rates = categories[0].children.get("Percent", ())
        return (categories[0].text_at("ID"),), [number(rate.text) for rate in rates[:1]]
    codes = dict.fromkeys(one.text_at("ID") for one in categories)
    return codes, dict.fromkeys(number(rate.text) for one in categories for rate in one.all("Percent"))
