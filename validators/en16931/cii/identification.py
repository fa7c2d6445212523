"""Who of the parties is known to the tax office, and how: what the rules on each category of VAT ask."""

from dataclasses import dataclass

from domain.tree import Node, Tree
from validators.en16931.cii.questions import AGREEMENT, below, header

_VAT, _LOCAL = "VA", "FC"
_SELLER, _REPRESENTATIVE, _BUYER = "SellerTradeParty", "SellerTaxRepresentativeTradeParty", "BuyerTradeParty"
_REGISTRATION = ("SpecifiedTaxRegistration", "ID")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """The schemes of the identifiers of the three parties: of the header's, or of any that stand in the document."""

    seller: frozenset[str]
    representative: frozenset[str]
    any_seller: frozenset[str]
    any_representative: frozenset[str]
    any_buyer: frozenset[str]
    buyer_organisation: bool
    """Whether a buyer has an identifier in a register (BT-47)."""


def _known(tree: Tree) -> Known:
    agreements = header(tree, AGREEMENT)
    buyers = tree.every(_BUYER)
    return Known(
        seller=_schemes(below(agreements, _SELLER)),
        representative=_schemes(below(agreements, _REPRESENTATIVE)),
        any_seller=_schemes(tree.every(_SELLER)),
        any_representative=_schemes(tree.every(_REPRESENTATIVE)),
        any_buyer=_schemes(buyers),
        buyer_organisation=bool(below(buyers, "SpecifiedLegalOrganization", "ID")),
    )


def _schemes(parties: "list[Node] | tuple[Node, ...]") -> frozenset[str]:
    return frozenset(one.attributes.get("schemeID", "") for one in below(parties, *_REGISTRATION))


def known(tree: Tree) -> Known:
    """How the parties of ``tree`` are known."""
    return tree.once("known", _known)


def seller_is_known(_: Node, tree: Tree) -> bool:
    """By a VAT identifier (BT-31), a local one (BT-32), or its representative's (BT-63)."""
    who = known(tree)
    return _VAT in who.seller or _LOCAL in who.seller or _VAT in who.representative


def both_are_known(_: Node, tree: Tree) -> bool:
    """The seller, and the buyer by a VAT identifier (BT-48) or one of a register (BT-47)."""
    who = known(tree)
    seller = _VAT in who.any_seller or _LOCAL in who.any_seller or _VAT in who.any_representative
    return seller and (_VAT in who.any_buyer or who.buyer_organisation)


def seller_has_vat(_: Node, tree: Tree) -> bool:
    """A VAT identifier of the seller or of its representative."""
    who = known(tree)
    return _VAT in who.any_seller or _VAT in who.any_representative


def both_have_vat(node: Node, tree: Tree) -> bool:
    """A VAT identifier of the seller or its representative, and one of the buyer."""
    return seller_has_vat(node, tree) and _VAT in known(tree).any_buyer


def none_has_vat(_: Node, tree: Tree) -> bool:
    """No VAT identifier of anybody."""
    who = known(tree)
    return _VAT not in who.seller and _VAT not in who.representative and _VAT not in who.any_buyer
