"""Payment means, accounts and cards."""

from domain.tree import BLANKS, Node, Tree, collapsed
from validators.en16931.cii.questions import has_element, has_one_of
from validators.engine.rule_body import Assertion, Pattern, RuleContext
from validators.engine.tree_paths import child_of

_TRANSFERS = frozenset({"30", "58"})
"""Credit transfer, and SEPA credit transfer (UNTDID 4461)."""
_ACCOUNTS = ("IBANID", "ProprietaryID")
_DIGITS = 10
"""Most digits of a card number: the first six and the last four."""


def _has_truncated_number(card: Node, _: Tree) -> bool:
    return all(len(collapsed(one.text)) <= _DIGITS for one in card.all("ID"))


def _has_account(account: Node, _: Tree) -> bool:
    return any(one.text.strip(BLANKS) for name in _ACCOUNTS for one in account.all(name))


def _is_for_transfer(account: Node) -> bool:
    return account.parent is not None and any(one.text in _TRANSFERS for one in account.parent.all("TypeCode"))


PAYMENT: Pattern = (
    RuleContext("ApplicableTradeSettlementFinancialCard", (Assertion("BR-51", _has_truncated_number),)),
    RuleContext(
        "PayeePartyCreditorFinancialAccount",
        (Assertion("BR-50", _has_account), Assertion("BR-61", has_one_of(*_ACCOUNTS))),
        _is_for_transfer,
        child_of("SpecifiedTradeSettlementPaymentMeans"),
    ),
    RuleContext("SpecifiedTradeSettlementPaymentMeans", (Assertion("BR-49", has_element("TypeCode")),)),
)
