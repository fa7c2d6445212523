"""How the invoice is to be paid."""

from domain.tree import BLANKS, Node, Tree, collapsed
from validators.en16931.cii.questions import has, has_one_of
from validators.engine.rule_body import Ask, Pattern, Scene
from validators.engine.tree_paths import child_of

_TRANSFERS = frozenset({"30", "58"})
"""Credit transfer, and SEPA credit transfer (UNTDID 4461)."""
_ACCOUNTS = ("IBANID", "ProprietaryID")
_DIGITS = 10
"""Of a card: the first six and the last four, no more."""


def _hides_number(card: Node, _: Tree) -> bool:
    return all(len(collapsed(one.text)) <= _DIGITS for one in card.all("ID"))


def _says_account(account: Node, _: Tree) -> bool:
    return any(one.text.strip(BLANKS) for name in _ACCOUNTS for one in account.all(name))


def _is_for_transfer(account: Node) -> bool:
    return account.parent is not None and any(one.text in _TRANSFERS for one in account.parent.all("TypeCode"))


PAYMENT: Pattern = (
    Scene("ApplicableTradeSettlementFinancialCard", (Ask("BR-51", _hides_number),)),
    Scene(
        "PayeePartyCreditorFinancialAccount",
        (Ask("BR-50", _says_account), Ask("BR-61", has_one_of(*_ACCOUNTS))),
        _is_for_transfer,
        child_of("SpecifiedTradeSettlementPaymentMeans"),
    ),
    Scene("SpecifiedTradeSettlementPaymentMeans", (Ask("BR-49", has("TypeCode")),)),
)
