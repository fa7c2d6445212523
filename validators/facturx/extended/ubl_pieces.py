"""The summed amounts of a UBL document, and the groups of its VAT breakdown.

A line tells its status (EXT-FR-FE-163) in a reference to the invoice itself: ``BillingReference`` whose
``InvoiceDocumentReference`` has the number of the invoice (BT-1).
"""

from collections.abc import Iterator

from domain.tree import Node, Tree
from validators.en16931.ubl.questions import LINES, NO, YES, indicates
from validators.engine.rule_body import number
from validators.facturx.extended.pieces import COUNTED, Piece, PieceIndex, PieceKind, PieceTax, floating, reason_of


def own_references(line: Node, tree: Tree) -> list[Node]:
    """The references of a line to its own invoice (``BillingReference``)."""
    number_of_invoice = {one.text for one in tree.root.all("ID")}
    return [
        one
        for one in line.all("BillingReference")
        if any(each.text in number_of_invoice for each in one.down("InvoiceDocumentReference", "ID"))
    ]


def statuses(line: Node, tree: Tree) -> list[Node]:
    """The status of a line, as a list of nodes."""
    return [
        status
        for one in own_references(line, tree)
        for status in one.down("InvoiceDocumentReference", "DocumentStatusCode")
    ]


def is_counted(line: Node, tree: Tree) -> bool:
    """Whether a line is summed: it does not refer to its own invoice, or is DETAIL."""
    if "BillingReference" not in line.children or not own_references(line, tree):
        return True
    return any(one.text in COUNTED for one in statuses(line, tree))


def every_line(tree: Tree) -> list[Node]:
    """The lines of the document, at any depth."""
    return [line for name in LINES for line in tree.every(name)]


def pieces(tree: Tree) -> tuple[Piece, ...]:
    """Lines that are summed, allowances and charges of the document; each has an amount."""
    return tree.cached(pieces, lambda it: tuple(_pieces(it)))


def index(tree: Tree) -> PieceIndex:
    """Sums of the pieces by category and rate."""
    return tree.cached(index, lambda it: PieceIndex(pieces(it), floating))


def tax_of(node: Node) -> PieceTax:
    """The VAT of a ``TaxCategory`` or ``ClassifiedTaxCategory``."""
    return PieceTax(
        category=node.text_at("ID"),
        rate=number(node.text_at("Percent")),
        reason=reason_of(node.text_at("TaxExemptionReasonCode"), node.text_at("TaxExemptionReason")),
    )


def _pieces(tree: Tree) -> Iterator[Piece]:
    for line in every_line(tree):
        if is_counted(line, tree):
            yield from _amounts(PieceKind.LINE, line, "LineExtensionAmount", line.down("Item", "ClassifiedTaxCategory"))
    for extra in tree.root.all("AllowanceCharge"):
        kind = PieceKind.CHARGE if indicates(extra, YES) else PieceKind.ALLOWANCE if indicates(extra, NO) else None
        if kind is not None:
            yield from _amounts(kind, extra, "Amount", extra.all("TaxCategory"))


def _amounts(kind: PieceKind, owner: Node, name: str, taxes: "list[Node] | tuple[Node, ...]") -> Iterator[Piece]:
    for amount in owner.all(name):
        yield Piece(kind=kind, text=amount.text.strip(), taxes=tuple(tax_of(one) for one in taxes))
