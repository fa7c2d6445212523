"""Cross Industry Invoice D16B and D22B: path of each business term (EN 16931-3-3, Factur-X).

Every profile of Factur-X and ZUGFeRD 2 is a subset of this table.
"""

from domain.invoice import PrecedingInvoice, Totals
from parsers.cii.groups import (
    NOTE,
    PARTY,
    PAYMENT,
    PRODUCT_ROWS,
    allowance_table,
    delivery,
    draft,
    line,
    logistics_table,
    period_table,
    tax_table,
    vat_point,
)
from parsers.xml.draft import ReferencedDocument
from parsers.xml.field_table import FieldRow, Table
from parsers.xml.values import compact_date, identifier, money, number

_UNCEFACT = "urn:un:unece:uncefact:data:standard:"
NAMESPACES = {
    "rsm": _UNCEFACT + "CrossIndustryInvoice:100",
    "ram": _UNCEFACT + "ReusableAggregateBusinessInformationEntity:100",
    "udt": _UNCEFACT + "UnqualifiedDataType:100",
    "qdt": _UNCEFACT + "QualifiedDataType:100",
}
_RATE = "ram:RateApplicablePercent"

ALLOWANCE = allowance_table("BT-92/BT-99", "BT-93/BT-100", "BT-94/BT-101", "BT-96/BT-103", _RATE)
LINE_ALLOWANCE = allowance_table("BT-136/BT-141", "BT-137/BT-142", "BT-138/BT-143", "CategoryTradeTax", _RATE)
PAPER = Table(
    (
        FieldRow("BT-122", "ram:IssuerAssignedID", "reference", identifier),
        FieldRow("BT-124", "ram:URIID", "location"),
        FieldRow("", "ram:TypeCode", "type_code"),
        FieldRow("BT-123", "ram:Name", "description"),
        FieldRow("BT-125", "ram:AttachmentBinaryObject", "content"),
        FieldRow("BT-125-1", "ram:AttachmentBinaryObject/@mimeCode", "mime"),
        FieldRow("BT-125-2", "ram:AttachmentBinaryObject/@filename", "filename"),
        FieldRow("BT-18-1", "ram:ReferenceTypeCode", "scheme"),
    ),
    ReferencedDocument,
)
PRECEDING = Table(
    (
        FieldRow("BT-25", "ram:IssuerAssignedID", "number"),
        FieldRow("BT-26", "ram:FormattedIssueDateTime/qdt:DateTimeString", "date", compact_date),
    ),
    PrecedingInvoice,
)
TOTALS = Table(
    (
        FieldRow("BT-106", "ram:LineTotalAmount", "lines", number),
        FieldRow("BT-108", "ram:ChargeTotalAmount", "charges", number),
        FieldRow("BT-107", "ram:AllowanceTotalAmount", "allowances", number),
        FieldRow("BT-109", "ram:TaxBasisTotalAmount", "without_vat", number),
        FieldRow("BT-114", "ram:RoundingAmount", "rounding", number),
        FieldRow("BT-112", "ram:GrandTotalAmount", "with_vat", number),
        FieldRow("BT-113", "ram:TotalPrepaidAmount", "paid", number),
        FieldRow("BT-115", "ram:DuePayableAmount", "due", number),
    ),
    Totals,
)
DELIVERY = Table(
    (
        FieldRow("BG-13", "ram:ShipToTradeParty", "ship_to", PARTY),
        FieldRow(
            "BT-72", "ram:ActualDeliverySupplyChainEvent/ram:OccurrenceDateTime/udt:DateTimeString", "day", compact_date
        ),
    ),
    delivery,
)
_A, _D, _S = "ram:SpecifiedLineTradeAgreement/", "ram:SpecifiedLineTradeDelivery/", "ram:SpecifiedLineTradeSettlement/"
_GROSS, _NET = _A + "ram:GrossPriceProductTradePrice/", _A + "ram:NetPriceProductTradePrice/"
LINE = Table(
    (
        FieldRow("BT-126", "ram:AssociatedDocumentLineDocument/ram:LineID", "identifier"),
        FieldRow("EXT-FR-FE-162", "ram:AssociatedDocumentLineDocument/ram:ParentLineID", "parent"),
        FieldRow("EXT-FR-FE-163", "ram:AssociatedDocumentLineDocument/ram:LineStatusReasonCode", "status"),
        FieldRow("BT-127", "ram:AssociatedDocumentLineDocument/ram:IncludedNote/ram:Content", "note"),
        *PRODUCT_ROWS,
        FieldRow("BT-132", _A + "ram:BuyerOrderReferencedDocument/ram:LineID", "order_line"),
        FieldRow("BT-148", _GROSS + "ram:ChargeAmount", "gross_price", number),
        FieldRow("BT-149", _GROSS + "ram:BasisQuantity", "gross_base_quantity", number),
        FieldRow("BT-147", _GROSS + "ram:AppliedTradeAllowanceCharge/ram:ActualAmount", "price_discount", number),
        FieldRow("BT-146", _NET + "ram:ChargeAmount", "net_price", number),
        FieldRow("BT-149", _NET + "ram:BasisQuantity", "price_base_quantity", number),
        FieldRow("BT-150", _NET + "ram:BasisQuantity/@unitCode", "price_base_unit"),
        FieldRow("BT-129", _D + "ram:BilledQuantity", "quantity", number),
        FieldRow("BT-130", _D + "ram:BilledQuantity/@unitCode", "unit"),
        FieldRow("BT-151", _S + "ram:ApplicableTradeTax/ram:CategoryCode", "vat_category"),
        FieldRow("BT-152", _S + "ram:ApplicableTradeTax/ram:RateApplicablePercent", "vat_rate", number),
        FieldRow("BG-26", _S + "ram:BillingSpecifiedPeriod", "period", period_table("BT-134", "BT-135")),
        FieldRow("BG-27", _S + "ram:SpecifiedTradeAllowanceCharge", "allowances", LINE_ALLOWANCE, many=True),
        FieldRow(
            "BT-131", _S + "ram:SpecifiedTradeSettlementLineMonetarySummation/ram:LineTotalAmount", "net_amount", number
        ),
        FieldRow("BT-128", _S + "ram:AdditionalReferencedDocument", "papers", PAPER, many=True),
        FieldRow("BT-133", _S + "ram:ReceivableSpecifiedTradeAccountingAccount/ram:ID", "accounting_reference"),
    ),
    line,
)
_CONTEXT, _HEADER, _TRANSACTION = (
    "rsm:ExchangedDocumentContext/",
    "rsm:ExchangedDocument/",
    "rsm:SupplyChainTradeTransaction/",
)
_AGREEMENT = _TRANSACTION + "ram:ApplicableHeaderTradeAgreement/"
_DELIVERY = _TRANSACTION + "ram:ApplicableHeaderTradeDelivery"
_SETTLEMENT = _TRANSACTION + "ram:ApplicableHeaderTradeSettlement/"
_TERMS = _SETTLEMENT + "ram:SpecifiedTradePaymentTerms/"
_SUMS = _SETTLEMENT + "ram:SpecifiedTradeSettlementHeaderMonetarySummation"
_TAX = _SETTLEMENT + "ram:ApplicableTradeTax"
INVOICE = Table(
    (
        FieldRow(
            "BT-23", _CONTEXT + "ram:BusinessProcessSpecifiedDocumentContextParameter/ram:ID", "cadre_facturation"
        ),
        FieldRow("BT-24", _CONTEXT + "ram:GuidelineSpecifiedDocumentContextParameter/ram:ID", "customization"),
        FieldRow("BT-1", _HEADER + "ram:ID", "numero_facture"),
        FieldRow("BT-3", _HEADER + "ram:TypeCode", "type_facture"),
        FieldRow("BT-2", _HEADER + "ram:IssueDateTime/udt:DateTimeString", "date_facture", compact_date),
        FieldRow("BG-1", _HEADER + "ram:IncludedNote", "notes", NOTE, many=True),
        FieldRow("BG-25", _TRANSACTION + "ram:IncludedSupplyChainTradeLineItem", "lines", LINE, many=True),
        FieldRow("BT-10", _AGREEMENT + "ram:BuyerReference", "buyer_reference"),
        FieldRow("BG-4", _AGREEMENT + "ram:SellerTradeParty", "seller", PARTY),
        FieldRow("BG-7", _AGREEMENT + "ram:BuyerTradeParty", "buyer", PARTY),
        FieldRow("EXT-FR-FE-BG-03", _AGREEMENT + "ram:SalesAgentTradeParty", "seller_agent", PARTY),
        FieldRow("BG-11", _AGREEMENT + "ram:SellerTaxRepresentativeTradeParty", "tax_representative", PARTY),
        FieldRow("BT-14", _AGREEMENT + "ram:SellerOrderReferencedDocument/ram:IssuerAssignedID", "sales_order"),
        FieldRow("BT-13", _AGREEMENT + "ram:BuyerOrderReferencedDocument/ram:IssuerAssignedID", "purchase_order"),
        FieldRow("BT-12", _AGREEMENT + "ram:ContractReferencedDocument", "contracts", PAPER, many=True),
        FieldRow("BG-24", _AGREEMENT + "ram:AdditionalReferencedDocument", "papers", PAPER, many=True),
        FieldRow("EXT-FR-FE-BG-01", _AGREEMENT + "ram:BuyerAgentTradeParty", "buyer_agent", PARTY),
        FieldRow("BT-11", _AGREEMENT + "ram:SpecifiedProcuringProject/ram:ID", "project"),
        FieldRow("BG-13", _DELIVERY, "delivery", DELIVERY),
        FieldRow("BT-16", _DELIVERY + "/ram:DespatchAdviceReferencedDocument/ram:IssuerAssignedID", "despatch_advice"),
        FieldRow(
            "BT-15", _DELIVERY + "/ram:ReceivingAdviceReferencedDocument/ram:IssuerAssignedID", "receiving_advice"
        ),
        FieldRow("BT-90", _SETTLEMENT + "ram:CreditorReferenceID", "creditor"),
        FieldRow("BT-83", _SETTLEMENT + "ram:PaymentReference", "remittance"),
        FieldRow("BT-6", _SETTLEMENT + "ram:TaxCurrencyCode", "vat_accounting_currency"),
        FieldRow("BT-5", _SETTLEMENT + "ram:InvoiceCurrencyCode", "devise"),
        FieldRow("BG-10", _SETTLEMENT + "ram:PayeeTradeParty", "payee", PARTY),
        FieldRow("BG-16", _SETTLEMENT + "ram:SpecifiedTradeSettlementPaymentMeans", "payments", PAYMENT, many=True),
        FieldRow("BG-23", _TAX, "taxes", tax_table(_RATE), many=True),
        FieldRow("BT-7", _TAX + "/ram:TaxPointDate/udt:DateString", "vat_point_date", compact_date),
        FieldRow("BT-8", _TAX + "/ram:DueDateTypeCode", "vat_point_code", vat_point),
        FieldRow("BG-14", _SETTLEMENT + "ram:BillingSpecifiedPeriod", "period", period_table("BT-73", "BT-74")),
        FieldRow("BG-20", _SETTLEMENT + "ram:SpecifiedTradeAllowanceCharge", "allowances", ALLOWANCE, many=True),
        FieldRow(
            "BG-21",
            _SETTLEMENT + "ram:SpecifiedLogisticsServiceCharge",
            "allowances",
            logistics_table(_RATE),
            many=True,
        ),
        FieldRow("BT-20", _TERMS + "ram:Description", "payment_terms"),
        FieldRow("BT-9", _TERMS + "ram:DueDateDateTime/udt:DateTimeString", "due_date", compact_date),
        FieldRow("BT-89", _TERMS + "ram:DirectDebitMandateID", "mandate"),
        FieldRow("BG-22", _SUMS, "totals", TOTALS),
        FieldRow("BT-110", _SUMS + "/ram:TaxTotalAmount", "vat_amounts", money, many=True),
        FieldRow(
            "BT-179",
            _SETTLEMENT + "ram:SpecifiedFinancialAdjustment/ram:ActualAmount",
            "adjustments",
            number,
            many=True,
        ),
        FieldRow("BG-3", _SETTLEMENT + "ram:InvoiceReferencedDocument", "preceding", PRECEDING, many=True),
        FieldRow("BT-19", _SETTLEMENT + "ram:ReceivableSpecifiedTradeAccountingAccount/ram:ID", "accounting"),
    ),
    draft,
)
