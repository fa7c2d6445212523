"""Lines of a UBL document in EXTENDED-CTC-FR: what a counted line has, and lines below one another."""

from domain.tree import Node, Tree
from validators.en16931.cii.node_values import quantity
from validators.en16931.ubl.questions import LINES, is_vat
from validators.engine.rule_body import Assertion, Pattern, Question, RuleContext
from validators.facturx.extended.line_groups import GROUP, GROUPS, sum_of_children
from validators.facturx.extended.ubl_pieces import is_counted, own_references, statuses

_FR = "BR-FREXT"
_STATUSES = frozenset({"DETAIL", "GROUP", "INFORMATION"})
_QUANTITIES = ("InvoicedQuantity", "CreditedQuantity")
_NET = "LineExtensionAmount"


def _when_counted(question: Question) -> Question:
    return lambda line, tree: question(line, tree) or not is_counted(line, tree)


def _has_quantity(line: Node, _: Tree) -> bool:
    return any(line.has(name) for name in _QUANTITIES)


def _has_unit(line: Node, _: Tree) -> bool:
    return any("unitCode" in one.attributes for name in _QUANTITIES for one in line.all(name))


def _has_price(line: Node, _: Tree) -> bool:
    return line.exists("Price", "PriceAmount")


def _has_vat_category(line: Node, _: Tree) -> bool:
    return any(is_vat(one) and one.has("ID") for one in line.down("Item", "ClassifiedTaxCategory"))


def _has_one_vat_category(line: Node, tree: Tree) -> bool:
    """One category; none is right for a line that names an invoice and is not DETAIL of its own."""
    count = len(line.down("Item", "ClassifiedTaxCategory"))
    named = line.down("BillingReference", "InvoiceDocumentReference", "ID")
    counted = not named or any(one.text == "DETAIL" for one in statuses(line, tree))
    return count == 1 or (not counted and count == 0)


def _parents(line: Node, tree: Tree) -> list[str]:
    return [one.text for each in own_references(line, tree) for one in each.down("BillingReferenceLine", "ID")]


def _numbers(tree: Tree) -> frozenset[str]:
    """The numbers of the lines (BT-126)."""
    return frozenset(one.text for name in LINES for line in tree.root.all(name) for one in line.all("ID"))


def _below(tree: Tree) -> dict[str, list[Node]]:
    """Lines by the number of the line above each."""
    found: dict[str, list[Node]] = {}
    for name in LINES:
        for line in tree.root.all(name):
            for number in dict.fromkeys(_parents(line, tree) if "BillingReference" in line.children else ()):
                found.setdefault(number, []).append(line)
    return found


def _has_known_status(line: Node, tree: Tree) -> bool:
    found = line.down("BillingReference", "InvoiceDocumentReference", "DocumentStatusCode")
    return not statuses(line, tree) or all(one.text.strip() in _STATUSES for one in found)


def _status_with_parent(line: Node, tree: Tree) -> bool:
    return not _parents(line, tree) or bool(statuses(line, tree))


def _parent_exists(line: Node, tree: Tree) -> bool:
    above = _parents(line, tree)
    own = {one.text for one in line.all("ID")}
    known = tree.cached(_numbers, _numbers)
    return not above or any(one in known and one not in own for one in above)


def _is_group(line: Node, tree: Tree) -> bool:
    return line.has(_NET) and any(one.text == GROUP for one in statuses(line, tree))


def _children(line: Node, tree: Tree) -> list[Node]:
    below = tree.cached(_below, _below)
    return [child for number in {one.text for one in line.all("ID")} for child in below.get(number, ())]


def _group_adds_up(line: Node, tree: Tree) -> bool:
    if not _is_group(line, tree):
        return True
    children = [one for one in _children(line, tree) if any(each.text in GROUPS for each in statuses(one, tree))]
    nets = [net for one in children for net in one.all(_NET)]
    return any(quantity(one.text) == sum_of_children(nets) for one in line.all(_NET))


def _groups_have_amounts(line: Node, tree: Tree) -> bool:
    if not _is_group(line, tree):
        return True
    below = [one for one in _children(line, tree) if any(each.text == GROUP for each in statuses(one, tree))]
    return len(below) == sum(len(one.all(_NET)) for one in below)


_COUNTED = (
    Assertion(f"{_FR}-22", _when_counted(_has_quantity)),
    Assertion(f"{_FR}-23", _when_counted(_has_unit)),
    Assertion(f"{_FR}-24", _when_counted(lambda line, _: line.has(_NET))),
    Assertion(f"{_FR}-26", _when_counted(_has_price)),
    Assertion(f"{_FR}-CO-04", _when_counted(_has_vat_category)),
    Assertion("UBL-FREXT-SR-48", _has_one_vat_category),
)
_GROUPED = (
    Assertion(f"{_FR}-05", _has_known_status),
    Assertion(f"{_FR}-06", _status_with_parent),
    Assertion(f"{_FR}-08", _group_adds_up),
    Assertion(f"{_FR}-11", _parent_exists),
    Assertion(f"{_FR}-12", _groups_have_amounts),
)


def _refers(line: Node) -> bool:
    """Whether the line refers to an invoice, its own or another; nothing is asked of groups otherwise."""
    return "BillingReference" in line.children


COUNTED_LINES: Pattern = tuple(RuleContext(name, _COUNTED) for name in LINES)
LINE_GROUPS: Pattern = tuple(RuleContext(name, _GROUPED, _refers) for name in LINES)
