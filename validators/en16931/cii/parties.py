"""Who sells, represents, is paid and is delivered to."""

from domain.tree import BLANKS, Node, Tree
from validators.codes.countries import PREFIXES_TVA_CII
from validators.en16931.cii.locations import AGREEMENT, TRANSACTION, at, below
from validators.en16931.cii.node_values import texts
from validators.en16931.cii.questions import has, says
from validators.engine.rule_body import Ask, Pattern, Scene
from validators.engine.tree_paths import child_of

VAT_ID = "VA"
"""The scheme of a VAT identifier (UNTDID 1153), beside ``FC`` for a local tax number."""
_REGISTRATION = ("SpecifiedTaxRegistration", "ID")
_ORGANISATION = ("SpecifiedLegalOrganization", "ID")
_KNOWN_BY = (("Name",), ("ID",), _ORGANISATION)


def _is_identified(seller: Node, _: Tree) -> bool:
    if "ID" in seller.children or "GlobalID" in seller.children or seller.exists(*_ORGANISATION):
        return True
    return any(one.attributes.get("schemeID") == VAT_ID for one in seller.down(*_REGISTRATION))


def _is_registered(representative: Node, _: Tree) -> bool:
    return any(
        one.attributes.get("schemeID") == VAT_ID and one.text.strip(BLANKS)
        for one in representative.down(*_REGISTRATION)
    )


def _is_not_the_seller(payee: Node, tree: Tree) -> bool:
    above = payee.parent.parent if payee.parent is not None else None
    if above is None or "Name" not in payee.children:
        return "Name" in payee.children
    sellers = tree.once(("sellers", above), lambda _: [texts(below(_sellers(above), *path)) for path in _KNOWN_BY])
    return all(said.isdisjoint(texts(payee.down(*path))) for path, said in zip(_KNOWN_BY, sellers, strict=True))


def _sellers(above: Node) -> list[Node]:
    return above.down(AGREEMENT, "SellerTradeParty")


def _begins_with_country(identifier: Node, _: Tree) -> bool:
    return identifier.text[:2] in PREFIXES_TVA_CII


def _is_vat_identifier(identifier: Node) -> bool:
    return identifier.attributes.get("schemeID") == VAT_ID


def _tells_country(delivery: Node, _: Tree) -> bool:
    addresses = delivery.down("ShipToTradeParty", "PostalTradeAddress")
    return not addresses or any(one.text.strip(BLANKS) for address in addresses for one in address.all("CountryID"))


PARTIES: Pattern = (
    Scene("ApplicableHeaderTradeDelivery", (Ask("BR-57", _tells_country),), where=at(TRANSACTION)),
    Scene("PayeeTradeParty", (Ask("BR-17", _is_not_the_seller),)),
    Scene("SellerTradeParty", (Ask("BR-CO-26", _is_identified),)),
    Scene(
        "SellerTaxRepresentativeTradeParty",
        (
            Ask("BR-18", says("Name")),
            Ask("BR-19", has("PostalTradeAddress")),
            Ask("BR-20", says("PostalTradeAddress", "CountryID")),
            Ask("BR-56", _is_registered),
        ),
    ),
    Scene("ID", (Ask("BR-CO-09", _begins_with_country),), _is_vat_identifier, child_of("SpecifiedTaxRegistration")),
)
