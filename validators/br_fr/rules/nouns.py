"""Nouns of the rules' sentences: names of terms with article, and of parties. Data."""

from dataclasses import dataclass

from domain.text import Text

TERM_NOUNS = {
    "BT-1": Text("le numéro de facture", "the invoice number"),
    "BT-2": Text("la date de facture", "the invoice date"),
    "BT-3": Text("le type de document", "the document type"),
    "BT-7": Text("la date d'exigibilité de la TVA", "the VAT point date"),
    "BT-9": Text("la date d'échéance", "the due date"),
    "BT-25": Text("le numéro de la facture antérieure", "the number of the preceding invoice"),
    "BT-26": Text("la date de la facture antérieure", "the date of the preceding invoice"),
    "BT-72": Text("la date de livraison", "the delivery date"),
    "BT-73": Text("le début de la période facturée", "the start of the invoiced period"),
    "BT-74": Text("la fin de la période facturée", "the end of the invoiced period"),
    "BT-134": Text("le début de la période d'une ligne", "the start of a line's period"),
    "BT-135": Text("la fin de la période d'une ligne", "the end of a line's period"),
    "EXT-FR-FE-02": Text("le type de la facture antérieure", "the type of the preceding invoice"),
    "EXT-FR-FE-134": Text("le début de la période d'une ligne", "the start of a line's period"),
    "EXT-FR-FE-135": Text("la fin de la période d'une ligne", "the end of a line's period"),
    "EXT-FR-FE-136": Text(
        "le numéro de la facture antérieure d'une ligne", "the number of the preceding invoice of a line"
    ),
    "EXT-FR-FE-137": Text(
        "le type de la facture antérieure d'une ligne", "the type of the preceding invoice of a line"
    ),
    "EXT-FR-FE-138": Text(
        "la date de la facture antérieure d'une ligne", "the date of the preceding invoice of a line"
    ),
    "EXT-FR-FE-158": Text("la date de livraison d'une ligne", "the delivery date of a line"),
    "BT-92_BT-99": Text("le montant d'une remise ou de frais", "the amount of an allowance or a charge"),
    "BT-93_BT-100": Text("la base d'une remise ou de frais", "the base of an allowance or a charge"),
    "BT-106": Text("le total des lignes", "the sum of the lines"),
    "BT-107": Text("le total des remises", "the sum of allowances"),
    "BT-108": Text("le total des frais", "the sum of charges"),
    "BT-109": Text("le total hors taxe", "the total without VAT"),
    "BT-110": Text("le total de la TVA", "the total VAT"),
    "BT-111": Text("le total de la TVA en devise comptable", "the total VAT in accounting currency"),
    "BT-112": Text("le total toutes taxes comprises", "the total with VAT"),
    "BT-113": Text("le montant déjà payé", "the paid amount"),
    "BT-114": Text("l'arrondi", "the rounding amount"),
    "BT-115": Text("le net à payer", "the amount due"),
    "BT-116": Text("la base d'un taux de TVA", "the taxable amount of a VAT rate"),
    "BT-117": Text("la TVA d'un taux", "the VAT of a rate"),
    "BT-129": Text("la quantité d'une ligne", "the quantity of a line"),
    "BT-131": Text("le montant d'une ligne", "the amount of a line"),
    "BT-136_BT-141": Text(
        "le montant d'une remise ou de frais d'une ligne", "the amount of an allowance or charge of a line"
    ),
    "BT-137_BT-142": Text(
        "la base d'une remise ou de frais d'une ligne", "the base of an allowance or charge of a line"
    ),
    "BT-146": Text("le prix net d'un article", "the net price of an item"),
    "BT-147": Text("le rabais sur le prix d'un article", "the discount on the price of an item"),
    "BT-148": Text("le prix brut d'un article", "the gross price of an item"),
    "BT-149": Text("la quantité de base d'un prix", "the base quantity of a price"),
    "BT-96": Text("le taux de TVA d'une remise", "the VAT rate of an allowance"),
    "BT-103": Text("le taux de TVA de frais", "the VAT rate of a charge"),
    "BT-96_BT-103": Text("le taux de TVA d'une remise ou de frais", "the VAT rate of an allowance or a charge"),
    "BT-119": Text("le taux de TVA d'une ligne du récapitulatif", "the VAT rate of a row of the breakdown"),
    "BT-152": Text("le taux de TVA d'un article", "the VAT rate of an item"),
    "BT-95_BT-102": Text("la catégorie de TVA d'une remise ou de frais", "the VAT category of an allowance or charge"),
    "BT-118": Text("la catégorie de TVA d'une ligne du récapitulatif", "the VAT category of a row of the breakdown"),
    "BT-151": Text("la catégorie de TVA d'un article", "the VAT category of an item"),
}
"""By term; two terms where one rule requires both."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyNouns:
    """Names of a party in a sentence."""

    term: str
    """Term of its identifiers."""
    address: str = ""
    """Term of its electronic address."""
    le: Text
    """With its article."""
    de: Text
    """With its preposition, as an owner."""


PARTY_NOUNS = (
    PartyNouns(
        term="BT-29", address="BT-34", le=Text("le vendeur", "the seller"), de=Text("du vendeur", "of the seller")
    ),
    PartyNouns(
        term="BT-46", address="BT-49", le=Text("l'acheteur", "the buyer"), de=Text("de l'acheteur", "of the buyer")
    ),
    PartyNouns(
        term="BT-60",
        address="EXT-FR-FE-29",
        le=Text("le bénéficiaire du paiement", "the payee"),
        de=Text("du bénéficiaire du paiement", "of the payee"),
    ),
    PartyNouns(
        term="EXT-FR-FE-06",
        address="EXT-FR-FE-12",
        le=Text("l'agent de l'acheteur", "the buyer's agent"),
        de=Text("de l'agent de l'acheteur", "of the buyer's agent"),
    ),
    PartyNouns(
        term="EXT-FR-FE-46",
        address="EXT-FR-FE-52",
        le=Text("le payeur", "the payer"),
        de=Text("du payeur", "of the payer"),
    ),
    PartyNouns(
        term="EXT-FR-FE-69",
        address="EXT-FR-FE-75",
        le=Text("l'agent du vendeur", "the seller's agent"),
        de=Text("de l'agent du vendeur", "of the seller's agent"),
    ),
    PartyNouns(
        term="EXT-FR-FE-92",
        address="EXT-FR-FE-98",
        le=Text("le tiers facturé pour l'acheteur", "the invoicee"),
        de=Text("du tiers facturé pour l'acheteur", "of the invoicee"),
    ),
    PartyNouns(
        term="EXT-FR-FE-115",
        address="EXT-FR-FE-121",
        le=Text("le tiers qui facture pour le vendeur", "the invoicer"),
        de=Text("du tiers qui facture pour le vendeur", "of the invoicer"),
    ),
    PartyNouns(
        term="BT-71",
        le=Text("le lieu de livraison", "the delivery location"),
        de=Text("du lieu de livraison", "of the delivery location"),
    ),
    PartyNouns(
        term="EXT-FR-FE-146",
        le=Text("le lieu de livraison d'une ligne", "the delivery location of a line"),
        de=Text("du lieu de livraison d'une ligne", "of the delivery location of a line"),
    ),
)
