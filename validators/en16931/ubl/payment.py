"""Payment in a UBL document: means, account and card (BG-16 to BG-19)."""

from domain.tree import Node, Tree
from validators.en16931.ubl.questions import at, has_element, has_text
from validators.engine.rule_body import Assertion, Pattern, RuleContext
from validators.engine.tree_paths import child_of

_TRANSFERS = ("30", "58")


def _has_account(node: Node, _: Tree) -> bool:
    """A transfer has an account (BT-84); not checked without a payment means code."""
    return node.text_at("PaymentMeansCode") not in _TRANSFERS or bool(at(node, ("PayeeFinancialAccount", "ID")))


def _of_transfer(node: Node) -> bool:
    return node.parent is not None and any(code.text in _TRANSFERS for code in node.parent.all("PaymentMeansCode"))


PAYMENT: Pattern = (
    RuleContext(
        "PaymentMeans", (Assertion("BR-49", has_element("PaymentMeansCode")), Assertion("BR-61", _has_account))
    ),
    RuleContext("PayeeFinancialAccount", (Assertion("BR-50", has_text("ID")),), _of_transfer, child_of("PaymentMeans")),
    RuleContext(
        "PrimaryAccountNumberID",
        (Assertion("BR-51", lambda node, _: len(node.text_at()) <= 10),),
        where=child_of("CardAccount", "PaymentMeans"),
    ),
)
"""Means of payment, of the official pattern of the model."""
