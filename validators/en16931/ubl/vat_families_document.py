"""Rules of VAT families on the document: breakdown, identified parties, forbidden mixtures."""

from collections.abc import Callable, Iterator

from domain.tree import Tree
from validators.en16931.ubl.categories import (
    ALLOWANCE,
    BREAKDOWN,
    BUYER,
    CHARGE,
    DOCUMENT_ALLOWANCE,
    DOCUMENT_CHARGE,
    DOCUMENT_EXTRA,
    EXTRA,
    ITEM,
    REPRESENTATIVE,
    SELLER,
    CategoryUses,
    registered,
    uses,
)
from validators.en16931.ubl.questions import at
from validators.en16931.ubl.vat_families import VAT_FAMILIES, VatFamily
from validators.engine.rule_body import Failure

Requirement = Callable[[Tree, CategoryUses], bool]


def _broken_down(row: VatFamily) -> Requirement:
    """A category that is used has its line in the breakdown."""

    def agreed(_: Tree, used: CategoryUses) -> bool:
        if row.once:
            return row.code not in used.vat or used.count(BREAKDOWN, row.code) == 1
        if not any(used.count(place, row.code, any_tax=row.any_tax) for place in (ITEM, EXTRA)):
            return used.count(BREAKDOWN, row.code, any_tax=row.any_tax) == 0
        any_tax, as_written = row.any_tax or row.any_tax_breakdown, "01" in row.as_written
        return used.count(BREAKDOWN, row.code, any_tax=any_tax, as_written=as_written) > 0

    return agreed


def _parties_known(row: VatFamily, rule: str, place: str) -> Requirement:
    """Where the category is used, the parties that owe or deduct the tax are identified; for ``O``, none is.

    Peculiarity of the official rules: a line of category ``S`` without VAT fails when no line has it with VAT.
    """

    def agreed(tree: Tree, used: CategoryUses) -> bool:
        if not used.count(place, row.code, as_written=rule in row.as_written):
            return row.code != "S" or place != ITEM or not used.count(place, row.code, any_tax=True)
        if row.code == "O":
            return not any(registered(tree, role, vat=True) for role in (SELLER, REPRESENTATIVE, BUYER))
        if not (registered(tree, SELLER, vat=row.seller_vat) or registered(tree, REPRESENTATIVE, vat=True)):
            return False
        return not row.buyer or registered(tree, BUYER, vat=True) or (row.buyer == "legal" and _buyer_is_legal(tree))

    return agreed


def _buyer_is_legal(tree: Tree) -> bool:
    return any(at(party, ("Party", "PartyLegalEntity", "CompanyID")) for party in tree.every(BUYER))


def _has_no_other_category(place: str) -> Requirement:
    """A document out of scope of VAT (``O`` in its breakdown) has no other category there."""
    return lambda _, used: not used.count(BREAKDOWN, "O") or not used.others(place, "O")


def _delivered(tree: Tree, used: CategoryUses) -> bool:
    """An intra-community supply (``K``) has a delivery date or a period."""
    if not used.count(BREAKDOWN, "K"):
        return True
    days = at(tree.root, ("Delivery", "ActualDeliveryDate"))
    return any(len(day.text) > 1 for day in days[:1]) or any(one.children for one in tree.root.all("InvoicePeriod"))


def _delivered_to(tree: Tree, used: CategoryUses) -> bool:
    """An intra-community supply has a country of delivery."""
    path = ("Delivery", "DeliveryLocation", "Address", "Country", "IdentificationCode")
    return not used.count(BREAKDOWN, "K") or any(len(country.text) > 1 for country in at(tree.root, path)[:1])


def _split_in_italy(tree: Tree, _: CategoryUses) -> bool:
    return all(country.text == "IT" for country in tree.every("IdentificationCode"))


def _split_alone(_: Tree, used: CategoryUses) -> bool:
    places = (ITEM, BREAKDOWN, DOCUMENT_EXTRA)
    split, standard = (any(used.count(place, code, any_tax=True) for place in places) for code in "BS")
    return not (split and standard)


def _requirements(row: VatFamily) -> Iterator[tuple[str, Requirement]]:
    yield f"BR-{row.name}-01", _broken_down(row)
    places = (("02", ITEM), ("03", DOCUMENT_ALLOWANCE), ("04", DOCUMENT_CHARGE))
    anywhere = (("02", ITEM), ("03", ALLOWANCE), ("04", CHARGE))
    for rule, place in places if row.code == "O" else anywhere:
        yield f"BR-{row.name}-{rule}", _parties_known(row, rule, place)


class DocumentVatFamilies:
    """Rules of VAT families on the document, for the categories it uses."""

    def __init__(self) -> None:
        self._asked = {row.code: tuple(_requirements(row)) for row in VAT_FAMILIES}
        self._asked["O"] += (
            ("BR-O-11", _has_no_other_category(BREAKDOWN)),
            ("BR-O-12", _has_no_other_category(ITEM)),
            ("BR-O-13", _has_no_other_category(ALLOWANCE)),
            ("BR-O-14", _has_no_other_category(CHARGE)),
        )
        self._asked["K"] += (("BR-IC-11", _delivered), ("BR-IC-12", _delivered_to))
        self._asked["B"] = (("BR-B-01", _split_in_italy), ("BR-B-02", _split_alone))

    @property
    def codes(self) -> tuple[str, ...]:
        """Codes of its rules."""
        return tuple(code for asked in self._asked.values() for code, _ in asked)

    def failures(self, tree: Tree) -> Iterator[Failure]:
        """Failures, all at the root."""
        used = uses(tree)
        for category, asked in self._asked.items():
            if category in used.codes:
                yield from (Failure(code, tree.root) for code, agreed in asked if not agreed(tree, used))
