"""Sums of grouped lines in UBL: BR-FR-MV-05, 09 and 10."""

from collections.abc import Mapping

from domain.tree import Node, Tree
from validators.br_fr.formats import double, is_close, is_within
from validators.br_fr.line_groups import (
    DETAIL,
    GROUP,
    INFORMATION,
    GroupSum,
    Taxes,
    amount,
)
from validators.br_fr.line_groups_ubl.lines import (
    currency_of,
    line_of,
    lines_of,
    number_of,
    own_references,
    parents_of,
    statuses_of,
)


def _sums(tree: Tree) -> Mapping[str, GroupSum]:
    """Sum of the lines below each line."""
    found: dict[str, GroupSum] = {}
    for line in lines_of(tree.root):
        above = {
            parent
            for one in own_references(line)
            if any(status != INFORMATION for status in statuses_of(one))
            for parent in parents_of(one)
        }
        for parent in above:
            for one in line.all("LineExtensionAmount"):
                found.setdefault(parent, GroupSum()).add(one.text)
    return found


def adds_up(reference: Node, tree: Tree) -> bool:
    """MV-05: the amount of the group is the sum of its lines."""
    line = line_of(reference)
    below = tree.cached("sums of lines", _sums).get(line.text_at("ID"), GroupSum())
    return is_close(double(line.text_at("LineExtensionAmount")), below.value, below.count)


def _taxes(tree: Tree) -> Taxes:
    found = Taxes()
    for row in tree.root.down("TaxTotal", "TaxSubtotal"):
        if any(one.text == "VAT" for one in row.down("TaxCategory", "TaxScheme", "ID")):
            for one in row.down("TaxCategory", "TaxExemptionReason"):
                found.add(one.text, (paid.text for paid in row.all("TaxAmount")))
    return found


def vat_adds_up(reference: Node, tree: Tree) -> bool:
    """MV-09: the VAT of the group is that of its rows of the breakdown."""
    vat = tree.cached("taxes of groups", _taxes).of(number_of(line_of(reference)))
    return is_close(double(amount(line_of(reference).down("TaxTotal", "TaxAmount"), currency_of(reference))), vat, 1)


def _details(tree: Tree) -> Mapping[str, GroupSum]:
    """Number of references that place a detail or group line below each line."""
    found: dict[str, GroupSum] = {}
    for line in lines_of(tree.root):
        for one in own_references(line):
            if not {DETAIL, GROUP}.isdisjoint(statuses_of(one)):
                for parent in set(parents_of(one)):
                    found.setdefault(parent, GroupSum()).add("0")
    return found


def total_adds_up(reference: Node, tree: Tree) -> bool:
    """MV-10: its total is its amount and its VAT."""
    line = line_of(reference)
    total = line.first("TaxInclusiveLineExtensionAmount")
    if total is None:
        return True
    below = tree.cached("lines of detail", _details)
    count = max((below[one.text].count for one in line.all("ID") if one.text in below), default=0)
    vat = amount(line.down("TaxTotal", "TaxAmount"), currency_of(reference))
    return is_within(total.text, line.text_at("LineExtensionAmount"), vat, count)
