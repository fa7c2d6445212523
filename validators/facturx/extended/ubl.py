"""The rules that EXTENDED-CTC-FR puts in the place of EN 16931's, in UBL (FNFE-MPE, 1.4.0)."""

from decimal import Decimal

from domain.tree import BLANKS, Node, Tree
from validators.codes.icd import ICD
from validators.en16931.ubl.questions import LINES, NO, YES, amount, at_most_one, has_element, indicates, is_vat
from validators.engine.rule_body import Assertion, Pattern, Question, RuleBody, RuleContext, cents, number
from validators.engine.tree_paths import child_of, is_root
from validators.facturx.extended import ubl_lines
from validators.facturx.extended.code_lists import CodePlaces, code_lists
from validators.facturx.extended.pieces import CATEGORIES, CENT, Piece, PieceKind, Sums, floating, sums
from validators.facturx.extended.ubl_pieces import index, is_counted, pieces, tax_of
from validators.facturx.extended.vat_groups import GroupQuestions, VatGroup

_FR = "BR-FREXT"
_ASKED = GroupQuestions(rate_needed=False, reasons_only=True, floating=True)
_ROOTS = ("Invoice", "CreditNote")


def _document_sums(tree: Tree) -> Sums:
    return tree.cached(_document_sums, lambda it: sums(pieces(it), floating))


def _of_kind(tree: Tree, kind: PieceKind) -> list[Piece]:
    return [piece for piece in pieces(tree) if piece.kind is kind]


def _lines_add_up(totals: Node, tree: Tree) -> bool:
    gap = cents(abs(amount(totals, "LineExtensionAmount") - _document_sums(tree).lines))
    return _is_within(gap, len(_of_kind(tree, PieceKind.LINE)))


def _is_within(gap: Decimal, parts: int) -> bool:
    """Compared in floating point, so that a sum of cents is not off by its last binary digit."""
    return float(gap) <= float(CENT * parts)


def _extras_add_up(name: str, kind: PieceKind, words: tuple[str, ...]) -> Question:
    def question(totals: Node, tree: Tree) -> bool:
        extras = [one for one in tree.root.all("AllowanceCharge") if indicates(one, words)]
        if name not in totals.children:
            return not extras
        made = _document_sums(tree)
        gap = amount(totals, name) - (made.charges if kind is PieceKind.CHARGE else made.allowances)
        return abs(gap) <= CENT * len(extras)

    return question


def _without_vat_adds_up(totals: Node, tree: Tree) -> bool:
    made = _document_sums(tree)
    return _is_within(cents(abs(amount(totals, "TaxExclusiveAmount") - made.without_vat)), _parts(tree))


def _parts(tree: Tree) -> int:
    """Lines, allowances and charges, each allowed a cent."""
    extras = [one for one in tree.root.all("AllowanceCharge") if indicates(one, YES) or indicates(one, NO)]
    return len(_of_kind(tree, PieceKind.LINE)) + len(extras)


def _with_vat_adds_up(totals: Node, tree: Tree) -> bool:
    """BT-112 is BT-109 plus BT-110; nothing is asked without BT-110 in the invoice's currency."""
    currencies = {one.text for one in tree.root.all("DocumentCurrencyCode")}
    own = [one for one in tree.root.down("TaxTotal", "TaxAmount") if one.attributes.get("currencyID") in currencies]
    if not own:
        return True
    gap = amount(totals, "TaxInclusiveAmount") - number(own[0].text) - amount(totals, "TaxExclusiveAmount")
    return abs(gap) <= CENT * _parts(tree)


def _uses(tree: Tree) -> tuple[frozenset[str], frozenset[str]]:
    groups = tree.root.down("TaxTotal", "TaxSubtotal", "TaxCategory")
    used = [*tree.root.down("AllowanceCharge", "TaxCategory")]
    for name in LINES:
        for line in tree.root.all(name):
            used += line.down("Item", "ClassifiedTaxCategory") if is_counted(line, tree) else []
    return _categories(groups), _categories(used)


def _categories(taxes: list[Node]) -> frozenset[str]:
    return frozenset(tax.text_at("ID") for tax in taxes)


def _is_broken_down(category: str) -> Question:
    def question(_: Node, tree: Tree) -> bool:
        groups, used = tree.cached(_uses, _uses)
        return (category in groups) == (category in used)

    return question


def _group(category: Node) -> VatGroup:
    parent = category.parent
    return VatGroup(tax=tax_of(category), base=amount(parent, "TaxableAmount"), vat=amount(parent, "TaxAmount"))


def _base_agrees(category: Node, tree: Tree) -> bool:
    return _ASKED.base_agrees(_group(category), index(tree))


def _vat_agrees(category: Node, tree: Tree) -> bool:
    return _ASKED.vat_agrees(_group(category), index(tree))


def _has_name_or_code(attribute: Node, _: Tree) -> bool:
    return attribute.has("Name") or attribute.has("NameCode")


def _has_one_value(attribute: Node, _: Tree) -> bool:
    measures = attribute.all("ValueQuantity")
    if attribute.has("Value"):
        return not measures
    return any(one.attributes.get("unitCode") for one in measures)


def _is_party_scheme(node: Node, _: Tree) -> bool:
    scheme = node.attributes["schemeID"].strip(BLANKS)
    creditor = node.up("AccountingSupplierParty") is not None or node.up("PayeeParty") is not None
    return scheme in ICD | {"BY", "SE"} or (scheme == "SEPA" and creditor)


def _vat_group(letters: str, category: str) -> RuleContext:
    vat = (Assertion(f"{_FR}-S-09", _vat_agrees),) if category == "S" else ()
    return RuleContext(
        "TaxCategory",
        (Assertion(f"{_FR}-{letters}-08", _base_agrees), *vat),
        lambda node: node.text_at("ID") == category and is_vat(node),
        lambda place: any(child_of("TaxSubtotal", "TaxTotal", root)(place) for root in _ROOTS),
    )


_TOTALS: Pattern = (
    RuleContext(
        "LegalMonetaryTotal",
        (
            Assertion(f"{_FR}-CO-10", _lines_add_up),
            Assertion(f"{_FR}-CO-11", _extras_add_up("AllowanceTotalAmount", PieceKind.ALLOWANCE, NO)),
            Assertion(f"{_FR}-CO-12", _extras_add_up("ChargeTotalAmount", PieceKind.CHARGE, YES)),
            Assertion(f"{_FR}-CO-13", _without_vat_adds_up),
            Assertion(f"{_FR}-CO-15", _with_vat_adds_up),
        ),
    ),
)
_ITEMS: Pattern = (
    RuleContext(
        "AdditionalItemProperty",
        (Assertion(f"{_FR}-54-1", _has_name_or_code), Assertion(f"{_FR}-54-2", _has_one_value)),
    ),
)
_CODES: Pattern = (
    RuleContext(
        "ID",
        (Assertion(f"{_FR}-CL-10", _is_party_scheme),),
        lambda node: "schemeID" in node.attributes,
        child_of("PartyIdentification"),
    ),
    *code_lists(
        CodePlaces(
            extra="AllowanceCharge",
            reason="AllowanceChargeReasonCode",
            is_charge=lambda node: indicates(node, YES),
            attached="EmbeddedDocumentBinaryObject",
            incoterm=("ID", "DeliveryTerms"),
            attribute="NameCode",
        )
    ),
)


def _due_has_a_day(due: Node, tree: Tree) -> bool:
    terms = any(one.has("Note") for one in tree.every("PaymentTerms"))
    value = number(due.text)
    return value <= 0 or (value > 0 and (terms or bool(tree.every("DueDate"))))


_DUE: Pattern = (
    RuleContext(
        "PayableAmount", (Assertion("BR-CO-25", _due_has_a_day),), where=child_of("LegalMonetaryTotal", "Invoice")
    ),
)
_PRECEDING: Pattern = tuple(
    RuleContext(
        "BillingReference",
        (
            Assertion("BR-55", has_element("InvoiceDocumentReference", "ID")),
            Assertion("UBL-SR-06", at_most_one("InvoiceDocumentReference")),
            Assertion("UBL-SR-07", has_element("InvoiceDocumentReference", "ID")),
        ),
        where=child_of(root),
    )
    for root in _ROOTS
)
"""Of the document only: a line of this profile has a ``BillingReference`` that may name its parent line alone."""
_USED = tuple(Assertion(f"{_FR}-{letters}-01", _is_broken_down(code)) for letters, code in CATEGORIES.items())

CTC_FR = RuleBody(
    _TOTALS,
    _DUE,
    _PRECEDING,
    tuple(RuleContext(root, _USED, where=is_root) for root in _ROOTS),
    tuple(_vat_group(letters, code) for letters, code in CATEGORIES.items()),
    ubl_lines.COUNTED_LINES,
    ubl_lines.LINE_GROUPS,
    _ITEMS,
    _CODES,
)
"""EXTENDED-CTC-FR."""
