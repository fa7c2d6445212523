"""Tax identification of the parties, for the rules on each VAT category.

Some rules use the parties of the header, others any party of the document, as the official artefacts do.
"""

from collections.abc import Iterable

from domain.tree import Node, Tree
from validators.en16931.cii.locations import agreement, below
from validators.en16931.cii.questions import of_document

_VAT = ("VA",)
_VAT_OR_LOCAL = ("VA", "FC")
_SELLER, _REPRESENTATIVE, _BUYER = "SellerTradeParty", "SellerTaxRepresentativeTradeParty", "BuyerTradeParty"


def _have(parties: Iterable[Node], schemes: tuple[str, ...]) -> bool:
    registered = below(parties, "SpecifiedTaxRegistration", "ID")
    return any(one.attributes.get("schemeID") in schemes for one in registered)


def _seller_is_known(tree: Tree) -> bool:
    parties = agreement(tree)
    return _have(below(parties, _SELLER), _VAT_OR_LOCAL) or _have(below(parties, _REPRESENTATIVE), _VAT)


def _both_are_known(tree: Tree) -> bool:
    if not (_have(tree.every(_SELLER), _VAT_OR_LOCAL) or _have(tree.every(_REPRESENTATIVE), _VAT)):
        return False
    buyers = tree.every(_BUYER)
    return _have(buyers, _VAT) or bool(below(buyers, "SpecifiedLegalOrganization", "ID"))


def _seller_has_vat(tree: Tree) -> bool:
    return _have(tree.every(_SELLER), _VAT) or _have(tree.every(_REPRESENTATIVE), _VAT)


def _both_have_vat(tree: Tree) -> bool:
    return _seller_has_vat(tree) and _have(tree.every(_BUYER), _VAT)


def _none_has_vat(tree: Tree) -> bool:
    parties = below(agreement(tree), _SELLER) + below(agreement(tree), _REPRESENTATIVE)
    return not _have(parties, _VAT) and not _have(tree.every(_BUYER), _VAT)


seller_is_known = of_document(_seller_is_known)
"""The seller by a VAT identifier (BT-31) or a local one (BT-32), or its representative by one (BT-63)."""
both_are_known = of_document(_both_are_known)
"""The same, and the buyer by a VAT identifier (BT-48) or one of a register (BT-47)."""
seller_has_vat = of_document(_seller_has_vat)
"""A VAT identifier of the seller or of its representative."""
both_have_vat = of_document(_both_have_vat)
"""The same, and one of the buyer."""
none_has_vat = of_document(_none_has_vat)
"""No VAT identifier of the seller, its representative or the buyer."""
