"""Rule contexts of the French rules from paths of element names.

``Document/DueDate`` is in a UBL invoice or credit note, ``Line/Price`` in a line of either; any other path is used as
written and may begin at any element (``TaxTotal/TaxAmount``).
"""

from collections.abc import Iterable

from domain.tree import has_ancestors
from validators.engine.rule_body import Assertion, Condition, PathCondition, Pattern, Question, RuleContext

EXCHANGE = "CrossIndustryInvoice/ExchangedDocumentContext"
DOCUMENT = "CrossIndustryInvoice/ExchangedDocument"
TRANSACTION = "CrossIndustryInvoice/SupplyChainTradeTransaction"
AGREEMENT = f"{TRANSACTION}/ApplicableHeaderTradeAgreement"
DELIVERY = f"{TRANSACTION}/ApplicableHeaderTradeDelivery"
SETTLEMENT = f"{TRANSACTION}/ApplicableHeaderTradeSettlement"
LINE = f"{TRANSACTION}/IncludedSupplyChainTradeLineItem"
LINE_SETTLEMENT = f"{LINE}/SpecifiedLineTradeSettlement"
TOTALS = f"{SETTLEMENT}/SpecifiedTradeSettlementHeaderMonetarySummation"

_ROOTS = (("Document", "Invoice"), ("Document", "CreditNote"))
_LINES = (("Line", "Invoice/InvoiceLine"), ("Line", "CreditNote/CreditNoteLine"))


def contexts_at(path: str, *asks: tuple[str, Question], when: Condition | None = None) -> Pattern:
    """Rule contexts of the nodes at ``path`` that satisfy ``when``, with their assertions."""
    return tuple(_rule_context(whole, asks, when) for whole in _written_out(path))


def merged(patterns: Iterable[Pattern]) -> Pattern:
    """Merges several patterns into one, in their order."""
    return tuple(context for pattern in patterns for context in pattern)


def _written_out(path: str) -> tuple[str, ...]:
    first, slash, rest = path.partition("/")
    known = [whole for name, whole in (*_ROOTS, *_LINES) if name == first]
    return tuple(whole + slash + rest for whole in known) or (path,)


def _rule_context(path: str, asks: tuple[tuple[str, Question], ...], when: Condition | None) -> RuleContext:
    *above, name = path.split("/")
    where = below(*reversed(above)) if above else None
    return RuleContext(name, tuple(Assertion(*one) for one in asks), when, where)


def below(*names: str) -> PathCondition:
    """Condition: the ancestors, nearest first, have these names."""
    return lambda place: has_ancestors(place, *names)


def has_scheme(*codes: str) -> Condition:
    """Condition: the node's ``schemeID`` is one of ``codes``."""
    return lambda node: node.attributes.get("schemeID") in codes
