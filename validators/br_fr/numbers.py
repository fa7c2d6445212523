"""Numbers of invoices: BR-FR-01 and BR-FR-02."""

from domain.tree import Node, Tree
from validators.br_fr.context_paths import DOCUMENT, LINE_SETTLEMENT, SETTLEMENT, contexts_at, merged
from validators.br_fr.formats import is_invoice_number
from validators.engine.rule_body import Pattern

LONGEST = 35


def is_short(node: Node, _: Tree) -> bool:
    """At most 35 characters, blanks included."""
    return len(node.text) <= LONGEST


def is_well_made(node: Node, _: Tree) -> bool:
    """Only the characters allowed in a number."""
    return is_invoice_number(node.text)


_PRECEDING = "BillingReference/InvoiceDocumentReference/ID"

UBL: tuple[Pattern, ...] = (
    (
        *contexts_at("Document/ID", ("BR-FR-01_BT-1-1", is_short), ("BR-FR-01_BT-1-2", is_well_made)),
        *contexts_at(f"Document/{_PRECEDING}", ("BR-FR-01_BT-25-1", is_short), ("BR-FR-01_BT-25-2", is_well_made)),
        *contexts_at(
            f"Line/{_PRECEDING}",
            ("BR-FR-01_EXT-FR-FE-136-1", is_short),
            ("BR-FR-01_EXT-FR-FE-136-2", is_well_made),
        ),
    ),
    (
        *contexts_at("Document/ID", ("BR-FR-02_BT-1", is_well_made)),
        *contexts_at(f"Document/{_PRECEDING}", ("BR-FR-02_BT-25", is_well_made)),
        *contexts_at(f"Line/{_PRECEDING}", ("BR-FR-02_EXT-FR-FE-136", is_well_made)),
    ),
)

CII: tuple[Pattern, ...] = (
    merged(
        contexts_at(path, (f"BR-FR-01_{term}", is_short), (f"BR-FR-02_{term}", is_well_made))
        for term, path in (
            ("BT-1", f"{DOCUMENT}/ID"),
            ("BT-25", f"{SETTLEMENT}/InvoiceReferencedDocument/IssuerAssignedID"),
            ("EXT-FR-FE-136", f"{LINE_SETTLEMENT}/InvoiceReferencedDocument/IssuerAssignedID"),
        )
    ),
)
