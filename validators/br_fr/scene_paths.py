"""Where a French rule is asked: a path of element names, made into scenes.

``Document/DueDate`` is in an invoice or a credit note of UBL, ``Line/Price`` in a line of either; any other path is
as it is written, and may begin anywhere (``TaxTotal/TaxAmount``).
"""

from collections.abc import Iterable

from domain.tree import stands
from validators.engine.rule_body import Ask, Condition, Pattern, Question, Scene, Whereabouts

ENVELOPPE = "CrossIndustryInvoice/ExchangedDocumentContext"
DOCUMENT = "CrossIndustryInvoice/ExchangedDocument"
TRANSACTION = "CrossIndustryInvoice/SupplyChainTradeTransaction"
ACCORD = f"{TRANSACTION}/ApplicableHeaderTradeAgreement"
LIVRAISON = f"{TRANSACTION}/ApplicableHeaderTradeDelivery"
REGLEMENT = f"{TRANSACTION}/ApplicableHeaderTradeSettlement"
LIGNE = f"{TRANSACTION}/IncludedSupplyChainTradeLineItem"
REGLEMENT_LIGNE = f"{LIGNE}/SpecifiedLineTradeSettlement"
TOTAUX = f"{REGLEMENT}/SpecifiedTradeSettlementHeaderMonetarySummation"

_ROOTS = (("Document", "Invoice"), ("Document", "CreditNote"))
_LINES = (("Line", "Invoice/InvoiceLine"), ("Line", "CreditNote/CreditNoteLine"))


def ask(path: str, *asks: tuple[str, Question], when: Condition | None = None) -> Pattern:
    """The scenes of the nodes at ``path`` that ``when`` accepts, with their codes and questions."""
    return tuple(_scene(whole, asks, when) for whole in _written_out(path))


def together(patterns: Iterable[Pattern]) -> Pattern:
    """One pattern of several, in their order."""
    return tuple(scene for pattern in patterns for scene in pattern)


def _written_out(path: str) -> tuple[str, ...]:
    first, slash, rest = path.partition("/")
    known = [whole for name, whole in (*_ROOTS, *_LINES) if name == first]
    return tuple(whole + slash + rest for whole in known) or (path,)


def _scene(path: str, asks: tuple[tuple[str, Question], ...], when: Condition | None) -> Scene:
    *above, name = path.split("/")
    where = under(*reversed(above)) if above else None
    return Scene(name, tuple(Ask(*one) for one in asks), when, where)


def under(*names: str) -> Whereabouts:
    """Whether the ancestors of a node have these names, the nearest first."""
    return lambda place: stands(place, *names)


def scheme(*codes: str) -> Condition:
    """Whether a node's ``schemeID`` is one of ``codes``."""
    return lambda node: node.attributes.get("schemeID") in codes
