"""References of a credit note: BR-FR-CO-05."""

from domain.tree import Node, Tree
from validators.br_fr.syntax_paths import CII, SETTLEMENT
from validators.common.french_document_types import AVOIRS_SUR_FACTURE


def credits_in_ubl(node: Node, _: Tree) -> bool:
    """The document, or each of its lines that counts, names an invoice with its date."""
    if not any(one.text in AVOIRS_SUR_FACTURE for one in node.all("CreditNoteTypeCode")):
        return True
    if any(one.has("ID") and one.has("IssueDate") for one in node.down("BillingReference", "InvoiceDocumentReference")):
        return True
    mine = {one.text for one in node.all("ID")}
    return all(_line_credits(line, mine) for line in node.all("CreditNoteLine"))


def _line_credits(line: Node, mine: set[str]) -> bool:
    """A line that is not a group of the document itself refers, with a date, to another invoice."""
    references = line.all("BillingReference")
    own = [one for one in references if _names(one) & mine]
    if own and not any(
        code.text == "DETAIL" for one in own for code in one.down("InvoiceDocumentReference", "DocumentStatusCode")
    ):
        return True
    return any(
        document.has("ID") and document.has("IssueDate")
        for one in references
        if any(name != other for name in _names(one) for other in mine)
        for document in one.all("InvoiceDocumentReference")
    )


def _names(reference: Node) -> set[str]:
    return {one.text for one in reference.down("InvoiceDocumentReference", "ID")}


def credits_in_cii(node: Node, _: Tree) -> bool:
    """The document, or each of its lines that counts, names an invoice with its date."""
    if not CII.has_type(node, AVOIRS_SUR_FACTURE):
        return True
    if any(map(_is_dated, node.down(*SETTLEMENT, "InvoiceReferencedDocument"))):
        return True
    lines = node.down("SupplyChainTradeTransaction", "IncludedSupplyChainTradeLineItem")
    return all(
        any(map(_is_dated, line.down("SpecifiedLineTradeSettlement", "InvoiceReferencedDocument")))
        for line in lines
        if _counts(line)
    )


def _is_dated(document: Node) -> bool:
    return document.has("IssuerAssignedID") and document.exists("FormattedIssueDateTime", "DateTimeString")


def _counts(line: Node) -> bool:
    status = line.down("AssociatedDocumentLineDocument", "LineStatusReasonCode")
    return not status or any(one.text == "DETAIL" for one in status)
