"""CII binding rules by type of value: identifiers, codes, amounts, references, addresses."""

from domain.tree import BLANKS, HasAncestors, Node, Tree
from validators.en16931.cii.locations import TRANSACTION, at
from validators.en16931.cii.node_values import VAT
from validators.en16931.cii.not_admitted import (
    ADDRESS,
    AMOUNT,
    ANY_IDENTIFIER,
    DOCUMENT_TYPE_CODE,
    IDENTIFIER,
    PERIOD,
    QUANTITY,
    REFERENCE,
    TYPE_CODE,
    NotAdmittedRow,
)
from validators.en16931.cii.questions import has_no_attribute, has_no_element
from validators.engine.rule_body import Assertion, Condition, Pattern, Question, RuleContext

_ATTACHED, _ITEM, _TENDER = "916", "130", "50"
"""Types of an additional document (BT-122, BT-18, BT-17)."""
_DAY = "102"
_DAY_DIGITS = 8
_MONTHS = frozenset(f"{month:02}" for month in range(1, 13))
_DAYS = frozenset(f"{day:02}" for day in range(1, 32))
_LINE = ("IncludedSupplyChainTradeLineItem", TRANSACTION)
_USUAL_CHILDREN = frozenset({"IssuerAssignedID", "LineID"})
"""Usual children of a reference, on which there is no rule."""


def _attributes(*rows: NotAdmittedRow) -> tuple[Assertion, ...]:
    return tuple(Assertion(row.code, has_no_attribute(row.name)) for row in rows)


def _elements(*rows: NotAdmittedRow) -> tuple[Assertion, ...]:
    return tuple(Assertion(row.code, has_no_element(*row.name.split("/"))) for row in rows)


def _has_attribute(*rows: NotAdmittedRow) -> Condition:
    """Condition: the node has one of the attributes; only then can the rules fail."""
    names = frozenset(row.name for row in rows)
    return lambda node: not names.isdisjoint(node.attributes)


def _has_element(*rows: NotAdmittedRow) -> Condition:
    names = frozenset(row.name.partition("/")[0] for row in rows)
    return lambda node: not names.isdisjoint(node.children)


def _is_marked(node: Node) -> bool:
    return bool(node.attributes)


def _only_if(name: str, *types: str, document: str = "AdditionalReferencedDocument") -> Question:
    """The element occurs only in that document, with one of these types."""

    def asked(node: Node, _: Tree) -> bool:
        if name not in node.children:
            return True
        return node.name == document and (not types or any(one.text in types for one in node.all("TypeCode")))

    return asked


def _is_unit_of_billed(node: Node, tree: Tree) -> bool:
    return "unitCode" not in node.attributes or tree.cached("billed units", _has_billed_units)


def _has_billed_units(tree: Tree) -> bool:
    billed = tree.root.down(TRANSACTION, _LINE[0], "SpecifiedLineTradeDelivery", "BilledQuantity")
    return any("unitCode" in one.attributes for one in billed)


def _is_vat(tax: Node, _: Tree) -> bool:
    kinds = tax.all("TypeCode")
    return not kinds or any(one.text == VAT for one in kinds)


def _is_date(date: Node, _: Tree) -> bool:
    text = date.text.strip(BLANKS)
    return len(text) == _DAY_DIGITS and text[:4].isdecimal() and text[4:6] in _MONTHS and text[6:] in _DAYS


def _is_plain_date(date: Node) -> bool:
    return date.attributes.get("format") == _DAY


def _is_of_reference(place: HasAncestors) -> bool:
    """Whether the date is that of a reference, which has another type (``Formatted...``)."""
    return place.parent is not None and place.parent.name.startswith("Formatted")


VALUES: Pattern = (
    RuleContext(
        "ID",
        _attributes(*IDENTIFIER),
        _is_marked,
        at("GuidelineSpecifiedDocumentContextParameter", "ExchangedDocumentContext"),
    ),
    RuleContext("ID", _attributes(*IDENTIFIER), _is_marked, at("ExchangedDocument")),
    RuleContext("LineID", _attributes(*IDENTIFIER), _is_marked, at("AssociatedDocumentLineDocument", *_LINE)),
    RuleContext("SellerAssignedID", _attributes(*IDENTIFIER), _is_marked, at("SpecifiedTradeProduct", *_LINE)),
    RuleContext("*ID", _attributes(*ANY_IDENTIFIER), _has_attribute(*ANY_IDENTIFIER)),
    RuleContext("TypeCode", _attributes(*TYPE_CODE), _is_marked),
    RuleContext(
        "TypeCode", _attributes(*DOCUMENT_TYPE_CODE), where=at("ExchangedDocument")
    ),  # Never reached, officially either.
    RuleContext(
        "*ReferencedDocument",
        (
            *_elements(*REFERENCE),
            Assertion("CII-DT-015", _only_if("URIID", _ATTACHED)),
            Assertion("CII-DT-018", _only_if("TypeCode", _TENDER, _ITEM, _ATTACHED)),
            Assertion("CII-DT-021", _only_if("Name", _ATTACHED)),
            Assertion("CII-DT-022", _only_if("AttachmentBinaryObject", _ATTACHED)),
            Assertion("CII-DT-024", _only_if("ReferenceTypeCode", _ITEM)),
            Assertion("CII-DT-027", _only_if("FormattedIssueDateTime", document="InvoiceReferencedDocument")),
        ),
        lambda node: not _USUAL_CHILDREN.issuperset(node.children),
    ),
    RuleContext(
        "*Amount",
        _attributes(*AMOUNT),
        _is_marked,
        lambda place: place.name != "TaxTotalAmount",
    ),
    RuleContext("*Quantity", (Assertion("CII-DT-033", _is_unit_of_billed), *_attributes(*QUANTITY)), _is_marked),
    RuleContext("*TradeTax", (Assertion("CII-DT-037", _is_vat),)),
    RuleContext("BillingSpecifiedPeriod", _elements(*PERIOD), _has_element(*PERIOD)),
    RuleContext("PostalTradeAddress", _elements(*ADDRESS), _has_element(*ADDRESS)),
    RuleContext(
        "DateTimeString",
        (Assertion("CII-DT-097", _is_date),),
        _is_plain_date,
        lambda place: not _is_of_reference(place),
    ),
)
