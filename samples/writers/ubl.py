"""Writes an invoice as UBL 2.1, Invoice or CreditNote, in the order of the schema.

``Dialect.ANCIEN`` writes as the first Chorus Pro UBL flows: identifiers under scheme ``1``, code service in the
buyer's contact, tax scheme ``TVA``, public contract marked as such.
"""

from enum import Enum

from domain.invoice import Attachment, Invoice, Payment, Period, References
from exporters.common.markup import base64_text, document, group, leaf
from samples.writers.ubl_line import line_of
from samples.writers.ubl_party import Dialect as Dialect
from samples.writers.ubl_party import customer_of, delivery_of, payee_of, representative_of, supplier_of
from samples.writers.ubl_tax import allowance_of, monetary_total_of, tax_totals_of


class _Kind(Enum):
    INVOICE = "Invoice"
    CREDIT_NOTE = "CreditNote"


_CBC = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
_CAC = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"


def write(invoice: Invoice, dialect: Dialect = Dialect.EN16931) -> bytes:
    """``invoice`` in UBL 2.1, UTF-8, on one line."""
    kind = _Kind.CREDIT_NOTE if invoice.avoir else _Kind.INVOICE
    namespaces = {
        "": f"urn:oasis:names:specification:ubl:schema:xsd:{kind.value}-2",
        "cac": _CAC,
        "cbc": _CBC,
    }
    return document(
        kind.value,
        namespaces,
        _header(invoice, kind),
        _references(invoice, kind, dialect),
        *(
            supplier_of(invoice, dialect),
            customer_of(invoice, dialect),
            payee_of(invoice),
            representative_of(invoice),
            delivery_of(invoice),
            *(_payment(payment, invoice, kind) for payment in invoice.payments),
            group("cac:PaymentTerms", leaf("cbc:Note", invoice.payment_terms)),
            *(allowance_of(item, invoice.devise) for item in invoice.allowances),
            tax_totals_of(invoice, dialect),
            monetary_total_of(invoice),
            *(line_of(line, invoice) for line in invoice.lines),
        ),
    )


def _header(invoice: Invoice, kind: _Kind) -> str:
    credit = kind is _Kind.CREDIT_NOTE
    notes = "".join(
        leaf("cbc:Note", f"#{note.subject}#{note.text}" if note.subject else note.text) for note in invoice.notes
    )
    tax_point = leaf("cbc:TaxPointDate", invoice.vat_point_date)
    return "".join(
        (
            leaf("cbc:CustomizationID", invoice.customization),
            leaf("cbc:ProfileID", invoice.cadre_facturation),
            leaf("cbc:ID", invoice.numero_facture),
            leaf("cbc:IssueDate", invoice.date_facture),
            tax_point if credit else leaf("cbc:DueDate", invoice.due_date),
            leaf("cbc:CreditNoteTypeCode" if credit else "cbc:InvoiceTypeCode", invoice.type_facture),
            notes,
            "" if credit else tax_point,
            leaf("cbc:DocumentCurrencyCode", invoice.devise),
            leaf("cbc:TaxCurrencyCode", invoice.vat_accounting_currency),
            leaf("cbc:AccountingCost", invoice.references.accounting),
            leaf("cbc:BuyerReference", invoice.buyer_reference),
            _period(invoice.period, invoice.vat_point_code),
        )
    )


def _period(period: Period | None, vat_point_code: str | None) -> str:
    return group(
        "cac:InvoicePeriod",
        leaf("cbc:StartDate", period.start if period else None),
        leaf("cbc:EndDate", period.end if period else None),
        leaf("cbc:DescriptionCode", vat_point_code),
    )


def _references(invoice: Invoice, kind: _Kind, dialect: Dialect) -> str:
    found = invoice.references
    credit = kind is _Kind.CREDIT_NOTE
    tender = group("cac:OriginatorDocumentReference", leaf("cbc:ID", found.tender))
    return "".join(
        (
            _order(found),
            *(
                group(
                    "cac:BillingReference",
                    group(
                        "cac:InvoiceDocumentReference", leaf("cbc:ID", item.number), leaf("cbc:IssueDate", item.date)
                    ),
                )
                for item in found.preceding
            ),
            group("cac:DespatchDocumentReference", leaf("cbc:ID", found.despatch_advice)),
            group("cac:ReceiptDocumentReference", leaf("cbc:ID", found.receiving_advice)),
            "" if credit else tender,
            _contract(found, dialect),
            _object(found),
            *(_attachment(item) for item in invoice.attachments),
            tender if credit else group("cac:ProjectReference", leaf("cbc:ID", found.project)),
        )
    )


def _order(found: References) -> str:
    order = found.purchase_order or ("NA" if found.sales_order else None)
    return group("cac:OrderReference", leaf("cbc:ID", order), leaf("cbc:SalesOrderID", found.sales_order))


def _contract(found: References, dialect: Dialect) -> str:
    kind = "Marché public" if dialect is Dialect.ANCIEN and found.contract else None
    return group("cac:ContractDocumentReference", leaf("cbc:ID", found.contract), leaf("cbc:DocumentType", kind))


def _object(found: References) -> str:
    item = found.object_identifier
    return group(
        "cac:AdditionalDocumentReference",
        leaf("cbc:ID", item.value if item else None, schemeID=item.scheme if item else None),
        leaf("cbc:DocumentTypeCode", "130" if item else None),
    )


def _attachment(item: Attachment) -> str:
    binary = leaf(
        "cbc:EmbeddedDocumentBinaryObject", base64_text(item.content), mimeCode=item.mime, filename=item.filename
    )
    outside = group("cac:ExternalReference", leaf("cbc:URI", item.location))
    return group(
        "cac:AdditionalDocumentReference",
        leaf("cbc:ID", item.reference),
        leaf("cbc:DocumentDescription", item.description),
        group("cac:Attachment", binary, outside),
    )


def _payment(payment: Payment, invoice: Invoice, kind: _Kind) -> str:
    due = invoice.due_date if kind is _Kind.CREDIT_NOTE else None
    card, debit = payment.card, payment.direct_debit
    transfers = payment.credit_transfers or (None,)
    return "".join(
        group(
            "cac:PaymentMeans",
            leaf("cbc:PaymentMeansCode", payment.means, name=payment.means_text),
            leaf("cbc:PaymentDueDate", due),
            leaf("cbc:PaymentID", payment.remittance),
            group(
                "cac:CardAccount",
                leaf("cbc:PrimaryAccountNumberID", card.number if card else None),
                leaf("cbc:NetworkID", "NA" if card else None),
                leaf("cbc:HolderName", card.holder if card else None),
            ),
            group(
                "cac:PayeeFinancialAccount",
                leaf("cbc:ID", transfer.account if transfer else None),
                leaf("cbc:Name", transfer.account_name if transfer else None),
                group("cac:FinancialInstitutionBranch", leaf("cbc:ID", transfer.bic if transfer else None)),
            ),
            group(
                "cac:PaymentMandate",
                leaf("cbc:ID", debit.mandate if debit else None),
                group("cac:PayerFinancialAccount", leaf("cbc:ID", debit.debited_account if debit else None)),
            ),
        )
        for transfer in transfers
    )
