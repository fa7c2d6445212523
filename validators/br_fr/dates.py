"""Days from 2000 to 2099: BR-FR-03."""

from domain.tree import Node, Tree
from validators.br_fr.formats import is_day, is_day_with_dashes
from validators.br_fr.scene_paths import DOCUMENT, LIGNE, LIVRAISON, REGLEMENT, REGLEMENT_LIGNE, ask, together
from validators.engine.rule_body import Pattern


def is_day_in_ubl(node: Node, _: Tree) -> bool:
    """``2026-11-22``."""
    return is_day_with_dashes(node.text)


def is_day_in_cii(node: Node, _: Tree) -> bool:
    """``20261122``."""
    return is_day(node.text)


UBL: tuple[Pattern, ...] = (
    together(
        ask(path, (f"BR-FR-03_{term}", is_day_in_ubl))
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

_LIVREE = "ActualDeliverySupplyChainEvent/OccurrenceDateTime/DateTimeString"
_ORIGINE = "InvoiceReferencedDocument/FormattedIssueDateTime/DateTimeString"
_DEBUT = "BillingSpecifiedPeriod/StartDateTime/DateTimeString"
_FIN = "BillingSpecifiedPeriod/EndDateTime/DateTimeString"

CII: tuple[Pattern, ...] = (
    together(
        ask(path, (f"BR-FR-03_{term}", is_day_in_cii))
        for term, path in (
            ("BT-2", f"{DOCUMENT}/IssueDateTime/DateTimeString"),
            ("BT-7", f"{REGLEMENT}/ApplicableTradeTax/TaxPointDate/DateString"),
            ("BT-9", f"{REGLEMENT}/SpecifiedTradePaymentTerms/DueDateDateTime/DateTimeString"),
            ("BT-26", f"{REGLEMENT}/{_ORIGINE}"),
            ("BT-72", f"{LIVRAISON}/{_LIVREE}"),
            ("BT-73", f"{REGLEMENT}/{_DEBUT}"),
            ("BT-74", f"{REGLEMENT}/{_FIN}"),
            ("EXT-FR-FE-138", f"{REGLEMENT_LIGNE}/{_ORIGINE}"),
            ("EXT-FR-FE-158", f"{LIGNE}/SpecifiedLineTradeDelivery/{_LIVREE}"),
            ("EXT-FR-FE-134", f"{REGLEMENT_LIGNE}/{_DEBUT}"),
            ("EXT-FR-FE-135", f"{REGLEMENT_LIGNE}/{_FIN}"),
        )
    ),
)
