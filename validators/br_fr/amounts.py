"""Decimals of amounts, quantities, prices and rates: BR-FR-DEC-01 to 04."""

from domain.tree import Node, Tree, collapsed
from validators.br_fr.cadres import is_two_way
from validators.br_fr.context_paths import LINE, LINE_SETTLEMENT, SETTLEMENT, TOTALS, contexts_at, merged
from validators.br_fr.formats import is_amount, is_rate
from validators.engine.rule_body import Pattern, Question
from validators.engine.tree_paths import reaching


def has_cents(node: Node, _: Tree) -> bool:
    """At most two decimals."""
    return is_amount(node.text, 2)


def is_quantity(node: Node, _: Tree) -> bool:
    """At most four decimals."""
    return is_amount(node.text, 4)


def is_price(node: Node, tree: Tree) -> bool:
    """At most six decimals; negative only in a two-way document."""
    return is_amount(node.text, 6, signed=False) or (tree.cached("both ways", is_two_way) and is_amount(node.text, 6))


def is_percentage(node: Node, _: Tree) -> bool:
    """At most four digits, two of them decimals."""
    return is_rate(node.text)


def any_of(*path: str, is_right: Question) -> Question:
    """Question: one of the nodes at ``path`` satisfies ``is_right`` or is blank, or there is none."""
    reach = reaching(*path)

    def holds(node: Node, tree: Tree) -> bool:
        found = reach(node)
        if len(found) == 1:
            return is_right(found[0], tree) or not collapsed(found[0].text)
        return not found or any(not collapsed(one.text) or is_right(one, tree) for one in found)

    return holds


def _amounts(places: tuple[tuple[str, str], ...]) -> Pattern:
    return merged(contexts_at(path, (f"BR-FR-DEC-01_{term}", has_cents)) for term, path in places)


_T, _V = "LegalMonetaryTotal", "TaxTotal/TaxSubtotal"
_PRICE_ALLOWANCE = "Line/Price/AllowanceCharge"

UBL: tuple[Pattern, ...] = (
    _amounts(
        (
            ("BT-93_BT-100", "Document/AllowanceCharge/BaseAmount"),
            ("BT-92_BT-99", "Document/AllowanceCharge/Amount"),
            ("BT-106", f"{_T}/LineExtensionAmount"),
            ("BT-107", f"{_T}/AllowanceTotalAmount"),
            ("BT-108", f"{_T}/ChargeTotalAmount"),
            ("BT-109", f"{_T}/TaxExclusiveAmount"),
            ("BT-110", "TaxTotal/TaxAmount"),
            ("BT-111", "TaxTotal/TaxAmount"),  # The rule before takes every such node: kept for its code.
            ("BT-112", f"{_T}/TaxInclusiveAmount"),
            ("BT-113", f"{_T}/PrepaidAmount"),
            ("BT-114", f"{_T}/PayableRoundingAmount"),
            ("BT-115", f"{_T}/PayableAmount"),
            ("BT-116", f"{_V}/TaxableAmount"),
            ("BT-117", f"{_V}/TaxAmount"),
            ("BT-131", "Line/LineExtensionAmount"),
            ("BT-136_BT-141", "Line/AllowanceCharge/Amount"),
            ("BT-137_BT-142", "Line/AllowanceCharge/BaseAmount"),
        )
    ),
    (
        *contexts_at("Invoice/InvoiceLine/InvoicedQuantity", ("BR-FR-DEC-02_BT-129", is_quantity)),
        *contexts_at("CreditNote/CreditNoteLine/CreditedQuantity", ("BR-FR-DEC-02_BT-129", is_quantity)),
        *contexts_at("Line", ("BR-FR-DEC-02_BT-149", any_of("Price", "BaseQuantity", is_right=is_quantity))),
    ),
    (
        *contexts_at("Line", ("BR-FR-DEC-03_BT-146", any_of("Price", "PriceAmount", is_right=is_price))),
        *contexts_at(_PRICE_ALLOWANCE, ("BR-FR-DEC-03_BT-147", any_of("Amount", is_right=is_price))),
        *contexts_at(f"{_PRICE_ALLOWANCE}/BaseAmount", ("BR-FR-DEC-03_BT-148", any_of(is_right=is_price))),
    ),
    (
        *contexts_at("AllowanceCharge/TaxCategory/Percent", ("BR-FR-DEC-04_BT-96_BT-103", is_percentage)),
        *contexts_at(f"{_V}/TaxCategory/Percent", ("BR-FR-DEC-04_BT-119", is_percentage)),
        *contexts_at("Item/ClassifiedTaxCategory/Percent", ("BR-FR-DEC-04_BT-152", is_percentage)),
    ),
)

_FEES = "SpecifiedTradeAllowanceCharge"
_LINE_AGREEMENT = f"{LINE}/SpecifiedLineTradeAgreement"

CII: tuple[Pattern, ...] = (
    _amounts(
        (
            ("BT-92_BT-99", f"{SETTLEMENT}/{_FEES}/ActualAmount"),
            ("BT-93_BT-100", f"{SETTLEMENT}/{_FEES}/BasisAmount"),
            ("BT-106", f"{TOTALS}/LineTotalAmount"),
            ("BT-107", f"{TOTALS}/AllowanceTotalAmount"),
            ("BT-108", f"{TOTALS}/ChargeTotalAmount"),
            ("BT-109", f"{TOTALS}/TaxBasisTotalAmount"),
            ("BT-110", f"{TOTALS}/TaxTotalAmount"),
            ("BT-111", f"{TOTALS}/TaxTotalAmount"),  # The rule before takes every such node: kept for its code.
            ("BT-112", f"{TOTALS}/GrandTotalAmount"),
            ("BT-113", f"{TOTALS}/TotalPrepaidAmount"),
            ("BT-114", f"{TOTALS}/RoundingAmount"),
            ("BT-115", f"{TOTALS}/DuePayableAmount"),
            ("BT-116", f"{SETTLEMENT}/ApplicableTradeTax/BasisAmount"),
            ("BT-117", f"{SETTLEMENT}/ApplicableTradeTax/CalculatedAmount"),
            ("BT-131", f"{LINE_SETTLEMENT}/SpecifiedTradeSettlementLineMonetarySummation/LineTotalAmount"),
            ("BT-136_BT-141", f"{LINE_SETTLEMENT}/{_FEES}/ActualAmount"),
            ("BT-137_BT-142", f"{LINE_SETTLEMENT}/{_FEES}/BasisAmount"),
        )
    ),
    (
        *contexts_at(f"{LINE}/SpecifiedLineTradeDelivery/BilledQuantity", ("BR-FR-DEC-02_BT-129", is_quantity)),
        *contexts_at(
            f"{_LINE_AGREEMENT}/NetPriceProductTradePrice/BasisQuantity", ("BR-FR-DEC-02_BT-149", is_quantity)
        ),
    ),
    merged(
        contexts_at(f"{_LINE_AGREEMENT}/{path}", (f"BR-FR-DEC-03_{term}", is_price))
        for term, path in (
            ("BT-146", "NetPriceProductTradePrice/ChargeAmount"),
            ("BT-147", "GrossPriceProductTradePrice/AppliedTradeAllowanceCharge/ActualAmount"),
            ("BT-148", "GrossPriceProductTradePrice/ChargeAmount"),
        )
    ),
    merged(
        contexts_at(f"{path}/RateApplicablePercent", (f"BR-FR-DEC-04_{term}", is_percentage))
        for term, path in (
            ("BT-96_BT-103", f"{SETTLEMENT}/{_FEES}/CategoryTradeTax"),
            ("BT-119", f"{SETTLEMENT}/ApplicableTradeTax"),
            ("BT-152", f"{LINE_SETTLEMENT}/ApplicableTradeTax"),
        )
    ),
)
