"""Sentences of numbers, dates, types and frameworks: BR-FR-01 to 04, 08, and what fits together (CO-03 to 09)."""

from domain.finding import Rule
from domain.text import Text
from validators.br_fr.code_lists import CADRES, TYPES_DOCUMENT
from validators.br_fr.rules.nouns import TERM_NOUNS
from validators.br_fr.rules.statement import about, stated

_SHORTER = Text("Raccourcissez-le à 35 caractères au plus.", "Shorten it to 35 characters at most.")
_LETTERS = Text(
    "N'employez que des lettres sans accent, des chiffres et + - _ /, sans espace.",
    "Use only unaccented letters, digits and + - _ /, without a space.",
)
_DAY = Text(
    "Donnez un jour qui existe, de 2000 à 2099 : 2026-11-22 en UBL, 20261122 en CII.",
    "Give a day that exists, from 2000 to 2099: 2026-11-22 in UBL, 20261122 in CII.",
)
_TYPES = " ".join(sorted(TYPES_DOCUMENT))
_CADRES = " ".join(sorted(CADRES))


def _too_long(code: str, term: str) -> Rule:
    return stated(
        code, term, about(TERM_NOUNS[term], "a plus de 35 caractères.", "has more than 35 characters."), _SHORTER
    )


def _misspelt(code: str, term: str) -> Rule:
    return stated(
        code,
        term,
        about(TERM_NOUNS[term], "contient un caractère non admis.", "holds a character that is not allowed."),
        _LETTERS,
    )


def _date(term: str) -> Rule:
    return stated(
        f"BR-FR-03_{term}",
        term,
        about(TERM_NOUNS[term], "n'est pas un jour valable.", "is not a valid day."),
        _DAY,
    )


def _type(term: str) -> Rule:
    return stated(
        f"BR-FR-04_{term}",
        term,
        about(TERM_NOUNS[term], "n'est pas un code admis en France.", "is not a code in use in France."),
        Text(f"Employez l'un de ces codes : {_TYPES}.", f"Use one of these codes: {_TYPES}."),
    )


_NUMBERS = ("BT-1", "BT-25", "EXT-FR-FE-136")
_DATES = tuple(term for term, noun in TERM_NOUNS.items() if noun.fr.startswith(("la date", "le début", "la fin")))

RULES: tuple[Rule, ...] = (
    *(_too_long(f"BR-FR-01_{term}{end}", term) for term in _NUMBERS for end in ("", "-1")),
    *(_misspelt(f"BR-FR-01_{term}-2", term) for term in _NUMBERS),
    *(_misspelt(f"BR-FR-02_{term}", term) for term in _NUMBERS),
    *(_date(term) for term in _DATES),
    *(_type(term) for term in ("BT-3", "EXT-FR-FE-02", "EXT-FR-FE-137")),
    stated(
        "BR-FR-08_BT-23",
        "BT-23",
        Text(
            "Le cadre de facturation (BT-23) est absent ou inconnu.",
            "The billing framework (BT-23) is missing or unknown.",
        ),
        Text(f"Indiquez l'un de ces cadres : {_CADRES}.", f"Give one of these frameworks: {_CADRES}."),
    ),
    stated(
        "BR-FR-CO-03_BT-3",
        "BT-3",
        Text(
            "L'avoir pour remise globale (262) ne dit pas son contrat ou sa période.",
            "The credit note for a global discount (262) does not tell its contract or its period.",
        ),
        Text(
            "Donnez le numéro du contrat (BT-12), le début et la fin de la période (BT-73, BT-74).",
            "Give the contract number (BT-12), the start and the end of the period (BT-73, BT-74).",
        ),
    ),
    *(
        stated(
            code,
            "BT-3",
            Text(
                "La facture rectificative ne se réfère pas à une facture antérieure, et à une seule.",
                "The corrected invoice does not refer to one preceding invoice, and one only.",
            ),
            Text(
                "Indiquez une fois la facture qu'elle remplace (BG-3 : BT-25 et BT-26).",
                "Give the invoice that it replaces (BG-3: BT-25 and BT-26), once.",
            ),
        )
        for code in ("BR-FR-CO-04_BT-3", "BR-FR-CO-04_BT-4")
    ),
    stated(
        "BR-FR-CO-05_BT-3",
        "BT-3",
        Text(
            "L'avoir ne dit pas quelle facture il crédite.", "The credit note does not tell which invoice it credits."
        ),
        Text(
            "Donnez le numéro et la date de la facture d'origine (BT-25, BT-26), ou sur chaque ligne.",
            "Give the number and the date of the original invoice (BT-25, BT-26), or on each line.",
        ),
    ),
    stated(
        "BR-FR-CO-07_BT-9",
        "BT-9",
        Text("La date d'échéance est antérieure à la date de facture.", "The due date is before the invoice date."),
        Text(
            "Donnez une échéance à la date de facture ou après, sauf acompte ou facture déjà payée.",
            "Give a due date on or after the invoice date, unless it is an advance or already paid.",
        ),
    ),
    stated(
        "BR-FR-CO-08_BT-23",
        "BT-23",
        Text(
            "Une facture d'acompte ne peut pas être dans un cadre de facture définitive (B4, S4, M4).",
            "An invoice for an advance cannot be in a framework of final invoices (B4, S4, M4).",
        ),
        Text(
            "Changez le cadre (BT-23), ou le type s'il ne s'agit pas d'un acompte (386, 500, 503).",
            "Change the framework (BT-23), or the type if it is no advance (386, 500, 503).",
        ),
    ),
    stated(
        "BR-FR-CO-09_BT-23-1",
        "BT-113",
        Text(
            "Le cadre dit que la facture est payée, mais le montant payé n'est pas le total TTC.",
            "The framework says that it is paid, but the paid amount is not the total with VAT.",
        ),
        Text(
            "Portez le total TTC (BT-112) en montant déjà payé (BT-113), ou changez le cadre.",
            "Give the total with VAT (BT-112) as the paid amount (BT-113), or change the framework.",
        ),
    ),
    stated(
        "BR-FR-CO-09_BT-23-2",
        "BT-115",
        Text(
            "Le cadre dit que la facture est payée, mais le net à payer n'est pas nul.",
            "The framework says that it is paid, but the amount due is not zero.",
        ),
        Text(
            "Mettez le net à payer (BT-115) à 0, ou changez le cadre.",
            "Set the amount due (BT-115) to 0, or change the cadre.",
        ),
    ),
    stated(
        "BR-FR-CO-09_BT-23-3",
        "BT-9",
        Text(
            "Le cadre dit que la facture est payée, mais la date de paiement manque.",
            "The framework says that it is paid, but the payment date is missing.",
        ),
        Text(
            "Donnez la date du paiement en date d'échéance (BT-9), ou changez le cadre.",
            "Give the payment date as the due date (BT-9), or change the framework.",
        ),
    ),
)
