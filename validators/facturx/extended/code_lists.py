"""Code lists that the extended profiles widen, for both syntaxes (BR-FREXT-CL-*)."""

from collections.abc import Callable, Set
from dataclasses import dataclass

from domain.tree import BLANKS, Node, Tree
from validators.codes.allowance_reasons import UNTDID_5189
from validators.codes.charge_reasons import UNTDID_7161
from validators.codes.item_attributes import ITEM_ATTRIBUTES
from validators.codes.mime import MIMES
from validators.codes.non_vat_taxes import UNTDID_5153
from validators.engine.rule_body import Assertion, Condition, PathCondition, Question, RuleContext
from validators.engine.tree_paths import child_of

INCOTERMS = frozenset("1 2 CFR CIF CIP CPT DAP DDP DPU EXW FAS FCA FOB".split())
"""Terms of delivery (BT-X-145)."""
XML_TOO = MIMES | {"application/xml", "text/xml"}
"""Types of attachments, XML included."""
_REASONS, _TAXES = "7161", "5153"
"""UNTDID code lists of the reasons of charges and of taxes other than VAT."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CodePlaces:
    """Where a syntax has the codes."""

    extra: str
    """Element of an allowance or a charge of the document or of a line."""
    reason: str
    is_charge: Condition
    """Whether such an element is a charge."""
    attached: str
    """Element of an attached file."""
    incoterm: tuple[str, str]
    """Element of the terms of delivery, and its parent."""
    price_extra: str | None = None
    """Parent of the element of a discount on a price, when its reason is asked apart."""
    is_allowance: Condition = lambda _: False
    """Whether a discount on a price is an allowance."""
    attribute: str | None = None
    """Element of the kind of an item's attribute, when a wrong one refuses."""


def is_in(codes: Set[str]) -> Question:
    """The text is in the list, outer blanks removed."""
    return lambda node, _: node.text.strip(BLANKS) in codes


def code_lists(places: CodePlaces) -> tuple[RuleContext, ...]:
    """The contexts of the codes at ``places``."""
    of_charge = _of_parent(places.is_charge)
    in_extra = child_of(places.extra)

    def charge(when: Condition, *asked: Assertion) -> RuleContext:
        return RuleContext(places.reason, asked, lambda node: of_charge(node) and when(node), in_extra)

    return (
        charge(_listed(_REASONS, missing=True), Assertion("BR-FREXT-CL-20", is_in(UNTDID_7161))),
        charge(_listed(_TAXES), Assertion("BR-FREXT-CL-20-TAX", is_in(UNTDID_5153))),
        charge(lambda node: bool(node.attributes.get("listID")), Assertion("BR-FREXT-CL-20-LISTID", _never)),
        RuleContext(
            places.attached,
            (Assertion("BR-FREXT-CL-24", lambda node, _: node.attributes.get("mimeCode", "") in XML_TOO),),
            lambda node: "mimeCode" in node.attributes,
        ),
        RuleContext(
            places.incoterm[0],
            (Assertion("BR-FREXT-CL-27", is_in(INCOTERMS)),),
            where=child_of(places.incoterm[1]),
        ),
        *_of_prices(places),
        *_of_attributes(places),
    )


def _of_prices(places: CodePlaces) -> tuple[RuleContext, ...]:
    if places.price_extra is None:
        return ()
    where: PathCondition = child_of(places.price_extra, "GrossPriceProductTradePrice")
    asked = Assertion("BR-FREXT-CL-19-GP", is_in(UNTDID_5189))
    return (RuleContext(places.reason, (asked,), _of_parent(places.is_allowance), where),)


def _of_attributes(places: CodePlaces) -> tuple[RuleContext, ...]:
    if places.attribute is None:
        return ()
    asked = (Assertion("BR-FREXT-04", is_in(ITEM_ATTRIBUTES)),)
    return (RuleContext(places.attribute, asked, where=child_of("AdditionalItemProperty", "Item")),)


def _never(_: Node, __: Tree) -> bool:
    return False


def _of_parent(kind: Condition) -> Callable[[Node], bool]:
    return lambda node: node.parent is not None and kind(node.parent)


def _listed(code: str, *, missing: bool = False) -> Condition:
    return lambda node: node.attributes.get("listID", code if missing else None) == code
