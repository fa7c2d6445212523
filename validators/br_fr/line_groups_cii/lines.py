"""Paths of a CII line: status, group, seller."""

from collections.abc import Collection

from domain.tree import Node, Tree, collapsed
from validators.br_fr.line_groups import (
    GROUP,
    INVOICED_OBJECT,
    SUB_INVOICE_NUMBER,
)

LINE = "IncludedSupplyChainTradeLineItem"
ABOUT = "AssociatedDocumentLineDocument"
SELLER = ("SpecifiedLineTradeAgreement", "ItemSellerTradeParty")
LEGAL = ("SpecifiedLegalOrganization", "ID")
SETTLED = "SpecifiedLineTradeSettlement"
TOTALS = (SETTLED, "SpecifiedTradeSettlementLineMonetarySummation")
AGREEMENT, SETTLEMENT = "ApplicableHeaderTradeAgreement", "ApplicableHeaderTradeSettlement"
PRECEDING = (SETTLED, "InvoiceReferencedDocument")


def lines_of(tree: Tree) -> list[Node]:
    """The lines of a document."""
    return tree.root.down("SupplyChainTradeTransaction", LINE)


def has_any(nodes: list[Node], code: str) -> bool:
    """Whether one of the nodes is that code."""
    return any(one.text == code for one in nodes)


def has_status_code(line: Node, code: str) -> bool:
    """Whether a line has that status."""
    return has_any(line.down(ABOUT, "LineStatusReasonCode"), code)


def is_head(line: Node) -> bool:
    """Whether a line groups a sub-invoice."""
    return has_status_code(line, GROUP) and not line.exists(ABOUT, "ParentLineID")


def header_of(line: Node, *path: str) -> list[Node]:
    """Nodes at a path of the header of the line's document."""
    return line.parent.down(*path) if line.parent is not None else []


def parents_of(line: Node) -> list[str]:
    """The numbers of the lines above."""
    return [one.text for one in line.down(ABOUT, "ParentLineID")]


def legal_of(line: Node) -> str:
    """The legal number of a line's seller; empty without one."""
    return line.text_at(*SELLER, *LEGAL)


def numbers_of(line: Node) -> list[str]:
    """The numbers of the sub-invoice that a line belongs to."""
    return [one.text for one in number_nodes(line)]


def number_of(line: Node) -> str:
    """The number of the sub-invoice that a line belongs to; empty without one."""
    return next(map(collapsed, numbers_of(line)), "")


def heads_of(transaction: Node) -> list[Node]:
    """The group lines."""
    return [line for line in transaction.all(LINE) if is_head(line)]


def vat_of(line: Node, currency: Collection[str]) -> bool:
    """Whether a line gives its VAT in one of the currencies."""
    found = line.down(*TOTALS, "TaxTotalAmount")
    return any(collapsed(one.text) for one in found if one.attributes.get("currencyID") in currency)


def currency_of(line: Node) -> list[str]:
    """The currency of the invoice."""
    return [one.text for one in header_of(line, SETTLEMENT, "InvoiceCurrencyCode")]


def number_nodes(line: Node) -> list[Node]:
    """Nodes with the numbers of the sub-invoice of a line."""
    documents = line.down(SETTLED, "AdditionalReferencedDocument")
    return [
        one
        for document in documents
        if has_any([*document.all("ReferenceTypeCode")], SUB_INVOICE_NUMBER)
        and has_any([*document.all("TypeCode")], INVOICED_OBJECT)
        for one in document.all("IssuerAssignedID")
    ]
