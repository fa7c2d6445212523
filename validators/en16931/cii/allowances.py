"""Allowances and charges of the document and of lines, in the contexts selected by ``ChargeIndicator``."""

from domain.tree import Node, Tree
from validators.en16931.cii.locations import SETTLEMENT
from validators.en16931.cii.node_values import is_vat
from validators.en16931.cii.questions import always_holds, has_element, has_one_of, in_cents, of_parent
from validators.engine.rule_body import Assertion, Condition, Pattern, RuleContext
from validators.engine.tree_paths import child_of

_ALLOWANCE, _CHARGE = "false", "true"
_LINE = "SpecifiedLineTradeSettlement"


def _has_category(extra: Node, _: Tree) -> bool:
    return any(is_vat(tax) and tax.has("CategoryCode") for tax in extra.all("CategoryTradeTax"))


def _has_indicator(written: str) -> Condition:
    return lambda indicator: any(one.text == written for one in indicator.all("Indicator"))


_HAS_AMOUNT = of_parent(has_element("ActualAmount"))
_HAS_REASON = of_parent(has_one_of("Reason", "ReasonCode"))
_HAS_CATEGORY = of_parent(_has_category)
_AMOUNT_IN_CENTS = of_parent(in_cents("ActualAmount"))
_BASE_IN_CENTS = of_parent(in_cents("BasisAmount"))


def _assertions(
    amount: str, reason: str, same: str, either: str, cents: str, base: str, category: str = ""
) -> tuple[Assertion, ...]:
    return (
        Assertion(amount, _HAS_AMOUNT),
        *((Assertion(category, _HAS_CATEGORY),) if category else ()),
        Assertion(reason, _HAS_REASON),
        Assertion(same, always_holds),
        Assertion(either, _HAS_REASON),
        Assertion(cents, _AMOUNT_IN_CENTS),
        Assertion(base, _BASE_IN_CENTS),
    )


ALLOWANCES_AND_CHARGES: Pattern = (
    RuleContext(
        "ChargeIndicator",
        _assertions("BR-31", "BR-33", "BR-CO-05", "BR-CO-21", "BR-DEC-01", "BR-DEC-02", category="BR-32"),
        _has_indicator(_ALLOWANCE),
        child_of("SpecifiedTradeAllowanceCharge", SETTLEMENT),
    ),
    RuleContext(
        "ChargeIndicator",
        _assertions("BR-36", "BR-38", "BR-CO-06", "BR-CO-22", "BR-DEC-05", "BR-DEC-06", category="BR-37"),
        _has_indicator(_CHARGE),
        child_of("SpecifiedTradeAllowanceCharge", SETTLEMENT),
    ),
    RuleContext(
        "ChargeIndicator",
        _assertions("BR-41", "BR-42", "BR-CO-07", "BR-CO-23", "BR-DEC-24", "BR-DEC-25"),
        _has_indicator(_ALLOWANCE),
        child_of("SpecifiedTradeAllowanceCharge", _LINE),
    ),
    RuleContext(
        "ChargeIndicator",
        _assertions("BR-43", "BR-44", "BR-CO-08", "BR-CO-24", "BR-DEC-27", "BR-DEC-28"),
        _has_indicator(_CHARGE),
        child_of("SpecifiedTradeAllowanceCharge", _LINE),
    ),
)
