"""Wording of the requirements of VAT families: identified parties and rates, with error and remedy."""

from domain.text import Text
from validators.en16931.rules.vat_families import Rate, Sellers

SELLERS = {
    Sellers.TAXED: (
        Text(
            "le vendeur n'a ni n° de TVA (BT-31), ni identifiant fiscal (BT-32), ni représentant fiscal (BT-63)",
            "the seller has no VAT identifier (BT-31), no tax registration (BT-32) and no tax representative (BT-63)",
        ),
        Text(
            "Indiquez le n° de TVA du vendeur (BT-31), son identifiant fiscal (BT-32) ou le n° de TVA de son "
            "représentant fiscal (BT-63).",
            "Give the seller's VAT identifier (BT-31), its tax registration (BT-32) or its tax representative's VAT "
            "identifier (BT-63).",
        ),
    ),
    Sellers.REVERSED: (
        Text(
            "l'identité fiscale du vendeur (BT-31, BT-32 ou BT-63) ou celle de l'acheteur (BT-48 ou BT-47) manque",
            "the seller (BT-31, BT-32 or BT-63) or the buyer (BT-48 or BT-47) is not identified for tax",
        ),
        Text(
            "Indiquez le n° de TVA du vendeur (BT-31) ou de son représentant (BT-63), et celui de l'acheteur "
            "(BT-48), ou à défaut son immatriculation (BT-47).",
            "Give the VAT identifier of the seller (BT-31) or its representative (BT-63), and that of the buyer "
            "(BT-48), or else its registration (BT-47).",
        ),
    ),
    Sellers.ABROAD: (
        Text(
            "ni le vendeur (BT-31) ni un représentant fiscal (BT-63) n'a de n° de TVA",
            "neither the seller (BT-31) nor a tax representative (BT-63) has a VAT identifier",
        ),
        Text(
            "Indiquez le n° de TVA du vendeur (BT-31) ou celui de son représentant fiscal (BT-63).",
            "Give the VAT identifier of the seller (BT-31) or of its tax representative (BT-63).",
        ),
    ),
    Sellers.WITHIN: (
        Text(
            "le n° de TVA du vendeur (BT-31, ou BT-63) ou celui de l'acheteur (BT-48) manque",
            "the VAT identifier of the seller (BT-31, or BT-63) or that of the buyer (BT-48) is missing",
        ),
        Text(
            "Indiquez le n° de TVA du vendeur (BT-31) ou de son représentant fiscal (BT-63), et celui de l'acheteur "
            "(BT-48).",
            "Give the VAT identifier of the seller (BT-31) or its tax representative (BT-63), and the buyer's (BT-48).",
        ),
    ),
    Sellers.NOBODY: (
        Text(
            "un n° de TVA est donné pour le vendeur (BT-31), son représentant (BT-63) ou l'acheteur (BT-48)",
            "a VAT identifier is given for the seller (BT-31), its representative (BT-63) or the buyer (BT-48)",
        ),
        Text(
            "Retirez les n° de TVA (BT-31, BT-63, BT-48) : ils n'ont pas leur place hors du champ de la TVA ; sinon "
            "changez la catégorie.",
            "Drop the VAT identifiers (BT-31, BT-63, BT-48): they have no place outside the scope of VAT; otherwise "
            "change the category.",
        ),
    ),
}
"""By requirement: what is missing, as the end of a sentence, and the remedy."""

RATES = {
    Rate.POSITIVE: (
        Text("n'est pas supérieur à zéro", "is not above zero"),
        Text(
            "Indiquez le taux, par exemple 20, ou une autre catégorie.",
            "Give the rate, for instance 20, or another category.",
        ),
    ),
    Rate.ANY: (
        Text("est absent ou négatif", "is missing or negative"),
        Text("Indiquez le taux en pourcentage, zéro ou plus.", "Give the rate in percent, zero or more."),
    ),
    Rate.ZERO: (
        Text("n'est pas zéro", "is not zero"),
        Text("Écrivez 0 comme taux, ou une autre catégorie.", "Write 0 as the rate, or another category."),
    ),
    Rate.NONE: (
        Text("est donné, alors qu'il n'y en a pas", "is given, though there is none"),
        Text("Retirez le taux, ou changez la catégorie.", "Drop the rate, or change the category."),
    ),
}
"""By allowed rate: the error, as the end of a sentence, and the remedy."""
