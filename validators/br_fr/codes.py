"""Codes and rates of the lists in use in France: BR-FR-04, 08, 15, 16, 17 and 18."""

from collections.abc import Callable, Collection

from domain.tree import Node, Tree, collapsed
from validators.br_fr.code_lists import (
    CADRES,
    CATEGORIES_ETRANGERES,
    CATEGORIES_TVA,
    PIECES_JOINTES,
    TAUX,
    TYPES_DOCUMENT,
)
from validators.br_fr.context_paths import AGREEMENT, DOCUMENT, EXCHANGE, LINE_SETTLEMENT, SETTLEMENT, contexts_at
from validators.engine.rule_body import Pattern, Question


def is_type(node: Node, _: Tree) -> bool:
    """A type of document in use in France."""
    return node.text in TYPES_DOCUMENT


def has_framework(*path: str) -> Question:
    """Question: the cadre is present and known."""
    return lambda node, _: any(one.text in CADRES for one in node.down(*path))


def has_known_code(name: str, known: Collection[str], *, needed: bool = False) -> Question:
    """Question: one of the children ``name`` is a known code; without any it holds unless ``needed``."""

    def holds(node: Node, _: Tree) -> bool:
        found = node.children.get(name)
        if not found:
            return not needed
        return found[0].text in known or any(one.text in known for one in found[1:])

    return holds


def has_no_refused_code(name: str, refused: Collection[str]) -> Question:
    """Question: no child ``name`` is one of the codes ``refused``."""
    return lambda node, _: name not in node.children or not any(one.text in refused for one in node.children[name])


def is_known_or_blank(name: str, known: Collection[str], shown: Callable[[str], str] = str) -> Question:
    """Question: the child ``name`` is a known code, or blank."""

    def holds(node: Node, _: Tree) -> bool:
        texts = [shown(one.text) for one in node.all(name)]
        return not any(texts) or any(text in known for text in texts)

    return holds


def has_category_or_informs(node: Node, tree: Tree) -> bool:
    """A known VAT category; none for a line of status GROUP or INFORMATION."""
    if node.has("CategoryCode"):
        return _category(node, tree)
    lines = node.parent.parent.down(*_STATUS) if node.parent and node.parent.parent else []
    return any(one.text in ("GROUP", "INFORMATION") for one in lines)


def has_one_readable(*path: str, title: str) -> Question:
    """At most one attached document is the readable view."""

    def holds(node: Node, _: Tree) -> bool:
        views = (one for one in node.down(*path) if any(name.text == "LISIBLE" for name in one.all(title)))
        return len(list(views)) <= 1

    return holds


_STATUS = ("AssociatedDocumentLineDocument", "LineStatusReasonCode")
_category = has_known_code("CategoryCode", CATEGORIES_TVA, needed=True)
_foreign = has_no_refused_code("CategoryCode", CATEGORIES_ETRANGERES)
_categorised = has_known_code("ID", CATEGORIES_TVA)
_abroad = has_no_refused_code("ID", CATEGORIES_ETRANGERES)
_rate = has_known_code("Percent", TAUX)
_rate_applied = is_known_or_blank("RateApplicablePercent", TAUX)

_ALLOWANCE = "AllowanceCharge/TaxCategory"
_BREAKDOWN = "TaxTotal/TaxSubtotal/TaxCategory"
_PRECEDING = "BillingReference/InvoiceDocumentReference/DocumentTypeCode"

UBL: tuple[Pattern, ...] = (
    (
        *contexts_at("Invoice/InvoiceTypeCode", ("BR-FR-04_BT-3", is_type)),
        *contexts_at("CreditNote/CreditNoteTypeCode", ("BR-FR-04_BT-3", is_type)),
        *contexts_at(f"Document/{_PRECEDING}", ("BR-FR-04_EXT-FR-FE-02", is_type)),
        *contexts_at(f"Line/{_PRECEDING}", ("BR-FR-04_EXT-FR-FE-137", is_type)),
    ),
    contexts_at("Document", ("BR-FR-08_BT-23", has_framework("ProfileID"))),
    (
        *contexts_at(_ALLOWANCE, ("BR-FR-15_BT-95_BT-102-1", _categorised), ("BR-FR-15_BT-95_BT-102-2", _abroad)),
        *contexts_at(_BREAKDOWN, ("BR-FR-15_BT-118-1", _categorised), ("BR-FR-15_BT-118-2", _abroad)),
        *contexts_at("Item/ClassifiedTaxCategory", ("BR-FR-15_BT-151-1", _categorised), ("BR-FR-08_BT-151-2", _abroad)),
    ),
    (
        *contexts_at(_ALLOWANCE, ("BR-FR-16_BT-96", _rate)),
        *contexts_at(
            _ALLOWANCE, ("BR-FR-16_BT-103", _rate)
        ),  # The rule before takes every such node: kept for its code.
        *contexts_at(_BREAKDOWN, ("BR-FR-16_BT-119", _rate)),
        *contexts_at("InvoiceLine/Item/ClassifiedTaxCategory", ("BR-FR-16_BT-152", _rate)),
    ),
    contexts_at(
        "AdditionalDocumentReference", ("BR-FR-17_BT-123", has_known_code("DocumentDescription", PIECES_JOINTES))
    ),
    contexts_at(
        "Document",
        ("BR-FR-18_BT-123", has_one_readable("AdditionalDocumentReference", title="DocumentDescription")),
    ),
)

_ALLOWANCE_CII = f"{SETTLEMENT}/SpecifiedTradeAllowanceCharge/CategoryTradeTax"
_BREAKDOWN_CII = f"{SETTLEMENT}/ApplicableTradeTax"
_LINE_CII = f"{LINE_SETTLEMENT}/ApplicableTradeTax"

CII: tuple[Pattern, ...] = (
    (
        *contexts_at(f"{DOCUMENT}/TypeCode", ("BR-FR-04_BT-3", is_type)),
        *contexts_at(f"{SETTLEMENT}/InvoiceReferencedDocument/TypeCode", ("BR-FR-04_EXT-FR-FE-02", is_type)),
        *contexts_at(f"{LINE_SETTLEMENT}/InvoiceReferencedDocument/TypeCode", ("BR-FR-04_EXT-FR-FE-137", is_type)),
    ),
    contexts_at(EXCHANGE, ("BR-FR-08_BT-23", has_framework("BusinessProcessSpecifiedDocumentContextParameter", "ID"))),
    (
        *contexts_at(_ALLOWANCE_CII, ("BR-FR-15_BT-95_BT-102", _category), ("BR-FR-15_BT-95_BT-102_LM", _foreign)),
        *contexts_at(_BREAKDOWN_CII, ("BR-FR-15_BT-95_BT-118", _category), ("BR-FR-15_BT-95_BT-118_LM", _foreign)),
        *contexts_at(
            _LINE_CII, ("BR-FR-15_BT-95_BT-151", has_category_or_informs), ("BR-FR-15_BT-95_BT-151_LM", _foreign)
        ),
    ),
    (
        *contexts_at(_ALLOWANCE_CII, ("BR-FR-16_BT-96_BT-103", _rate_applied)),
        *contexts_at(_BREAKDOWN_CII, ("BR-FR-16_BT-119", _rate_applied)),
        *contexts_at(_LINE_CII, ("BR-FR-16_BT-152", _rate_applied)),
    ),
    contexts_at(
        f"{AGREEMENT}/AdditionalReferencedDocument",
        ("BR-FR-17_BT-123", is_known_or_blank("Name", PIECES_JOINTES, collapsed)),
        when=lambda node: any(one.text == "916" for one in node.all("TypeCode")),
    ),
    contexts_at(
        "CrossIndustryInvoice",
        (
            "BR-FR-18_BT-123",
            has_one_readable(
                "SupplyChainTradeTransaction",
                "ApplicableHeaderTradeAgreement",
                "AdditionalReferencedDocument",
                title="Name",
            ),
        ),
    ),
)
