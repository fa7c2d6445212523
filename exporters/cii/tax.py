"""Discounts, charges, VAT, totals and dates of an invoice, in CII."""

from datetime import date

from domain.invoice import AllowanceCharge, Invoice, VatBreakdown
from exporters.common.markup import group, leaf

_VAT_POINT = {"3": "5", "35": "29", "432": "72"}
"""BT-8: UNTDID 2005 code (domain) to UNTDID 2475 code (CII)."""


def day(tag: str, value: date | None) -> str:
    """A date in format 102 (``aaaammjj``)."""
    return leaf(tag, value.strftime("%Y%m%d") if value else None, format="102")


def allowance_of(item: AllowanceCharge) -> str:
    """BG-20, BG-21, BG-27, BG-28."""
    tax = group(
        "ram:CategoryTradeTax",
        leaf("ram:TypeCode", "VAT"),
        leaf("ram:CategoryCode", item.vat_category),
        leaf("ram:RateApplicablePercent", item.vat_rate),
    )
    return group(
        "ram:SpecifiedTradeAllowanceCharge",
        group("ram:ChargeIndicator", leaf("udt:Indicator", "true" if item.charge else "false")),
        leaf("ram:CalculationPercent", item.percent),
        leaf("ram:BasisAmount", item.base),
        leaf("ram:ActualAmount", item.amount),
        leaf("ram:ReasonCode", item.reason_code),
        leaf("ram:Reason", item.reason),
        tax if item.vat_category else "",
    )


def tax_of(part: VatBreakdown, invoice: Invoice) -> str:
    """BG-23, with the VAT point of the invoice."""
    point = invoice.vat_point_code
    return group(
        "ram:ApplicableTradeTax",
        leaf("ram:CalculatedAmount", part.amount),
        leaf("ram:TypeCode", "VAT"),
        leaf("ram:ExemptionReason", part.exemption_reason),
        leaf("ram:BasisAmount", part.base),
        leaf("ram:CategoryCode", part.category),
        leaf("ram:ExemptionReasonCode", part.exemption_code),
        group("ram:TaxPointDate", day("udt:DateString", invoice.vat_point_date)),
        leaf("ram:DueDateTypeCode", _VAT_POINT.get(point, point) if point else None),
        leaf("ram:RateApplicablePercent", part.rate),
    )


def summation_of(invoice: Invoice) -> str:
    """BG-22."""
    totals = invoice.totals
    return group(
        "ram:SpecifiedTradeSettlementHeaderMonetarySummation",
        leaf("ram:LineTotalAmount", totals.lines),
        leaf("ram:ChargeTotalAmount", totals.charges),
        leaf("ram:AllowanceTotalAmount", totals.allowances),
        leaf("ram:TaxBasisTotalAmount", totals.without_vat),
        leaf("ram:TaxTotalAmount", totals.vat, currencyID=invoice.devise),
        leaf("ram:TaxTotalAmount", totals.vat_accounting, currencyID=invoice.vat_accounting_currency),
        leaf("ram:RoundingAmount", totals.rounding),
        leaf("ram:GrandTotalAmount", totals.with_vat),
        leaf("ram:TotalPrepaidAmount", totals.paid),
        leaf("ram:DuePayableAmount", totals.due),
    )
