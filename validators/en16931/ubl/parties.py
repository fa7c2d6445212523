"""The parties of a UBL document, their addresses and identifiers, and where the goods go (BG-4 to BG-15)."""

from domain.tree import Node, Tree
from validators.codes.countries import PREFIXES_TVA_UBL
from validators.en16931.ubl.questions import Path, at, filled, is_vat, marked, present
from validators.engine.rule_body import Ask, Pattern, Scene
from validators.engine.tree_paths import child_of

_PREFIXES = f" {' '.join(sorted(PREFIXES_TVA_UBL))} "
_NAME: Path = ("PartyName", "Name")
_ID: Path = ("PartyIdentification", "ID")


def _begins_with_country(node: Node, _: Tree) -> bool:
    """The first two characters are looked for in the official list as one text: fewer than two are always found."""
    found = node.children.get("CompanyID")
    return found is None or found[0].text[:2] in _PREFIXES


def _is_identified(node: Node, _: Tree) -> bool:
    """The seller has an identifier (BT-29, not that of a creditor), a registration (BT-30) or a VAT one (BT-31)."""
    if any("CompanyID" in one.children and is_vat(one) for one in at(node, ("Party", "PartyTaxScheme"))):
        return True
    if at(node, ("Party", "PartyLegalEntity", "CompanyID")):
        return True
    return any(one.attributes.get("schemeID") != "SEPA" for one in at(node, ("Party", *_ID)))


def _payee_differs(node: Node, _: Tree) -> bool:
    """A payee (BG-10) has a name, and neither the name (BT-28) nor an identifier of the seller."""
    sellers = node.parent.all("AccountingSupplierParty") if node.parent is not None else ()
    return bool(at(node, _NAME)) and not any(_shared(node, seller, path) for seller in sellers for path in (_NAME, _ID))


def _shared(payee: Node, seller: Node, path: Path) -> bool:
    mine = {one.text for one in at(payee, path)}
    return any(one.text in mine for one in at(seller, ("Party", *path)))


def _is_registered_for_vat(node: Node, _: Tree) -> bool:
    return any("CompanyID" in one.children and is_vat(one) for one in node.all("PartyTaxScheme"))


_COUNTRY = filled("Country", "IdentificationCode")

PARTIES: Pattern = (
    Scene("AccountingSupplierParty", (Ask("BR-CO-26", _is_identified),)),
    Scene("EndpointID", (Ask("BR-62", marked("schemeID")),), where=child_of("Party", "AccountingSupplierParty")),
    Scene("EndpointID", (Ask("BR-63", marked("schemeID")),), where=child_of("Party", "AccountingCustomerParty")),
    Scene("PostalAddress", (Ask("BR-09", _COUNTRY),), where=child_of("Party", "AccountingSupplierParty")),
    Scene("PostalAddress", (Ask("BR-11", _COUNTRY),), where=child_of("Party", "AccountingCustomerParty")),
    Scene("PostalAddress", (Ask("BR-20", _COUNTRY),), where=child_of("TaxRepresentativeParty")),
    Scene(
        "Address",
        (Ask("BR-57", present("Country", "IdentificationCode")),),
        where=child_of("DeliveryLocation", "Delivery"),
    ),
    Scene("PayeeParty", (Ask("BR-17", _payee_differs),)),
    Scene(
        "TaxRepresentativeParty",
        (
            Ask("BR-18", filled("PartyName", "Name")),
            Ask("BR-19", present("PostalAddress")),
            Ask("BR-56", _is_registered_for_vat),
        ),
    ),
    Scene("PartyTaxScheme", (Ask("BR-CO-09", _begins_with_country),), is_vat),
)
"""Parties and places, of the official pattern of the model."""
