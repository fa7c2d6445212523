"""The summed amounts of a CII document, and the groups of its VAT breakdown."""

from collections.abc import Iterator
from dataclasses import replace

from domain.tree import Node, Tree
from validators.en16931.cii.locations import TRANSACTION, settlement
from validators.en16931.cii.node_values import is_allowance, is_charge
from validators.engine.rule_body import number
from validators.facturx.extended.pieces import COUNTED, Piece, PieceIndex, PieceKind, PieceTax, exact, reason_of

LINE = "IncludedSupplyChainTradeLineItem"
_STATUS = ("AssociatedDocumentLineDocument", "LineStatusReasonCode")
_SETTLEMENT = "SpecifiedLineTradeSettlement"
_WORDS = frozenset({"true", "false"})
_NET = ("SpecifiedTradeSettlementLineMonetarySummation", "LineTotalAmount")


def is_counted(line: Node) -> bool:
    """Whether a line is summed: without status, or DETAIL."""
    found = line.down(*_STATUS)
    return not found or any(one.text in COUNTED for one in found)


def lines(tree: Tree) -> list[Node]:
    """The lines of the document."""
    return tree.root.down(TRANSACTION, LINE)


def pieces(tree: Tree) -> tuple[Piece, ...]:
    """Lines that are summed, allowances, charges and logistics charges of the document."""
    return tree.cached(pieces, lambda it: tuple(_pieces(it)))


def index(tree: Tree) -> PieceIndex:
    """Sums of the pieces by category and rate."""
    return tree.cached(index, lambda it: PieceIndex(pieces(it), exact))


def tax_of(node: Node) -> PieceTax:
    """The VAT of an ``ApplicableTradeTax``, ``CategoryTradeTax`` or ``AppliedTradeTax``."""
    return PieceTax(
        category=_first(node, "CategoryCode"),
        rate=number(_first(node, "RateApplicablePercent")),
        reason=reason_of(_first(node, "ExemptionReasonCode"), _first(node, "ExemptionReason")),
    )


def _pieces(tree: Tree) -> Iterator[Piece]:
    for line in lines(tree):
        if is_counted(line):
            for part in line.all(_SETTLEMENT)[:1]:
                net = part.down(*_NET)
                yield _piece(PieceKind.LINE, net[0].text if net else "", part, "ApplicableTradeTax")
    for part in settlement(tree):
        for extra in part.all("SpecifiedTradeAllowanceCharge"):
            kind = PieceKind.CHARGE if is_charge(extra) else PieceKind.ALLOWANCE if is_allowance(extra) else None
            if kind is not None:
                worded = any(one.text in _WORDS for one in extra.down("ChargeIndicator", "Indicator"))
                yield replace(_piece(kind, _first(extra, "ActualAmount"), extra, "CategoryTradeTax"), in_totals=worded)
        for extra in part.all("SpecifiedLogisticsServiceCharge"):
            yield _piece(PieceKind.CHARGE, _first(extra, "AppliedAmount"), extra, "AppliedTradeTax")


def _piece(kind: PieceKind, text: str, owner: Node, tax: str) -> Piece:
    return Piece(kind=kind, text=text.strip(), taxes=tuple(tax_of(one) for one in owner.all(tax)))


def _first(node: Node, name: str) -> str:
    found = node.children.get(name)
    return found[0].text if found else ""
