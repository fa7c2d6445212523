"""Allowances and charges of a UBL document and of its lines (BG-20, BG-21, BG-27, BG-28)."""

from collections.abc import Iterator

from domain.tree import Node, Tree
from validators.en16931.ubl.questions import (
    NO,
    YES,
    Path,
    indicates,
    is_vat,
    of_document,
    of_line,
    one_of,
    present,
    to_the_cent,
)
from validators.engine.rule_body import Ask, Condition, Pattern, Scene

_REASON = one_of("AllowanceChargeReason", "AllowanceChargeReasonCode")


def _is_taxed(node: Node, _: Tree) -> bool:
    """It has a VAT category (BT-95, BT-102)."""
    return any("ID" in one.children and is_vat(one) for one in node.all("TaxCategory"))


def _asks(amount: str, reasons: Path, cents: Path) -> Iterator[Ask]:
    yield Ask(amount, present("Amount"))
    yield from (Ask(code, _REASON) for code in reasons)
    yield Ask(cents[0], to_the_cent("Amount"))
    yield Ask(cents[1], to_the_cent("BaseAmount"))


def _saying(words: Path) -> Condition:
    return lambda node: indicates(node, words)


_IS_ALLOWANCE, _IS_CHARGE = _saying(NO), _saying(YES)

REMISES: Pattern = (
    Scene(
        "AllowanceCharge",
        (Ask("BR-32", _is_taxed), *_asks("BR-31", ("BR-33", "BR-CO-21"), ("BR-DEC-01", "BR-DEC-02"))),
        _IS_ALLOWANCE,
        of_document,
    ),
    Scene(
        "AllowanceCharge",
        (Ask("BR-37", _is_taxed), *_asks("BR-36", ("BR-38", "BR-CO-22"), ("BR-DEC-05", "BR-DEC-06"))),
        _IS_CHARGE,
        of_document,
    ),
    Scene(
        "AllowanceCharge",
        tuple(_asks("BR-41", ("BR-42", "BR-CO-23"), ("BR-DEC-24", "BR-DEC-25"))),
        _IS_ALLOWANCE,
        of_line(),
    ),
    Scene(
        "AllowanceCharge",
        tuple(_asks("BR-43", ("BR-44", "BR-CO-24"), ("BR-DEC-27", "BR-DEC-28"))),
        _IS_CHARGE,
        of_line(),
    ),
)
"""Allowances before charges, the document's before the lines', of the official pattern of the model."""
