"""Required elements of a UBL document, and its periods, notes and references (EN 16931-1 section 6.4.1)."""

from domain.tree import BLANKS, Node, Tree
from validators.codes.note_subjects import SUBJECTS_UBL
from validators.en16931.ubl.questions import at, has_element, has_text, of_document, of_line, one_of
from validators.en16931.ubl.totals import gross_adds_up
from validators.engine.rule_body import Assertion, Pattern, RuleContext
from validators.engine.tree_paths import is_root


def _tax_in_its_currency(root: Node, tree: Tree) -> bool:
    """A VAT total (BT-111) in each VAT accounting currency (BT-6)."""
    return all(
        any(
            tax.attributes.get("currencyID") == currency.text
            for one in tree.every("TaxTotal")
            for tax in one.all("TaxAmount")
        )
        for currency in root.all("TaxCurrencyCode")
    )


def _one_tax_point(root: Node, _: Tree) -> bool:
    """The tax point date (BT-7) or its code (BT-8), not both."""
    return "TaxPointDate" not in root.children or not at(root, ("InvoicePeriod", "DescriptionCode"))


def _typed(root: Node, _: Tree) -> bool:
    return bool(root.text_at("InvoiceTypeCode") or root.text_at("CreditNoteTypeCode"))


def _in_order(node: Node, _: Tree) -> bool:
    """The end is not before the start; ISO dates compare as strings."""
    start, end = node.first("StartDate"), node.first("EndDate")
    return start is None or end is None or end.text.strip(BLANKS) >= start.text.strip(BLANKS)


def _subject(node: Node, _: Tree) -> bool:
    """``#AAB#...``: three characters between the first two number signs are a subject; anything else is free text."""
    parts = node.text.split("#", 2)
    return len(parts) < 3 or len(parts[1]) != 3 or parts[1] in SUBJECTS_UBL


_DOCUMENT = (
    Assertion("BR-01", has_text("CustomizationID")),
    Assertion("BR-02", has_text("ID")),
    Assertion("BR-03", has_text("IssueDate")),
    Assertion("BR-04", _typed),
    Assertion("BR-05", has_text("DocumentCurrencyCode")),
    Assertion("BR-06", has_text("AccountingSupplierParty", "Party", "PartyLegalEntity", "RegistrationName")),
    Assertion("BR-07", has_text("AccountingCustomerParty", "Party", "PartyLegalEntity", "RegistrationName")),
    Assertion("BR-08", has_element("AccountingSupplierParty", "Party", "PostalAddress")),
    Assertion("BR-10", has_element("AccountingCustomerParty", "Party", "PostalAddress")),
    Assertion("BR-16", one_of("InvoiceLine", "CreditNoteLine")),
    Assertion("BR-53", _tax_in_its_currency),
    Assertion("BR-CO-03", _one_tax_point),
    Assertion("BR-CO-15", gross_adds_up),
    Assertion("BR-CO-18", has_element("TaxTotal", "TaxSubtotal")),
)

DOCUMENT: Pattern = (
    RuleContext("Invoice", _DOCUMENT, is_root),
    RuleContext("CreditNote", _DOCUMENT, is_root),
    RuleContext("Note", (Assertion("BR-CL-08", _subject),), where=of_document),
    RuleContext("AdditionalDocumentReference", (Assertion("BR-52", has_text("ID")),)),
    RuleContext("BillingReference", (Assertion("BR-55", has_element("InvoiceDocumentReference", "ID")),)),
    RuleContext(
        "InvoicePeriod",
        (Assertion("BR-30", _in_order), Assertion("BR-CO-20", one_of("StartDate", "EndDate"))),
        where=of_line(),
    ),
    RuleContext(
        "InvoicePeriod",
        (Assertion("BR-29", _in_order), Assertion("BR-CO-19", one_of("StartDate", "EndDate", "DescriptionCode"))),
    ),
)
"""The document and what stands beside its lines, of the official pattern of the model."""
