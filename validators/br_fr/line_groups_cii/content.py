"""Required content of grouped lines in CII: BR-FR-MV-01 to 03, 13, 14, and BR-FR-BD."""

from collections.abc import Collection

from domain.tree import Node, Tree, collapsed
from validators.br_fr.code_lists import AUTOFACTURES, CADRES_MULTI_VENDEURS
from validators.br_fr.line_groups import (
    INVOICED_OBJECT,
)
from validators.br_fr.line_groups_cii.lines import (
    AGREEMENT,
    LEGAL,
    SELLER,
    SETTLEMENT,
    currency_of,
    has_any,
    header_of,
    heads_of,
    is_head,
    vat_of,
)
from validators.engine.rule_body import Condition, Question


def has_group(node: Node, _: Tree) -> bool:
    """MV-02: there is a group."""
    return bool(heads_of(node))


def has_two_groups(node: Node, _: Tree) -> bool:
    """BD-02: there are two groups."""
    return len(heads_of(node)) == 2


def one_group_of(party: str) -> Question:
    """Question: exactly one group is of the seller, or of the buyer."""

    def holds(node: Node, _: Tree) -> bool:
        legal = {one.text for one in node.down(AGREEMENT, party, *LEGAL)}
        made = ({one.text for one in line.down(*SELLER, *LEGAL)} & legal for line in heads_of(node))
        return sum(map(bool, made)) == 1

    return holds


def has_text(*path: str) -> Question:
    """MV-03: something at that path of the line is not blank."""
    return lambda line, _: any(collapsed(one.text) for one in line.down(*path))


def has_vat(line: Node, _: Tree) -> bool:
    """MV-03: the VAT of the group is given in the invoice currency."""
    return vat_of(line, currency_of(line))


def has_vat_in_accounting_currency(line: Node, _: Tree) -> bool:
    """MV-03: it is also given in the accounting currency, when there is one."""
    currencies = [one.text for one in header_of(line, SETTLEMENT, "TaxCurrencyCode")]
    return not currencies or (any(currencies) and vat_of(line, currencies))


def is_object(node: Node, _: Tree) -> bool:
    """MV-03: the reference is to an object, and not blank."""
    return has_any([*node.all("TypeCode")], INVOICED_OBJECT) and any(
        collapsed(one.text) for one in node.all("IssuerAssignedID")
    )


def is_framework(node: Node, tree: Tree) -> bool:
    """MV-03: the cadre of the group is one with a single seller."""
    return is_object(node, tree) and not any(one.text in CADRES_MULTI_VENDEURS for one in node.all("IssuerAssignedID"))


def is_not_self_billed(node: Node, _: Tree) -> bool:
    """MV-13: no type of self-billed invoice."""
    return bool(collapsed(node.text)) and node.text not in AUTOFACTURES


def is_self_billed(node: Node, _: Tree) -> bool:
    """BD-13: a type of self-billed invoice."""
    return collapsed(node.text) in AUTOFACTURES


def corrects(codes: Collection[str]) -> Condition:
    """A group, in a document that corrects."""

    def holds(line: Node) -> bool:
        root = line.parent.parent if line.parent is not None else None
        return (
            is_head(line)
            and root is not None
            and any(one.text in codes for one in root.down("ExchangedDocument", "TypeCode"))
        )

    return holds


def exists(*path: str) -> Question:
    """MV-14, BD-14: there is something at that path of the line."""
    return lambda line, _: line.exists(*path)
