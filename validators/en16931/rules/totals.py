"""Sentences on the totals (BG-22) and the VAT breakdown (BG-23): presence and sums."""

from domain.text import Text
from validators.en16931.rules.statement import stated

RULES = (
    stated(
        "BR-12",
        "BT-106",
        Text(
            "La somme des lignes (BT-106) est absente des totaux.",
            "The sum of the lines (BT-106) is not in the totals.",
        ),
        Text(
            "Indiquez la somme des montants nets des lignes (BT-106).",
            "Give the sum of the net amounts of the lines (BT-106).",
        ),
    ),
    stated(
        "BR-13",
        "BT-109",
        Text("Le total hors TVA (BT-109) est absent.", "The total without VAT (BT-109) is missing."),
        Text(
            "Indiquez le total hors TVA de la facture (BT-109).", "Give the total of the invoice without VAT (BT-109)."
        ),
    ),
    stated(
        "BR-14",
        "BT-112",
        Text("Le total TTC (BT-112) est absent.", "The total with VAT (BT-112) is missing."),
        Text("Indiquez le total TTC de la facture (BT-112).", "Give the total of the invoice with VAT (BT-112)."),
    ),
    stated(
        "BR-15",
        "BT-115",
        Text("Le net à payer (BT-115) est absent.", "The amount due (BT-115) is missing."),
        Text(
            "Indiquez le net à payer (BT-115), 0 si tout est déjà payé.",
            "Give the amount due (BT-115), 0 when all is paid already.",
        ),
    ),
    stated(
        "BR-45",
        "BT-116",
        Text(
            "Un groupe de la ventilation de TVA (BG-23) n'a pas de base (BT-116).",
            "A group of the VAT breakdown (BG-23) has no taxable amount (BT-116).",
        ),
        Text("Indiquez la base hors TVA du groupe (BT-116).", "Give the taxable amount of the group (BT-116)."),
    ),
    stated(
        "BR-46",
        "BT-117",
        Text(
            "Un groupe de la ventilation de TVA (BG-23) n'a pas de montant de TVA (BT-117).",
            "A group of the VAT breakdown (BG-23) has no VAT amount (BT-117).",
        ),
        Text(
            "Indiquez le montant de TVA du groupe (BT-117), 0 s'il n'y en a pas.",
            "Give the VAT amount of the group (BT-117), 0 when there is none.",
        ),
    ),
    stated(
        "BR-47",
        "BT-118",
        Text(
            "Un groupe de la ventilation de TVA (BG-23) n'a pas de catégorie (BT-118).",
            "A group of the VAT breakdown (BG-23) has no category (BT-118).",
        ),
        Text(
            "Indiquez la catégorie de TVA du groupe (BT-118), par exemple S, avec la nature VAT.",
            "Give the VAT category of the group (BT-118), for instance S, with the type VAT.",
        ),
    ),
    stated(
        "BR-48",
        "BT-119",
        Text(
            "Un groupe de la ventilation de TVA (BG-23) n'a pas de taux (BT-119), et n'est pas hors champ (O).",
            "A group of the VAT breakdown (BG-23) has no rate (BT-119), and is not out of scope (O).",
        ),
        Text(
            "Indiquez le taux en pourcentage (BT-119), par exemple 20, ou 0 pour une exonération.",
            "Give the rate in percent (BT-119), for instance 20, or 0 for an exemption.",
        ),
    ),
    stated(
        "BR-CO-10",
        "BT-106",
        Text(
            "La somme des lignes (BT-106) n'est pas égale à la somme de leurs montants nets (BT-131).",
            "The sum of the lines (BT-106) is not the sum of their net amounts (BT-131).",
        ),
        Text(
            "Recalculez ce total (BT-106) : la somme des montants nets des lignes (BT-131).",
            "Work out this total again (BT-106): the sum of the net amounts of the lines (BT-131).",
        ),
    ),
    stated(
        "BR-CO-11",
        "BT-107",
        Text(
            "Le total des remises (BT-107) n'est pas égal à la somme des remises de la facture (BT-92).",
            "The total of the allowances (BT-107) is not the sum of the invoice's allowances (BT-92).",
        ),
        Text(
            "Recalculez ce total (BT-107) : la somme des remises de la facture (BT-92) ; sans remise, ne l'écrivez "
            "pas.",
            "Work out this total again (BT-107): the sum of the allowances of the invoice (BT-92); without any, "
            "leave it out.",
        ),
    ),
    stated(
        "BR-CO-12",
        "BT-108",
        Text(
            "Le total des charges (BT-108) n'est pas égal à la somme des charges de la facture (BT-99).",
            "The total of the charges (BT-108) is not the sum of the invoice's charges (BT-99).",
        ),
        Text(
            "Recalculez ce total (BT-108) : la somme des charges de la facture (BT-99) ; sans charge, ne l'écrivez "
            "pas.",
            "Work out this total again (BT-108): the sum of the charges of the invoice (BT-99); without any, leave "
            "it out.",
        ),
    ),
    stated(
        "BR-CO-13",
        "BT-109",
        Text(
            "Le total hors TVA (BT-109) n'est pas égal aux lignes (BT-106), moins les remises (BT-107), plus les "
            "charges (BT-108).",
            "The total without VAT (BT-109) is not the lines (BT-106), less the allowances (BT-107), plus the "
            "charges (BT-108).",
        ),
        Text(
            "Recalculez le total hors TVA (BT-109) : le total des lignes (BT-106), moins celui des remises (BT-107), "
            "plus celui des charges (BT-108).",
            "Work out the total without VAT again (BT-109): the total of the lines (BT-106), less that of the "
            "allowances (BT-107), plus that of the charges (BT-108).",
        ),
    ),
    stated(
        "BR-CO-14",
        "BT-110",
        Text(
            "Le total de TVA (BT-110) n'est pas égal à la somme des montants de la ventilation (BT-117).",
            "The VAT total (BT-110) is not the sum of the amounts of the breakdown (BT-117).",
        ),
        Text(
            "Recalculez le total de TVA (BT-110) : la somme des TVA de chaque taux (BT-117), à deux décimales.",
            "Work out the VAT total again (BT-110): the sum of the VAT of each rate (BT-117), to two decimals.",
        ),
    ),
    stated(
        "BR-CO-15",
        "BT-112",
        Text(
            "Le total TTC (BT-112) n'est pas égal au total hors TVA (BT-109) plus la TVA (BT-110).",
            "The total with VAT (BT-112) is not the total without VAT (BT-109) plus the VAT (BT-110).",
        ),
        Text(
            "Recalculez le total TTC (BT-112) : le total hors TVA (BT-109) plus le total de TVA (BT-110), un seul "
            "dans la devise de la facture (BT-5).",
            "Work out the total with VAT again (BT-112): the total without VAT (BT-109) plus the VAT total (BT-110), "
            "one only in the invoice currency (BT-5).",
        ),
    ),
    stated(
        "BR-CO-16",
        "BT-115",
        Text(
            "Le net à payer (BT-115) n'est pas égal au total TTC (BT-112), moins le déjà payé (BT-113), plus "
            "l'arrondi (BT-114).",
            "The amount due (BT-115) is not the total with VAT (BT-112), less what is paid (BT-113), plus the "
            "rounding (BT-114).",
        ),
        Text(
            "Recalculez le net à payer (BT-115) : le total TTC (BT-112), moins le déjà payé (BT-113), plus l'arrondi "
            "(BT-114).",
            "Work out the amount due again (BT-115): the total with VAT (BT-112), less what is paid (BT-113), plus the "
            "rounding (BT-114).",
        ),
    ),
    stated(
        "BR-CO-17",
        "BT-117",
        Text(
            "Le montant de TVA d'un groupe (BT-117) n'est pas égal à sa base (BT-116) multipliée par son taux "
            "(BT-119).",
            "The VAT amount of a group (BT-117) is not its taxable amount (BT-116) times its rate (BT-119).",
        ),
        Text(
            "Recalculez cette TVA (BT-117) à deux décimales : la base (BT-116) multipliée par le taux (BT-119).",
            "Work this VAT out again (BT-117), to two decimals: the base (BT-116) times the rate (BT-119).",
        ),
    ),
    stated(
        "BR-CO-18",
        "BG-23",
        Text("La ventilation de TVA (BG-23) est absente.", "The VAT breakdown (BG-23) is missing."),
        Text(
            "Ajoutez à la ventilation un groupe (BG-23) par catégorie et taux de TVA, même si la TVA est nulle.",
            "Give the breakdown a group (BG-23) for each VAT category and rate, even when there is no VAT.",
        ),
    ),
)
"""The rules about totals and the VAT breakdown, in the order of their numbers."""
