"""Group membership of lines in CII: BR-FR-MV-06 to 08, 11 and 12."""

from domain.tree import Node, Tree
from validators.br_fr.line_groups import (
    Values,
    agrees,
    by_number,
    texts,
    top,
)
from validators.br_fr.line_groups_cii.lines import (
    ABOUT,
    AGREEMENT,
    LEGAL,
    LINE,
    SELLER,
    SETTLED,
    has_any,
    heads_of,
    is_head,
    legal_of,
    lines_of,
    number_nodes,
    number_of,
    numbers_of,
    parents_of,
)
from validators.engine.rule_body import Condition


def of_head(kind: str) -> Condition:
    """Condition: the document is of that kind, on a group line."""

    def holds(document: Node) -> bool:
        line = document.up(LINE)
        return line is not None and has_any([*document.all("ReferenceTypeCode")], kind) and is_head(line)

    return holds


def _group_sellers(tree: Tree) -> Values:
    return by_number(lines_of(tree), legal_of, ABOUT, "LineID")


def _group_numbers(tree: Tree) -> Values:
    return by_number(lines_of(tree), number_of, ABOUT, "LineID")


def has_group_seller(line: Node, tree: Tree) -> bool:
    """MV-06: the line gives the seller of its group."""
    return agrees(legal_of(line), parents_of(line), tree.cached("makers", _group_sellers))


def has_same_number(line: Node, tree: Tree) -> bool:
    """MV-07: the line gives the number of its group."""
    return agrees(number_of(line), parents_of(line), tree.cached("group numbers", _group_numbers))


def exempts_by_number(line: Node, _: Tree) -> bool:
    """MV-08: the reason of its VAT begins with that number."""
    number = number_of(line)
    reasons = line.down(SETTLED, "ApplicableTradeTax", "ExemptionReason")
    return bool(number) and any(one.text.startswith(f"#{number}#") for one in reasons)


def _sellers(line: Node) -> set[str]:
    return texts(top(line), "SupplyChainTradeTransaction", AGREEMENT, "SellerTradeParty", *LEGAL)


def is_sellers_head(line: Node) -> bool:
    """Whether it is the group line of a sub-invoice of the seller."""
    return is_head(line) and not _sellers(line).isdisjoint(one.text for one in line.down(*SELLER, *LEGAL))


def _own_number(tree: Tree) -> set[str]:
    return texts(tree.root, "ExchangedDocument", "ID")


def _sellers_own(tree: Tree) -> int:
    """Number of sub-invoices of the seller with the document's own number."""
    mine = _own_number(tree)
    return sum(number in mine for line in tree.every(LINE) if is_sellers_head(line) for number in numbers_of(line))


def seller_is_numbered(line: Node, tree: Tree) -> bool:
    """MV-11: one group of the seller has the invoice's number."""
    count = tree.cached("groups of the seller", _sellers_own)
    number, mine = number_of(line), _own_number(tree)
    return count == 1 or (count == 0 and number in mine) or (count > 1 and bool(mine - {number}))


def numbers_differ(node: Node, tree: Tree) -> bool:
    """No group has a number that a document referred to before has."""
    wanted = {id(one) for line in heads_of(node) for one in number_nodes(line)}
    seen: set[str] = set()
    for one in tree.every("IssuerAssignedID"):
        if id(one) in wanted and one.text in seen:
            return False
        seen.add(one.text)
    return True
