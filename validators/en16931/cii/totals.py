"""Totals: presence, two decimals, consistency."""

from collections.abc import Callable
from decimal import Decimal
from math import floor

from domain.tree import Node, Tree
from validators.en16931.cii import sums
from validators.en16931.cii.locations import ROOT, below, currency, settlement
from validators.en16931.cii.node_values import amount, quantities, quantity, texts
from validators.en16931.cii.questions import has_element, in_cents
from validators.engine.rule_body import NAN, Assertion, Pattern, Question, RuleContext, cents, number
from validators.engine.tree_paths import is_root

_SUMMATION = "SpecifiedTradeSettlementHeaderMonetarySummation"
_ZERO = Decimal(0)


def _vat_currency(tree: Tree) -> set[str]:
    return texts(below(settlement(tree), "TaxCurrencyCode"))


def _has_total_in_vat_currency(totals: Node, tree: Tree) -> bool:
    if not (wanted := _vat_currency(tree)):
        return True
    currencies = {one.attributes.get("currencyID") for one in totals.all("TaxTotalAmount")}
    return bool(currencies & wanted) and not wanted & currency(tree)


def _lines_add_up(totals: Node, tree: Tree) -> bool:
    transaction = totals.parent.parent if totals.parent is not None else None
    return amount(totals, "LineTotalAmount") == cents(Decimal(sums.of_lines(tree, transaction)))


def _add_up(name: str, made: Callable[[Tree], float | None]) -> Question:
    def asked(totals: Node, tree: Tree) -> bool:
        total, stated = made(tree), totals.all(name)
        if total is None and not stated:
            return True
        return any(one == (total or 0) for one in quantities(stated))

    return asked


def _total(totals: Node, plus: tuple[str, ...], minus: tuple[str, ...]) -> Decimal:
    """Sum of the first amounts named in ``plus`` minus those in ``minus``; missing ones count as zero."""
    added = sum((amount(totals, name) for name in plus if totals.has(name)), _ZERO)
    return added - sum((amount(totals, name) for name in minus if totals.has(name)), _ZERO)


def _total_without_vat_adds_up(totals: Node, _: Tree) -> bool:
    if not totals.has("LineTotalAmount"):
        return False
    total = _total(totals, ("LineTotalAmount", "ChargeTotalAmount"), ("AllowanceTotalAmount",))
    return amount(totals, "TaxBasisTotalAmount") == cents(total)


def _amount_due_adds_up(totals: Node, _: Tree) -> bool:
    if not totals.has("GrandTotalAmount"):
        return False
    total = _total(totals, ("GrandTotalAmount", "RoundingAmount"), ("TotalPrepaidAmount",))
    return amount(totals, "DuePayableAmount") == total


def _total_with_vat_adds_up(_: Node, tree: Tree) -> bool:
    totals = below(settlement(tree), _SUMMATION)
    grand = _first(totals, "GrandTotalAmount")
    basis = _first(totals, "TaxBasisTotalAmount")
    if grand == basis:
        return True
    taxes: dict[str, list[Node]] = {}
    for tax in below(totals, "TaxTotalAmount"):
        taxes.setdefault(tax.attributes.get("currencyID", ""), []).append(tax)
    return all(_makes(grand, basis, taxes.get(one, [])) for one in currency(tree))


def _first(totals: list[Node], name: str) -> Decimal:
    return next((amount(one, name) for one in totals if one.has(name)), NAN)


def _makes(grand: Decimal, basis: Decimal, taxes: list[Node]) -> bool:
    return len(taxes) == 1 and grand == cents(basis + number(taxes[0].text))


def _vat_is_its_breakdown(total: Node, tree: Tree) -> bool:
    if total.attributes.get("currencyID") not in currency(tree) or not total.is_at(_SUMMATION):
        return True
    return quantity(total.text) == sums.of_vat(tree)


def _vat_in_cents(totals: Node, tree: Tree) -> bool:
    taxes, own = totals.all("TaxTotalAmount"), currency(tree)
    return not taxes or any(t.attributes.get("currencyID") not in own or _is_in_cents(t) for t in taxes)


def _vat_in_cents_of_vat_currency(totals: Node, tree: Tree) -> bool:
    taxes, wanted = totals.all("TaxTotalAmount"), _vat_currency(tree)
    if not taxes or not wanted:
        return True
    return any(t.attributes.get("currencyID") in wanted and _is_in_cents(t) for t in taxes)


def _is_in_cents(tax: Node) -> bool:
    value = quantity(tax.text)
    return abs(value) < sums.HUGE and value == floor(value * 100 + 0.5) / 100


TOTALS: Pattern = (
    RuleContext(
        _SUMMATION,
        (
            Assertion("BR-12", has_element("LineTotalAmount")),
            Assertion("BR-13", has_element("TaxBasisTotalAmount")),
            Assertion("BR-14", has_element("GrandTotalAmount")),
            Assertion("BR-15", has_element("DuePayableAmount")),
            Assertion("BR-53", _has_total_in_vat_currency),
            Assertion("BR-CO-10", _lines_add_up),
            Assertion("BR-CO-11", _add_up("AllowanceTotalAmount", sums.of_allowances)),
            Assertion("BR-CO-12", _add_up("ChargeTotalAmount", sums.of_charges)),
            Assertion("BR-CO-13", _total_without_vat_adds_up),
            Assertion("BR-CO-16", _amount_due_adds_up),
            Assertion("BR-DEC-09", in_cents("LineTotalAmount")),
            Assertion("BR-DEC-10", in_cents("AllowanceTotalAmount")),
            Assertion("BR-DEC-11", in_cents("ChargeTotalAmount")),
            Assertion("BR-DEC-12", in_cents("TaxBasisTotalAmount")),
            Assertion("BR-DEC-14", in_cents("GrandTotalAmount")),
            Assertion("BR-DEC-13", _vat_in_cents),
            Assertion("BR-DEC-15", _vat_in_cents_of_vat_currency),
            Assertion("BR-DEC-16", in_cents("TotalPrepaidAmount")),
            Assertion("BR-DEC-17", in_cents("RoundingAmount")),
            Assertion("BR-DEC-18", in_cents("DuePayableAmount")),
        ),
    ),
    RuleContext("TaxTotalAmount", (Assertion("BR-CO-14", _vat_is_its_breakdown),)),
    RuleContext(ROOT, (Assertion("BR-CO-15", _total_with_vat_adds_up),), where=is_root),
)
