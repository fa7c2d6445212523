"""Labels of the reserved layouts: half of them as in the open layouts."""

from samples.drawn_layouts.labels import Labels

_ON_INVOICES = {
    "numero_facture": (
        "Facture no", "N° de la facture", "Référence de la facture", "Numéro de la facture", "N° de document",
        "Notre facture n°", "Facture n°", "N° fact.",
    ),
    "date_facture": (
        "Date de la facture", "Date d'établissement", "Facturé le", "Date de pièce", "Date d'émission", "Date",
        "Facture émise le",
    ),
    "echeance": ("Échéance de paiement", "Paiement avant le", "Payable le", "Date d'exigibilité"),
    "siret_fournisseur": ("N° Siret", "Siret n°", "SIRET vendeur", "Numéro SIRET", "SIRET", "SIRET prestataire"),
    "tva_fournisseur": (
        "TVA intracommunautaire n°", "N° d'identification TVA", "Numéro de TVA", "N° TVA Intra-communautaire", "TVA",
    ),
    "siret_destinataire": (
        "SIRET de la collectivité", "SIRET de l'acheteur", "SIRET débiteur", "SIRET du client",
        "SIRET de la structure", "SIRET du destinataire", "N° SIRET client",
    ),
    "code_service": (
        "Code service destinataire", "Identifiant du service", "Code du service exécutant", "Service Chorus Pro",
        "Code service", "Service exécutant", "Réf. service",
    ),
    "numero_engagement": (
        "Numéro d'EJ", "N° de commande", "Réf. commande", "N° bon d'engagement", "Bon de commande client",
        "Réf. bon de commande", "N° engagement", "Engagement n°", "BC n°", "N° d'engagement",
    ),
    "numero_marche": (
        "Réf. du marché", "N° du marché public", "Numéro du marché", "Contrat public n°", "Marché n°", "N° de marché",
    ),
    "cadre_facturation": ("Cadre de facturation", "Cadre fact."),
    "montant_ht": (
        "Montant net HT", "Total général HT", "Base hors taxes", "Montant hors taxes", "Total HT en euros", "Total HT",
    ),
    "montant_tva": ("Total T.V.A.", "Montant T.V.A.", "TVA totale", "Total des taxes", "TVA"),
    "montant_ttc": (
        "Total général TTC", "Montant T.T.C.", "Total TTC en euros", "Montant toutes taxes comprises", "Total TTC",
    ),
    "montant_a_payer": (
        "Somme à payer", "Montant restant dû", "À payer", "Net à régler", "Montant net à payer", "Reste dû",
    ),
    "paye": ("Avance versée", "Versement reçu", "Règlement déjà effectué"),
    "numero_facture_origine": ("Réf. facture d'origine", "Facture rectifiée", "Avoir relatif à la facture n°"),
}  # fmt: skip
_ON_CREDIT_NOTES = {
    "numero_facture": ("Avoir numéro", "N° de l'avoir", "Référence de l'avoir"),
    "date_facture": ("Date de l'avoir", "Établi le", "Date"),
    "montant_a_payer": ("Net en votre faveur", "À déduire", "Montant de l'avoir"),
}
RESERVED_LABELS = Labels(invoices=_ON_INVOICES, credit_notes=_ON_CREDIT_NOTES)
"""Labels of the reserved layouts."""
