"""Electronic addresses: BR-FR-12, 13, 21, 22, 23 and 25."""

from collections.abc import Iterable
from dataclasses import dataclass

from domain.tree import Node, Tree, collapsed
from validators.br_fr.code_lists import AUTOFACTURES
from validators.br_fr.context_paths import contexts_at, has_scheme, merged
from validators.br_fr.formats import is_address
from validators.br_fr.mentions import note_text_in_ubl, note_texts_in_cii
from validators.br_fr.parties import PARTIES_CII, PARTIES_UBL, Names, PartyPaths
from validators.engine.rule_body import Pattern

LONGEST = 125
ANNUAIRE = "0225"
"""The scheme of addresses in the French directory."""
FEW = 16
"""Elements checked of those a party should have only once, which bounds the cost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyAddressPaths:
    """Paths of a party's address and legal number, from the root."""

    address: Names
    legal: Names
    only_siren: bool
    """Whether only a legal number with the SIREN scheme counts."""

    def is_french(self, node: Node) -> bool:
        """Whether the address is in the French directory and begins with the SIREN; any address when there is no
        SIREN.
        """
        addresses = node.down(*self.address)
        sirens = tuple(one.text for one in node.down(*self.legal) if not self.only_siren or _SIREN(one)) or ("",)
        texts = [one.text for one in addresses[:FEW]] or [""]
        return any(map(_FRENCH, addresses)) and any(text.startswith(sirens[:FEW]) for text in texts)


_SIREN, _FRENCH = has_scheme("0002"), has_scheme(ANNUAIRE)
_LEGAL_UBL = ("Party", "PartyLegalEntity", "CompanyID")
_AGREEMENT = ("SupplyChainTradeTransaction", "ApplicableHeaderTradeAgreement")
_URI = ("URIUniversalCommunication", "URIID")
_LEGAL_CII = ("SpecifiedLegalOrganization", "ID")

_SELLER_UBL, _BUYER_UBL = (
    PartyAddressPaths(address=(who, "Party", "EndpointID"), legal=(who, *_LEGAL_UBL), only_siren=True)
    for who in ("AccountingSupplierParty", "AccountingCustomerParty")
)
_SELLER_CII, _BUYER_CII = (
    PartyAddressPaths(address=(*_AGREEMENT, who, *_URI), legal=(*_AGREEMENT, who, *_LEGAL_CII), only_siren=False)
    for who in ("SellerTradeParty", "BuyerTradeParty")
)


def is_short(node: Node, _: Tree) -> bool:
    """At most 125 characters, blanks included."""
    return len(node.text) <= LONGEST


def is_well_made(node: Node, _: Tree) -> bool:
    """Only the characters allowed in an address of the French directory."""
    return is_address(node.text)


def _is_self_billed_in_ubl(node: Node) -> bool:
    return any(one.text in AUTOFACTURES for name in ("InvoiceTypeCode", "CreditNoteTypeCode") for one in node.all(name))


def _is_self_billed_in_cii(node: Node) -> bool:
    return any(one.text in AUTOFACTURES for one in node.down("ExchangedDocument", "TypeCode"))


def _reaches_buyer_in_ubl(node: Node, tree: Tree) -> bool:
    return note_text_in_ubl(tree, "BAR") != "B2B" or _is_self_billed_in_ubl(node) or _BUYER_UBL.is_french(node)


def _reaches_seller_in_ubl(node: Node, tree: Tree) -> bool:
    return note_text_in_ubl(tree, "BAR") != "B2B" or not _is_self_billed_in_ubl(node) or _SELLER_UBL.is_french(node)


def _reaches_buyer_in_cii(node: Node, tree: Tree) -> bool:
    return "B2B" not in note_texts_in_cii(tree, "BAR") or _is_self_billed_in_cii(node) or _BUYER_CII.is_french(node)


def _reaches_seller_in_cii(node: Node, tree: Tree) -> bool:
    return (
        "B2B" not in note_texts_in_cii(tree, "BAR") or not _is_self_billed_in_cii(node) or _SELLER_CII.is_french(node)
    )


def _addresses(parties: Iterable[PartyPaths], *path: str) -> tuple[Pattern, Pattern]:
    places = [(one.address, "/".join((one.path, *path))) for one in parties]
    return (
        merged(
            contexts_at(place, (f"BR-FR-23_{term}", is_well_made), when=has_scheme(ANNUAIRE)) for term, place in places
        ),
        merged(contexts_at(place, (f"BR-FR-25_{term}", is_short)) for term, place in places),
    )


UBL: tuple[Pattern, ...] = (
    contexts_at(
        "Document", ("BR-FR-12_BT-49", lambda node, _: any(collapsed(n.text) for n in node.down(*_BUYER_UBL.address)))
    ),
    contexts_at(
        "Document", ("BR-FR-13_BT-34", lambda node, _: any(collapsed(n.text) for n in node.down(*_SELLER_UBL.address)))
    ),
    contexts_at("Document", ("BR-FR-21_BT-49", _reaches_buyer_in_ubl)),
    contexts_at("Document", ("BR-FR-22_BT-34", _reaches_seller_in_ubl)),
    *_addresses(PARTIES_UBL, "EndpointID"),
)

CII: tuple[Pattern, ...] = (
    contexts_at(
        "CrossIndustryInvoice", ("BR-FR-12_BT-49", lambda node, _: any(n.text for n in node.down(*_BUYER_CII.address)))
    ),
    contexts_at(
        "CrossIndustryInvoice", ("BR-FR-13_BT-34", lambda node, _: any(n.text for n in node.down(*_SELLER_CII.address)))
    ),
    contexts_at("CrossIndustryInvoice", ("BR-FR-21_BT-49", _reaches_buyer_in_cii)),
    contexts_at("CrossIndustryInvoice", ("BR-FR-22_BT-34", _reaches_seller_in_cii)),
    *_addresses(PARTIES_CII, *_URI),
)
