"""What EN 16931 foresees once and CII allows several times, or one or the other and CII allows together."""

from domain.tree import BLANKS, Node, Tree
from validators.en16931.cii.locations import at
from validators.engine.rule_body import Ask, Pattern, Question, Scene

_FALSE = frozenset({"false", "0"})


def _at_most_one(*names: str) -> Question:
    return lambda node, _: names[0] not in node.children or len(node.down(*names)) <= 1


def _referred(kind: str, name: str = "", *, as_written: bool = False) -> Question:
    """At most one document of this type is referred to, or one ``name`` of all of them."""

    def question(node: Node, _: Tree) -> bool:
        if "AdditionalReferencedDocument" not in node.children:
            return True
        documents = [each for each in node.all("AdditionalReferencedDocument") if _is(each, kind, as_written)]
        return (sum(len(each.all(name)) for each in documents) if name else len(documents)) <= 1

    return question


def _is(document: Node, kind: str, as_written: bool) -> bool:
    return (
        any(code.text == kind for code in document.all("TypeCode")) if as_written else document.said("TypeCode") == kind
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
    """What is taken off the gross price says that it is no charge, and its amount; or nothing is taken off."""
    if "GrossPriceProductTradePrice" not in node.children:
        return True
    taken = node.down("GrossPriceProductTradePrice", "AppliedTradeAllowanceCharge")
    signs = [sign for one in taken for sign in one.all("ChargeIndicator")]
    amounts = any(one.has("ActualAmount") for one in taken)
    discounts = any(said.text.strip(BLANKS) in _FALSE for sign in signs for said in sign.all("Indicator"))
    return (discounts and amounts) or not (signs or amounts)


def _one_tax(node: Node, _: Tree) -> bool:
    return len(node.all("ApplicableTradeTax")) == 1


_TRADE = "SupplyChainTradeTransaction"
_LINE = (_TRADE, "IncludedSupplyChainTradeLineItem")


CII: Pattern = tuple(
    Scene(path[-1], asks, where=at(*reversed(path[:-1])))
    for path, asks in (
        (
            ("ExchangedDocumentContext",),
            (Ask("CII-SR-003", _at_most_one("BusinessProcessSpecifiedDocumentContextParameter")),),
        ),
        (("ExchangedDocument", "IncludedNote"), (Ask("CII-SR-030", _at_most_one("Content")),)),
        (
            (*_LINE, "AssociatedDocumentLineDocument"),
            (
                Ask("CII-SR-039", _at_most_one("IncludedNote")),
                Ask("CII-SR-040", _at_most_one("IncludedNote", "Content")),
            ),
        ),
        ((*_LINE, "SpecifiedLineTradeAgreement"), (Ask("CII-SR-119", _discounted),)),
        (
            (*_LINE, "SpecifiedLineTradeSettlement"),
            (Ask("CII-SR-454", _one_tax), Ask("CII-SR-474", _referred("130"))),
        ),
        (
            (_TRADE, "ApplicableHeaderTradeAgreement"),
            (
                Ask("CII-SR-450", _one_identifier("BuyerTradeParty")),
                Ask("CII-SR-457", _referred("50", as_written=True)),
                Ask("CII-SR-458", _referred("130", as_written=True)),
                Ask("CII-SR-465", _one_contact("SellerTradeParty")),
                Ask("CII-SR-466", _one_contact("BuyerTradeParty")),
                Ask("CII-SR-475", _referred("916", "Name")),
                Ask("CII-SR-476", _referred("916", "AttachmentBinaryObject")),
            ),
        ),
        ((_TRADE, "ApplicableHeaderTradeDelivery"), (Ask("CII-SR-449", _one_identifier("ShipToTradeParty")),)),
        (
            (_TRADE, "ApplicableHeaderTradeSettlement"),
            (
                Ask("CII-SR-451", _one_identifier("PayeeTradeParty")),
                Ask("CII-SR-452", _at_most_one("SpecifiedTradePaymentTerms")),
                Ask("CII-SR-453", _at_most_one("SpecifiedTradePaymentTerms", "Description")),
            ),
        ),
    )
)
"""No other rule of EN 16931 is asked of these elements in their pattern: the order does not matter."""
