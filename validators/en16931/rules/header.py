"""Sentences on the invoice as a whole: number, dates, type, currency, references."""

from domain.text import Text
from validators.en16931.rules.statement import stated

RULES = (
    stated(
        "BR-01",
        "BT-24",
        Text("L'identifiant de spécification (BT-24) est absent.", "The specification identifier (BT-24) is missing."),
        Text(
            "Indiquez la norme suivie (BT-24) : urn:cen.eu:en16931:2017, ou le profil qui la complète.",
            "Say which specification is followed (BT-24): urn:cen.eu:en16931:2017, or the profile that completes it.",
        ),
    ),
    stated(
        "BR-02",
        "BT-1",
        Text("Le numéro de facture (BT-1) est absent.", "The invoice number (BT-1) is missing."),
        Text("Indiquez le numéro de la facture (BT-1).", "Give the number of the invoice (BT-1)."),
    ),
    stated(
        "BR-03",
        "BT-2",
        Text("La date d'émission (BT-2) est absente.", "The date of issue (BT-2) is missing."),
        Text(
            "Indiquez la date d'émission (BT-2) : AAAA-MM-JJ en UBL, AAAAMMJJ au format 102 en CII.",
            "Give the date of issue (BT-2): YYYY-MM-DD in UBL, YYYYMMDD in format 102 in CII.",
        ),
    ),
    stated(
        "BR-04",
        "BT-3",
        Text("Le type de document (BT-3) est absent.", "The document type (BT-3) is missing."),
        Text(
            "Indiquez le type (BT-3) : 380 pour une facture, 381 pour un avoir.",
            "Give the type (BT-3): 380 for an invoice, 381 for a credit note.",
        ),
    ),
    stated(
        "BR-05",
        "BT-5",
        Text("La devise de la facture (BT-5) est absente.", "The invoice currency (BT-5) is missing."),
        Text("Indiquez la devise (BT-5), par exemple EUR.", "Give the currency (BT-5), for instance EUR."),
    ),
    stated(
        "BR-16",
        "BG-25",
        Text("La facture n'a aucune ligne (BG-25).", "The invoice has no line (BG-25)."),
        Text("Mettez au moins une ligne dans la facture.", "Put at least one line in the invoice."),
    ),
    stated(
        "BR-29",
        "BT-74",
        Text(
            "La période de facturation finit (BT-74) avant de commencer (BT-73).",
            "The invoicing period ends (BT-74) before it begins (BT-73).",
        ),
        Text(
            "Corrigez le début (BT-73) ou la fin (BT-74) de la période.",
            "Correct the start (BT-73) or the end (BT-74) of the period.",
        ),
    ),
    stated(
        "BR-52",
        "BT-122",
        Text(
            "Une pièce justificative (BG-24) n'a pas de référence (BT-122).",
            "A supporting document (BG-24) has no reference (BT-122).",
        ),
        Text(
            "Donnez à chaque pièce une référence (BT-122), par exemple son numéro.",
            "Give each document a reference (BT-122), for instance its number.",
        ),
    ),
    stated(
        "BR-53",
        "BT-111",
        Text(
            "La devise de comptabilisation de la TVA (BT-6) n'a pas son total de TVA (BT-111), ou est celle de la "
            "facture.",
            "The VAT accounting currency (BT-6) has no VAT total of its own (BT-111), or is the invoice's currency.",
        ),
        Text(
            "Ajoutez le total de TVA dans cette devise (BT-111), ou retirez la devise de comptabilisation (BT-6) si "
            "c'est celle de la facture.",
            "Add the VAT total in that currency (BT-111), or drop the accounting currency (BT-6) when it is the "
            "invoice's own currency.",
        ),
    ),
    stated(
        "BR-55",
        "BT-25",
        Text(
            "Une référence à une facture antérieure (BG-3) ne dit pas son numéro (BT-25).",
            "A reference to a preceding invoice (BG-3) does not say its number (BT-25).",
        ),
        Text(
            "Indiquez le numéro de la facture antérieure (BT-25), ou retirez la référence.",
            "Give the number of the preceding invoice (BT-25), or drop the reference.",
        ),
    ),
    stated(
        "BR-CO-03",
        "BT-7",
        Text(
            "La date d'exigibilité de la TVA (BT-7) et le code d'exigibilité (BT-8) sont donnés tous les deux.",
            "The date VAT falls due (BT-7) and the code that says when (BT-8) are both given.",
        ),
        Text(
            "Gardez la date (BT-7) ou le code (BT-8), pas les deux.",
            "Keep the date (BT-7) or the code (BT-8), not both.",
        ),
    ),
    stated(
        "BR-CO-19",
        "BG-14",
        Text(
            "La période de facturation (BG-14) n'a ni début (BT-73) ni fin (BT-74).",
            "The invoicing period (BG-14) has neither a start (BT-73) nor an end (BT-74).",
        ),
        Text(
            "Indiquez le début (BT-73), la fin (BT-74) ou les deux ; sinon retirez la période.",
            "Give the start (BT-73), the end (BT-74) or both; otherwise drop the period.",
        ),
    ),
)
"""The rules about the invoice as a whole, in the order of their numbers."""
