"""Cardinalities of EN 16931 that CII does not enforce: at most one, or one of two."""

from domain.tree import BLANKS, Node, Tree
from validators.en16931.cii.locations import at
from validators.engine.rule_body import Assertion, Pattern, Question, RuleContext

_FALSE = frozenset({"false", "0"})


def _at_most_one(*names: str) -> Question:
    return lambda node, _: names[0] not in node.children or len(node.down(*names)) <= 1


def _referred(kind: str, name: str = "", *, as_written: bool = False) -> Question:
    """At most one reference to a document of this type, or one ``name`` among all of them."""

    def question(node: Node, _: Tree) -> bool:
        if "AdditionalReferencedDocument" not in node.children:
            return True
        documents = [each for each in node.all("AdditionalReferencedDocument") if _is(each, kind, as_written)]
        return (sum(len(each.all(name)) for each in documents) if name else len(documents)) <= 1

    return question


def _is(document: Node, kind: str, as_written: bool) -> bool:
    return (
        any(code.text == kind for code in document.all("TypeCode"))
        if as_written
        else document.text_at("TypeCode") == kind
    )


def _one_identifier(party: str) -> Question:
    """The party has an identifier without a scheme, or one with a scheme, not both."""
    return lambda node, _: not (node.exists(party, "ID") and node.exists(party, "GlobalID"))


def _one_contact(party: str) -> Question:
    """Contacts are persons or departments, not both."""

    def question(node: Node, _: Tree) -> bool:
        contacts = node.down(party, "DefinedTradeContact")
        return not (
            any(one.has("PersonName") for one in contacts) and any(one.has("DepartmentName") for one in contacts)
        )

    return question


def _discounted(node: Node, _: Tree) -> bool:
    """A discount on the gross price has ``ChargeIndicator`` false and an amount; or there is no discount."""
    if "GrossPriceProductTradePrice" not in node.children:
        return True
    taken = node.down("GrossPriceProductTradePrice", "AppliedTradeAllowanceCharge")
    signs = [sign for one in taken for sign in one.all("ChargeIndicator")]
    amounts = any(one.has("ActualAmount") for one in taken)
    discounts = any(value.text.strip(BLANKS) in _FALSE for sign in signs for value in sign.all("Indicator"))
    return (discounts and amounts) or not (signs or amounts)


def _one_tax(node: Node, _: Tree) -> bool:
    return len(node.all("ApplicableTradeTax")) == 1


_TRADE = "SupplyChainTradeTransaction"
_LINE = (_TRADE, "IncludedSupplyChainTradeLineItem")

ONE_CONTACT = (
    Assertion("CII-SR-465", _one_contact("SellerTradeParty")),
    Assertion("CII-SR-466", _one_contact("BuyerTradeParty")),
)


CII: Pattern = tuple(
    RuleContext(path[-1], asks, where=at(*reversed(path[:-1])))
    for path, asks in (
        (
            ("ExchangedDocumentContext",),
            (Assertion("CII-SR-003", _at_most_one("BusinessProcessSpecifiedDocumentContextParameter")),),
        ),
        (("ExchangedDocument", "IncludedNote"), (Assertion("CII-SR-030", _at_most_one("Content")),)),
        (
            (*_LINE, "AssociatedDocumentLineDocument"),
            (
                Assertion("CII-SR-039", _at_most_one("IncludedNote")),
                Assertion("CII-SR-040", _at_most_one("IncludedNote", "Content")),
            ),
        ),
        ((*_LINE, "SpecifiedLineTradeAgreement"), (Assertion("CII-SR-119", _discounted),)),
        (
            (*_LINE, "SpecifiedLineTradeSettlement"),
            (Assertion("CII-SR-454", _one_tax), Assertion("CII-SR-474", _referred("130"))),
        ),
        (
            (_TRADE, "ApplicableHeaderTradeAgreement"),
            (
                Assertion("CII-SR-450", _one_identifier("BuyerTradeParty")),
                Assertion("CII-SR-457", _referred("50", as_written=True)),
                Assertion("CII-SR-458", _referred("130", as_written=True)),
                *ONE_CONTACT,
                Assertion("CII-SR-475", _referred("916", "Name")),
                Assertion("CII-SR-476", _referred("916", "AttachmentBinaryObject")),
            ),
        ),
        ((_TRADE, "ApplicableHeaderTradeDelivery"), (Assertion("CII-SR-449", _one_identifier("ShipToTradeParty")),)),
        (
            (_TRADE, "ApplicableHeaderTradeSettlement"),
            (
                Assertion("CII-SR-451", _one_identifier("PayeeTradeParty")),
                Assertion("CII-SR-452", _at_most_one("SpecifiedTradePaymentTerms")),
                Assertion("CII-SR-453", _at_most_one("SpecifiedTradePaymentTerms", "Description")),
            ),
        ),
    )
)
"""No other EN 16931 rule has these elements in the same pattern, so the order does not matter."""
