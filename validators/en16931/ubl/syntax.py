"""UBL binding rules (EN 16931-3-2): the official pattern of the syntax, without its warnings."""

from domain.tree import Node, Tree
from validators.en16931.ubl.occurrences import INVOICED_OBJECT, OF_DOCUMENT, OF_LINE, SELLER, of_sepa
from validators.en16931.ubl.questions import (
    LINES,
    NO,
    YES,
    Path,
    at,
    at_most_one,
    has_attribute,
    has_element,
    indicates,
)
from validators.engine.rule_body import Assertion, Condition, Pattern, RuleContext, two_decimals
from validators.engine.tree_paths import child_of, is_root

_TENDER = "50"


def _object_or_plain(node: Node, tree: Tree) -> bool:
    """A supporting document (BG-24) has a code or a scheme only for an invoiced object or a tender."""
    codes = [code.text for code in node.all("DocumentTypeCode")]
    if INVOICED_OBJECT in codes or (_TENDER in codes and tree.root.name == "CreditNote"):
        return True
    return not codes and not any("schemeID" in one.attributes for one in node.all("ID"))


def _two_decimals(node: Node, _: Tree) -> bool:
    """An amount has at most two decimals; prices and their components may have more."""
    if two_decimals(node.text) or node.name.endswith("PriceAmount"):
        return True
    price = node.up("Price")
    return price is not None and "AllowanceCharge" in price.children


def _payee_is_named(node: Node) -> bool:
    """The payee's name (BT-59) is not the seller's (BT-27), and there are both."""
    sellers = node.parent.all("AccountingSupplierParty") if node.parent is not None else ()
    names = {one.text for seller in sellers for one in at(seller, ("Party", "PartyLegalEntity", "RegistrationName"))}
    return any(names - {one.text} for one in at(node, ("PartyName", "Name")))


def _one_name_of_payee(node: Node, _: Tree) -> bool:
    return len(at(node, ("PartyName", "Name"))) <= 1 and _payee_is_named(node)


def _one_identifier_of_payee(node: Node, _: Tree) -> bool:
    ids = at(node, ("PartyIdentification", "ID"))
    return sum(not of_sepa(one) for one in ids) <= 1 and _payee_is_named(node)


def _one_legal_identifier_of_payee(node: Node, _: Tree) -> bool:
    return len(at(node, ("PartyLegalEntity", "CompanyID"))) <= 1 and _payee_is_named(node)


def _is_complete(node: Node, _: Tree) -> bool:
    """A tax registration has its scheme and its number."""
    return "CompanyID" in node.children and bool(at(node, ("TaxScheme", "ID")))


def _has_indicator(words: Path) -> Condition:
    return lambda node: indicates(node, words)


SYNTAX: Pattern = (
    *(
        RuleContext(name, (Assertion("UBL-SR-51", at_most_one("AddressLine")),))
        for name in ("PostalAddress", "Address")
    ),
    RuleContext(
        "Party",
        (Assertion("UBL-SR-42", lambda node, _: len(node.all("PartyTaxScheme")) <= 2),),
        where=child_of(SELLER[0]),
    ),
    RuleContext(
        "AdditionalDocumentReference",
        (Assertion("UBL-SR-33", at_most_one("DocumentDescription")), Assertion("UBL-SR-43", _object_or_plain)),
    ),
    RuleContext("*Amount", (Assertion("UBL-DT-01", _two_decimals),)),
    RuleContext(
        "*BinaryObject",
        (Assertion("UBL-DT-06", has_attribute("mimeCode")), Assertion("UBL-DT-07", has_attribute("filename"))),
    ),
    RuleContext("Delivery", (Assertion("UBL-SR-25", at_most_one("DeliveryParty", "PartyName", "Name")),)),
    RuleContext("AllowanceCharge", (Assertion("UBL-SR-30", at_most_one("AllowanceChargeReason")),), _has_indicator(NO)),
    RuleContext(
        "AllowanceCharge", (Assertion("UBL-SR-31", at_most_one("AllowanceChargeReason")),), _has_indicator(YES)
    ),
    RuleContext("PartyTaxScheme", (Assertion("UBL-SR-53", _is_complete),)),
    *(RuleContext(name, OF_DOCUMENT, is_root) for name in ("Invoice", "CreditNote")),
    *(RuleContext(name, OF_LINE) for name in LINES),
    RuleContext(
        "PayeeParty",
        (
            Assertion("UBL-SR-19", _one_name_of_payee),
            Assertion("UBL-SR-20", _one_identifier_of_payee),
            Assertion("UBL-SR-21", _one_legal_identifier_of_payee),
        ),
    ),
    RuleContext(
        "PaymentMeans",
        (
            Assertion("UBL-SR-26", at_most_one("PaymentID")),
            Assertion("UBL-SR-27", at_most_one("PaymentMeansCode")),
            Assertion("UBL-SR-28", at_most_one("PaymentMandate", "ID")),
        ),
    ),
    RuleContext(
        "BillingReference",
        (
            Assertion("UBL-SR-06", at_most_one("InvoiceDocumentReference")),
            Assertion("UBL-SR-07", has_element("InvoiceDocumentReference", "ID")),
        ),
    ),
    RuleContext(
        "TaxRepresentativeParty",
        (
            Assertion("UBL-SR-22", at_most_one("PartyName", "Name")),
            Assertion("UBL-SR-23", at_most_one("PartyTaxScheme", "CompanyID")),
        ),
    ),
    RuleContext("TaxSubtotal", (Assertion("UBL-SR-32", at_most_one("TaxCategory", "TaxExemptionReason")),)),
)
"""Without the warnings on elements outside the model."""
