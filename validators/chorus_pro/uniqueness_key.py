"""The key that makes an invoice unique: year of issue, supplier, number (DSE 1.0, section 3.2.1.4)."""

from domain.deposit import Key
from domain.invoice import Invoice
from domain.invoice_number import comparable
from domain.supplier_identity import identity_of

DEMANDE_DE_PAIEMENT = "S3"
"""Cadre of a subcontractor's payment request, which is no invoice and has its own numbering (DSE 1.0, section 6)."""


def key_of(invoice: Invoice) -> Key | None:
    """Key of ``invoice``; ``None`` without number or date.

    Numbers that look the same, or differ by blanks or case, are one (:mod:`domain.invoice_number`).
    """
    number = comparable(invoice.numero_facture or "")
    if not number or invoice.date_facture is None:
        return None
    return Key(year=invoice.date_facture.year, supplier=_supplier(invoice), number=number)


def _supplier(invoice: Invoice) -> str:
    name = identity_of(invoice).key
    return f"{DEMANDE_DE_PAIEMENT} {name}" if invoice.cadre_facturation == DEMANDE_DE_PAIEMENT else name
