"""Lines of a CII document in an extended profile: what a counted line has, and lines below one another."""

from domain.tree import BLANKS, Node, Tree, collapsed
from validators.codes.item_attributes import ITEM_ATTRIBUTES
from validators.en16931.cii.node_values import VAT, is_vat, quantity
from validators.en16931.cii.questions import has_element, of_parent
from validators.engine.rule_body import Assertion, Pattern, Question, RuleContext
from validators.engine.tree_paths import child_of
from validators.facturx.extended.cii_pieces import LINE, lines
from validators.facturx.extended.line_groups import GROUP, GROUPS, sum_of_children

_DOCUMENT = "AssociatedDocumentLineDocument"
_STATUS = "LineStatusReasonCode"
_NET = ("SpecifiedLineTradeSettlement", "SpecifiedTradeSettlementLineMonetarySummation", "LineTotalAmount")
_QUANTITY = ("SpecifiedLineTradeDelivery", "BilledQuantity")
_TAX = ("SpecifiedLineTradeSettlement", "ApplicableTradeTax")
STATUSES = frozenset({"DETAIL", "GROUP", "INFORMATION"})


def _is_counted(document: Node) -> bool:
    found = document.all(_STATUS)
    return not found or any(one.text == "DETAIL" for one in found)


def _has_unit(line: Node, _: Tree) -> bool:
    return any("unitCode" in one.attributes for one in line.down(*_QUANTITY))


def has_vat_category(line: Node, _: Tree) -> bool:
    return any(is_vat(tax) and tax.has("CategoryCode") for tax in line.down(*_TAX))


def has_written_vat_category(line: Node, tree: Tree) -> bool:
    """The same, the type of tax being written VAT in capitals at least once."""
    kinds = line.down(*_TAX, "TypeCode")
    return any(kind.text == VAT for kind in kinds) and has_vat_category(line, tree)


def _indicates_charge(indicator: Node) -> bool:
    return any(one.text == "true" for one in indicator.all("Indicator"))


def has_reason(indicator: Node, _: Tree) -> bool:
    """The charge has a reason or its code, empty or not."""
    charge = indicator.parent
    return charge is not None and (charge.has("Reason") or charge.has("ReasonCode"))


def has_name_or_code(attribute: Node, _: Tree) -> bool:
    """BT-160 or its code is there."""
    return attribute.has("Description") or attribute.has("TypeCode")


def has_one_value(attribute: Node, _: Tree) -> bool:
    """BT-161 is there, or a value with its unit, not both."""
    measures = attribute.all("ValueMeasure")
    if attribute.has("Value"):
        return not measures
    return any(one.attributes.get("unitCode") for one in measures)


def parent_of(line: Node) -> str:
    """BT-X-304, blanks normalised; empty without one."""
    return line.text_at(_DOCUMENT, "ParentLineID")


def has_known_status(line: Node, _: Tree) -> bool:
    """BT-X-8 is DETAIL, GROUP or INFORMATION."""
    return all(one.text in STATUSES for one in line.down(_DOCUMENT, _STATUS))


def status_with_parent(line: Node, _: Tree) -> bool:
    """A line below another one says its status."""
    return not parent_of(line) or any(one.text for one in line.down(_DOCUMENT, _STATUS))


def parent_exists(line: Node, tree: Tree) -> bool:
    """The line above is a line of the document, and another one."""
    above = parent_of(line)
    known = tree.cached(_numbers, _numbers)
    own = {one.text for one in line.down(_DOCUMENT, "LineID")}
    return not above or (above in known and above not in own)


def _numbers(tree: Tree) -> frozenset[str]:
    return frozenset(one.text for line in lines(tree) for one in line.down(_DOCUMENT, "LineID"))


def parent_is_a_line(line: Node, tree: Tree) -> bool:
    """The line above is a line of the document, or the line itself."""
    above = parent_of(line)
    return not above or any(collapsed(number) == above for number in tree.cached(_numbers, _numbers))


def _is_group(line: Node) -> bool:
    return any(one.text == GROUP for one in line.down(_DOCUMENT, _STATUS)) and line.exists(*_NET)


def _children(line: Node, tree: Tree) -> list[Node]:
    numbers = {one.text for one in line.down(_DOCUMENT, "LineID")}
    below = tree.cached(_below, _below)
    return [child for number in numbers for child in below.get(number, ())]


def _below(tree: Tree) -> dict[str, list[Node]]:
    found: dict[str, list[Node]] = {}
    for line in lines(tree):
        for one in line.down(_DOCUMENT, "ParentLineID"):
            found.setdefault(one.text, []).append(line)
    return found


def _has_status(line: Node, statuses: frozenset[str]) -> bool:
    return any(one.text in statuses for one in line.down(_DOCUMENT, _STATUS))


def group_adds_up(line: Node, tree: Tree) -> bool:
    """The amount of a group is that of its lines."""
    nets = [one for child in _children(line, tree) if _has_status(child, GROUPS) for one in child.down(*_NET)]
    return any(quantity(one.text) == sum_of_children(nets) for one in line.down(*_NET))


def whole_group_adds_up(line: Node, tree: Tree) -> bool:
    """The same, each line of the group having an amount."""
    below = [child for child in _children(line, tree) if _has_status(child, GROUPS)]
    return all(child.exists(*_NET) for child in below) and group_adds_up(line, tree)


def groups_have_amounts(line: Node, tree: Tree) -> bool:
    """Each group below a group with an amount has one too."""
    below = [child for child in _children(line, tree) if _has_status(child, frozenset({GROUP}))]
    return len(below) == sum(len(child.down(*_NET)) for child in below)


def is_known_attribute(code: Node, _: Tree) -> bool:
    """BT-X-11 is a code of the list."""
    return code.text.strip(BLANKS) in ITEM_ATTRIBUTES


def counted_line(stem: str, *, vat: Question) -> Pattern:
    """What a counted line has: codes ``stem``-BR-22 to 26 and -CO-04."""
    return (
        RuleContext(
            _DOCUMENT,
            (
                Assertion(f"{stem}-BR-22", of_parent(has_element(*_QUANTITY))),
                Assertion(f"{stem}-BR-23", of_parent(_has_unit)),
                Assertion(f"{stem}-BR-24", of_parent(has_element(*_NET))),
                Assertion(
                    f"{stem}-BR-26",
                    of_parent(has_element("SpecifiedLineTradeAgreement", "NetPriceProductTradePrice", "ChargeAmount")),
                ),
                Assertion(f"{stem}-CO-04", of_parent(vat)),
            ),
            _is_counted,
            child_of(LINE),
        ),
    )


def charges(stem: str) -> Pattern:
    """Charges have a reason: ``stem``-BR-38 in the document, ``stem``-BR-44 in a line."""
    extra = "SpecifiedTradeAllowanceCharge"
    return tuple(
        RuleContext("ChargeIndicator", (Assertion(code, has_reason),), _indicates_charge, child_of(extra, owner))
        for code, owner in (
            (f"{stem}-BR-38", "ApplicableHeaderTradeSettlement"),
            (f"{stem}-BR-44", "SpecifiedLineTradeSettlement"),
        )
    )


def attributes(stem: str) -> Pattern:
    """Attributes of items (BG-32): ``stem``-1 and -2."""
    asked = (Assertion(f"{stem}-1", has_name_or_code), Assertion(f"{stem}-2", has_one_value))
    return (RuleContext("ApplicableProductCharacteristic", asked),)


def on_groups(*asked: Assertion) -> RuleContext:
    """The context of the groups that have an amount."""
    return RuleContext(LINE, asked, _is_group)
