"""Days from 2000 to 2099: BR-FR-03."""

from domain.tree import Node, Tree
from validators.br_fr.context_paths import DELIVERY, DOCUMENT, LINE, LINE_SETTLEMENT, SETTLEMENT, contexts_at, merged
from validators.br_fr.formats import is_day, is_day_with_dashes
from validators.engine.rule_body import Pattern


def is_day_in_ubl(node: Node, _: Tree) -> bool:
    """``2026-11-22``."""
    return is_day_with_dashes(node.text)


def is_day_in_cii(node: Node, _: Tree) -> bool:
    """``20261122``."""
    return is_day(node.text)


UBL: tuple[Pattern, ...] = (
    merged(
        contexts_at(path, (f"BR-FR-03_{term}", is_day_in_ubl))
        for term, path in (
            ("BT-2", "Document/IssueDate"),
            ("BT-7", "Document/TaxPointDate"),
            ("BT-9", "Document/DueDate"),
            ("BT-26", "Document/BillingReference/InvoiceDocumentReference/IssueDate"),
            ("BT-72", "Document/Delivery/ActualDeliveryDate"),
            ("BT-73", "Document/InvoicePeriod/StartDate"),
            ("BT-74", "Document/InvoicePeriod/EndDate"),
            ("EXT-FR-FE-138", "Line/BillingReference/InvoiceDocumentReference/IssueDate"),
            ("EXT-FR-FE-158", "Line/Delivery/ActualDeliveryDate"),
            ("BT-134", "Line/InvoicePeriod/StartDate"),
            ("BT-135", "Line/InvoicePeriod/EndDate"),
        )
    ),
)

_DELIVERED = "ActualDeliverySupplyChainEvent/OccurrenceDateTime/DateTimeString"
_PRECEDING = "InvoiceReferencedDocument/FormattedIssueDateTime/DateTimeString"
_START = "BillingSpecifiedPeriod/StartDateTime/DateTimeString"
_END = "BillingSpecifiedPeriod/EndDateTime/DateTimeString"

CII: tuple[Pattern, ...] = (
    merged(
        contexts_at(path, (f"BR-FR-03_{term}", is_day_in_cii))
        for term, path in (
            ("BT-2", f"{DOCUMENT}/IssueDateTime/DateTimeString"),
            ("BT-7", f"{SETTLEMENT}/ApplicableTradeTax/TaxPointDate/DateString"),
            ("BT-9", f"{SETTLEMENT}/SpecifiedTradePaymentTerms/DueDateDateTime/DateTimeString"),
            ("BT-26", f"{SETTLEMENT}/{_PRECEDING}"),
            ("BT-72", f"{DELIVERY}/{_DELIVERED}"),
            ("BT-73", f"{SETTLEMENT}/{_START}"),
            ("BT-74", f"{SETTLEMENT}/{_END}"),
            ("EXT-FR-FE-138", f"{LINE_SETTLEMENT}/{_PRECEDING}"),
            ("EXT-FR-FE-158", f"{LINE}/SpecifiedLineTradeDelivery/{_DELIVERED}"),
            ("EXT-FR-FE-134", f"{LINE_SETTLEMENT}/{_START}"),
            ("EXT-FR-FE-135", f"{LINE_SETTLEMENT}/{_END}"),
        )
    ),
)
