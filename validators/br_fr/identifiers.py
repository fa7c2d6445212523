"""Identifiers of parties: BR-FR-09, 10, 11, 24, 26, 32, CO-10 and CO-15."""

from domain.tree import Node, Tree, collapsed
from validators.br_fr.context_paths import contexts_at, has_scheme, merged
from validators.br_fr.formats import is_address, is_siren, is_siret
from validators.br_fr.mentions import (
    SELLER_IN_CII,
    SELLER_IN_UBL,
    is_member_of_group,
    note_text_in_ubl,
    note_texts_in_cii,
)
from validators.br_fr.parties import (
    DELIVERY_PLACES_CII,
    DELIVERY_PLACES_UBL,
    PARTIES_CII,
    PARTIES_UBL,
    Names,
    PartyPaths,
    is_siren_scheme,
    is_siret_scheme,
)
from validators.engine.rule_body import Pattern, Question

LONGEST_ROUTING_CODE = 100


def sirets_agree(party: PartyPaths) -> Question:
    """Question: the first SIRET is 14 digits and begins with the SIREN; only a strict party requires a SIREN."""

    def holds(node: Node, _: Tree) -> bool:
        siret = next((one.text for one in party.identifiers(node) if is_siret_scheme(one)), None)
        if siret is None:
            return True
        sirens = party.sirens(node)
        if not party.strict and not any(sirens):
            return is_siret(siret)
        return is_siret(siret) and siret[:9] in sirens

    return holds


def have_schemes(path: Names) -> Question:
    """Question: every identifier has a scheme."""
    return lambda node, _: all("schemeID" in one.attributes for one in node.down(*path))


def have_different_schemes(path: Names) -> Question:
    """Question: no two identifiers have the same scheme."""

    def holds(node: Node, _: Tree) -> bool:
        found = node.down(*path)
        if len(found) <= 1:
            return True
        schemes = [one.attributes["schemeID"] for one in found if "schemeID" in one.attributes]
        return len(schemes) == len(set(schemes))

    return holds


def is_siren_number(node: Node, _: Tree) -> bool:
    """Nine digits, outer blanks accepted."""
    return is_siren(node.text) or is_siren(collapsed(node.text))


def has_siren(*path: str) -> Question:
    """Question: a SIREN of nine digits is at ``path``."""
    return lambda node, tree: any(is_siren_scheme(one) and is_siren_number(one, tree) for one in node.down(*path))


def _buyer_has_siren_in_ubl(node: Node, tree: Tree) -> bool:
    return note_text_in_ubl(tree, "BAR") != "B2B" or _BUYER_IN_UBL(node, tree)


def _buyer_has_siren_in_cii(node: Node, tree: Tree) -> bool:
    if "B2B" not in note_texts_in_cii(tree, "BAR"):
        return True
    return any(is_siren_scheme(one) and is_siren(one.text) for one in node.down(*_BUYER_IN_CII))


def _represented_in_ubl(node: Node, _: Tree) -> bool:
    if not is_member_of_group(node, *SELLER_IN_UBL):
        return True
    return any(one.text for one in node.down("TaxRepresentativeParty", "PartyTaxScheme", "CompanyID"))


def _represented_in_cii(node: Node, _: Tree) -> bool:
    if not is_member_of_group(node, *SELLER_IN_CII):
        return True
    return any(one.text and one.attributes.get("schemeID") == "VA" for one in node.down(*_REPRESENTATIVE))


def _sirets(parties: tuple[PartyPaths, ...]) -> Pattern:
    return merged(contexts_at(one.path, (f"BR-FR-09_{one.term}", sirets_agree(one))) for one in parties)


def _schemes(parties: tuple[PartyPaths, ...], top: str) -> Pattern:
    """Evaluated at any depth: paths without the root element."""
    return merged(
        contexts_at(
            one.path.removeprefix(top),
            (f"BR-FR-CO-10_{one.term}-1", have_schemes(one.ids)),
            (f"BR-FR-CO-10_{one.term}-2", have_different_schemes(one.ids)),
        )
        for one in parties
    )


def _routing_codes(parties: tuple[PartyPaths, ...]) -> tuple[Pattern, Pattern]:
    """The routing codes (0224) of the seller and the buyer."""
    places = [(one.term, "/".join((one.path, *one.ids))) for one in parties[:2]]
    routed = has_scheme("0224")
    return (
        merged(
            contexts_at(path, (f"BR-FR-24_{term}", lambda node, _: is_address(node.text)), when=routed)
            for term, path in places
        ),
        merged(
            contexts_at(path, (f"BR-FR-26_{term}", lambda node, _: len(node.text) <= LONGEST_ROUTING_CODE), when=routed)
            for term, path in places
        ),
    )


_BUYER_IN_UBL = has_siren("AccountingCustomerParty", "Party", "PartyLegalEntity", "CompanyID")
_AGREEMENT = ("SupplyChainTradeTransaction", "ApplicableHeaderTradeAgreement")
_BUYER_IN_CII = (*_AGREEMENT, "BuyerTradeParty", "SpecifiedLegalOrganization", "ID")
_SELLER_SIREN = (*_AGREEMENT, "SellerTradeParty", "SpecifiedLegalOrganization", "ID")
_REPRESENTATIVE = (*_AGREEMENT, "SellerTaxRepresentativeTradeParty", "SpecifiedTaxRegistration", "ID")
_LEGAL, _GROUP = has_scheme("0002"), has_scheme("0002", "0231")

_PLACES_CO_10 = (
    PartyPaths(term="BT-71", path="Document/Delivery/DeliveryLocation", ids=("ID",)),
    PartyPaths(term="EXT-FR-FE-146", path="Line/Delivery/DeliveryLocation", ids=("ID",)),
)

UBL: tuple[Pattern, ...] = (
    _sirets((*PARTIES_UBL, *DELIVERY_PLACES_UBL)),
    contexts_at("AccountingSupplierParty/Party/PartyLegalEntity", ("BR-FR-10_BT-30", has_siren("CompanyID"))),
    contexts_at("Document", ("BR-FR-11_BT-47", _buyer_has_siren_in_ubl)),
    *_routing_codes(PARTIES_UBL),
    (
        *contexts_at("PartyLegalEntity/CompanyID", ("BR-FR-32-LEGALID", is_siren_number), when=_LEGAL),
        *contexts_at("PartyIdentification/ID", ("BR-FR-32-ID", is_siren_number), when=_GROUP),
    ),
    (*_schemes(PARTIES_UBL, "Document/"), *_schemes(_PLACES_CO_10, "")),
    contexts_at("Document", ("BR-FR-CO-15_BT-29-1", _represented_in_ubl)),
)

CII: tuple[Pattern, ...] = (
    _sirets((*PARTIES_CII, *DELIVERY_PLACES_CII)),
    contexts_at("CrossIndustryInvoice", ("BR-FR-10_BT-30", has_siren(*_SELLER_SIREN))),
    contexts_at("CrossIndustryInvoice", ("BR-FR-11_BT-47", _buyer_has_siren_in_cii)),
    *_routing_codes(PARTIES_CII),
    (
        *contexts_at("SpecifiedLegalOrganization/ID", ("BR-FR-32-LEGALID", is_siren_number), when=_LEGAL),
        *contexts_at("GlobalID", ("BR-FR-32-GLOBALID", is_siren_number), when=_GROUP),
    ),
    _schemes((*PARTIES_CII, *DELIVERY_PLACES_CII), "CrossIndustryInvoice/"),
    contexts_at("CrossIndustryInvoice", ("BR-FR-CO-15_BT-29-1", _represented_in_cii)),
)
