"""Item attributes and invoiced objects: BR-FR-27 to 30."""

from domain.tree import Node, Tree, collapsed
from validators.br_fr.context_paths import AGREEMENT, LINE, contexts_at, has_scheme, merged
from validators.engine.rule_body import Condition, Pattern, Question

OBJECT_TYPES = ("AFL", "AVV")
"""Sub-invoice number, framework of the sub-invoice (UNTDID 1153)."""


def has_text(node: Node, _: Tree) -> bool:
    """The node has text."""
    return bool(collapsed(node.text))


def has_one_of(*names: str) -> Question:
    """Question: one of these children is present, empty or not."""
    return lambda node, _: any(node.has(name) for name in names)


def has_value(quantity: str) -> Question:
    """Question: a value, or a quantity with its unit, not both."""

    def holds(node: Node, _: Tree) -> bool:
        if node.has("Value"):
            return not node.has(quantity)
        return any(one.attributes.get("unitCode") for one in node.all(quantity))

    return holds


def refers_once(node: Node, _: Tree) -> bool:
    """At most one object of each kind (UBL)."""
    schemes = [one.attributes.get("schemeID") for one in node.all("ID")]
    return all(schemes.count(kind) <= 1 for kind in OBJECT_TYPES)


def has_each_once(node: Node, _: Tree) -> bool:
    """At most one document of each kind (CII)."""
    documents = node.all("AdditionalReferencedDocument")
    return len(documents) <= 1 or all(sum(map(of_kind(kind), documents)) <= 1 for kind in OBJECT_TYPES)


def of_kind(kind: str) -> Condition:
    """Whether a document refers to an object of that kind (CII)."""
    return lambda node: any(one.text == kind for one in node.all("ReferenceTypeCode"))


def _attribute(path: str, name: str, code: str) -> Pattern:
    return (
        *contexts_at(path, ("BR-FR-27_BG-32", has_one_of(name, code))),
        *contexts_at(f"{path}/{name}", ("BR-FR-27_BT-160", has_text)),
        *contexts_at(f"{path}/{code}", ("BR-FR-27_EXT-FR-FE-159", has_text)),
    )


def _objects_in_ubl(rule: str, term: str, path: str) -> Pattern:
    return (
        *contexts_at(path, (f"{rule}_{term}", refers_once)),
        *merged(
            contexts_at(f"{path}/ID", (f"{rule}_{kind}", has_text), when=has_scheme(kind)) for kind in OBJECT_TYPES
        ),
    )


def _objects_in_cii(rule: str, term: str, path: str) -> Pattern:
    whole = f"{path}/AdditionalReferencedDocument/IssuerAssignedID"
    return (
        *contexts_at(path, (f"{rule}_{term}", has_each_once)),
        *merged(contexts_at(whole, (f"{rule}_{kind}", has_text), when=_within(of_kind(kind))) for kind in OBJECT_TYPES),
    )


def _within(kind: Condition) -> Condition:
    return lambda node: node.parent is not None and kind(node.parent)


_ITEM_ATTRIBUTE = f"{LINE}/SpecifiedTradeProduct/ApplicableProductCharacteristic"

UBL: tuple[Pattern, ...] = (
    _attribute("Document/Item/AdditionalItemProperty", "Name", "NameCode"),
    contexts_at("Line/Item/AdditionalItemProperty", ("BR-FR-28-Value", has_value("ValueQuantity"))),
    _objects_in_ubl("BR-FR-29", "BT-18", "Document/AdditionalDocumentReference"),
    _objects_in_ubl("BR-FR-30", "BT-128", "Line/DocumentReference"),
)

CII: tuple[Pattern, ...] = (
    _attribute(_ITEM_ATTRIBUTE, "Description", "TypeCode"),
    contexts_at(_ITEM_ATTRIBUTE, ("BR-FR-28-Value", has_value("ValueMeasure"))),
    _objects_in_cii("BR-FR-29", "BT-18", AGREEMENT),
    _objects_in_cii("BR-FR-30", "BT-128", LINE),
)
