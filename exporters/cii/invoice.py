"""Writes an invoice as UN/CEFACT Cross Industry Invoice (same for D16B and D22B), in the order of the schema.

The profile is what :attr:`domain.invoice.Invoice.customization` says; the terms are those the invoice has.
"""

from domain.invoice import Attachment, Invoice, Payment, Period, References
from exporters.cii.line import line_of
from exporters.cii.party import party_of, ship_to_of
from exporters.cii.tax import allowance_of, day, summation_of, tax_of
from exporters.common.markup import base64_text, document, group, leaf

_NAMESPACES = {
    "rsm": "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100",
    "ram": "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100",
    "udt": "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100",
    "qdt": "urn:un:unece:uncefact:data:standard:QualifiedDataType:100",
}


def write(invoice: Invoice) -> bytes:
    """``invoice`` as CII, UTF-8, on one line."""
    return document(
        "rsm:CrossIndustryInvoice",
        _NAMESPACES,
        _context(invoice),
        _exchanged(invoice),
        group(
            "rsm:SupplyChainTradeTransaction",
            *(line_of(line) for line in invoice.lines),
            _agreement(invoice),
            _delivery(invoice),
            _settlement(invoice),
        ),
    )


def _context(invoice: Invoice) -> str:
    return group(
        "rsm:ExchangedDocumentContext",
        group("ram:BusinessProcessSpecifiedDocumentContextParameter", leaf("ram:ID", invoice.cadre_facturation)),
        group("ram:GuidelineSpecifiedDocumentContextParameter", leaf("ram:ID", invoice.customization)),
    )


def _exchanged(invoice: Invoice) -> str:
    return group(
        "rsm:ExchangedDocument",
        leaf("ram:ID", invoice.numero_facture),
        leaf("ram:TypeCode", invoice.type_facture),
        group("ram:IssueDateTime", day("udt:DateTimeString", invoice.date_facture)),
        *(
            group("ram:IncludedNote", leaf("ram:Content", note.text), leaf("ram:SubjectCode", note.subject))
            for note in invoice.notes
        ),
    )


def _agreement(invoice: Invoice) -> str:
    found = invoice.references
    return group(
        "ram:ApplicableHeaderTradeAgreement",
        leaf("ram:BuyerReference", invoice.buyer_reference),
        party_of("ram:SellerTradeParty", invoice.seller),
        party_of("ram:BuyerTradeParty", invoice.buyer),
        party_of("ram:SalesAgentTradeParty", invoice.seller_agent),
        party_of("ram:SellerTaxRepresentativeTradeParty", invoice.tax_representative),
        _reference("ram:SellerOrderReferencedDocument", found.sales_order),
        _reference("ram:BuyerOrderReferencedDocument", found.purchase_order),
        _reference("ram:ContractReferencedDocument", found.contract),
        *_additional(invoice),
        party_of("ram:BuyerAgentTradeParty", invoice.buyer_agent),
        group(
            "ram:SpecifiedProcuringProject",
            leaf("ram:ID", found.project),
            leaf("ram:Name", "Projet" if found.project else None),
        ),
    )


def _additional(invoice: Invoice) -> list[str]:
    found = invoice.references
    thing = found.object_identifier
    return [
        *(_attachment(item) for item in invoice.attachments),
        group(
            "ram:AdditionalReferencedDocument",
            leaf("ram:IssuerAssignedID", found.tender),
            leaf("ram:TypeCode", "50" if found.tender else None),
        ),
        group(
            "ram:AdditionalReferencedDocument",
            leaf("ram:IssuerAssignedID", thing.value if thing else None),
            leaf("ram:TypeCode", "130" if thing else None),
            leaf("ram:ReferenceTypeCode", thing.scheme if thing else None),
        ),
    ]


def _attachment(item: Attachment) -> str:
    return group(
        "ram:AdditionalReferencedDocument",
        leaf("ram:IssuerAssignedID", item.reference),
        leaf("ram:URIID", item.location),
        leaf("ram:TypeCode", "916"),
        leaf("ram:Name", item.description),
        leaf("ram:AttachmentBinaryObject", base64_text(item.content), mimeCode=item.mime, filename=item.filename),
    )


def _delivery(invoice: Invoice) -> str:
    found, references = invoice.delivery, invoice.references
    inside = "".join(
        (
            ship_to_of(found) if found else "",
            group(
                "ram:ActualDeliverySupplyChainEvent",
                group("ram:OccurrenceDateTime", day("udt:DateTimeString", found.date if found else None)),
            ),
            _reference("ram:DespatchAdviceReferencedDocument", references.despatch_advice),
            _reference("ram:ReceivingAdviceReferencedDocument", references.receiving_advice),
        )
    )
    return f"<ram:ApplicableHeaderTradeDelivery>{inside}</ram:ApplicableHeaderTradeDelivery>"


def _settlement(invoice: Invoice) -> str:
    payments, devise = invoice.payments, invoice.devise
    debit = next((payment.direct_debit for payment in payments if payment.direct_debit), None)
    return group(
        "ram:ApplicableHeaderTradeSettlement",
        leaf("ram:CreditorReferenceID", debit.creditor if debit else None),
        leaf("ram:PaymentReference", payments[0].remittance if payments else None),
        leaf("ram:TaxCurrencyCode", invoice.vat_accounting_currency),
        leaf("ram:InvoiceCurrencyCode", devise),
        party_of("ram:PayeeTradeParty", invoice.payee),
        *(_payment(payment) for payment in payments),
        *(tax_of(part, invoice) for part in invoice.vat_breakdown),
        _period(invoice.period),
        *(allowance_of(item) for item in invoice.allowances),
        group(
            "ram:SpecifiedTradePaymentTerms",
            leaf("ram:Description", invoice.payment_terms),
            group("ram:DueDateDateTime", day("udt:DateTimeString", invoice.due_date)),
            leaf("ram:DirectDebitMandateID", debit.mandate if debit else None),
        ),
        summation_of(invoice),
        *_preceding(invoice.references),
        group("ram:ReceivableSpecifiedTradeAccountingAccount", leaf("ram:ID", invoice.references.accounting)),
    )


def _preceding(found: References) -> list[str]:
    return [
        group(
            "ram:InvoiceReferencedDocument",
            leaf("ram:IssuerAssignedID", item.number),
            group("ram:FormattedIssueDateTime", day("qdt:DateTimeString", item.date)),
        )
        for item in found.preceding
    ]


def _payment(payment: Payment) -> str:
    card, debit = payment.card, payment.direct_debit
    return "".join(
        group(
            "ram:SpecifiedTradeSettlementPaymentMeans",
            leaf("ram:TypeCode", payment.means),
            leaf("ram:Information", payment.means_text),
            group(
                "ram:ApplicableTradeSettlementFinancialCard",
                leaf("ram:ID", card.number if card else None),
                leaf("ram:CardholderName", card.holder if card else None),
            ),
            group("ram:PayerPartyDebtorFinancialAccount", leaf("ram:IBANID", debit.debited_account if debit else None)),
            group(
                "ram:PayeePartyCreditorFinancialAccount",
                leaf("ram:IBANID", transfer.account if transfer else None),
                leaf("ram:AccountName", transfer.account_name if transfer else None),
            ),
            group(
                "ram:PayeeSpecifiedCreditorFinancialInstitution",
                leaf("ram:BICID", transfer.bic if transfer else None),
            ),
        )
        for transfer in payment.credit_transfers or (None,)
    )


def _period(period: Period | None) -> str:
    return group(
        "ram:BillingSpecifiedPeriod",
        group("ram:StartDateTime", day("udt:DateTimeString", period.start if period else None)),
        group("ram:EndDateTime", day("udt:DateTimeString", period.end if period else None)),
    )


def _reference(tag: str, number: str | None) -> str:
    return group(tag, leaf("ram:IssuerAssignedID", number))
