"""How a UBL document is paid: means, account and card (BG-16 to BG-19)."""

from domain.tree import Node, Tree
from validators.en16931.ubl.questions import at, filled, present
from validators.engine.rule_body import Ask, Pattern, Scene
from validators.engine.tree_paths import child_of

_TRANSFERS = ("30", "58")


def _has_account(node: Node, _: Tree) -> bool:
    """A transfer says to which account (BT-84); without any code, nothing can be said of it."""
    return node.said("PaymentMeansCode") not in _TRANSFERS or bool(at(node, ("PayeeFinancialAccount", "ID")))


def _of_transfer(node: Node) -> bool:
    return node.parent is not None and any(code.text in _TRANSFERS for code in node.parent.all("PaymentMeansCode"))


PAIEMENT: Pattern = (
    Scene("PaymentMeans", (Ask("BR-49", present("PaymentMeansCode")), Ask("BR-61", _has_account))),
    Scene("PayeeFinancialAccount", (Ask("BR-50", filled("ID")),), _of_transfer, child_of("PaymentMeans")),
    Scene(
        "PrimaryAccountNumberID",
        (Ask("BR-51", lambda node, _: len(node.said()) <= 10),),
        where=child_of("CardAccount", "PaymentMeans"),
    ),
)
"""Means of payment, of the official pattern of the model."""
