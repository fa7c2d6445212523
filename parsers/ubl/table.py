"""UBL 2.1 Invoice and CreditNote: path of each business term (EN 16931-3-2).

``cac`` and ``cbc`` are the aggregate and basic components; the root's own namespace is ignored. Older Chorus Pro UBL
has its SIRETs, code service and contract in other places: see :mod:`parsers.xml.routing_fields` and
:mod:`parsers.xml.completion`.
"""

import re
from datetime import date
from typing import Any, NamedTuple

from domain.invoice import (
    Address,
    AllowanceCharge,
    Attribute,
    Classification,
    Contact,
    CreditTransfer,
    Delivery,
    DirectDebit,
    Identifier,
    Line,
    Note,
    Party,
    Payment,
    PaymentCard,
    Period,
    PrecedingInvoice,
    Totals,
    VatBreakdown,
)
from parsers.xml.draft import Draft, ReferencedDocument, Tax
from parsers.xml.field_table import FieldRow, Table
from parsers.xml.values import Money, identifier, indicator, money, number, xsd_date

NAMESPACES = {
    "cac": "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2",
    "cbc": "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2",
}
_SUB_LINES = 6
"""Levels of sub-lines read; the amounts of deeper ones are included in their parents'."""

_PROJECT = "50"
_NOTE = re.compile(r"#([A-Z]{3})#(.*)", re.DOTALL).fullmatch


class TaxScheme(NamedTuple):
    """A tax number and its scheme."""

    number: str | None = None
    scheme: str | None = None


def _note(text: str, _: object) -> Note:
    """BG-1; BT-21 is written before BT-22: ``#AAB#text``."""
    match = _NOTE(text)
    return Note(subject=match[1], text=match[2].strip() or None) if match else Note(text=text)


def _party(*, tax_schemes: tuple[TaxScheme, ...] = (), **found: Any) -> Party:
    """BT-31 is the number of scheme VAT (``TVA``, ``TVA DEBIT``... in older Chorus UBL), BT-32 the other one."""
    vat = (tax.number for tax in tax_schemes if (tax.scheme or "").upper().startswith(("VAT", "TVA")))
    other = (tax.number for tax in tax_schemes if not (tax.scheme or "").upper().startswith(("VAT", "TVA")))
    return Party(vat_identifier=next(vat, None), tax_registration=next(other, None), **found)


def _allowance(*, charge: bool = False, **found: Any) -> AllowanceCharge:
    return AllowanceCharge(charge=charge, **found)


def _period(*, start: date | None = None, end: date | None = None, code: str | None = None) -> Period | None:
    """BG-14; ``None`` for an InvoicePeriod that holds only BT-8."""
    return None if code and not (start or end) else Period(start=start, end=end)


def _tax(*, base: Money | None = None, **found: Any) -> Tax:
    breakdown = VatBreakdown(base=base.amount if base else None, **found)
    return Tax(currency=base.currency if base else None, breakdown=breakdown)


def _payment(*, mandate: DirectDebit | None = None, **found: Any) -> Payment:
    return Payment(direct_debit=mandate, **found)


def _line(*, document: ReferencedDocument | None = None, **found: Any) -> Line:
    return Line(object_identifier=document.reference if document else None, **found)


def _classification(*, code: Identifier | None = None, **found: Any) -> Classification | None:
    return Classification(value=code.value, **found) if code else None


def _credit_note(*, papers: tuple[ReferencedDocument, ...] = (), **found: Any) -> Draft:
    """BT-11 of a credit note is the additional document of type 50 (UNTDID 1001)."""
    projects = [paper.reference.value for paper in papers if paper.type_code == _PROJECT and paper.reference]
    others = tuple(paper for paper in papers if paper.type_code != _PROJECT)
    return Draft(papers=others, project=projects[0] if projects else None, **found)


ADDRESS = Table(
    (
        FieldRow("BT-35", "cbc:StreetName", "line_1"),
        FieldRow("BT-36", "cbc:AdditionalStreetName", "line_2"),
        FieldRow("BT-162", "cac:AddressLine/cbc:Line", "line_3"),
        FieldRow("BT-37", "cbc:CityName", "city"),
        FieldRow("BT-38", "cbc:PostalZone", "post_code"),
        FieldRow("BT-39", "cbc:CountrySubentity", "subdivision"),
        FieldRow("BT-40", "cac:Country/cbc:IdentificationCode", "country"),
    ),
    Address,
)
CONTACT = Table(
    (
        FieldRow("Contact/ID", "cbc:ID", "identifier"),
        FieldRow("BT-41", "cbc:Name", "name"),
        FieldRow("BT-42", "cbc:Telephone", "telephone"),
        FieldRow("BT-43", "cbc:ElectronicMail", "email"),
    ),
    Contact,
)
_TAX_SCHEME = Table(
    (FieldRow("BT-31", "cbc:CompanyID", "number"), FieldRow("", "cac:TaxScheme/cbc:ID", "scheme")), TaxScheme
)
_PARTY_ROWS = (
    FieldRow("BT-34", "cbc:EndpointID", "electronic_address", identifier),
    FieldRow("BT-29", "cac:PartyIdentification/cbc:ID", "identifiers", identifier, many=True),
    FieldRow("BG-5", "cac:PostalAddress", "address", ADDRESS),
    FieldRow("BT-31", "cac:PartyTaxScheme", "tax_schemes", _TAX_SCHEME, many=True),
    FieldRow("BT-30", "cac:PartyLegalEntity/cbc:CompanyID", "legal_registration", identifier),
    FieldRow("BT-33", "cac:PartyLegalEntity/cbc:CompanyLegalForm", "legal_information"),
    FieldRow("BG-6", "cac:Contact", "contacts", CONTACT, many=True),
)
PARTY = Table(
    (
        FieldRow("BT-27", "cac:PartyLegalEntity/cbc:RegistrationName", "name"),
        FieldRow("BT-28", "cac:PartyName/cbc:Name", "trading_name"),
        *_PARTY_ROWS,
    ),
    _party,
)
NAMED_PARTY = Table((FieldRow("BT-59", "cac:PartyName/cbc:Name", "name"), *_PARTY_ROWS), _party)
"""Payee and tax representative, whose name (BT-59, BT-62) is the party name."""


def _period_table(start: str, end: str) -> Table[Period | None]:
    return Table(
        (
            FieldRow(start, "cbc:StartDate", "start", xsd_date),
            FieldRow(end, "cbc:EndDate", "end", xsd_date),
            FieldRow("BT-8", "cbc:DescriptionCode", "code"),
        ),
        _period,
    )


DELIVERY = Table(
    (
        FieldRow("BT-70", "cac:DeliveryParty/cac:PartyName/cbc:Name", "party_name"),
        FieldRow("BT-71", "cac:DeliveryLocation/cbc:ID", "location", identifier),
        FieldRow("BT-72", "cbc:ActualDeliveryDate", "date", xsd_date),
        FieldRow("BG-15", "cac:DeliveryLocation/cac:Address", "address", ADDRESS),
    ),
    Delivery,
)
CREDIT_TRANSFER = Table(
    (
        FieldRow("BT-84", "cbc:ID", "account"),
        FieldRow("BT-85", "cbc:Name", "account_name"),
        FieldRow("BT-86", "cac:FinancialInstitutionBranch/cbc:ID", "bic"),
    ),
    CreditTransfer,
)
CARD = Table(
    (FieldRow("BT-87", "cbc:PrimaryAccountNumberID", "number"), FieldRow("BT-88", "cbc:HolderName", "holder")),
    PaymentCard,
)
MANDATE = Table(
    (FieldRow("BT-89", "cbc:ID", "mandate"), FieldRow("BT-91", "cac:PayerFinancialAccount/cbc:ID", "debited_account")),
    DirectDebit,
)
PAYMENT = Table(
    (
        FieldRow("BT-81", "cbc:PaymentMeansCode", "means"),
        FieldRow("BT-82", "cbc:PaymentMeansCode/@name", "means_text"),
        FieldRow("BT-83", "cbc:PaymentID", "remittance"),
        FieldRow("BG-17", "cac:PayeeFinancialAccount", "credit_transfers", CREDIT_TRANSFER, many=True),
        FieldRow("BG-18", "cac:CardAccount", "card", CARD),
        FieldRow("BG-19", "cac:PaymentMandate", "mandate", MANDATE),
    ),
    _payment,
)


def _allowance_table(amount: str, base: str, percent: str, rate: str) -> Table[AllowanceCharge]:
    return Table(
        (
            FieldRow("ChargeIndicator", "cbc:ChargeIndicator", "charge", indicator),
            FieldRow("BT-98", "cbc:AllowanceChargeReasonCode", "reason_code"),
            FieldRow("BT-97", "cbc:AllowanceChargeReason", "reason"),
            FieldRow(percent, "cbc:MultiplierFactorNumeric", "percent", number),
            FieldRow(amount, "cbc:Amount", "amount", number),
            FieldRow(base, "cbc:BaseAmount", "base", number),
            FieldRow("BT-95", "cac:TaxCategory/cbc:ID", "vat_category"),
            FieldRow(rate, "cac:TaxCategory/cbc:Percent", "vat_rate", number),
        ),
        _allowance,
    )


ALLOWANCE = _allowance_table("BT-92/BT-99", "BT-93/BT-100", "BT-94/BT-101", "BT-96/BT-103")
LINE_ALLOWANCE = _allowance_table("BT-136/BT-141", "BT-137/BT-142", "BT-138/BT-143", "TaxCategory/Percent")
TOTALS = Table(
    (
        FieldRow("BT-106", "cbc:LineExtensionAmount", "lines", number),
        FieldRow("BT-109", "cbc:TaxExclusiveAmount", "without_vat", number),
        FieldRow("BT-112", "cbc:TaxInclusiveAmount", "with_vat", number),
        FieldRow("BT-107", "cbc:AllowanceTotalAmount", "allowances", number),
        FieldRow("BT-108", "cbc:ChargeTotalAmount", "charges", number),
        FieldRow("BT-113", "cbc:PrepaidAmount", "paid", number),
        FieldRow("BT-114", "cbc:PayableRoundingAmount", "rounding", number),
        FieldRow("BT-115", "cbc:PayableAmount", "due", number),
    ),
    Totals,
)
TAX = Table(
    (
        FieldRow("BT-116", "cbc:TaxableAmount", "base", money),
        FieldRow("BT-117", "cbc:TaxAmount", "amount", number),
        FieldRow("BT-118", "cac:TaxCategory/cbc:ID", "category"),
        FieldRow("BT-119", "cac:TaxCategory/cbc:Percent", "rate", number),
        FieldRow("BT-121", "cac:TaxCategory/cbc:TaxExemptionReasonCode", "exemption_code"),
        FieldRow("BT-120", "cac:TaxCategory/cbc:TaxExemptionReason", "exemption_reason"),
        FieldRow("", "cac:TaxCategory/cac:TaxScheme/cbc:ID", "scheme"),
    ),
    _tax,
)
PRECEDING = Table(
    (FieldRow("BT-25", "cbc:ID", "number"), FieldRow("BT-26", "cbc:IssueDate", "date", xsd_date)), PrecedingInvoice
)
_BINARY = "cac:Attachment/cbc:EmbeddedDocumentBinaryObject"
PAPER = Table(
    (
        FieldRow("BT-122", "cbc:ID", "reference", identifier),
        FieldRow("", "cbc:DocumentTypeCode", "type_code"),
        FieldRow("", "cbc:DocumentType", "type_text"),
        FieldRow("BT-123", "cbc:DocumentDescription", "description"),
        FieldRow("BT-124", "cac:Attachment/cac:ExternalReference/cbc:URI", "location"),
        FieldRow("BT-125", _BINARY, "content"),
        FieldRow("BT-125-1", _BINARY + "/@mimeCode", "mime"),
        FieldRow("BT-125-2", _BINARY + "/@filename", "filename"),
    ),
    ReferencedDocument,
)
CLASSIFICATION = Table(
    (
        FieldRow("BT-158", "cbc:ItemClassificationCode", "code", identifier),
        FieldRow("BT-158-1", "cbc:ItemClassificationCode/@listID", "list_id"),
        FieldRow("BT-158-2", "cbc:ItemClassificationCode/@listVersionID", "list_version"),
    ),
    _classification,
)
ATTRIBUTE = Table((FieldRow("BT-160", "cbc:Name", "name"), FieldRow("BT-161", "cbc:Value", "value")), Attribute)
_LINE_ROWS = (
    FieldRow("BT-126", "cbc:ID", "identifier"),
    FieldRow("BT-127", "cbc:Note", "note"),
    FieldRow("BT-129", "cbc:InvoicedQuantity", "quantity", number),
    FieldRow("BT-130", "cbc:InvoicedQuantity/@unitCode", "unit"),
    FieldRow("BT-129", "cbc:CreditedQuantity", "quantity", number),
    FieldRow("BT-130", "cbc:CreditedQuantity/@unitCode", "unit"),
    FieldRow("BT-131", "cbc:LineExtensionAmount", "net_amount", number),
    FieldRow("BT-133", "cbc:AccountingCost", "accounting_reference"),
    FieldRow("BG-26", "cac:InvoicePeriod", "period", _period_table("BT-134", "BT-135")),
    FieldRow("BT-132", "cac:OrderLineReference/cbc:LineID", "order_line"),
    FieldRow("EXT-FR-FE-163", "cac:BillingReference/cac:InvoiceDocumentReference/cbc:DocumentStatusCode", "status"),
    FieldRow("BT-128", "cac:DocumentReference", "document", PAPER),
    FieldRow("BG-27", "cac:AllowanceCharge", "allowances", LINE_ALLOWANCE, many=True),
    FieldRow("BT-154", "cac:Item/cbc:Description", "description"),
    FieldRow("BT-153", "cac:Item/cbc:Name", "name"),
    FieldRow("BT-156", "cac:Item/cac:BuyersItemIdentification/cbc:ID", "buyer_item"),
    FieldRow("BT-155", "cac:Item/cac:SellersItemIdentification/cbc:ID", "seller_item"),
    FieldRow("BT-157", "cac:Item/cac:StandardItemIdentification/cbc:ID", "standard_item", identifier),
    FieldRow("BT-159", "cac:Item/cac:OriginCountry/cbc:IdentificationCode", "origin_country"),
    FieldRow("BT-158", "cac:Item/cac:CommodityClassification", "classifications", CLASSIFICATION, many=True),
    FieldRow("BT-151", "cac:Item/cac:ClassifiedTaxCategory/cbc:ID", "vat_category"),
    FieldRow("BT-152", "cac:Item/cac:ClassifiedTaxCategory/cbc:Percent", "vat_rate", number),
    FieldRow("BG-32", "cac:Item/cac:AdditionalItemProperty", "attributes", ATTRIBUTE, many=True),
    FieldRow("BT-146", "cac:Price/cbc:PriceAmount", "net_price", number),
    FieldRow("BT-149", "cac:Price/cbc:BaseQuantity", "price_base_quantity", number),
    FieldRow("BT-150", "cac:Price/cbc:BaseQuantity/@unitCode", "price_base_unit"),
    FieldRow("BT-147", "cac:Price/cac:AllowanceCharge/cbc:Amount", "price_discount", number),
    FieldRow("BT-148", "cac:Price/cac:AllowanceCharge/cbc:BaseAmount", "gross_price", number),
)


def _line_table(levels: int) -> Table[Line]:
    rows: tuple[FieldRow, ...] = _LINE_ROWS
    if levels:
        sub_lines = _line_table(levels - 1)
        rows += (
            FieldRow("BG-25", "cac:SubInvoiceLine", "lines", sub_lines, many=True),
            FieldRow("BG-25", "cac:SubCreditNoteLine", "lines", sub_lines, many=True),
        )
    return Table(rows, _line)


LINE = _line_table(_SUB_LINES)
INVOICE = Table(
    (
        FieldRow("BT-24", "cbc:CustomizationID", "customization"),
        FieldRow("BT-23", "cbc:ProfileID", "cadre_facturation"),
        FieldRow("BT-1", "cbc:ID", "numero_facture"),
        FieldRow("BT-2", "cbc:IssueDate", "date_facture", xsd_date),
        FieldRow("BT-9", "cbc:DueDate", "due_date", xsd_date),
        FieldRow("BT-3", "cbc:InvoiceTypeCode", "type_facture"),
        FieldRow("BT-3", "cbc:CreditNoteTypeCode", "type_facture"),
        FieldRow("BG-1", "cbc:Note", "notes", _note, many=True),
        FieldRow("BT-7", "cbc:TaxPointDate", "vat_point_date", xsd_date),
        FieldRow("BT-5", "cbc:DocumentCurrencyCode", "devise"),
        FieldRow("BT-6", "cbc:TaxCurrencyCode", "vat_accounting_currency"),
        FieldRow("BT-19", "cbc:AccountingCost", "accounting"),
        FieldRow("BT-10", "cbc:BuyerReference", "buyer_reference"),
        FieldRow("BG-14", "cac:InvoicePeriod", "period", _period_table("BT-73", "BT-74")),
        FieldRow("BT-8", "cac:InvoicePeriod/cbc:DescriptionCode", "vat_point_code"),
        FieldRow("BT-13", "cac:OrderReference/cbc:ID", "purchase_order"),
        FieldRow("BT-14", "cac:OrderReference/cbc:SalesOrderID", "sales_order"),
        FieldRow("BG-3", "cac:BillingReference/cac:InvoiceDocumentReference", "preceding", PRECEDING, many=True),
        FieldRow("BT-16", "cac:DespatchDocumentReference/cbc:ID", "despatch_advice"),
        FieldRow("BT-15", "cac:ReceiptDocumentReference/cbc:ID", "receiving_advice"),
        FieldRow("BT-17", "cac:OriginatorDocumentReference/cbc:ID", "tender"),
        FieldRow("BT-12", "cac:ContractDocumentReference", "contracts", PAPER, many=True),
        FieldRow("BG-24", "cac:AdditionalDocumentReference", "papers", PAPER, many=True),
        FieldRow("BT-11", "cac:ProjectReference/cbc:ID", "project"),
        FieldRow("BG-4", "cac:AccountingSupplierParty/cac:Party", "seller", PARTY),
        FieldRow("BG-7", "cac:AccountingCustomerParty/cac:Party", "buyer", PARTY),
        FieldRow("EXT-FR-FE-BG-03", "cac:AccountingSupplierParty/cac:Party/cac:AgentParty", "seller_agent", PARTY),
        FieldRow("EXT-FR-FE-BG-01", "cac:AccountingCustomerParty/cac:Party/cac:AgentParty", "buyer_agent", PARTY),
        FieldRow("BG-10", "cac:PayeeParty", "payee", NAMED_PARTY),
        FieldRow("BG-11", "cac:TaxRepresentativeParty", "tax_representative", NAMED_PARTY),
        FieldRow("BG-13", "cac:Delivery", "delivery", DELIVERY),
        FieldRow("BG-16", "cac:PaymentMeans", "payments", PAYMENT, many=True),
        FieldRow("BT-20", "cac:PaymentTerms/cbc:Note", "payment_terms"),
        FieldRow("BG-20", "cac:AllowanceCharge", "allowances", ALLOWANCE, many=True),
        FieldRow("BT-110", "cac:TaxTotal/cbc:TaxAmount", "vat_amounts", money, many=True),
        FieldRow("BG-23", "cac:TaxTotal/cac:TaxSubtotal", "taxes", TAX, many=True),
        FieldRow("BG-22", "cac:LegalMonetaryTotal", "totals", TOTALS),
        FieldRow("BG-25", "cac:InvoiceLine", "lines", LINE, many=True),
        FieldRow("BG-25", "cac:CreditNoteLine", "lines", LINE, many=True),
    ),
    Draft,
)
CREDIT_NOTE = Table(
    (*INVOICE.rows, FieldRow("BT-9", "cac:PaymentMeans/cbc:PaymentDueDate", "due_date", xsd_date)),
    _credit_note,
)
"""A credit note has its due date in the payment means, and its project among the additional documents."""
