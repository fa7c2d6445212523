"""Paths of a UBL line: status, group, seller."""

from collections.abc import Collection

from domain.tree import Node, collapsed
from validators.br_fr.line_groups import (
    GROUP,
    INVOICED_OBJECT,
    SUB_INVOICE_NUMBER,
    texts,
    top,
)

SELLER = ("Item", "ManufacturerParty", "PartyLegalEntity")
PRECEDING = "InvoiceDocumentReference"
TYPES = ("InvoiceTypeCode", "CreditNoteTypeCode")


def lines_of(root: Node) -> list[Node]:
    """The lines of a document."""
    return [*root.all("InvoiceLine"), *root.all("CreditNoteLine")]


def names_of(reference: Node) -> set[str]:
    """The numbers of the documents that a reference is to."""
    return {one.text for one in reference.down(PRECEDING, "ID")}


def own_references(line: Node) -> list[Node]:
    """Its references to the document it is in."""
    mine = texts(top(line), "ID")
    return [one for one in line.all("BillingReference") if names_of(one) & mine]


def statuses_of(reference: Node) -> list[str]:
    """Statuses of the line in a reference."""
    return [one.text for one in reference.down(PRECEDING, "DocumentStatusCode")]


def parents_of(reference: Node) -> list[str]:
    """The numbers of the lines above."""
    return [one.text for one in reference.down("BillingReferenceLine", "ID")]


def is_group_reference(reference: Node) -> bool:
    """Whether the reference gives its line the status of a group."""
    return GROUP in statuses_of(reference) and not reference.exists("BillingReferenceLine", "ID")


def heads_of(root: Node) -> list[Node]:
    """The references of the group lines."""
    return [one for line in lines_of(root) for one in own_references(line) if is_group_reference(one)]


def is_head(reference: Node) -> bool:
    """Whether a reference makes its line the group line of a sub-invoice."""
    line = reference.parent
    return line is not None and is_group_reference(reference) and bool(names_of(reference) & texts(top(line), "ID"))


def objects(line: Node, kind: str) -> list[str]:
    """Identifiers of the invoiced objects of that kind of a line."""
    documents = [
        one
        for one in line.all("DocumentReference")
        if any(c.text == INVOICED_OBJECT for c in one.all("DocumentTypeCode"))
    ]
    return [one.text for document in documents for one in document.all("ID") if one.attributes.get("schemeID") == kind]


def number_of(line: Node) -> str:
    """The number of the sub-invoice that a line belongs to; empty without one."""
    return next(map(collapsed, objects(line, SUB_INVOICE_NUMBER)), "")


def legal_of(line: Node) -> str:
    """The legal number of a line's seller; empty without one."""
    return line.text_at(*SELLER, "CompanyID")


def line_of(reference: Node) -> Node:
    """The line of a reference."""
    return reference.parent or reference


def document_of(reference: Node) -> Node:
    """The document of a reference."""
    return line_of(reference).parent or reference


def currency_of(reference: Node) -> list[str]:
    """The currency of the invoice."""
    return [one.text for one in document_of(reference).all("DocumentCurrencyCode")]


def vat_of(reference: Node, currency: Collection[str]) -> list[Node]:
    """The VAT of a line in one of the currencies."""
    found = line_of(reference).down("TaxTotal", "TaxAmount")
    return [one for one in found if one.attributes.get("currencyID") in currency]
