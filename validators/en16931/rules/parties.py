"""Sentences on parties: seller, buyer, payee, tax representative, place of delivery."""

from domain.text import Text
from validators.en16931.rules.statement import stated

RULES = (
    stated(
        "BR-06",
        "BT-27",
        Text("Le nom du vendeur (BT-27) est absent.", "The name of the seller (BT-27) is missing."),
        Text("Indiquez la raison sociale du vendeur (BT-27).", "Give the registered name of the seller (BT-27)."),
    ),
    stated(
        "BR-07",
        "BT-44",
        Text("Le nom de l'acheteur (BT-44) est absent.", "The name of the buyer (BT-44) is missing."),
        Text("Indiquez la raison sociale de l'acheteur (BT-44).", "Give the registered name of the buyer (BT-44)."),
    ),
    stated(
        "BR-08",
        "BG-5",
        Text("L'adresse du vendeur (BG-5) est absente.", "The address of the seller (BG-5) is missing."),
        Text(
            "Ajoutez l'adresse du vendeur (BG-5), avec au moins son pays (BT-40).",
            "Add the seller's address (BG-5), with its country (BT-40) at least.",
        ),
    ),
    stated(
        "BR-09",
        "BT-40",
        Text(
            "Le pays du vendeur (BT-40) manque dans son adresse.",
            "The seller's address does not say its country (BT-40).",
        ),
        Text(
            "Indiquez le code du pays (BT-40), par exemple FR.",
            "Give the code of the country (BT-40), for instance FR.",
        ),
    ),
    stated(
        "BR-10",
        "BG-8",
        Text("L'adresse de l'acheteur (BG-8) est absente.", "The address of the buyer (BG-8) is missing."),
        Text(
            "Ajoutez l'adresse de l'acheteur (BG-8), avec au moins son pays (BT-55).",
            "Add the buyer's address (BG-8), with its country (BT-55) at least.",
        ),
    ),
    stated(
        "BR-11",
        "BT-55",
        Text(
            "Le pays de l'acheteur (BT-55) manque dans son adresse.",
            "The buyer's address does not say its country (BT-55).",
        ),
        Text(
            "Indiquez le code du pays (BT-55), par exemple FR.",
            "Give the code of the country (BT-55), for instance FR.",
        ),
    ),
    stated(
        "BR-17",
        "BT-59",
        Text(
            "Le bénéficiaire du paiement (BG-10) n'a pas de nom (BT-59), ou c'est le vendeur lui-même.",
            "The payee (BG-10) has no name (BT-59), or is the seller himself.",
        ),
        Text(
            "Indiquez le nom du bénéficiaire (BT-59) s'il n'est pas le vendeur ; sinon retirez le groupe du "
            "bénéficiaire (BG-10).",
            "Give the payee's name (BT-59) when he is not the seller; otherwise drop the group of the payee (BG-10).",
        ),
    ),
    stated(
        "BR-18",
        "BT-62",
        Text(
            "Le représentant fiscal du vendeur (BG-11) n'a pas de nom (BT-62).",
            "The seller's tax representative (BG-11) has no name (BT-62).",
        ),
        Text("Indiquez le nom du représentant fiscal (BT-62).", "Give the name of the tax representative (BT-62)."),
    ),
    stated(
        "BR-19",
        "BG-12",
        Text(
            "Le représentant fiscal du vendeur (BG-11) n'a pas d'adresse (BG-12).",
            "The seller's tax representative (BG-11) has no address (BG-12).",
        ),
        Text(
            "Ajoutez l'adresse du représentant fiscal (BG-12), avec au moins son pays (BT-69).",
            "Add the tax representative's address (BG-12), with its country (BT-69) at least.",
        ),
    ),
    stated(
        "BR-20",
        "BT-69",
        Text(
            "Le pays du représentant fiscal (BT-69) manque dans son adresse.",
            "The tax representative's address does not say its country (BT-69).",
        ),
        Text(
            "Indiquez le code du pays (BT-69), par exemple FR.",
            "Give the code of the country (BT-69), for instance FR.",
        ),
    ),
    stated(
        "BR-56",
        "BT-63",
        Text(
            "Le représentant fiscal du vendeur (BG-11) n'a pas de n° de TVA (BT-63).",
            "The seller's tax representative (BG-11) has no VAT identifier (BT-63).",
        ),
        Text(
            "Indiquez le n° de TVA du représentant fiscal (BT-63), avec la nature VAT en UBL ou VA en CII.",
            "Give the tax representative's VAT identifier (BT-63), with the scheme VAT in UBL or VA in CII.",
        ),
    ),
    stated(
        "BR-57",
        "BT-80",
        Text(
            "L'adresse de livraison (BG-15) ne dit pas son pays (BT-80).",
            "The delivery address (BG-15) does not say its country (BT-80).",
        ),
        Text(
            "Indiquez le code du pays (BT-80), par exemple FR.",
            "Give the code of the country (BT-80), for instance FR.",
        ),
    ),
    stated(
        "BR-62",
        "BT-34",
        Text(
            "L'adresse électronique du vendeur (BT-34) ne dit pas sa nature (BT-34-1).",
            "The seller's electronic address (BT-34) does not say its scheme (BT-34-1).",
        ),
        Text(
            "Ajoutez l'attribut schemeID : 0225 pour l'annuaire français, EM pour une adresse de courriel.",
            "Add the attribute schemeID: 0225 for the French directory, EM for an e-mail address.",
        ),
    ),
    stated(
        "BR-63",
        "BT-49",
        Text(
            "L'adresse électronique de l'acheteur (BT-49) ne dit pas sa nature (BT-49-1).",
            "The buyer's electronic address (BT-49) does not say its scheme (BT-49-1).",
        ),
        Text(
            "Ajoutez l'attribut schemeID : 0225 pour l'annuaire français, EM pour une adresse de courriel.",
            "Add the attribute schemeID: 0225 for the French directory, EM for an e-mail address.",
        ),
    ),
    stated(
        "BR-CO-09",
        "",
        Text(
            "Un n° de TVA (BT-31, BT-48 ou BT-63) ne commence pas par le code d'un pays.",
            "A VAT identifier (BT-31, BT-48 or BT-63) does not begin with the code of a country.",
        ),
        Text(
            "Écrivez le n° de TVA avec le code de son pays devant : FR pour la France, EL pour la Grèce.",
            "Write the VAT identifier with the code of its country in front: FR for France, EL for Greece.",
        ),
    ),
    stated(
        "BR-CO-26",
        "BG-4",
        Text(
            "Le vendeur n'a ni identifiant (BT-29), ni immatriculation (BT-30), ni n° de TVA (BT-31).",
            "The seller has neither an identifier (BT-29), nor a registration (BT-30), nor a VAT identifier (BT-31).",
        ),
        Text(
            "Indiquez au moins l'un des trois : en France, le SIREN (BT-30) avec le schéma 0002.",
            "Give one of the three at least: in France, the SIREN (BT-30) with the scheme 0002.",
        ),
    ),
)
"""The rules about parties and places, in the order of their numbers."""
