"""The parties of a UBL document, their addresses and identifiers, and the place of delivery (BG-4 to BG-15)."""

from domain.tree import Node, Tree
from validators.codes.countries import VAT_PREFIXES_UBL
from validators.en16931.ubl.questions import Path, at, has_attribute, has_element, has_text, is_vat
from validators.engine.rule_body import Assertion, Pattern, RuleContext
from validators.engine.tree_paths import child_of

_PREFIXES = f" {' '.join(sorted(VAT_PREFIXES_UBL))} "
_NAME: Path = ("PartyName", "Name")
_ID: Path = ("PartyIdentification", "ID")


def _begins_with_country(node: Node, _: Tree) -> bool:
    """As in the artefacts, the first two characters are searched in the list as one string: fewer than two always
    match.
    """
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


_COUNTRY = has_text("Country", "IdentificationCode")

PARTIES: Pattern = (
    RuleContext("AccountingSupplierParty", (Assertion("BR-CO-26", _is_identified),)),
    RuleContext(
        "EndpointID",
        (Assertion("BR-62", has_attribute("schemeID")),),
        where=child_of("Party", "AccountingSupplierParty"),
    ),
    RuleContext(
        "EndpointID",
        (Assertion("BR-63", has_attribute("schemeID")),),
        where=child_of("Party", "AccountingCustomerParty"),
    ),
    RuleContext("PostalAddress", (Assertion("BR-09", _COUNTRY),), where=child_of("Party", "AccountingSupplierParty")),
    RuleContext("PostalAddress", (Assertion("BR-11", _COUNTRY),), where=child_of("Party", "AccountingCustomerParty")),
    RuleContext("PostalAddress", (Assertion("BR-20", _COUNTRY),), where=child_of("TaxRepresentativeParty")),
    RuleContext(
        "Address",
        (Assertion("BR-57", has_element("Country", "IdentificationCode")),),
        where=child_of("DeliveryLocation", "Delivery"),
    ),
    RuleContext("PayeeParty", (Assertion("BR-17", _payee_differs),)),
    RuleContext(
        "TaxRepresentativeParty",
        (
            Assertion("BR-18", has_text("PartyName", "Name")),
            Assertion("BR-19", has_element("PostalAddress")),
            Assertion("BR-56", _is_registered_for_vat),
        ),
    ),
    RuleContext("PartyTaxScheme", (Assertion("BR-CO-09", _begins_with_country),), is_vat),
)
"""Parties and places, of the official pattern of the model."""
