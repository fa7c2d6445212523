"""Uses of each VAT category in a UBL document, and tax registrations; computed once per document."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from domain.tree import HasAncestors, Node, Tree
from validators.en16931.ubl.questions import NO, YES, indicates, is_vat, of_document

ITEM, BREAKDOWN, OTHER = "item", "breakdown", "other"
EXTRA, ALLOWANCE, CHARGE = "extra", "allowance", "charge"
"""Anywhere: of the document, of a line, of a price. An extra is an allowance or a charge, with or without indicator."""
DOCUMENT_EXTRA, DOCUMENT_ALLOWANCE, DOCUMENT_CHARGE = "document extra", "document allowance", "document charge"
"""Those of the document only, which are also counted above."""
SELLER, BUYER, REPRESENTATIVE = "AccountingSupplierParty", "AccountingCustomerParty", "TaxRepresentativeParty"
_PADDED = "padded "

Use = tuple[str, str, bool]
"""Place, category code, and whether the tax scheme is VAT."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryUses:
    """Number of uses of each category."""

    counts: Mapping[Use, int]
    codes: frozenset[str]
    """All category codes, of VAT or not."""
    vat: frozenset[str]
    """All category codes of VAT."""

    def count(self, place: str, code: str, *, any_tax: bool = False, as_written: bool = False) -> int:
        """Number of uses of ``code`` at ``place``; ``as_written`` excludes codes with outer blanks."""
        count = self.counts.get((place, code, True), 0) + (self.counts.get((place, code, False), 0) if any_tax else 0)
        return count - self.count(_PADDED + place, code, any_tax=any_tax) if as_written and count else count

    def others(self, place: str, code: str) -> bool:
        """Whether another category of VAT is used at ``place``."""
        return any(where == place and what != code and vat for where, what, vat in self.counts)


def uses(tree: Tree) -> CategoryUses:
    """Uses of the categories of ``tree``, computed once."""
    return tree.cached("ubl uses", _uses)


def _uses(tree: Tree) -> CategoryUses:
    counts: dict[Use, int] = {}
    for use in _each(tree):
        counts[use] = counts.get(use, 0) + 1
    return CategoryUses(
        counts=counts,
        codes=frozenset(code for _, code, _ in counts),
        vat=frozenset(code for _, code, vat in counts if vat),
    )


def _each(tree: Tree) -> Iterator[Use]:
    for node in tree.every("ClassifiedTaxCategory"):
        yield ITEM, node.text_at("ID"), is_vat(node)
    for node in tree.every("TaxCategory"):
        code, vat = node.text_at("ID"), is_vat(node)
        padded = code and node.children["ID"][0].text != code
        for place in _places(node):
            yield place, code, vat
            if padded:
                yield _PADDED + place, code, vat


def _places(node: Node) -> Iterator[str]:
    parent = node.parent
    if parent is None or parent.name != "AllowanceCharge":
        yield BREAKDOWN if in_breakdown(node) else OTHER
        return
    allowance, charge, whole = indicates(parent, NO), indicates(parent, YES), of_document(parent)
    applicable = ((EXTRA, True), (ALLOWANCE, allowance), (CHARGE, charge))
    yield from (place for place, so in applicable if so)
    if whole:
        applicable = ((DOCUMENT_EXTRA, True), (DOCUMENT_ALLOWANCE, allowance), (DOCUMENT_CHARGE, charge))
        yield from (place for place, so in applicable if so)


def in_breakdown(node: HasAncestors) -> bool:
    """A ``TaxCategory`` of the document's own VAT breakdown (BG-23)."""
    parent = node.parent
    if parent is None or parent.name != "TaxSubtotal" or parent.parent is None:
        return False
    return parent.parent.name == "TaxTotal" and of_document(parent.parent)


def registered(tree: Tree, role: str, *, vat: bool) -> bool:
    """Whether the party of that role has a tax identifier; with ``vat``, one of VAT."""
    return any(
        "CompanyID" in scheme.children and (not vat or is_vat(scheme))
        for party in tree.every(role)
        for scheme in (party.all("PartyTaxScheme") if role == REPRESENTATIVE else party.down("Party", "PartyTaxScheme"))
    )
