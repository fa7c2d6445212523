"""Rules of VAT families at each use of a category: breakdown, allowance, charge, line."""

from collections.abc import Callable, Iterator
from decimal import Decimal

from domain.tree import BLANKS, Node, Tree
from validators.en16931.ubl.categories import in_breakdown
from validators.en16931.ubl.questions import LINES, NO, YES, Path, amount, indicates, is_vat, of_line
from validators.en16931.ubl.sums import sums
from validators.en16931.ubl.vat_families import VAT_FAMILIES, VatFamily
from validators.engine.rule_body import Assertion, Condition, Pattern, Question, RuleContext, cents, number
from validators.engine.tree_paths import child_of

_RATES: tuple[tuple[str, Callable[[Decimal], bool]], ...] = (
    ("> 0", lambda rate: rate > 0),
    (">= 0", lambda rate: rate >= 0),
    ("0", lambda rate: rate == 0),
)
_IN_EXTRA, _IN_ITEM = child_of("AllowanceCharge"), of_line("Item")


def _rate(row: VatFamily) -> Question:
    """One of its rates (BT-96, BT-103, BT-152) is what the family allows; none, for a family without rate."""
    if not row.rate:
        return lambda node, _: "Percent" not in node.children
    allowed = next(question for name, question in _RATES if name == row.rate)

    def is_allowed(rate: Node) -> bool:
        return allowed(number(rate.text))

    return lambda node, _: any(map(is_allowed, node.children.get("Percent", ())))


def _reason(row: VatFamily) -> Question:
    """A reason of exemption (BT-120, BT-121) is given, or is not."""
    return lambda node, _: (
        row.reason == ("TaxExemptionReason" in node.children or "TaxExemptionReasonCode" in node.children)
    )


def _no_tax(node: Node, _: Tree) -> bool:
    return amount(node.parent, "TaxAmount") == 0


def _tax_at_rate(node: Node, _: Tree) -> bool:
    """Within one unit of the base at the rate."""
    tax = abs(amount(node.parent, "TaxAmount"))
    due = cents(abs(amount(node.parent, "TaxableAmount")) * amount(node, "Percent") / 100)
    return tax - 1 < due < tax + 1


def _base(row: VatFamily) -> Question:
    """The base (BT-116) is exactly the sum of the lines, charges and allowances of the category."""

    def question(node: Node, tree: Tree) -> bool:
        base, known = amount(node.parent, "TaxableAmount"), sums(tree)
        return any(name in tree.named and base == known.at_category(name, row.code) for name in LINES)

    return question


def _base_at_rate(row: VatFamily) -> Question:
    """The same per rate, within one unit; not checked without a rate."""

    def question(node: Node, tree: Tree) -> bool:
        low, high = _unit_around(node.parent)
        known = sums(tree)
        for rate in (number(one.text) for one in node.all("Percent")):
            names = [name for name in LINES if _is_used(tree, name, row.code, rate)]
            if not any(low < known.at_rate(name, row.code, rate) < high for name in names):
                return False
        return True

    return question


def _is_used(tree: Tree, line: str, code: str, rate: Decimal) -> bool:
    """Whether there are such lines; for ``S``, lines, allowances or charges at that very rate."""
    if code != "S":
        return line in tree.named
    known = sums(tree)
    return (line, code, rate) in known.by_rate or (code, rate) in known.extra_by_rate


def _unit_around(node: Node | None) -> tuple[Decimal, Decimal]:
    """One below and one above the base, computed in doubles like the official rules; NaN without a base."""
    base = amount(node, "TaxableAmount")
    return Decimal(float(base) - 1), Decimal(float(base) + 1)


def _when(row: VatFamily, words: Path | None = None) -> Condition:
    """Condition: a tax of that category; with ``words``, below an allowance or charge with that indicator."""
    code = row.code

    def condition(node: Node) -> bool:
        found = node.children.get("ID")
        if found is None or (found[0].text != code and found[0].text.strip(BLANKS) != code) or not is_vat(node):
            return False
        return words is None or (node.parent is not None and indicates(node.parent, words))

    return condition


def _rule_contexts(row: VatFamily) -> Iterator[RuleContext]:
    breakdown = (
        Assertion(f"BR-{row.name}-08", _base_at_rate(row) if row.by_rate else _base(row)),
        Assertion(f"BR-{row.name}-09", _tax_at_rate if row.by_rate else _no_tax),
        Assertion(f"BR-{row.name}-10", _reason(row)),
    )
    yield RuleContext("TaxCategory", breakdown, _when(row), in_breakdown)
    yield RuleContext("TaxCategory", (Assertion(f"BR-{row.name}-06", _rate(row)),), _when(row, NO), _IN_EXTRA)
    yield RuleContext("TaxCategory", (Assertion(f"BR-{row.name}-07", _rate(row)),), _when(row, YES), _IN_EXTRA)
    yield RuleContext("ClassifiedTaxCategory", (Assertion(f"BR-{row.name}-05", _rate(row)),), _when(row), _IN_ITEM)


BREAKDOWN_AND_ITEMS: Pattern = tuple(context for row in VAT_FAMILIES for context in _rule_contexts(row))
"""Rules 05 to 10 of each family, of the official pattern of the model."""
