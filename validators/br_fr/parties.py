"""Paths of each party, its identifiers and its electronic address, in both syntaxes."""

from dataclasses import dataclass

from domain.tree import Node
from validators.br_fr.context_paths import AGREEMENT, DELIVERY, LINE, SETTLEMENT, has_scheme

Names = tuple[str, ...]

is_siret_scheme = has_scheme("0009")
is_siren_scheme = has_scheme("0002")


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyPaths:
    """Paths of a party of the invoice, or of a place of delivery."""

    term: str
    """Term of its identifiers."""
    address: str = ""
    """Term of its electronic address, when it has one."""
    path: str
    ids: Names = ()
    """Path from the party to its identifiers."""
    siren: Names = ()
    """Path from the party to its legal number."""
    strict: bool = False
    """Whether its SIRET is checked only when its legal number is present."""

    def identifiers(self, node: Node) -> list[Node]:
        """Its identifiers, whatever their scheme."""
        return node.down(*self.ids)

    def sirens(self, node: Node) -> list[str]:
        """Its legal numbers with the SIREN scheme."""
        return [one.text for one in node.down(*self.siren) if is_siren_scheme(one)]


def _in_ubl(term: str, address: str, path: str, *, strict: bool = False) -> PartyPaths:
    return PartyPaths(
        term=term,
        address=address,
        path=path,
        ids=("PartyIdentification", "ID"),
        siren=("PartyLegalEntity", "CompanyID"),
        strict=strict,
    )


def _in_cii(term: str, address: str, path: str, *, strict: bool = False) -> PartyPaths:
    return PartyPaths(
        term=term,
        address=address,
        path=path,
        ids=("GlobalID",),
        siren=("SpecifiedLegalOrganization", "ID"),
        strict=strict,
    )


_SELLER = "Document/AccountingSupplierParty/Party"
_BUYER = "Document/AccountingCustomerParty/Party"
_DELIVERED = ("DeliveryParty", "PartyLegalEntity", "CompanyID")

PARTIES_UBL = (
    _in_ubl("BT-29", "BT-34", _SELLER, strict=True),
    _in_ubl("BT-46", "BT-49", _BUYER, strict=True),
    _in_ubl("BT-60", "EXT-FR-FE-29", "Document/PayeeParty"),
    _in_ubl("EXT-FR-FE-06", "EXT-FR-FE-12", f"{_BUYER}/AgentParty"),
    _in_ubl("EXT-FR-FE-46", "EXT-FR-FE-52", "Document/PaymentMeans/PaymentMandate/PayerParty"),
    _in_ubl("EXT-FR-FE-69", "EXT-FR-FE-75", f"{_SELLER}/AgentParty"),
    _in_ubl("EXT-FR-FE-92", "EXT-FR-FE-98", f"{_BUYER}/ServiceProviderParty/Party"),
    _in_ubl("EXT-FR-FE-115", "EXT-FR-FE-121", f"{_SELLER}/ServiceProviderParty/Party"),
)
"""The seller first, then the buyer."""

DELIVERY_PLACES_UBL = (
    PartyPaths(term="BT-71", path="Document/Delivery", ids=("DeliveryLocation", "ID"), siren=_DELIVERED),
    # The official rule has a path to a place of delivery within the place of delivery: it never matches.
    PartyPaths(
        term="EXT-FR-FE-146", path="Line/Delivery/DeliveryLocation", ids=("DeliveryLocation", "ID"), siren=_DELIVERED
    ),
)

PARTIES_CII = (
    _in_cii("BT-29", "BT-34", f"{AGREEMENT}/SellerTradeParty", strict=True),
    _in_cii("BT-46", "BT-49", f"{AGREEMENT}/BuyerTradeParty", strict=True),
    _in_cii("BT-60", "EXT-FR-FE-29", f"{SETTLEMENT}/PayeeTradeParty"),
    _in_cii("EXT-FR-FE-06", "EXT-FR-FE-12", f"{AGREEMENT}/BuyerAgentTradeParty"),
    _in_cii("EXT-FR-FE-46", "EXT-FR-FE-52", f"{SETTLEMENT}/PayerTradeParty"),
    _in_cii("EXT-FR-FE-69", "EXT-FR-FE-75", f"{AGREEMENT}/SalesAgentTradeParty"),
    _in_cii("EXT-FR-FE-92", "EXT-FR-FE-98", f"{SETTLEMENT}/InvoiceeTradeParty"),
    _in_cii("EXT-FR-FE-115", "EXT-FR-FE-121", f"{SETTLEMENT}/InvoicerTradeParty"),
)
"""The seller first, then the buyer."""

DELIVERY_PLACES_CII = (
    _in_cii("BT-71", "", f"{DELIVERY}/ShipToTradeParty"),
    _in_cii("EXT-FR-FE-146", "", f"{LINE}/SpecifiedLineTradeDelivery/ShipToTradeParty"),
)
