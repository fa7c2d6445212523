"""Sentences for elements that occur once, are required, or must have the same value everywhere."""

from domain.text import Text
from validators.en16931.cii.rules.statement import bound

_CONTACT = Text(
    "Gardez un seul DefinedTradeContact ; les autres personnes vont dans une note (BG-1).",
    "Keep one DefinedTradeContact; other people belong in a note (BG-1).",
)
_ADDRESS = Text(
    "Gardez une seule adresse électronique (URIUniversalCommunication), avec son schemeID.",
    "Keep one electronic address (URIUniversalCommunication), with its schemeID.",
)
_NET_PRICE = Text(
    "Indiquez un prix net (NetPriceProductTradePrice/ChargeAmount), et un seul.",
    "Give one net price (NetPriceProductTradePrice/ChargeAmount), and one only.",
)
_SPLIT = Text(
    "Faites-en plusieurs remises ou charges (SpecifiedTradeAllowanceCharge), une par montant et par taux.",
    "Make several allowances or charges of it (SpecifiedTradeAllowanceCharge), one for each amount and rate.",
)

RULES = (
    bound(
        "CII-SR-009",
        "BT-24",
        Text(
            "Il faut un profil (GuidelineSpecifiedDocumentContextParameter, BT-24), et un seul.",
            "There must be one profile (GuidelineSpecifiedDocumentContextParameter, BT-24), and one only.",
        ),
        Text(
            "Gardez un seul profil, par exemple urn:cen.eu:en16931:2017.",
            "Keep one profile, for example urn:cen.eu:en16931:2017.",
        ),
    ),
    bound(
        "CII-SR-010",
        "BT-24",
        Text("Le profil (BT-24) doit avoir un ID, et un seul.", "The profile (BT-24) must have one ID, and one only."),
        Text(
            "Écrivez le profil dans un seul ID, par exemple urn:cen.eu:en16931:2017.",
            "Write the profile in one ID, for example urn:cen.eu:en16931:2017.",
        ),
    ),
    bound(
        "CII-SR-014",
        "BT-3",
        Text(
            "Il faut un type de facture (TypeCode, BT-3), et un seul.",
            "There must be one type of invoice (TypeCode, BT-3), and one only.",
        ),
        Text(
            "Gardez un seul TypeCode : 380 pour une facture, 381 pour un avoir.",
            "Keep one TypeCode: 380 for an invoice, 381 for a credit note.",
        ),
    ),
    bound(
        "CII-SR-046",
        "BT-157",
        Text(
            "L'identifiant normalisé de l'article (GlobalID, BT-157) n'a pas de schemeID.",
            "The item's standard identifier (GlobalID, BT-157) has no schemeID.",
        ),
        Text(
            "Ajoutez schemeID, par exemple 0160 pour un GTIN, ou utilisez SellerAssignedID (BT-155).",
            "Add schemeID, for example 0160 for a GTIN, or use SellerAssignedID (BT-155).",
        ),
    ),
    bound(
        "CII-SR-069",
        "BT-160",
        Text(
            "Un attribut d'article (BG-32) doit avoir un nom (Description, BT-160), et un seul.",
            "An attribute of an item (BG-32) must have one name (Description, BT-160), and one only.",
        ),
        Text(
            "Écrivez un ApplicableProductCharacteristic par couple nom et valeur.",
            "Write one ApplicableProductCharacteristic for each pair of name and value.",
        ),
    ),
    bound(
        "CII-SR-072",
        "BT-161",
        Text(
            "Un attribut d'article (BG-32) doit avoir une valeur (Value, BT-161), et une seule.",
            "An attribute of an item (BG-32) must have one value (Value, BT-161), and one only.",
        ),
        Text(
            "Écrivez un ApplicableProductCharacteristic par couple nom et valeur.",
            "Write one ApplicableProductCharacteristic for each pair of name and value.",
        ),
    ),
    bound(
        "CII-SR-090",
        "BT-159",
        Text(
            "Le pays d'origine (OriginTradeCountry, BT-159) doit avoir un ID, et un seul.",
            "The country of origin (OriginTradeCountry, BT-159) must have one ID, and one only.",
        ),
        Text("Écrivez son code à deux lettres : FR, DE...", "Write its code of two letters: FR, DE..."),
    ),
    bound(
        "CII-SR-439",
        "BT-146",
        Text(
            "Une ligne doit avoir un prix net (BT-146), et un seul.",
            "A line must have one net price (BT-146), and one only.",
        ),
        _NET_PRICE,
    ),
    bound(
        "CII-SR-440",
        "BT-147",
        Text(
            "La remise sur le prix brut (BT-147) a plusieurs montants.",
            "The discount on the gross price (BT-147) has several amounts.",
        ),
        Text(
            "Additionnez-les en un seul ActualAmount (BT-147).",
            "Add them up in one ActualAmount (BT-147).",
        ),
    ),
    bound(
        "CII-SR-441",
        "BT-146",
        Text("Une ligne a plusieurs prix nets (BT-146).", "A line has several net prices (BT-146)."),
        _NET_PRICE,
    ),
    bound(
        "CII-SR-455",
        "BG-6",
        Text("Le vendeur a plusieurs contacts (BG-6).", "The seller has several contacts (BG-6)."),
        _CONTACT,
    ),
    bound(
        "CII-SR-456",
        "BG-9",
        Text("L'acheteur a plusieurs contacts (BG-9).", "The buyer has several contacts (BG-9)."),
        _CONTACT,
    ),
    bound(
        "CII-SR-459",
        "BT-34",
        Text(
            "Le vendeur a plusieurs adresses électroniques (BT-34).",
            "The seller has several electronic addresses (BT-34).",
        ),
        _ADDRESS,
    ),
    bound(
        "CII-SR-460",
        "BT-49",
        Text(
            "L'acheteur a plusieurs adresses électroniques (BT-49).",
            "The buyer has several electronic addresses (BT-49).",
        ),
        _ADDRESS,
    ),
    bound(
        "CII-SR-461",
        "BT-7",
        Text(
            "La date d'exigibilité de la TVA (TaxPointDate, BT-7) est donnée plusieurs fois.",
            "The date when VAT is due (TaxPointDate, BT-7) is given several times.",
        ),
        Text(
            "Gardez-la dans un seul groupe de la ventilation de la TVA.",
            "Keep it in one group of the VAT breakdown only.",
        ),
    ),
    bound(
        "CII-SR-462",
        "BT-8",
        Text(
            "Les codes d'exigibilité de la TVA (DueDateTypeCode, BT-8) ne sont pas tous les mêmes.",
            "The codes of when VAT is due (DueDateTypeCode, BT-8) are not all the same.",
        ),
        Text(
            "Écrivez le même code partout : 5 à la facturation, 29 à la livraison, 72 au paiement.",
            "Write the same code everywhere: 5 on invoicing, 29 on delivery, 72 on payment.",
        ),
    ),
    bound(
        "CII-SR-463",
        "",
        Text(
            "Rien ne dit si c'est une remise ou une charge : ChargeIndicator manque.",
            "Nothing tells whether it is an allowance or a charge: ChargeIndicator is missing.",
        ),
        Text(
            "Ajoutez ChargeIndicator/Indicator : false pour une remise, true pour une charge.",
            "Add ChargeIndicator/Indicator: false for an allowance, true for a charge.",
        ),
    ),
    bound(
        "CII-SR-467",
        "BT-81",
        Text(
            "Les moyens de paiement de la facture n'ont pas tous le même code (BT-81).",
            "The payment means of the invoice do not all have the same code (BT-81).",
        ),
        Text(
            "Gardez un seul moyen de paiement, ou le même TypeCode pour tous (30 ou 58 pour un virement).",
            "Keep one payment means, or the same TypeCode for all (30 or 58 for a transfer).",
        ),
    ),
    bound(
        "CII-SR-468",
        "BT-82",
        Text(
            "Les moyens de paiement de la facture n'ont pas tous le même libellé (Information, BT-82).",
            "The payment means of the invoice do not all have the same wording (Information, BT-82).",
        ),
        Text("Écrivez partout le même libellé.", "Write the same wording everywhere."),
    ),
    bound(
        "CII-SR-469",
        "BT-83",
        Text(
            "La référence de paiement (PaymentReference, BT-83) est donnée plusieurs fois.",
            "The payment reference (PaymentReference, BT-83) is given several times.",
        ),
        Text(
            "Gardez-en une : celle que l'acheteur doit rappeler dans son virement.",
            "Keep one: the one that the buyer is to quote in the transfer.",
        ),
    ),
    bound(
        "CII-SR-470",
        "BT-84",
        Text(
            "Un virement est demandé (BT-81, code 30 ou 58), mais le compte à créditer (BT-84) manque.",
            "A transfer is asked for (BT-81, code 30 or 58), but the account to credit (BT-84) is missing.",
        ),
        Text(
            "Donnez l'IBAN dans PayeePartyCreditorFinancialAccount/IBANID, ou le numéro du compte dans ProprietaryID.",
            "Give the IBAN in PayeePartyCreditorFinancialAccount/IBANID, or the account number in ProprietaryID.",
        ),
    ),
    bound(
        "CII-SR-471",
        "",
        Text(
            "Une remise ou une charge a plusieurs taux (RateApplicablePercent).",
            "An allowance or a charge has several rates (RateApplicablePercent).",
        ),
        _SPLIT,
    ),
    bound(
        "CII-SR-472",
        "",
        Text(
            "Une remise ou une charge a plusieurs TVA (CategoryTradeTax).",
            "An allowance or a charge has several VAT groups (CategoryTradeTax).",
        ),
        _SPLIT,
    ),
    bound(
        "CII-SR-473",
        "",
        Text(
            "Une remise ou une charge a plusieurs montants (ActualAmount).",
            "An allowance or a charge has several amounts (ActualAmount).",
        ),
        _SPLIT,
    ),
)
"""In the order of the codes."""
