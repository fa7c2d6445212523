"""Discounts, charges, VAT and totals of an invoice, in UBL."""

from decimal import Decimal

from domain.invoice import AllowanceCharge, Invoice, VatBreakdown
from exporters.common.markup import group, leaf
from samples.writers.ubl_party import Dialect


def allowance_of(item: AllowanceCharge, devise: str | None) -> str:
    """BG-20, BG-21, BG-27, BG-28."""
    return group(
        "cac:AllowanceCharge",
        leaf("cbc:ChargeIndicator", "true" if item.charge else "false"),
        leaf("cbc:AllowanceChargeReasonCode", item.reason_code),
        leaf("cbc:AllowanceChargeReason", item.reason),
        leaf("cbc:MultiplierFactorNumeric", item.percent),
        leaf("cbc:Amount", item.amount, currencyID=devise),
        leaf("cbc:BaseAmount", item.base, currencyID=devise),
        category_of("cac:TaxCategory", item.vat_category, item.vat_rate),
    )


def tax_totals_of(invoice: Invoice, dialect: Dialect) -> str:
    """BT-110 with BG-23, then BT-111 in the accounting currency."""
    scheme = dialect.tax_scheme
    if dialect is Dialect.ANCIEN:
        scheme = "TVA ENCAISSEMENT" if invoice.vat_point_code == "432" else "TVA DEBIT"
    return group(
        "cac:TaxTotal",
        leaf("cbc:TaxAmount", invoice.totals.vat, currencyID=invoice.devise),
        *(_subtotal(part, invoice.devise, scheme) for part in invoice.vat_breakdown),
    ) + group(
        "cac:TaxTotal",
        leaf("cbc:TaxAmount", invoice.totals.vat_accounting, currencyID=invoice.vat_accounting_currency),
    )


def monetary_total_of(invoice: Invoice) -> str:
    """BG-22."""
    totals, devise = invoice.totals, invoice.devise
    return group(
        "cac:LegalMonetaryTotal",
        leaf("cbc:LineExtensionAmount", totals.lines, currencyID=devise),
        leaf("cbc:TaxExclusiveAmount", totals.without_vat, currencyID=devise),
        leaf("cbc:TaxInclusiveAmount", totals.with_vat, currencyID=devise),
        leaf("cbc:AllowanceTotalAmount", totals.allowances, currencyID=devise),
        leaf("cbc:ChargeTotalAmount", totals.charges, currencyID=devise),
        leaf("cbc:PrepaidAmount", totals.paid, currencyID=devise),
        leaf("cbc:PayableRoundingAmount", totals.rounding, currencyID=devise),
        leaf("cbc:PayableAmount", totals.due, currencyID=devise),
    )


def category_of(
    tag: str,
    category: str | None,
    rate: Decimal | None,
    reason: str | None = None,
    reason_code: str | None = None,
    scheme: str = "VAT",
) -> str:
    """A VAT category with its rate and, when exempt, the reason."""
    if category is None:
        return ""
    return group(
        tag,
        leaf("cbc:ID", category),
        leaf("cbc:Percent", rate),
        leaf("cbc:TaxExemptionReasonCode", reason_code),
        leaf("cbc:TaxExemptionReason", reason),
        group("cac:TaxScheme", leaf("cbc:ID", scheme)),
    )


def _subtotal(part: VatBreakdown, devise: str | None, scheme: str) -> str:
    return group(
        "cac:TaxSubtotal",
        leaf("cbc:TaxableAmount", part.base, currencyID=devise),
        leaf("cbc:TaxAmount", part.amount, currencyID=devise),
        category_of("cac:TaxCategory", part.category, part.rate, part.exemption_reason, part.exemption_code, scheme),
    )
