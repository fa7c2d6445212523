"""Names of the fields for suppliers."""

from domain.text import Text

FIELD_NAMES: dict[str, Text] = {
    "numero_facture": Text("le numéro de facture", "the invoice number"),
    "type_facture": Text("le type de document", "the type of document"),
    "date_facture": Text("la date de facture", "the invoice date"),
    "devise": Text("la devise", "the currency"),
    "siret_fournisseur": Text("le SIRET du fournisseur", "the supplier's SIRET"),
    "tva_fournisseur": Text("le numéro de TVA du fournisseur", "the supplier's VAT number"),
    "nom_fournisseur": Text("le nom du fournisseur", "the supplier's name"),
    "siret_destinataire": Text("le SIRET du destinataire", "the recipient's SIRET"),
    "nom_destinataire": Text("le nom du destinataire", "the recipient's name"),
    "code_service": Text("le code service", "the service code"),
    "numero_engagement": Text("le numéro d'engagement", "the engagement number"),
    "numero_marche": Text("le numéro de marché", "the contract number"),
    "cadre_facturation": Text("le cadre de facturation", "the cadre de facturation"),
    "montant_ht": Text("le montant HT", "the total without VAT"),
    "montant_tva": Text("le montant de TVA", "the VAT total"),
    "montant_ttc": Text("le montant TTC", "the total with VAT"),
    "montant_a_payer": Text("le montant à payer", "the amount due"),
    "numero_facture_origine": Text("le numéro de la facture d'origine", "the number of the invoice credited"),
    "siret_moe": Text("le SIRET de la maîtrise d'œuvre", "the SIRET of the project manager (MOE)"),
}
"""Every field of :data:`domain.invoice.ENTRY_FIELDS`, as worded inside a sentence."""
