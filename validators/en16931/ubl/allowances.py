"""Allowances and charges of a UBL document and of its lines (BG-20, BG-21, BG-27, BG-28)."""

from collections.abc import Iterator

from domain.tree import Node, Tree
from validators.en16931.ubl.questions import (
    NO,
    YES,
    Path,
    has_element,
    indicates,
    is_vat,
    of_document,
    of_line,
    one_of,
    to_the_cent,
)
from validators.engine.rule_body import Assertion, Condition, Pattern, RuleContext

_REASON = one_of("AllowanceChargeReason", "AllowanceChargeReasonCode")


def _is_taxed(node: Node, _: Tree) -> bool:
    """It has a VAT category (BT-95, BT-102)."""
    return any("ID" in one.children and is_vat(one) for one in node.all("TaxCategory"))


def _assertions(amount: str, reasons: Path, cents: Path) -> Iterator[Assertion]:
    yield Assertion(amount, has_element("Amount"))
    yield from (Assertion(code, _REASON) for code in reasons)
    yield Assertion(cents[0], to_the_cent("Amount"))
    yield Assertion(cents[1], to_the_cent("BaseAmount"))


def _has_indicator(words: Path) -> Condition:
    return lambda node: indicates(node, words)


_IS_ALLOWANCE, _IS_CHARGE = _has_indicator(NO), _has_indicator(YES)

ALLOWANCES: Pattern = (
    RuleContext(
        "AllowanceCharge",
        (Assertion("BR-32", _is_taxed), *_assertions("BR-31", ("BR-33", "BR-CO-21"), ("BR-DEC-01", "BR-DEC-02"))),
        _IS_ALLOWANCE,
        of_document,
    ),
    RuleContext(
        "AllowanceCharge",
        (Assertion("BR-37", _is_taxed), *_assertions("BR-36", ("BR-38", "BR-CO-22"), ("BR-DEC-05", "BR-DEC-06"))),
        _IS_CHARGE,
        of_document,
    ),
    RuleContext(
        "AllowanceCharge",
        tuple(_assertions("BR-41", ("BR-42", "BR-CO-23"), ("BR-DEC-24", "BR-DEC-25"))),
        _IS_ALLOWANCE,
        of_line(),
    ),
    RuleContext(
        "AllowanceCharge",
        tuple(_assertions("BR-43", ("BR-44", "BR-CO-24"), ("BR-DEC-27", "BR-DEC-28"))),
        _IS_CHARGE,
        of_line(),
    ),
)
"""Allowances before charges, the document's before the lines', of the official pattern of the model."""
