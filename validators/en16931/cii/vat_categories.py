"""One traversal of the taxes of a document, with the assertions of each category and parent."""

from collections.abc import Iterator, Mapping

from domain.tree import Node, Tree
from validators.en16931.cii.locations import SETTLEMENT, TRANSACTION
from validators.en16931.cii.node_values import is_allowance, is_charge, is_vat
from validators.en16931.cii.questions import of_parent
from validators.en16931.cii.tax import BREAKDOWN
from validators.en16931.cii.vat_families import BY_CODE, BY_TAX
from validators.engine.rule_body import Assertion, Failure

_LINE = ("SpecifiedLineTradeSettlement", "IncludedSupplyChainTradeLineItem", TRANSACTION)
_ANYWHERE = frozenset({"S", "Z"})
"""Categories whose breakdown is checked for any tax type and at any path of the settlement."""
_NOTHING: tuple[Assertion, ...] = ()
_FAMILIES = tuple(sorted((*BY_CODE, *BY_TAX), key=lambda family: family.name))
"""In the order in which the first of two categories of one tax decides."""
Table = Mapping[str, tuple[Assertion, ...]]
_BY_CODE: Table = {
    family.category: tuple(Assertion(code, of_parent(question)) for code, question in family.breakdown)
    for family in BY_CODE
}
_BY_TAX: Table = {family.category: family.breakdown for family in BY_TAX}
_OF_LINE: Table = {family.category: family.user(0) for family in _FAMILIES}
_OF_ALLOWANCE: Table = {family.category: family.user(1) for family in _FAMILIES}
_OF_CHARGE: Table = {family.category: family.user(2) for family in _FAMILIES}


class VatCategories:
    """Rules on every tax of the document, by category."""

    @property
    def codes(self) -> tuple[str, ...]:
        """Codes of its rules."""
        tables = (_BY_CODE, _BY_TAX, _OF_LINE, _OF_ALLOWANCE, _OF_CHARGE)
        asked = (*BREAKDOWN, *(ask for table in tables for asks in table.values() for ask in asks))
        return tuple(dict.fromkeys(ask.code for ask in asked))

    def failures(self, tree: Tree) -> Iterator[Failure]:
        """Failures in ``tree``."""
        for node, asks in _assertions(tree):
            for code, question in asks:
                if not question(node, tree):
                    yield Failure(code, node)


def _assertions(tree: Tree) -> Iterator[tuple[Node, tuple[Assertion, ...]]]:
    for tax in tree.every("ApplicableTradeTax"):
        if tax.is_at(SETTLEMENT):
            own = _of(_BY_TAX, tax) if tax.is_at(SETTLEMENT, TRANSACTION) and is_vat(tax) else _NOTHING
            yield tax, own or BREAKDOWN
            for code in {code.text: code for code in tax.all("CategoryCode")}.values():
                yield code, _of_code(code, tax)
        elif is_vat(tax) and tax.is_at(*_LINE):
            yield tax, _of(_OF_LINE, tax)
    for tax in tree.every("CategoryTradeTax"):
        extra = tax.parent
        if extra is not None and extra.name == "SpecifiedTradeAllowanceCharge" and is_vat(tax):
            yield tax, _of_extra(tax, extra)


def _of_code(code: Node, tax: Node) -> tuple[Assertion, ...]:
    asks = _BY_CODE.get(code.text, _NOTHING)
    if not asks or code.text in _ANYWHERE:
        return asks
    return asks if tax.is_at(SETTLEMENT, TRANSACTION) and is_vat(tax) else _NOTHING


def _of_extra(tax: Node, extra: Node) -> tuple[Assertion, ...]:
    if is_allowance(extra):
        return _of(_OF_ALLOWANCE, tax)
    return _of(_OF_CHARGE, tax) if is_charge(extra) else _NOTHING


def _of(table: Table, tax: Node) -> tuple[Assertion, ...]:
    codes = tax.all("CategoryCode")
    if len(codes) == 1:
        return table.get(codes[0].text, _NOTHING)
    categories = {code.text for code in codes}
    return next((asks for category, asks in table.items() if category in categories), _NOTHING)
