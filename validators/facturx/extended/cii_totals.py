"""Totals of a CII document in an extended profile: a cent for each line, allowance and charge."""

from decimal import Decimal

from domain.tree import Node, Tree
from validators.en16931.cii.locations import settlement
from validators.en16931.cii.node_values import amount
from validators.engine.rule_body import NAN, Assertion, Question, RuleContext, number
from validators.facturx.extended.cii_pieces import lines, pieces
from validators.facturx.extended.pieces import CENT, Piece, PieceKind, Sum, Sums, exact, sums

_SUMMATION = "SpecifiedTradeSettlementHeaderMonetarySummation"
_LOGISTICS = "SpecifiedLogisticsServiceCharge"


def document_sums(tree: Tree) -> Sums:
    """Sums of all summed amounts of the document."""
    return tree.cached(document_sums, lambda it: sums(_counted(it), exact))


def _counted(tree: Tree) -> list[Piece]:
    return [piece for piece in pieces(tree) if piece.in_totals]


def lines_add_up(totals: Node, tree: Tree) -> bool:
    """BT-106 is the sum of BT-131 within a cent a line, of whatever status."""
    return abs(amount(totals, "LineTotalAmount") - document_sums(tree).lines) <= CENT * len(lines(tree))


def _extras_add_up(name: str, kind: PieceKind, add: Sum) -> Question:
    def question(totals: Node, tree: Tree) -> bool:
        found = [piece for piece in _counted(tree) if piece.kind is kind]
        if name not in totals.children and not _is_written(found, tree, kind):
            return True
        gap = amount(totals, name) - _sum(found, kind, add)
        return abs(gap) <= CENT * len(found)

    return question


def _is_written(found: list[Piece], tree: Tree, kind: PieceKind) -> bool:
    """Whether there is an allowance, or a charge other than a logistics one, which need not be in BT-108 alone."""
    logistics = sum(len(part.all(_LOGISTICS)) for part in settlement(tree)) if kind is PieceKind.CHARGE else 0
    return len(found) > logistics


def _sum(found: list[Piece], kind: PieceKind, add: Sum) -> Decimal:
    total = sums(found, add)
    return total.charges if kind is PieceKind.CHARGE else total.allowances


def without_vat_adds_up(totals: Node, tree: Tree) -> bool:
    """BT-109 is the lines less the allowances plus the charges."""
    made = document_sums(tree)
    return abs(amount(totals, "TaxBasisTotalAmount") - made.without_vat) <= made.tolerance


def with_vat_adds_up(totals: Node, tree: Tree) -> bool:
    """BT-112 is BT-109 plus the one BT-110 in the invoice's currency."""
    currency = totals.parent.first("InvoiceCurrencyCode") if totals.parent is not None else None
    if currency is None:
        return False
    own = [one for one in totals.all("TaxTotalAmount") if one.attributes.get("currencyID") == currency.text]
    basis, grand = amount(totals, "TaxBasisTotalAmount"), amount(totals, "GrandTotalAmount")
    if len(own) != 1:
        return bool(own) and basis == grand
    return abs(grand - number(own[0].text) - basis) <= document_sums(tree).tolerance


def due_adds_up(totals: Node, tree: Tree) -> bool:
    """BT-115 is BT-112 less BT-113 plus BT-114 and the adjustments (BT-179)."""
    adjustments = [
        one for part in settlement(tree) for one in part.down("SpecifiedFinancialAdjustment", "ActualAmount")
    ]
    plus = (*totals.all("GrandTotalAmount"), *totals.all("RoundingAmount"), *adjustments)
    made = _total(plus) - _total(totals.all("TotalPrepaidAmount"))
    return amount(totals, "DuePayableAmount") == made


def due_has_a_day(_: Node, tree: Tree) -> bool:
    """With something due, there is a due date (BT-9) or terms of payment (BT-20), empty or not."""
    due = next((number(one.text) for one in tree.every("DuePayableAmount")), NAN)
    terms = tree.every("SpecifiedTradePaymentTerms")
    return not due > 0 or any(one.has("DueDateDateTime") or one.has("Description") for one in terms)


def _total(nodes: "tuple[Node, ...] | list[Node]") -> Decimal:
    return sum((number(node.text) for node in nodes), Decimal(0)) if nodes else Decimal(0)


def totals(stem: str, *, adjusted: bool, allowances: Sum) -> tuple[RuleContext, ...]:
    """The context of the totals: codes ``stem``-CO-10 to 16, the last one where the profile has adjustments."""
    due = (Assertion(f"{stem}-CO-16", due_adds_up),) if adjusted else ()
    return (
        RuleContext(
            _SUMMATION,
            (
                Assertion(f"{stem}-CO-10", lines_add_up),
                Assertion(f"{stem}-CO-11", _extras_add_up("AllowanceTotalAmount", PieceKind.ALLOWANCE, allowances)),
                Assertion(f"{stem}-CO-12", _extras_add_up("ChargeTotalAmount", PieceKind.CHARGE, exact)),
                Assertion(f"{stem}-CO-13", without_vat_adds_up),
                Assertion(f"{stem}-CO-15", with_vat_adds_up),
                *due,
            ),
        ),
    )
