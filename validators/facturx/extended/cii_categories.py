"""VAT categories of a CII document in an extended profile: each used one is broken down, each group adds up."""

from collections.abc import Callable
from typing import NamedTuple

from domain.tree import HasAncestors, Node, Tree
from validators.en16931.cii.locations import ROOT, SETTLEMENT
from validators.en16931.cii.node_values import amount, is_vat
from validators.engine.rule_body import Assertion, Pattern, Question, RuleContext
from validators.engine.tree_paths import child_of, is_root
from validators.facturx.extended.cii_pieces import index, is_counted, lines, tax_of
from validators.facturx.extended.pieces import CATEGORIES
from validators.facturx.extended.vat_groups import GroupQuestions, VatGroup

_TAX = "ApplicableTradeTax"
_KNOWN = frozenset(CATEGORIES.values())


class _Uses(NamedTuple):
    """Categories (BT-118, and BT-151, BT-95, BT-102) of the breakdown and of what it breaks down."""

    groups: frozenset[str]
    pieces: frozenset[str]


def _uses(tree: Tree) -> _Uses:
    groups = [tax for tax in tree.every(_TAX) if tax.parent is not None and tax.parent.name == SETTLEMENT]
    used = [tax for line in lines(tree) if is_counted(line) for tax in line.down("SpecifiedLineTradeSettlement", _TAX)]
    return _Uses(_categories(groups), _categories([*used, *tree.every("CategoryTradeTax")]))


def _categories(taxes: list[Node]) -> frozenset[str]:
    return frozenset(code.text for tax in taxes for code in tax.all("CategoryCode"))


def is_broken_down(category: str) -> Question:
    """The category is in the breakdown when a line, allowance or charge has it, and only then."""

    def question(_: Node, tree: Tree) -> bool:
        found = tree.cached(_uses, _uses)
        return (category in found.groups) == (category in found.pieces)

    return question


def _group(tax: Node) -> VatGroup:
    return VatGroup(tax=tax_of(tax), base=amount(tax, "BasisAmount"), vat=amount(tax, "CalculatedAmount"))


def _is_of(category: str, *, vat: bool) -> Callable[[Node], bool]:
    return lambda tax: any(code.text == category for code in tax.all("CategoryCode")) and (not vat or is_vat(tax))


def has_rules_of_category(tax: Node) -> bool:
    """Whether the tax is VAT of a category whose base has a rule of its own."""
    return is_vat(tax) and any(code.text in _KNOWN for code in tax.all("CategoryCode"))


def _of_header(place: HasAncestors) -> bool:
    return child_of(SETTLEMENT)(place)


def categories(
    stem: str, base_code: Callable[[str], str], vat_code: str, asked: GroupQuestions, *, only_vat: bool
) -> tuple[Pattern, ...]:
    """The patterns of the categories: codes ``stem``-S-01..., ``base_code`` of the letters of a category, and the code
    of the VAT of category S, whose type of tax must be VAT with ``only_vat``.
    """

    def base_agrees(tax: Node, tree: Tree) -> bool:
        return asked.base_agrees(_group(tax), index(tree))

    def vat_agrees(tax: Node, tree: Tree) -> bool:
        return asked.vat_agrees(_group(tax), index(tree))

    used = tuple(Assertion(f"{stem}-{letters}-01", is_broken_down(code)) for letters, code in CATEGORIES.items())
    bases = tuple(
        RuleContext(_TAX, (Assertion(base_code(letters), base_agrees),), _is_of(code, vat=True), _of_header)
        for letters, code in CATEGORIES.items()
    )
    vat = RuleContext(_TAX, (Assertion(vat_code, vat_agrees),), _is_of("S", vat=only_vat), _of_header)
    return ((RuleContext(ROOT, used, where=is_root),), bases, (vat,))
