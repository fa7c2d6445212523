"""What pages call things."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Libelles:
    """The ways of saying, by field; ``paye`` and ``echeance`` are no fields, but pages say them."""

    factures: Mapping[str, tuple[str, ...]]
    avoirs: Mapping[str, tuple[str, ...]]
    """What credit notes say otherwise."""

    def de(self, nom: str, *, avoir: bool) -> tuple[str, ...]:
        """The ways of saying ``nom``."""
        return self.avoirs.get(nom, self.factures[nom]) if avoir else self.factures[nom]


_FACTURES = {
    "numero_facture": (
        "Facture n°", "N° de facture", "Numéro de facture", "FACTURE N°", "Numéro", "Réf. facture", "N° facture",
        "N° pièce", "Facture N°",
    ),
    "date_facture": (
        "Date", "Date de facture", "Date de facturation", "Date d'émission", "Émise le", "Date facture",
        "Établie le", "Facture du",
    ),
    "echeance": ("Échéance", "Date d'échéance", "À régler avant le", "Date limite de paiement"),
    "siret_fournisseur": ("SIRET", "N° SIRET", "Siret", "SIRET fournisseur", "N° de SIRET", "SIRET émetteur"),
    "tva_fournisseur": (
        "TVA intracommunautaire", "N° TVA", "N° TVA intracom.", "TVA intra", "Identifiant TVA", "N° de TVA",
    ),
    "siret_destinataire": (
        "SIRET destinataire", "SIRET client", "N° SIRET du destinataire", "Identifiant Chorus Pro",
        "Votre SIRET", "SIRET acheteur", "SIRET Chorus",
    ),
    "code_service": (
        "Code service", "Service exécutant", "Code service exécutant", "Code SE", "Code service Chorus",
        "N° de service", "Code du service",
    ),
    "numero_engagement": (
        "N° d'engagement", "N° EJ", "Engagement juridique", "Engagement", "EJ", "Bon de commande",
        "N° bon de commande", "Numéro d'engagement", "Commande n°", "Votre commande", "Réf. engagement",
        "N° d'engagement juridique", "Votre bon de commande n°",
    ),
    "numero_marche": (
        "N° de marché", "Marché n°", "Marché public n°", "Marché", "Référence marché", "N° marché",
        "Accord-cadre n°", "Numéro de marché", "Réf. marché",
    ),
    "cadre_facturation": ("Cadre de facturation", "Cadre de facturation", "Cadre"),
    "montant_ht": (
        "Total HT", "Montant HT", "Total hors taxes", "Total net HT", "Montant total HT", "TOTAL H.T.", "Net HT",
    ),
    "montant_tva": ("Total TVA", "Montant TVA", "TVA", "T.V.A.", "Montant de la TVA"),
    "montant_ttc": (
        "Total TTC", "Montant TTC", "TOTAL T.T.C.", "Total toutes taxes comprises", "Montant total TTC",
    ),
    "montant_a_payer": (
        "Net à payer", "Montant à payer", "Reste à payer", "Solde à payer", "NET A PAYER", "Montant dû",
        "Total à payer",
    ),
    "paye": ("Acompte versé", "Déjà réglé", "Acomptes reçus", "Acompte déjà payé"),
    "numero_facture_origine": ("Facture d'origine", "Avoir sur facture", "Facture concernée", "Annule la facture n°"),
}  # fmt: skip
_AVOIRS = {
    "numero_facture": ("Avoir n°", "N° d'avoir", "Numéro d'avoir", "AVOIR N°"),
    "date_facture": ("Date", "Date de l'avoir", "Date d'émission", "Émis le"),
    "montant_a_payer": ("Net à déduire", "Montant à votre crédit", "Net à votre crédit"),
}
LIBELLES = Libelles(factures=_FACTURES, avoirs=_AVOIRS)
"""The usual ones."""
