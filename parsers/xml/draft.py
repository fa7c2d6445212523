"""The values a field table reads from an invoice, before :class:`~domain.invoice.Invoice` is built.

The XML formats have the same business terms in different structures: payment references, VAT totals and supporting
documents are collected here as found; :mod:`parsers.xml.completion` arranges them as in EN 16931.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from domain.invoice import (
    AllowanceCharge,
    Delivery,
    Identifier,
    Line,
    Note,
    Party,
    Payment,
    Period,
    PrecedingInvoice,
    Totals,
    VatBreakdown,
)
from parsers.xml.values import Money

_NOBODY, _NOTHING = Party(), Totals()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferencedDocument:
    """A document the invoice refers to, as written."""

    reference: Identifier | None = None
    type_code: str | None = None
    type_text: str | None = None
    scheme: str | None = None
    description: str | None = None
    location: str | None = None
    filename: str | None = None
    mime: str | None = None
    content: str | None = None
    """Base64."""
    kind: str | None = None
    """``TypePJ`` (Chorus Pro formats)."""
    zipped: bool = False
    """Whether the content is a zip of the single file (Chorus Pro formats)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tax:
    """A row of the VAT breakdown and the currency it is in."""

    currency: str | None = None
    breakdown: VatBreakdown


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Every field a table may read; names are those of :class:`~domain.invoice.Invoice` where it has them."""

    numero_facture: str | None = None
    date_facture: date | None = None
    type_facture: str | None = None
    devise: str | None = None
    cadre_facturation: str | None = None
    customization: str | None = None
    vat_accounting_currency: str | None = None
    vat_point_date: date | None = None
    vat_point_code: str | None = None
    due_date: date | None = None
    buyer_reference: str | None = None
    payment_terms: str | None = None
    notes: tuple[Note, ...] = ()
    seller: Party = _NOBODY
    buyer: Party = _NOBODY
    payee: Party | None = None
    tax_representative: Party | None = None
    seller_agent: Party | None = None
    buyer_agent: Party | None = None
    delivery: Delivery | None = None
    period: Period | None = None
    payments: tuple[Payment, ...] = ()
    remittance: str | None = None
    """BT-83 written outside the payment means."""
    mandate: str | None = None
    """BT-89, likewise."""
    creditor: str | None = None
    """BT-90, likewise."""
    allowances: tuple[AllowanceCharge, ...] = ()
    totals: Totals = _NOTHING
    """Without BT-110 and BT-111."""
    vat_amounts: tuple[Money, ...] = ()
    """BT-110 and BT-111, distinguished by their currency."""
    adjustments: tuple[Decimal, ...] = ()
    """BT-179, each as written."""
    taxes: tuple[Tax, ...] = ()
    project: str | None = None
    contracts: tuple[ReferencedDocument, ...] = ()
    purchase_order: str | None = None
    sales_order: str | None = None
    receiving_advice: str | None = None
    despatch_advice: str | None = None
    tender: str | None = None
    accounting: str | None = None
    preceding: tuple[PrecedingInvoice, ...] = ()
    papers: tuple[ReferencedDocument, ...] = ()
    lines: tuple[Line, ...] = ()
