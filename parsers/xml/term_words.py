"""Business terms in the words of people, for the sentences about values that could not be read."""

from collections.abc import Mapping

from domain.text import Text

_WORDS: Mapping[str, Text] = {
    "BT-1": Text("Numéro de facture", "Invoice number"),
    "BT-2": Text("Date de facture", "Invoice date"),
    "BT-3": Text("Type de document", "Document type"),
    "BT-5": Text("Devise", "Currency"),
    "BT-7": Text("Date d'exigibilité de la TVA", "VAT point date"),
    "BT-9": Text("Échéance", "Due date"),
    "BT-10": Text("Code service", "Service code"),
    "BT-12": Text("Numéro de marché", "Contract number"),
    "BT-13": Text("Numéro d'engagement", "Engagement number"),
    "BT-14": Text("Numéro de commande du fournisseur", "Sales order number"),
    "BT-23": Text("Cadre de facturation", "Cadre de facturation"),
    "BT-25": Text("Numéro de la facture d'origine", "Number of the original invoice"),
    "BT-26": Text("Date de la facture d'origine", "Date of the original invoice"),
    "BT-72": Text("Date de livraison", "Delivery date"),
    "BT-73": Text("Début de la période facturée", "Start of the invoiced period"),
    "BT-74": Text("Fin de la période facturée", "End of the invoiced period"),
    "BT-92": Text("Montant d'une remise", "Amount of an allowance"),
    "BT-93": Text("Assiette d'une remise", "Base of an allowance"),
    "BT-94": Text("Taux d'une remise", "Percentage of an allowance"),
    "BT-96": Text("Taux de TVA d'une remise", "VAT rate of an allowance"),
    "BT-92/BT-99": Text("Montant d'une remise ou de frais", "Amount of an allowance or charge"),
    "BT-93/BT-100": Text("Assiette d'une remise ou de frais", "Base of an allowance or charge"),
    "BT-94/BT-101": Text("Taux d'une remise ou de frais", "Percentage of an allowance or charge"),
    "BT-96/BT-103": Text("Taux de TVA d'une remise ou de frais", "VAT rate of an allowance or charge"),
    "BT-136/BT-141": Text("Montant d'une remise ou de frais d'une ligne", "Amount of an allowance or charge of a line"),
    "BT-137/BT-142": Text("Assiette d'une remise ou de frais d'une ligne", "Base of an allowance or charge of a line"),
    "BT-138/BT-143": Text(
        "Taux d'une remise ou de frais d'une ligne", "Percentage of an allowance or charge of a line"
    ),
    "BT-147": Text("Rabais sur le prix d'un article", "Discount on the price of an item"),
    "ChargeIndicator": Text("Indicateur de remise ou de frais", "Indicator of allowance or charge"),
    "TaxCategory/Percent": Text("Taux de TVA", "VAT rate"),
    "BT-99": Text("Montant de frais", "Amount of a charge"),
    "BT-103": Text("Taux de TVA de frais", "VAT rate of a charge"),
    "BT-106": Text("Total des lignes", "Sum of lines"),
    "BT-107": Text("Total des remises", "Sum of allowances"),
    "BT-108": Text("Total des frais", "Sum of charges"),
    "BT-109": Text("Total HT", "Total without VAT"),
    "BT-110": Text("Total de TVA", "Total VAT"),
    "BT-111": Text("Total de TVA en euros", "Total VAT in the accounting currency"),
    "BT-112": Text("Total TTC", "Total with VAT"),
    "BT-113": Text("Montant payé", "Paid amount"),
    "BT-114": Text("Arrondi", "Rounding"),
    "BT-115": Text("Net à payer", "Amount due"),
    "BT-116": Text("Base d'un taux de TVA", "Base of a VAT rate"),
    "BT-117": Text("TVA d'un taux", "VAT of a rate"),
    "BT-119": Text("Taux de TVA", "VAT rate"),
    "BT-129": Text("Quantité d'une ligne", "Quantity of a line"),
    "BT-131": Text("Montant d'une ligne", "Amount of a line"),
    "BT-134": Text("Début de la période d'une ligne", "Start of the period of a line"),
    "BT-135": Text("Fin de la période d'une ligne", "End of the period of a line"),
    "BT-146": Text("Prix unitaire net d'une ligne", "Net price of a line"),
    "BT-148": Text("Prix unitaire brut d'une ligne", "Gross price of a line"),
    "BT-149": Text("Quantité de base du prix", "Base quantity of the price"),
    "BT-152": Text("Taux de TVA d'une ligne", "VAT rate of a line"),
    "BG-4": Text("SIRET du fournisseur", "Supplier's SIRET"),
    "BG-7": Text("SIRET du destinataire", "Recipient's SIRET"),
    "BG-22": Text("Totaux de la facture", "Totals of the invoice"),
}


def words(term: str, path: str) -> Text:
    """``term`` in words; the last element of ``path`` for a term that has none."""
    name = path.rpartition("/")[2] or path
    return _WORDS.get(term, Text(name, name))
