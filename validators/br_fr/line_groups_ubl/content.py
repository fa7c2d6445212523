"""Required content of grouped lines in UBL: BR-FR-MV-01 to 03, 13, 14, and BR-FR-BD."""

from collections.abc import Collection

from domain.tree import Node, Tree, collapsed
from validators.br_fr.code_lists import AUTOFACTURES, CADRES_MULTI_VENDEURS
from validators.br_fr.line_groups import (
    SUB_INVOICE_CADRE,
    SUB_INVOICE_NUMBER,
    texts,
)
from validators.br_fr.line_groups_ubl.lines import (
    PRECEDING,
    SELLER,
    TYPES,
    currency_of,
    document_of,
    heads_of,
    is_head,
    line_of,
    names_of,
    objects,
    own_references,
    statuses_of,
    vat_of,
)
from validators.engine.rule_body import Condition, Question


def has_status(line: Node, _: Tree) -> bool:
    """MV-01: the line has a status."""
    return any(collapsed(status) for one in own_references(line) for status in statuses_of(one))


def has_group(node: Node, _: Tree) -> bool:
    """MV-02: there is a group."""
    return bool(heads_of(node))


def has_two_groups(node: Node, _: Tree) -> bool:
    """BD-02: there are two groups."""
    return len(heads_of(node)) == 2


def one_group_of(party: str) -> Question:
    """Question: exactly one group is of the seller, or of the buyer."""

    def holds(node: Node, _: Tree) -> bool:
        legal = {one.text for one in node.down(party, "Party", "PartyLegalEntity", "CompanyID")}
        made = ({one.text for one in line_of(head).down(*SELLER, "CompanyID")} & legal for head in heads_of(node))
        return sum(map(bool, made)) == 1

    return holds


def has_text(*path: str) -> Question:
    """MV-03: something at that path of the line is not blank."""
    return lambda reference, _: any(collapsed(one.text) for one in line_of(reference).down(*path))


def has_country(reference: Node, _: Tree) -> bool:
    """MV-03: the country of the seller is given."""
    items = (node for node in line_of(reference).walk() if node.name == "Item" and node.parent is not None)
    path = ("ManufacturerParty", "PostalAddress", "Country", "IdentificationCode")
    return any(collapsed(one.text) for item in items for one in item.down(*path))


def has_vat(reference: Node, _: Tree) -> bool:
    """MV-03: the VAT of the group is given in the invoice currency."""
    return any(collapsed(one.text) for one in vat_of(reference, currency_of(reference)))


def has_vat_in_accounting_currency(reference: Node, tree: Tree) -> bool:
    """MV-03: it is also given in the accounting currency, when there is one."""
    currencies = [one.text for one in tree.every("TaxCurrencyCode")]
    return not currencies or (any(currencies) and any(collapsed(one.text) for one in vat_of(reference, currencies)))


def has_number(reference: Node, _: Tree) -> bool:
    """MV-03: the group has a number."""
    return any(map(collapsed, objects(line_of(reference), SUB_INVOICE_NUMBER)))


def has_framework(reference: Node, _: Tree) -> bool:
    """MV-03: the group has its own cadre, with a single seller."""
    cadres = objects(line_of(reference), SUB_INVOICE_CADRE)
    return any(map(collapsed, cadres)) and not CADRES_MULTI_VENDEURS.intersection(cadres)


def is_not_self_billed(node: Node, _: Tree) -> bool:
    """MV-13: no type of self-billed invoice."""
    return bool(kind := collapsed(node.text)) and kind not in AUTOFACTURES


def is_self_billed(node: Node, _: Tree) -> bool:
    """BD-13: a type of self-billed invoice."""
    return collapsed(node.text) in AUTOFACTURES


def corrects(codes: Collection[str]) -> Condition:
    """A group, in a document that corrects."""
    return lambda reference: (
        is_head(reference) and any(one.text in codes for name in TYPES for one in document_of(reference).all(name))
    )


def names_corrected(name: str) -> Question:
    """Another reference of the line, to another document, has that child."""

    def holds(reference: Node, tree: Tree) -> bool:
        mine = texts(tree.root, "ID")
        others = (
            one
            for one in line_of(reference).all("BillingReference")
            if any(a != b for a in names_of(one) for b in mine)
        )
        return any(one.exists(PRECEDING, name) for one in others)

    return holds
