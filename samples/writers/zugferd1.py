"""Writes an invoice as ZUGFeRD 1.0 (comfort), the predecessor of Factur-X, with its own element names."""

from domain.invoice import AllowanceCharge, Invoice, Line, Party, Payment, VatBreakdown
from exporters.cii.tax import day
from exporters.common.markup import document, group, leaf

GUIDELINE = "urn:ferd:CrossIndustryDocument:invoice:1p0:comfort"
_NAMESPACES = {
    "rsm": "urn:ferd:CrossIndustryDocument:invoice:1p0",
    "ram": "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:12",
    "udt": "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:15",
}


def write(invoice: Invoice) -> bytes:
    """``invoice`` as ZUGFeRD 1.0, UTF-8, on one line. BT-25 and legal registrations have no element in it."""
    context = group(
        "rsm:SpecifiedExchangedDocumentContext",
        group("ram:BusinessProcessSpecifiedDocumentContextParameter", leaf("ram:ID", invoice.cadre_facturation)),
        group("ram:GuidelineSpecifiedDocumentContextParameter", leaf("ram:ID", GUIDELINE)),
    )
    header = group(
        "rsm:HeaderExchangedDocument",
        leaf("ram:ID", invoice.numero_facture),
        leaf("ram:Name", "AVOIR" if invoice.avoir else "FACTURE"),
        leaf("ram:TypeCode", invoice.type_facture),
        group("ram:IssueDateTime", day("udt:DateTimeString", invoice.date_facture)),
        *(group("ram:IncludedNote", leaf("ram:Content", note.text)) for note in invoice.notes),
    )
    transaction = group(
        "rsm:SpecifiedSupplyChainTradeTransaction",
        _agreement(invoice),
        _delivery(invoice),
        _settlement(invoice),
        *(_line(line, invoice.devise) for line in invoice.lines),
    )
    return document("rsm:CrossIndustryDocument", _NAMESPACES, context, header, transaction)


def _agreement(invoice: Invoice) -> str:
    found = invoice.references
    return group(
        "ram:ApplicableSupplyChainTradeAgreement",
        leaf("ram:BuyerReference", invoice.buyer_reference),
        _party("ram:SellerTradeParty", invoice.seller),
        _party("ram:BuyerTradeParty", invoice.buyer),
        group("ram:BuyerOrderReferencedDocument", leaf("ram:ID", found.purchase_order)),
        group("ram:ContractReferencedDocument", leaf("ram:ID", found.contract)),
    )


def _party(tag: str, party: Party) -> str:
    address = party.address
    return group(
        tag,
        *(leaf("ram:GlobalID", item.value, schemeID=item.scheme) for item in party.identifiers[:1]),
        leaf("ram:Name", party.name),
        group(
            "ram:PostalTradeAddress",
            leaf("ram:PostcodeCode", address.post_code if address else None),
            leaf("ram:LineOne", address.line_1 if address else None),
            leaf("ram:CityName", address.city if address else None),
            leaf("ram:CountryID", address.country if address else None),
        ),
        group("ram:SpecifiedTaxRegistration", leaf("ram:ID", party.vat_identifier, schemeID="VA")),
    )


def _delivery(invoice: Invoice) -> str:
    found = invoice.delivery.date if invoice.delivery else invoice.date_facture
    event = group(
        "ram:ActualDeliverySupplyChainEvent", group("ram:OccurrenceDateTime", day("udt:DateTimeString", found))
    )
    return group("ram:ApplicableSupplyChainTradeDelivery", event)


def _settlement(invoice: Invoice) -> str:
    devise, totals = invoice.devise, invoice.totals
    zero = "0.00"
    return group(
        "ram:ApplicableSupplyChainTradeSettlement",
        leaf("ram:PaymentReference", invoice.payments[0].remittance if invoice.payments else None),
        leaf("ram:InvoiceCurrencyCode", devise),
        *(_payment(payment) for payment in invoice.payments),
        *(_tax(part, devise) for part in invoice.vat_breakdown),
        *(_allowance(item, devise) for item in invoice.allowances),
        group(
            "ram:SpecifiedTradePaymentTerms",
            leaf("ram:Description", invoice.payment_terms),
            group("ram:DueDateDateTime", day("udt:DateTimeString", invoice.due_date)),
        ),
        group(
            "ram:SpecifiedTradeSettlementMonetarySummation",
            leaf("ram:LineTotalAmount", totals.lines, currencyID=devise),
            leaf("ram:ChargeTotalAmount", totals.charges or zero, currencyID=devise),
            leaf("ram:AllowanceTotalAmount", totals.allowances or zero, currencyID=devise),
            leaf("ram:TaxBasisTotalAmount", totals.without_vat, currencyID=devise),
            leaf("ram:TaxTotalAmount", totals.vat, currencyID=devise),
            leaf("ram:GrandTotalAmount", totals.with_vat, currencyID=devise),
            leaf("ram:TotalPrepaidAmount", totals.paid, currencyID=devise),
            leaf("ram:DuePayableAmount", totals.due, currencyID=devise),
        ),
    )


def _payment(payment: Payment) -> str:
    transfer = payment.credit_transfers[0] if payment.credit_transfers else None
    return group(
        "ram:SpecifiedTradeSettlementPaymentMeans",
        leaf("ram:TypeCode", payment.means),
        group("ram:PayeePartyCreditorFinancialAccount", leaf("ram:IBANID", transfer.account if transfer else None)),
        group("ram:PayeeSpecifiedCreditorFinancialInstitution", leaf("ram:BICID", transfer.bic if transfer else None)),
    )


def _tax(part: VatBreakdown, devise: str | None) -> str:
    return group(
        "ram:ApplicableTradeTax",
        leaf("ram:CalculatedAmount", part.amount, currencyID=devise),
        leaf("ram:TypeCode", "VAT"),
        leaf("ram:ExemptionReason", part.exemption_reason),
        leaf("ram:BasisAmount", part.base, currencyID=devise),
        leaf("ram:CategoryCode", part.category),
        leaf("ram:ApplicablePercent", part.rate),
    )


def _allowance(item: AllowanceCharge, devise: str | None) -> str:
    tax = group(
        "ram:CategoryTradeTax",
        leaf("ram:TypeCode", "VAT"),
        leaf("ram:CategoryCode", item.vat_category),
        leaf("ram:ApplicablePercent", item.vat_rate),
    )
    return group(
        "ram:SpecifiedTradeAllowanceCharge",
        group("ram:ChargeIndicator", leaf("udt:Indicator", "true" if item.charge else "false")),
        leaf("ram:ActualAmount", item.amount, currencyID=devise),
        leaf("ram:Reason", item.reason),
        tax,
    )


def _line(line: Line, devise: str | None) -> str:
    price = group("ram:NetPriceProductTradePrice", leaf("ram:ChargeAmount", line.net_price, currencyID=devise))
    tax = group(
        "ram:ApplicableTradeTax",
        leaf("ram:TypeCode", "VAT"),
        leaf("ram:CategoryCode", line.vat_category),
        leaf("ram:ApplicablePercent", line.vat_rate),
    )
    total = leaf("ram:LineTotalAmount", line.net_amount, currencyID=devise)
    return group(
        "ram:IncludedSupplyChainTradeLineItem",
        group("ram:AssociatedDocumentLineDocument", leaf("ram:LineID", line.identifier)),
        group("ram:SpecifiedSupplyChainTradeAgreement", price),
        group("ram:SpecifiedSupplyChainTradeDelivery", leaf("ram:BilledQuantity", line.quantity, unitCode=line.unit)),
        group(
            "ram:SpecifiedSupplyChainTradeSettlement",
            tax,
            group("ram:SpecifiedTradeSettlementMonetarySummation", total),
        ),
        group("ram:SpecifiedTradeProduct", leaf("ram:SellerAssignedID", line.seller_item), leaf("ram:Name", line.name)),
    )
