"""Totals of a UBL document: presence, rounding and sums (BG-22, BG-23)."""

from collections.abc import Sequence

from domain.tree import Node, Tree
from validators.en16931.ubl.questions import (
    NO,
    YES,
    Path,
    amount,
    at,
    has_element,
    indicates,
    is_vat,
    of_document,
    to_the_cent,
)
from validators.en16931.ubl.sums import sums
from validators.engine.rule_body import Assertion, Pattern, Question, RuleContext, cents, number, rounded, total
from validators.engine.tree_paths import child_of

_CENTS = (
    ("BR-DEC-09", "LineExtensionAmount"),
    ("BR-DEC-10", "AllowanceTotalAmount"),
    ("BR-DEC-11", "ChargeTotalAmount"),
    ("BR-DEC-12", "TaxExclusiveAmount"),
    ("BR-DEC-14", "TaxInclusiveAmount"),
    ("BR-DEC-16", "PrepaidAmount"),
    ("BR-DEC-17", "PayableRoundingAmount"),
    ("BR-DEC-18", "PayableAmount"),
)


def _lines_add_up(node: Node, tree: Tree) -> bool:
    return amount(node, "LineExtensionAmount") == cents(sums(tree).lines)


def _extras_add_up(name: str, words: Path) -> Question:
    """The total of that name is the sum of the document's allowances, or charges; absent when there is none."""

    def question(node: Node, _: Tree) -> bool:
        beside = node.parent.all("AllowanceCharge") if node.parent is not None else ()
        asked = [one for one in beside if indicates(one, words)]
        if name not in node.children:
            return not asked
        return amount(node, name) == cents(total([value for one in asked for value in one.all("Amount")[:1]]))

    return question


def _net_adds_up(node: Node, _: Tree) -> bool:
    net, expected = amount(node, "TaxExclusiveAmount"), amount(node, "LineExtensionAmount")
    charged, allowed = "ChargeTotalAmount" in node.children, "AllowanceTotalAmount" in node.children
    if not charged and not allowed:
        return net == expected
    if charged:
        expected += amount(node, "ChargeTotalAmount")
    if allowed:
        expected -= amount(node, "AllowanceTotalAmount")
    return net == cents(expected)


def _due_adds_up(node: Node, _: Tree) -> bool:
    due, expected = amount(node, "PayableAmount"), amount(node, "TaxInclusiveAmount")
    if "PayableRoundingAmount" in node.children:
        due = cents(due - amount(node, "PayableRoundingAmount"))
    if "PrepaidAmount" in node.children:
        expected = cents(expected - amount(node, "PrepaidAmount"))
    return due == expected


def gross_adds_up(root: Node, _: Tree) -> bool:
    """With VAT (BT-112) is without (BT-109) plus the one VAT total (BT-110) in the document's currency."""
    totals = root.first("LegalMonetaryTotal")
    taxes = at(root, ("TaxTotal", "TaxAmount"))
    for currency in root.all("DocumentCurrencyCode"):
        values = [number(tax.text) for tax in taxes if tax.attributes.get("currencyID") == currency.text]
        if len(values) != 1:
            return False
        if amount(totals, "TaxInclusiveAmount") != cents(amount(totals, "TaxExclusiveAmount") + values[0]):
            return False
    return True


def _tax_adds_up(node: Node, _: Tree) -> bool:
    parts = node.all("TaxSubtotal")
    if not parts:
        return True
    return amount(node, "TaxAmount") == cents(total([tax for one in parts for tax in one.all("TaxAmount")[:1]]))


def _vat(node: Node) -> Sequence[Node]:
    """VAT categories of the node."""
    found = node.children.get("TaxCategory", ())
    return found if len(found) == 1 and is_vat(found[0]) else [one for one in found if is_vat(one)]


def _has_rate(node: Node, _: Tree) -> bool:
    found = _vat(node)
    return any("Percent" in one.children for one in found) or any(one.text_at("ID") == "O" for one in found)


def _tax_follows_rate(node: Node, _: Tree) -> bool:
    """Within one unit, at the rate; no tax at a rate of zero, or without a rate."""
    rates = [number(rate.text) for one in _vat(node) for rate in one.all("Percent")[:1]]
    tax = amount(node, "TaxAmount")
    if not rates or rounded(rates[0]) == 0:
        return rounded(tax) == 0
    due = cents(abs(amount(node, "TaxableAmount")) * rates[0] / 100)
    return abs(tax) - 1 < due < abs(tax) + 1


TOTALS: Pattern = (
    RuleContext(
        "LegalMonetaryTotal",
        (
            Assertion("BR-12", has_element("LineExtensionAmount")),
            Assertion("BR-13", has_element("TaxExclusiveAmount")),
            Assertion("BR-14", has_element("TaxInclusiveAmount")),
            Assertion("BR-15", has_element("PayableAmount")),
            Assertion("BR-CO-10", _lines_add_up),
            Assertion("BR-CO-11", _extras_add_up("AllowanceTotalAmount", NO)),
            Assertion("BR-CO-12", _extras_add_up("ChargeTotalAmount", YES)),
            Assertion("BR-CO-13", _net_adds_up),
            Assertion("BR-CO-16", _due_adds_up),
            *(Assertion(code, to_the_cent(name)) for code, name in _CENTS),
        ),
    ),
    RuleContext("TaxTotal", (Assertion("BR-CO-14", _tax_adds_up),), where=of_document),
    RuleContext(
        "TaxSubtotal",
        (
            Assertion("BR-45", has_element("TaxableAmount")),
            Assertion("BR-46", has_element("TaxAmount")),
            Assertion("BR-47", lambda node, _: any("ID" in one.children for one in _vat(node))),
            Assertion("BR-48", _has_rate),
            Assertion("BR-CO-17", _tax_follows_rate),
            Assertion("BR-DEC-19", to_the_cent("TaxableAmount")),
            Assertion("BR-DEC-20", to_the_cent("TaxAmount")),
        ),
        where=child_of("TaxTotal"),
    ),
)
"""``LegalMonetaryTotal``, ``TaxTotal`` and ``TaxSubtotal`` of the official pattern of the model."""
