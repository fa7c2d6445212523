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
from validators.br_fr.scene_paths import ACCORD, DOCUMENT, ENVELOPPE, REGLEMENT, REGLEMENT_LIGNE, ask
from validators.engine.rule_body import Pattern, Question


def is_type(node: Node, _: Tree) -> bool:
    """A type of document in use in France."""
    return node.text in TYPES_DOCUMENT


def has_framework(*path: str) -> Question:
    """The framework is there, and known."""
    return lambda node, _: any(one.text in CADRES for one in node.down(*path))


def some(name: str, known: Collection[str], *, needed: bool = False) -> Question:
    """One of the children ``name`` is a known code; none at all holds unless ``needed``."""

    def holds(node: Node, _: Tree) -> bool:
        found = node.children.get(name)
        if not found:
            return not needed
        return found[0].text in known or any(one.text in known for one in found[1:])

    return holds


def none(name: str, refused: Collection[str]) -> Question:
    """No child ``name`` is one of the codes ``refused``."""
    return lambda node, _: name not in node.children or not any(one.text in refused for one in node.children[name])


def stated(name: str, known: Collection[str], shown: Callable[[str], str] = str) -> Question:
    """The child ``name`` is a known code, or says nothing."""

    def holds(node: Node, _: Tree) -> bool:
        texts = [shown(one.text) for one in node.all(name)]
        return not any(texts) or any(text in known for text in texts)

    return holds


def has_category_or_tells(node: Node, tree: Tree) -> bool:
    """A known category of VAT; none for a line that groups or informs."""
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
_category = some("CategoryCode", CATEGORIES_TVA, needed=True)
_foreign = none("CategoryCode", CATEGORIES_ETRANGERES)
_categorised = some("ID", CATEGORIES_TVA)
_abroad = none("ID", CATEGORIES_ETRANGERES)
_rate = some("Percent", TAUX)
_rate_applied = stated("RateApplicablePercent", TAUX)

_REMISE = "AllowanceCharge/TaxCategory"
_VENTILATION = "TaxTotal/TaxSubtotal/TaxCategory"
_ORIGINE = "BillingReference/InvoiceDocumentReference/DocumentTypeCode"

UBL: tuple[Pattern, ...] = (
    (
        *ask("Invoice/InvoiceTypeCode", ("BR-FR-04_BT-3", is_type)),
        *ask("CreditNote/CreditNoteTypeCode", ("BR-FR-04_BT-3", is_type)),
        *ask(f"Document/{_ORIGINE}", ("BR-FR-04_EXT-FR-FE-02", is_type)),
        *ask(f"Line/{_ORIGINE}", ("BR-FR-04_EXT-FR-FE-137", is_type)),
    ),
    ask("Document", ("BR-FR-08_BT-23", has_framework("ProfileID"))),
    (
        *ask(_REMISE, ("BR-FR-15_BT-95_BT-102-1", _categorised), ("BR-FR-15_BT-95_BT-102-2", _abroad)),
        *ask(_VENTILATION, ("BR-FR-15_BT-118-1", _categorised), ("BR-FR-15_BT-118-2", _abroad)),
        *ask("Item/ClassifiedTaxCategory", ("BR-FR-15_BT-151-1", _categorised), ("BR-FR-08_BT-151-2", _abroad)),
    ),
    (
        *ask(_REMISE, ("BR-FR-16_BT-96", _rate)),
        *ask(_REMISE, ("BR-FR-16_BT-103", _rate)),  # The rule before takes every such node: kept for its code.
        *ask(_VENTILATION, ("BR-FR-16_BT-119", _rate)),
        *ask("InvoiceLine/Item/ClassifiedTaxCategory", ("BR-FR-16_BT-152", _rate)),
    ),
    ask("AdditionalDocumentReference", ("BR-FR-17_BT-123", some("DocumentDescription", PIECES_JOINTES))),
    ask(
        "Document",
        ("BR-FR-18_BT-123", has_one_readable("AdditionalDocumentReference", title="DocumentDescription")),
    ),
)

_REMISE_CII = f"{REGLEMENT}/SpecifiedTradeAllowanceCharge/CategoryTradeTax"
_VENTILATION_CII = f"{REGLEMENT}/ApplicableTradeTax"
_LIGNE_CII = f"{REGLEMENT_LIGNE}/ApplicableTradeTax"

CII: tuple[Pattern, ...] = (
    (
        *ask(f"{DOCUMENT}/TypeCode", ("BR-FR-04_BT-3", is_type)),
        *ask(f"{REGLEMENT}/InvoiceReferencedDocument/TypeCode", ("BR-FR-04_EXT-FR-FE-02", is_type)),
        *ask(f"{REGLEMENT_LIGNE}/InvoiceReferencedDocument/TypeCode", ("BR-FR-04_EXT-FR-FE-137", is_type)),
    ),
    ask(ENVELOPPE, ("BR-FR-08_BT-23", has_framework("BusinessProcessSpecifiedDocumentContextParameter", "ID"))),
    (
        *ask(_REMISE_CII, ("BR-FR-15_BT-95_BT-102", _category), ("BR-FR-15_BT-95_BT-102_LM", _foreign)),
        *ask(_VENTILATION_CII, ("BR-FR-15_BT-95_BT-118", _category), ("BR-FR-15_BT-95_BT-118_LM", _foreign)),
        *ask(_LIGNE_CII, ("BR-FR-15_BT-95_BT-151", has_category_or_tells), ("BR-FR-15_BT-95_BT-151_LM", _foreign)),
    ),
    (
        *ask(_REMISE_CII, ("BR-FR-16_BT-96_BT-103", _rate_applied)),
        *ask(_VENTILATION_CII, ("BR-FR-16_BT-119", _rate_applied)),
        *ask(_LIGNE_CII, ("BR-FR-16_BT-152", _rate_applied)),
    ),
    ask(
        f"{ACCORD}/AdditionalReferencedDocument",
        ("BR-FR-17_BT-123", stated("Name", PIECES_JOINTES, collapsed)),
        when=lambda node: any(one.text == "916" for one in node.all("TypeCode")),
    ),
    ask(
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
