"""What a UBL document must have, and its periods, notes and references (EN 16931-1 section 6.4.1)."""

from domain.tree import BLANKS, Node, Tree
from validators.codes.note_subjects import SUJETS_UBL
from validators.en16931.ubl.questions import at, filled, of_document, of_line, one_of, present
from validators.en16931.ubl.totals import gross_adds_up
from validators.engine.rule_body import Ask, Pattern, Scene
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
    """The day VAT falls due (BT-7) or the code of it (BT-8), not both."""
    return "TaxPointDate" not in root.children or not at(root, ("InvoicePeriod", "DescriptionCode"))


def _typed(root: Node, _: Tree) -> bool:
    return bool(root.said("InvoiceTypeCode") or root.said("CreditNoteTypeCode"))


def _in_order(node: Node, _: Tree) -> bool:
    """The end is not before the start; days are written so that their order is that of their characters."""
    start, end = node.first("StartDate"), node.first("EndDate")
    return start is None or end is None or end.text.strip(BLANKS) >= start.text.strip(BLANKS)


def _subject(node: Node, _: Tree) -> bool:
    """``#AAB#...``: three characters between the first two number signs are a subject; anything else is free text."""
    parts = node.text.split("#", 2)
    return len(parts) < 3 or len(parts[1]) != 3 or parts[1] in SUJETS_UBL


_DOCUMENT = (
    Ask("BR-01", filled("CustomizationID")),
    Ask("BR-02", filled("ID")),
    Ask("BR-03", filled("IssueDate")),
    Ask("BR-04", _typed),
    Ask("BR-05", filled("DocumentCurrencyCode")),
    Ask("BR-06", filled("AccountingSupplierParty", "Party", "PartyLegalEntity", "RegistrationName")),
    Ask("BR-07", filled("AccountingCustomerParty", "Party", "PartyLegalEntity", "RegistrationName")),
    Ask("BR-08", present("AccountingSupplierParty", "Party", "PostalAddress")),
    Ask("BR-10", present("AccountingCustomerParty", "Party", "PostalAddress")),
    Ask("BR-16", one_of("InvoiceLine", "CreditNoteLine")),
    Ask("BR-53", _tax_in_its_currency),
    Ask("BR-CO-03", _one_tax_point),
    Ask("BR-CO-15", gross_adds_up),
    Ask("BR-CO-18", present("TaxTotal", "TaxSubtotal")),
)

DOCUMENT: Pattern = (
    Scene("Invoice", _DOCUMENT, is_root),
    Scene("CreditNote", _DOCUMENT, is_root),
    Scene("Note", (Ask("BR-CL-08", _subject),), where=of_document),
    Scene("AdditionalDocumentReference", (Ask("BR-52", filled("ID")),)),
    Scene("BillingReference", (Ask("BR-55", present("InvoiceDocumentReference", "ID")),)),
    Scene(
        "InvoicePeriod",
        (Ask("BR-30", _in_order), Ask("BR-CO-20", one_of("StartDate", "EndDate"))),
        where=of_line(),
    ),
    Scene(
        "InvoicePeriod",
        (Ask("BR-29", _in_order), Ask("BR-CO-19", one_of("StartDate", "EndDate", "DescriptionCode"))),
    ),
)
"""The document and what stands beside its lines, of the official pattern of the model."""
