"""Group membership of lines in UBL: BR-FR-MV-06 to 08, 11 and 12."""

from domain.tree import Node, Tree
from validators.br_fr.line_groups import (
    INVOICED_OBJECT,
    SUB_INVOICE_NUMBER,
    Values,
    agrees,
    by_number,
    texts,
    top,
)
from validators.br_fr.line_groups_ubl.lines import (
    heads_of,
    is_group_reference,
    is_head,
    legal_of,
    line_of,
    lines_of,
    number_of,
    objects,
    own_references,
    parents_of,
)


def _group_sellers(tree: Tree) -> Values:
    return by_number(lines_of(tree.root), legal_of, "ID")


def _group_numbers(tree: Tree) -> Values:
    return by_number(lines_of(tree.root), number_of, "ID")


def has_group_seller(line: Node, tree: Tree) -> bool:
    """MV-06: the line gives the seller of its group."""
    return agrees(
        legal_of(line),
        (parent for one in own_references(line) for parent in parents_of(one)),
        tree.cached("makers", _group_sellers),
    )


def has_same_number(line: Node, tree: Tree) -> bool:
    """MV-07: the line gives the number of its group."""
    return agrees(
        number_of(line),
        (parent for one in own_references(line) for parent in parents_of(one)),
        tree.cached("group numbers", _group_numbers),
    )


def exempts_by_number(line: Node, _: Tree) -> bool:
    """MV-08: the reason of its VAT begins with that number."""
    number = number_of(line)
    reasons = line.down("Item", "ClassifiedTaxCategory", "TaxExemptionReason")
    return bool(number) and any(one.text.startswith(f"#{number}#") for one in reasons)


def _sellers(root: Node) -> set[str]:
    return texts(root, "AccountingSupplierParty", "Party", "PartyLegalEntity", "CompanyID")


def is_sellers_head(reference: Node) -> bool:
    """Whether it is the group reference of a sub-invoice of the seller."""
    return is_head(reference) and legal_of(line_of(reference)) in _sellers(top(reference))


def _sellers_own(tree: Tree) -> int:
    """Number of groups of the seller with the document's own number."""
    root = tree.root
    mine, sellers = texts(root, "ID"), _sellers(root)
    lines = [
        line
        for line in lines_of(root)
        if legal_of(line) in sellers and any(map(is_group_reference, own_references(line)))
    ]
    return sum(not mine.isdisjoint(objects(line, SUB_INVOICE_NUMBER)) for line in lines)


def seller_is_numbered(reference: Node, tree: Tree) -> bool:
    """MV-11: one group of the seller has the invoice's number."""
    count = tree.cached("groups of the seller", _sellers_own)
    number, mine = number_of(line_of(reference)), texts(tree.root, "ID")
    return count == 1 or (count == 0 and number in mine) or (count > 1 and bool(mine - {number}))


def numbers_differ(node: Node, tree: Tree) -> bool:
    """No group has a number that a line before it has."""
    heads = {id(line_of(one)) for one in heads_of(node)}
    seen: set[str] = set()
    for document in tree.every("DocumentReference"):
        if any(one.text == INVOICED_OBJECT for one in document.all("DocumentTypeCode")):
            numbers = {one.text for one in document.all("ID") if one.attributes.get("schemeID") == SUB_INVOICE_NUMBER}
            if id(document.parent) in heads and numbers & seen:
                return False
            seen |= numbers
    return True
