"""Cardinalities in a UBL document and its lines (EN 16931-3-2, UBL-SR)."""

from domain.tree import Node, Tree
from validators.en16931.ubl.questions import Path, at, at_most_one
from validators.engine.rule_body import Assertion

SELLER, BUYER = ("AccountingSupplierParty", "Party"), ("AccountingCustomerParty", "Party")
_ONCE: tuple[tuple[str, Path], ...] = (
    ("UBL-SR-01", ("ContractDocumentReference", "ID")),
    ("UBL-SR-02", ("ReceiptDocumentReference", "ID")),
    ("UBL-SR-03", ("DespatchDocumentReference", "ID")),
    ("UBL-SR-05", ("PaymentTerms", "Note")),
    ("UBL-SR-08", ("InvoicePeriod",)),
    ("UBL-SR-09", (*SELLER, "PartyLegalEntity", "RegistrationName")),
    ("UBL-SR-10", (*SELLER, "PartyName", "Name")),
    ("UBL-SR-11", (*SELLER, "PartyLegalEntity", "CompanyID")),
    ("UBL-SR-14", (*SELLER, "PartyLegalEntity", "CompanyLegalForm")),
    ("UBL-SR-15", (*BUYER, "PartyLegalEntity", "RegistrationName")),
    ("UBL-SR-16", (*BUYER, "PartyIdentification", "ID")),
    ("UBL-SR-17", (*BUYER, "PartyLegalEntity", "CompanyID")),
    ("UBL-SR-24", ("Delivery",)),
    ("UBL-SR-39", ("ProjectReference", "ID")),
    ("UBL-SR-40", (*BUYER, "PartyName", "Name")),
    ("UBL-SR-45", ("PaymentMeans", "PaymentDueDate")),
    ("UBL-SR-49", ("InvoicePeriod", "DescriptionCode")),
    ("UBL-SR-54", ("PaymentMeans", "CardAccount")),
    ("UBL-SR-55", ("PaymentMeans", "PaymentMandate")),
    ("UBL-SR-56", ("OriginatorDocumentReference", "ID")),
)
"""Elements that occur at most once in a document."""
_ONCE_A_LINE: tuple[tuple[str, Path], ...] = (
    ("UBL-SR-34", ("Note",)),
    ("UBL-SR-35", ("OrderLineReference", "LineID")),
    ("UBL-SR-36", ("InvoicePeriod",)),
    ("UBL-SR-37", ("Price", "AllowanceCharge", "Amount")),
    ("UBL-SR-50", ("Item", "Description")),
    ("UBL-SR-52", ("DocumentReference",)),
)
INVOICED_OBJECT = "130"


def _is_object(node: Node) -> bool:
    """A reference to an invoiced object (BT-18)."""
    return any(code.text == INVOICED_OBJECT for code in node.all("DocumentTypeCode"))


def _object_has_no(name: str, tree: Tree) -> bool:
    return not any(name in one.children and _is_object(one) for one in tree.every("AdditionalDocumentReference"))


def _one_object(root: Node, _: Tree) -> bool:
    references = [one for one in root.all("AdditionalDocumentReference") if _is_object(one)]
    return sum(len(one.all("ID")) for one in references) <= 1


def _schemes(one: Node) -> set[str]:
    """Its tax schemes in upper case; an empty scheme counts as an empty string."""
    return {found[0].text.upper() if (found := scheme.all("ID")) else "" for scheme in one.all("TaxScheme")}


def _one_vat_of_seller(root: Node, _: Tree) -> bool:
    return _registrations(root, SELLER) <= 1


def _one_other_of_seller(root: Node, _: Tree) -> bool:
    schemes = at(root, (*SELLER, "PartyTaxScheme"))
    return sum(len(one.all("CompanyID")) for one in schemes if _schemes(one) - {"VAT"}) <= 1


def _one_vat_of_buyer(root: Node, _: Tree) -> bool:
    return _registrations(root, BUYER) <= 1


def _registrations(root: Node, party: Path) -> int:
    """Number of VAT identifiers of a party."""
    return sum(len(one.all("CompanyID")) for one in at(root, (*party, "PartyTaxScheme")) if "VAT" in _schemes(one))


def _one_creditor(_: Node, tree: Tree) -> bool:
    """One bank assigned creditor identifier (BT-90)."""
    owners = tree.every("PartyIdentification")
    return sum(of_sepa(one) for owner in owners for one in owner.all("ID")) <= 1


def of_sepa(one: Node) -> bool:
    """Whether an identifier is that of a SEPA creditor."""
    return one.attributes.get("schemeID", "").upper() == "SEPA"


def _one_value(name: str, tree: Tree) -> bool:
    """All nodes of that name have the same text."""
    nodes = tree.every(name)
    return len(nodes) <= 1 or len({one.text for one in nodes}) == 1


def _one_name_of_means(root: Node, _: Tree) -> bool:
    return sum("name" in code.attributes for code in at(root, ("PaymentMeans", "PaymentMeansCode"))) <= 1


def _one_item_category(node: Node, _: Tree) -> bool:
    """An item has exactly one VAT category (BG-30)."""
    return len(at(node, ("Item", "ClassifiedTaxCategory"))) == 1


OF_DOCUMENT = (
    *(Assertion(code, at_most_one(*path)) for code, path in _ONCE),
    Assertion("UBL-CR-666", lambda _, tree: _object_has_no("Attachment", tree)),
    Assertion("UBL-CR-673", lambda _, tree: _object_has_no("DocumentDescription", tree)),
    Assertion("UBL-SR-04", _one_object),
    Assertion("UBL-SR-12", _one_vat_of_seller),
    Assertion("UBL-SR-13", _one_other_of_seller),
    Assertion("UBL-SR-18", _one_vat_of_buyer),
    Assertion("UBL-SR-29", _one_creditor),
    Assertion("UBL-SR-44", lambda _, tree: _one_value("PaymentID", tree)),
    Assertion("UBL-SR-46", _one_name_of_means),
    Assertion("UBL-SR-47", lambda _, tree: _one_value("PaymentMeansCode", tree)),
)
"""Assertions on the document."""
OF_LINE = (
    *(Assertion(code, at_most_one(*path)) for code, path in _ONCE_A_LINE),
    Assertion("UBL-SR-48", _one_item_category),
)
"""Assertions on each line."""
