"""The key that makes an invoice unique: year of issue, supplier, number (DSE 1.0, section 3.2.1.4)."""

from domain.deposit import Key
from domain.invoice import Invoice
from validators.chorus_pro.numero_tva import siren_in
from validators.common import siret
from validators.common.identifier_schemes import other_identifier

DEMANDE_DE_PAIEMENT = "S3"
"""Cadre of a subcontractor's payment request, which is no invoice and has its own numbering (DSE 1.0, section 6)."""


def key_of(invoice: Invoice) -> Key | None:
    """Key of ``invoice``; ``None`` without number or date.

    The number is compared without blanks at its ends and without regard to letter case.
    """
    number = (invoice.numero_facture or "").strip().casefold()
    if not number or invoice.date_facture is None:
        return None
    return Key(year=invoice.date_facture.year, supplier=_supplier(invoice), number=number)


def _supplier(invoice: Invoice) -> str:
    """The supplier's SIREN from any of its fields; else another identifier, else the name. Never empty."""
    name = _siren(invoice) or _other_name(invoice)
    return f"{DEMANDE_DE_PAIEMENT} {name}" if invoice.cadre_facturation == DEMANDE_DE_PAIEMENT else name


def _siren(invoice: Invoice) -> str | None:
    value = invoice.siret_fournisseur
    if value and siret.has_shape(value):
        return value[:9]
    return invoice.siren_fournisseur or siren_in(invoice.tva_fournisseur)


def _other_name(invoice: Invoice) -> str:
    if other := other_identifier(invoice):
        return f"{other.scheme}:{other.value.casefold()}"
    if invoice.siret_fournisseur:
        return f"SIRET:{invoice.siret_fournisseur}"
    if invoice.tva_fournisseur:
        return f"TVA:{''.join(invoice.tva_fournisseur.split()).casefold()}"
    return f"NOM:{' '.join((invoice.nom_fournisseur or '?').split()).casefold()}"
