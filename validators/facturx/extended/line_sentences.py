"""Sentences of the rules of the extended profiles on lines: what they have, and how they are grouped."""

from domain.finding import Rule
from domain.text import Text
from validators.facturx.extended.statement import stated

_GIVE_IN_LINE = Text(
    "Ajoutez-le à la ligne, ou dites la ligne GROUP ou INFORMATION si elle ne compte pas dans la somme.",
    "Add it to the line, or say GROUP or INFORMATION of the line when it is not summed.",
)


def _lacks(codes: str, term: str, fr: str, en: str) -> tuple[Rule, ...]:
    return stated(codes, term, Text(f"Une ligne n'a pas {fr}.", f"A line has no {en}."), _GIVE_IN_LINE)


LINE_RULES: tuple[Rule, ...] = (
    *_lacks("BR-FREXT-22 BR-FREXT-BR-22 BR-FXEXT-BR-22", "BT-129", "de quantité (BT-129)", "quantity (BT-129)"),
    *_lacks("BR-FREXT-23 BR-FREXT-BR-23 BR-FXEXT-BR-23", "BT-130", "d'unité de quantité (BT-130)", "unit (BT-130)"),
    *_lacks("BR-FREXT-24 BR-FREXT-BR-24 BR-FXEXT-BR-24", "BT-131", "de montant net (BT-131)", "net amount (BT-131)"),
    *_lacks("BR-FREXT-26 BR-FREXT-BR-26 BR-FXEXT-BR-26", "BT-146", "de prix net (BT-146)", "net price (BT-146)"),
    *_lacks("BR-FREXT-CO-04 BR-FXEXT-CO-04", "BT-151", "de catégorie de TVA (BT-151)", "VAT category (BT-151)"),
    *stated(
        "UBL-FREXT-SR-48",
        "BT-151",
        Text(
            "Une ligne a plusieurs catégories de TVA, ou n'en a aucune.",
            "A line has several VAT categories, or none.",
        ),
        Text("Donnez à la ligne une catégorie de TVA et une seule.", "Give the line one VAT category, and one only."),
    ),
    *stated(
        "BR-FREXT-BR-38 BR-FXEXT-BR-38",
        "BT-104",
        Text("Un supplément de la facture n'a pas de motif.", "A charge of the invoice has no reason."),
        Text("Donnez son motif (BT-104) ou son code (BT-105).", "Give its reason (BT-104) or its code (BT-105)."),
    ),
    *stated(
        "BR-FREXT-BR-44 BR-FXEXT-BR-44",
        "BT-144",
        Text("Un supplément d'une ligne n'a pas de motif.", "A charge of a line has no reason."),
        Text("Donnez son motif (BT-144) ou son code (BT-145).", "Give its reason (BT-144) or its code (BT-145)."),
    ),
    *stated(
        "BR-FREXT-54-1 BR-FXEXT-BR-54-1",
        "BT-160",
        Text(
            "Une caractéristique d'article n'a ni nom (BT-160) ni code (BT-X-11).",
            "An item attribute has neither a name (BT-160) nor a code (BT-X-11).",
        ),
        Text("Donnez le nom ou le code de la caractéristique.", "Give the name or the code of the attribute."),
    ),
    *stated(
        "BR-FREXT-54-2 BR-FXEXT-BR-54-2",
        "BT-161",
        Text(
            "Une caractéristique d'article doit avoir une valeur (BT-161), ou une valeur avec son unité (BT-X-12), et "
            "pas les deux.",
            "An item attribute must have a value (BT-161), or a value with its unit (BT-X-12), and not both.",
        ),
        Text("Gardez la valeur, ou la mesure avec son unité.", "Keep the value, or the measure with its unit."),
    ),
    *stated(
        "BR-FREXT-04",
        "EXT-FR-FE-159",
        Text(
            "Le code d'une caractéristique d'article n'existe pas (UNTDID 6313).",
            "The code of an item attribute does not exist (UNTDID 6313).",
        ),
        Text("Employez un code de la liste, ou un nom (BT-160).", "Use a code of the list, or a name (BT-160)."),
    ),
    *stated(
        "BR-FREXT-05",
        "EXT-FR-FE-163",
        Text(
            "Le statut d'une ligne n'est ni DETAIL, ni GROUP, ni INFORMATION.",
            "The status of a line is neither DETAIL nor GROUP nor INFORMATION.",
        ),
        Text("Employez l'un de ces trois statuts, ou aucun.", "Use one of these three statuses, or none."),
    ),
    *stated(
        "BR-FREXT-06 BR-FXEXT-06",
        "EXT-FR-FE-163",
        Text("Une ligne nomme sa ligne parente et pas son statut.", "A line names its parent line and not its status."),
        Text("Dites DETAIL, GROUP ou INFORMATION.", "Say DETAIL, GROUP or INFORMATION."),
    ),
    *stated(
        "BR-FREXT-08 BR-FXEXT-08",
        "BT-131",
        Text(
            "Le montant d'une ligne GROUP n'est pas la somme des lignes qu'elle réunit.",
            "The amount of a GROUP line is not the sum of the lines below it.",
        ),
        Text(
            "Portez sur la ligne GROUP la somme des lignes DETAIL et GROUP rattachées, ou retirez son montant.",
            "Give the GROUP line the sum of the DETAIL and GROUP lines below it, or remove its amount.",
        ),
    ),
    *stated(
        "BR-FREXT-11 BR-FXEXT-11",
        "EXT-FR-FE-162",
        Text("La ligne parente d'une ligne n'existe pas.", "The parent line of a line does not exist."),
        Text("Nommez le numéro (BT-126) d'une autre ligne.", "Name the number (BT-126) of another line."),
    ),
    *stated(
        "BR-FREXT-12 BR-FXEXT-12",
        "BT-131",
        Text(
            "Une ligne GROUP a un montant, et une ligne GROUP qu'elle réunit n'en a pas.",
            "A GROUP line has an amount, and a GROUP line below it has none.",
        ),
        Text("Donnez un montant à chacune, ou à aucune.", "Give an amount to each of them, or to none."),
    ),
    *stated(
        "CII-FREXT-SR-069 CII-FREXT-SR-072",
        "BG-32",
        Text(
            "Une caractéristique d'article a plusieurs noms ou plusieurs valeurs.",
            "An item attribute has several names or several values.",
        ),
        Text("Écrivez une caractéristique par valeur.", "Write one attribute for each value."),
    ),
    *stated(
        "CII-FREXT-SR-439",
        "BT-146",
        Text("Une ligne a plusieurs prix nets.", "A line has several net prices."),
        Text("Donnez un seul prix net (BT-146).", "Give one net price (BT-146)."),
    ),
)
"""One rule for each code on lines."""
