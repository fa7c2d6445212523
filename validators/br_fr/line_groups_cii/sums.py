"""Sums of grouped lines in CII: BR-FR-MV-05, 09 and 10."""

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
from validators.br_fr.line_groups_cii.lines import (
    ABOUT,
    SETTLEMENT,
    TOTALS,
    currency_of,
    has_any,
    has_status_code,
    lines_of,
    number_of,
    parents_of,
)


def _sums(tree: Tree) -> Mapping[str, GroupSum]:
    """Sum of the lines below each line."""
    found: dict[str, GroupSum] = {}
    for line in lines_of(tree):
        if any(one.text != INFORMATION for one in line.down(ABOUT, "LineStatusReasonCode")):
            for parent in set(parents_of(line)):
                for one in line.down(*TOTALS, "LineTotalAmount"):
                    found.setdefault(parent, GroupSum()).add(one.text)
    return found


def adds_up(line: Node, tree: Tree) -> bool:
    """MV-05: the amount of the group is the sum of its lines."""
    below = tree.cached("sums of lines", _sums).get(line.text_at(ABOUT, "LineID"), GroupSum())
    return is_close(double(line.text_at(*TOTALS, "LineTotalAmount")), below.value, below.count)


def _taxes(tree: Tree) -> Taxes:
    found = Taxes()
    for row in tree.root.down("SupplyChainTradeTransaction", SETTLEMENT, "ApplicableTradeTax"):
        if has_any([*row.all("TypeCode")], "VAT"):
            for one in row.all("ExemptionReason"):
                found.add(one.text, (paid.text for paid in row.all("CalculatedAmount")))
    return found


def vat_adds_up(line: Node, tree: Tree) -> bool:
    """MV-09: the VAT of the group is that of its rows of the breakdown."""
    vat = tree.cached("taxes of groups", _taxes).of(number_of(line))
    return is_close(double(amount(line.down(*TOTALS, "TaxTotalAmount"), currency_of(line))), vat, 1)


def _details(tree: Tree) -> Mapping[str, GroupSum]:
    """Number of detail or group lines below each line."""
    found: dict[str, GroupSum] = {}
    for line in lines_of(tree):
        if has_status_code(line, DETAIL) or has_status_code(line, GROUP):
            for parent in set(parents_of(line)):
                found.setdefault(parent, GroupSum()).add("0")
    return found


def total_adds_up(line: Node, tree: Tree) -> bool:
    """MV-10: its total is its amount and its VAT."""
    totals = line.down(*TOTALS, "GrandTotalAmount")
    if not totals:
        return True
    below = tree.cached("lines of detail", _details)
    count = max((below[one.text].count for one in line.down(ABOUT, "LineID") if one.text in below), default=0)
    vat = amount(line.down(*TOTALS, "TaxTotalAmount"), currency_of(line))
    return is_within(totals[0].text, line.text_at(*TOTALS, "LineTotalAmount"), vat, count)
