"""Labels of fields on drawn pages."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Labels:
    """The wordings of each field, and of ``paye`` and ``echeance``, which are printed but are no fields."""

    invoices: Mapping[str, tuple[str, ...]]
    credit_notes: Mapping[str, tuple[str, ...]]
    """Wordings that differ on credit notes."""

    def of(self, name: str, *, avoir: bool) -> tuple[str, ...]:
        """The wordings of ``name``."""
        return self.credit_notes.get(name, self.invoices[name]) if avoir else self.invoices[name]


_ON_INVOICES = {
    "numero_facture": (
        "Facture n", "Num. facture", "N° de la pièce", "Facture numéro", "Numéro de document",
        "Référence facture", "FACTURE No",
        "Facture n°", "N° de facture", "Numéro de facture", "FACTURE N°", "Numéro", "Réf. facture", "N° facture",
        "N° pièce", "Facture N°",
    ),
    "date_facture": (
        "Date de la pièce", "Facture datée du", "En date du", "Date d'édition", "Date de facturation",
        "Fait le",
        "Date", "Date de facture", "Date de facturation", "Date d'émission", "Émise le", "Date facture",
        "Établie le", "Facture du",
    ),
    "echeance": ("Échéance", "Date d'échéance", "À régler avant le", "Date limite de paiement"),
    "siret_fournisseur": (
        "Numéro de SIRET", "SIRET n°",
        "SIRET", "N° SIRET", "Siret", "SIRET fournisseur", "N° de SIRET", "SIRET émetteur"),
    "tva_fournisseur": (
        "TVA intracommunautaire", "N° TVA", "N° TVA intracom.", "TVA intra", "Identifiant TVA", "N° de TVA",
    ),
    "siret_destinataire": (
        "N° SIRET acheteur", "SIRET collectivité", "SIRET de facturation", "SIRET entité publique",
        "Identifiant Chorus",
        "SIRET destinataire", "SIRET client", "N° SIRET du destinataire", "Identifiant Chorus Pro",
        "Votre SIRET", "SIRET acheteur", "SIRET Chorus",
    ),
    "code_service": (
        "Code service (Chorus Pro)", "Service destinataire (code)", "Code service de facturation",
        "Code SE Chorus", "Référence service", "Réf. service exécutant",
        "Code service", "Service exécutant", "Code service exécutant", "Code SE", "Code service Chorus",
        "N° de service", "Code du service",
    ),
    "numero_engagement": (
        "N° E.J.", "Réf. EJ", "Engagement comptable n°", "BDC n°", "Commande client",
        "N° de votre commande", "Vos références de commande", "Engagement (EJ)",
        "N° d'engagement / bon de commande", "Numéro d'engagement juridique", "Bon de commande n°",
        "Réf. bon de cde",
        "N° d'engagement", "N° EJ", "Engagement juridique", "Engagement", "EJ", "Bon de commande",
        "N° bon de commande", "Numéro d'engagement", "Commande n°", "Votre commande", "Réf. engagement",
        "N° d'engagement juridique", "Votre bon de commande n°",
    ),
    "numero_marche": (
        "Marché public", "Contrat / marché n°", "N° du marché", "Référence du marché public",
        "Accord-cadre", "Marché réf.",
        "N° de marché", "Marché n°", "Marché public n°", "Marché", "Référence marché", "N° marché",
        "Accord-cadre n°", "Numéro de marché", "Réf. marché",
    ),
    "cadre_facturation": (
        "Cadre de fact.", "Code cadre de facturation",
        "Cadre de facturation", "Cadre de facturation", "Cadre"),
    "montant_ht": (
        "Total H.T.", "Total HT net", "MONTANT H.T.", "Montant global HT", "Total général H.T.",
        "Total HT", "Montant HT", "Total hors taxes", "Total net HT", "Montant total HT", "TOTAL H.T.", "Net HT",
    ),
    "montant_tva": (
        "Montant TVA total", "Total taxes", "TVA (total)", "Dont TVA",
        "Total TVA", "Montant TVA", "TVA", "T.V.A.", "Montant de la TVA"),
    "montant_ttc": (
        "TOTAL TTC EUR", "Montant global TTC", "Total facture TTC", "Total général T.T.C.",
        "Total TTC", "Montant TTC", "TOTAL T.T.C.", "Total toutes taxes comprises", "Montant total TTC",
    ),
    "montant_a_payer": (
        "Net à payer TTC", "NET À PAYER", "Total dû", "Reste à régler", "Montant à régler", "Solde dû",
        "Net à payer", "Montant à payer", "Reste à payer", "Solde à payer", "NET A PAYER", "Montant dû",
        "Total à payer",
    ),
    "paye": ("Acompte versé", "Déjà réglé", "Acomptes reçus", "Acompte déjà payé"),
    "numero_facture_origine": ("Facture d'origine", "Avoir sur facture", "Facture concernée", "Annule la facture n°"),
}  # fmt: skip
_ON_CREDIT_NOTES = {
    "numero_facture": ("Avoir n°", "N° d'avoir", "Numéro d'avoir", "AVOIR N°"),
    "date_facture": ("Date", "Date de l'avoir", "Date d'émission", "Émis le"),
    "montant_a_payer": ("Net à déduire", "Montant à votre crédit", "Net à votre crédit"),
}
USUAL_LABELS = Labels(invoices=_ON_INVOICES, credit_notes=_ON_CREDIT_NOTES)
"""Labels of the open layouts."""
