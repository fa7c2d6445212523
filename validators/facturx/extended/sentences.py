"""Sentences of the rules of the extended profiles, by code."""

from domain.finding import Rule
from domain.text import Text
from validators.en16931.rules.vat_families import VAT_FAMILIES, VatFamily
from validators.facturx.extended.line_sentences import LINE_RULES
from validators.facturx.extended.statement import stated

_CENT = Text(
    "à un centime près par ligne, remise et supplément",
    "within a cent for each line, allowance and charge",
)
_FROM_CENTS = Text(
    "Recalculez : chaque montant arrondi au centime, puis leur somme.",
    "Work it out again: each amount rounded to the cent, then their sum.",
)


def _total(code: str, term: str, what: Text, parts: Text) -> tuple[Rule, ...]:
    return stated(
        f"BR-FREXT-CO-{code} BR-FXEXT-CO-{code}",
        term,
        Text(
            f"{what.fr} n'est pas égal, {_CENT.fr}, à {parts.fr}.",
            f"{what.en} is not, {_CENT.en}, {parts.en}.",
        ),
        _FROM_CENTS,
    )


def _of_family(family: VatFamily) -> tuple[Rule, ...]:
    fr, en = f"{family.code} ({family.name.fr})", f"{family.code} ({family.name.en})"
    bases = f"BR-FREXT-{family.tag}-08 BR-FXEXT-{family.tag}-08 BR-FXEXT-{family.tag}-08b"
    return (
        *stated(
            f"BR-FREXT-{family.tag}-01 BR-FXEXT-{family.tag}-01",
            "BT-118",
            Text(
                f"La catégorie de TVA {fr} est employée sans être ventilée, ou ventilée sans être employée.",
                f"The VAT category {en} is used and not broken down, or broken down and not used.",
            ),
            Text(
                "Ventilez (BG-23) chaque catégorie des lignes, remises et suppléments, et elles seules.",
                "Break down (BG-23) each category of the lines, allowances and charges, and no other.",
            ),
        ),
        *stated(
            "BR-FREXT-S-08 BR-FXEXT-S-08 BR-FXEXT-S08b" if family.tag == "S" else bases,
            "BT-116",
            Text(
                f"La base de TVA {fr} d'un groupe (BT-116) n'est pas égale, {_CENT.fr}, à ce que donnent les lignes, "
                "remises et suppléments de la même catégorie et du même taux.",
                f"The taxable amount {en} of a group (BT-116) is not, {_CENT.en}, what the lines, allowances and "
                "charges of the same category and rate make.",
            ),
            Text(
                "Corrigez cette base, ou la catégorie, le taux ou le motif d'exonération des lignes ; deux groupes de "
                "même taux se distinguent par leur motif, dit aussi sur chaque ligne.",
                "Correct this amount, or the category, rate or exemption reason of the lines; two groups of the same "
                "rate are told apart by their reason, which each line has too.",
            ),
        ),
    )


_CODES = (
    *stated(
        "BR-FREXT-CL-10",
        "BT-29",
        Text(
            "Le schéma d'un identifiant n'est ni un code ISO 6523 (ICD), ni BY, ni SE.",
            "The scheme of an identifier is neither an ISO 6523 code (ICD) nor BY nor SE.",
        ),
        Text("Employez 0009 pour un SIRET, 0002 pour un SIREN.", "Use 0009 for a SIRET, 0002 for a SIREN."),
    ),
    *stated(
        "BR-FREXT-CL-19-GP",
        "EXT-FR-FE-196",
        Text(
            "Le code du motif d'un rabais sur un prix n'existe pas (UNTDID 5189).",
            "The code of the reason of a discount on a price does not exist (UNTDID 5189).",
        ),
        Text("Employez un code de la liste, par exemple 95.", "Use a code of the list, for instance 95."),
    ),
    *stated(
        "BR-FREXT-CL-20",
        "BT-105",
        Text(
            "Le code du motif d'un supplément n'existe pas (UNTDID 7161).",
            "The code of the reason of a charge does not exist (UNTDID 7161).",
        ),
        Text("Employez un code de la liste, par exemple FC pour le fret.", "Use a code of the list, for instance FC."),
    ),
    *stated(
        "BR-FREXT-CL-20-TAX",
        "BT-177",
        Text(
            "Le code d'une taxe autre que la TVA n'existe pas (UNTDID 5153).",
            "The code of a tax other than VAT does not exist (UNTDID 5153).",
        ),
        Text("Employez un code de la liste, par exemple ENV.", "Use a code of the list, for instance ENV."),
    ),
    *stated(
        "BR-FREXT-CL-20-LISTID",
        "BT-177",
        Text(
            "La liste du code d'un supplément (listID) n'est ni 7161 ni 5153.",
            "The list of the code of a charge (listID) is neither 7161 nor 5153.",
        ),
        Text(
            "Employez 7161 pour un supplément, 5153 pour une taxe autre que la TVA.",
            "Use 7161 for a charge, 5153 for a tax other than VAT.",
        ),
    ),
    *stated(
        "BR-FREXT-CL-24",
        "BT-125-1",
        Text(
            "Le type d'un fichier joint (mimeCode) n'est pas admis.",
            "The type of an attached file (mimeCode) is not admitted.",
        ),
        Text(
            "Joignez un PDF, une image PNG ou JPEG, un CSV, un classeur ou un XML.",
            "Attach a PDF, a PNG or JPEG image, a CSV, a spreadsheet or an XML.",
        ),
    ),
    *stated(
        "BR-FREXT-CL-27",
        "EXT-FR-FE-190",
        Text(
            "Le code d'une condition de livraison n'est pas un Incoterm.",
            "The code of terms of delivery is no Incoterm.",
        ),
        Text("Employez par exemple DAP, DDP ou EXW.", "Use for instance DAP, DDP or EXW."),
    ),
)
_STRUCTURE = (
    *stated(
        "CII-FREXT-DT-024",
        "BT-18",
        Text(
            "Un document référencé porte un schéma (ReferenceTypeCode) sans être un objet facturé ni un contrat.",
            "A referenced document has a scheme (ReferenceTypeCode) and is neither an invoiced object nor a contract.",
        ),
        Text("Retirez ce schéma, ou donnez au document le type 130.", "Remove this scheme, or give it the type 130."),
    ),
    *stated(
        "CII-FREXTDT-027",
        "",
        Text(
            "Un document référencé porte une date que ce type de document n'a pas.",
            "A referenced document has a date that this kind of document does not have.",
        ),
        Text(
            "Ne datez qu'une facture, un contrat, une commande ou un avis d'expédition.",
            "Date only an invoice, a contract, an order or a despatch advice.",
        ),
    ),
    *stated(
        "BR-FXEXT-CII-DT-097a",
        "",
        Text(
            "Une date au format 205 n'est pas un jour et une heure (AAAAMMJJHHMM).",
            "A date in format 205 is no day and hour (YYYYMMDDHHMM).",
        ),
        Text("Écrivez 12 chiffres, par exemple 202611220930.", "Write 12 digits, for instance 202611220930."),
    ),
    *stated(
        "CII-EXT-DT-018",
        "",
        Text(
            "Un document référencé porte un type (TypeCode) que ce document n'a pas.",
            "A referenced document has a type (TypeCode) that it does not have.",
        ),
        Text(
            "Ne donnez que les types 50 (marché), 130 (objet facturé) ou 916 (pièce jointe).",
            "Give the types 50 (tender), 130 (invoiced object) or 916 (attachment) only.",
        ),
    ),
    *stated(
        "BR-CO-25",
        "BT-9",
        Text(
            "Un net à payer (BT-115) est dû, sans date d'échéance (BT-9) ni conditions de paiement (BT-20).",
            "An amount is due (BT-115), without a due date (BT-9) or payment terms (BT-20).",
        ),
        Text("Donnez la date d'échéance, ou les conditions.", "Give the due date, or the terms."),
    ),
    *stated(
        "BR-FXEXT-03",
        "BT-48",
        Text(
            "Un numéro fiscal d'une partie autre que le vendeur n'est pas un numéro de TVA (schéma VA).",
            "A tax number of a party other than the seller is no VAT number (scheme VA).",
        ),
        Text("Donnez ce numéro sous le schéma VA, ou retirez-le.", "Give this number under scheme VA, or remove it."),
    ),
    *stated(
        "BR-FXEXT-01 BR-FXEXT-02",
        "BT-22",
        Text("Une note a un sujet et pas de contenu.", "A note has a subject and no content."),
        Text("Écrivez le texte de la note, ou son code.", "Write the text of the note, or its code."),
    ),
)

RULES: tuple[Rule, ...] = (
    *_total(
        "10",
        "BT-106",
        Text("La somme des lignes (BT-106)", "The sum of the lines (BT-106)"),
        Text("la somme de leurs montants nets (BT-131)", "the sum of their net amounts (BT-131)"),
    ),
    *_total(
        "11",
        "BT-107",
        Text("Le total des remises (BT-107)", "The total of the allowances (BT-107)"),
        Text("la somme des remises de la facture (BT-92)", "the sum of the invoice's allowances (BT-92)"),
    ),
    *_total(
        "12",
        "BT-108",
        Text("Le total des suppléments (BT-108)", "The total of the charges (BT-108)"),
        Text("la somme des suppléments et du transport (BT-99, BT-X-272)", "the sum of the charges (BT-99, BT-X-272)"),
    ),
    *_total(
        "13",
        "BT-109",
        Text("Le total hors TVA (BT-109)", "The total without VAT (BT-109)"),
        Text(
            "la somme des lignes moins les remises plus les suppléments (BT-131, BT-92, BT-99)",
            "the sum of the lines less the allowances plus the charges (BT-131, BT-92, BT-99)",
        ),
    ),
    *_total(
        "15",
        "BT-112",
        Text("Le total TTC (BT-112)", "The total with VAT (BT-112)"),
        Text("le total hors TVA (BT-109) plus la TVA (BT-110)", "the total without VAT (BT-109) plus the VAT (BT-110)"),
    ),
    *stated(
        "BR-FXEXT-CO-16",
        "BT-115",
        Text(
            "Le net à payer (BT-115) n'est pas égal au total TTC (BT-112), moins le déjà payé (BT-113), plus l'arrondi "
            "(BT-114), plus les sommes pour compte de tiers et retenues (BT-179).",
            "The amount due (BT-115) is not the total with VAT (BT-112), less what is paid (BT-113), plus the rounding "
            "(BT-114), plus what is collected for third parties or retained (BT-179).",
        ),
        Text(
            "Recalculez le net à payer ; une retenue de garantie s'écrit en négatif (SpecifiedFinancialAdjustment).",
            "Work out the amount due again; a retention is a negative amount (SpecifiedFinancialAdjustment).",
        ),
    ),
    *(rule for family in VAT_FAMILIES for rule in _of_family(family)),
    *stated(
        "BR-FREXT-S-09 BR-FXEXT-S-09 BR-FXEXT-S-09b",
        "BT-117",
        Text(
            f"La TVA d'un groupe (BT-117) n'est pas égale, {_CENT.fr}, à sa base (BT-116) multipliée par son taux "
            "(BT-119).",
            f"The VAT of a group (BT-117) is not, {_CENT.en}, its taxable amount (BT-116) times its rate (BT-119).",
        ),
        _FROM_CENTS,
    ),
    *LINE_RULES,
    *_CODES,
    *_STRUCTURE,
)
"""Every code of the bodies of the extended profiles, once; several codes may share their sentences."""
