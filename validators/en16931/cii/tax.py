"""Questions on one tax: amount, base, rate, exemption reason."""

from collections.abc import Callable
from decimal import Decimal
from math import floor

from domain.tree import BLANKS, Node, Tree
from validators.en16931.cii.node_values import amount, is_vat, quantities, quantity
from validators.en16931.cii.questions import has_element, in_cents
from validators.en16931.cii.sums import HUGE
from validators.en16931.cii.vat_breakdown import by_category, by_rate
from validators.engine.rule_body import Assertion, Question, cents, number, rounded

_RATE = "RateApplicablePercent"
_HUNDRED = Decimal(100)
_OUT_OF_SCOPE = "O"


def rate_is(compare: Callable[[float], bool]) -> Question:
    """A rate of the tax satisfies ``compare``."""
    return lambda tax, _: any(compare(rate) for rate in quantities(tax.all(_RATE)))


def base_is_near(category: str) -> Question:
    """The base (BT-116) is the document's sum for the category, within less than one unit."""

    def asked(tax: Node, tree: Tree) -> bool:
        base = _first(tax, "BasisAmount")
        total = by_category(tree).of(category)
        return base - 1 < total < base + 1

    return asked


def base_is(category: str) -> Question:
    """The base (BT-116) is exactly the document's sum for the category."""
    return lambda tax, tree: by_category(tree).of(category) in quantities(tax.all("BasisAmount"))


def base_is_of_rate(category: str) -> Question:
    """The base (BT-116) is exactly the document's sum for the category and each stated rate."""

    def asked(tax: Node, tree: Tree) -> bool:
        rates = [number(one.text) for one in tax.all(_RATE)]
        bases = quantities(tax.all("BasisAmount"))
        return all(rate.is_finite() and by_rate(tree).of((category, rate)) in bases for rate in rates)

    return asked


def is_zero(tax: Node, _: Tree) -> bool:
    """Whether the amount (BT-117) is zero."""
    return any(one == 0 for one in quantities(tax.all("CalculatedAmount")))


def is_base_times_rate(tax: Node, _: Tree) -> bool:
    """Whether the amount (BT-117) is the base times the rate, to less than one unit."""
    base, stated, rate = _first(tax, "BasisAmount"), abs(_first(tax, "CalculatedAmount")), _first(tax, _RATE)
    product = abs(base) * rate
    if not abs(product) < HUGE:
        return False
    due = floor(product + 0.5) / 100
    return stated - 1 < due < stated + 1


def _first(tax: Node, name: str) -> float:
    found = tax.first(name)
    return quantity(found.text if found is not None else "")


def _is_base_times_rate_if_any(tax: Node, _: Tree) -> bool:
    stated = amount(tax, "CalculatedAmount")
    if not (tax.has(_RATE) and _is_called_vat(tax)):
        return rounded(stated) == 0
    rate = amount(tax, _RATE)
    if rounded(rate) == 0:
        return rounded(stated) == 0
    due = cents(abs(amount(tax, "BasisAmount")) * (rate / _HUNDRED))
    return abs(stated) - 1 <= due <= abs(stated) + 1


def _is_called_vat(tax: Node) -> bool:
    kind = tax.first("TypeCode")
    return kind is not None and kind.text.strip(BLANKS).upper() == "VAT"


def _has_category(tax: Node, _: Tree) -> bool:
    return tax.has("CategoryCode") and is_vat(tax)


def _has_rate(tax: Node, _: Tree) -> bool:
    if not is_vat(tax):
        return False
    return tax.has(_RATE) or any(one.text == _OUT_OF_SCOPE for one in tax.all("CategoryCode"))


def _date_or_code(_: Node, tree: Tree) -> bool:
    return not (tree.every("TaxPointDate") and tree.every("DueDateTypeCode"))


BREAKDOWN = (
    Assertion("BR-45", has_element("BasisAmount")),
    Assertion("BR-46", has_element("CalculatedAmount")),
    Assertion("BR-47", _has_category),
    Assertion("BR-48", _has_rate),
    Assertion("BR-CO-03", _date_or_code),
    Assertion("BR-CO-17", _is_base_times_rate_if_any),
    Assertion("BR-DEC-19", in_cents("BasisAmount")),
    Assertion("BR-DEC-20", in_cents("CalculatedAmount")),
)
"""Assertions on every breakdown (BG-23)."""
