"""Seller, tax representative, payee, place of delivery."""

from domain.tree import BLANKS, Node, Tree
from validators.codes.countries import VAT_PREFIXES_CII
from validators.en16931.cii.locations import AGREEMENT, TRANSACTION, at, below
from validators.en16931.cii.node_values import texts
from validators.en16931.cii.questions import has_element, has_text
from validators.engine.rule_body import Assertion, Pattern, RuleContext
from validators.engine.tree_paths import child_of

VAT_ID = "VA"
"""The scheme of a VAT identifier (UNTDID 1153), beside ``FC`` for a local tax number."""
_REGISTRATION = ("SpecifiedTaxRegistration", "ID")
_ORGANISATION = ("SpecifiedLegalOrganization", "ID")
_IDENTIFIED_BY = (("Name",), ("ID",), _ORGANISATION)


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
    sellers = tree.cached(
        ("sellers", above), lambda _: [texts(below(_sellers(above), *path)) for path in _IDENTIFIED_BY]
    )
    return all(
        identifiers.isdisjoint(texts(payee.down(*path)))
        for path, identifiers in zip(_IDENTIFIED_BY, sellers, strict=True)
    )


def _sellers(above: Node) -> list[Node]:
    return above.down(AGREEMENT, "SellerTradeParty")


def _begins_with_country(identifier: Node, _: Tree) -> bool:
    return identifier.text[:2] in VAT_PREFIXES_CII


def _is_vat_identifier(identifier: Node) -> bool:
    return identifier.attributes.get("schemeID") == VAT_ID


def _has_country(delivery: Node, _: Tree) -> bool:
    addresses = delivery.down("ShipToTradeParty", "PostalTradeAddress")
    return not addresses or any(one.text.strip(BLANKS) for address in addresses for one in address.all("CountryID"))


PARTIES: Pattern = (
    RuleContext("ApplicableHeaderTradeDelivery", (Assertion("BR-57", _has_country),), where=at(TRANSACTION)),
    RuleContext("PayeeTradeParty", (Assertion("BR-17", _is_not_the_seller),)),
    RuleContext("SellerTradeParty", (Assertion("BR-CO-26", _is_identified),)),
    RuleContext(
        "SellerTaxRepresentativeTradeParty",
        (
            Assertion("BR-18", has_text("Name")),
            Assertion("BR-19", has_element("PostalTradeAddress")),
            Assertion("BR-20", has_text("PostalTradeAddress", "CountryID")),
            Assertion("BR-56", _is_registered),
        ),
    ),
    RuleContext(
        "ID", (Assertion("BR-CO-09", _begins_with_country),), _is_vat_identifier, child_of("SpecifiedTaxRegistration")
    ),
)
