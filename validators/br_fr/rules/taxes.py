"""Sentences of VAT: categories and rates in use in France (BR-FR-15, 16), VAT in euros (CO-12)."""

from domain.finding import Rule
from domain.text import Text
from validators.br_fr.code_lists import CATEGORIES_TVA
from validators.br_fr.rules.nouns import TERM_NOUNS
from validators.br_fr.rules.statement import about, stated

_CATEGORIES = " ".join(sorted(CATEGORIES_TVA))
_RATES = Text(
    "Taux admis : 20 10 5.5 2.1 0 8.5 1.75 1.05 13 0.9, ou anciens 20.6 19.6 9.6 9.2 7 ; deux décimales au plus.",
    "Rates allowed: 20 10 5.5 2.1 0 8.5 1.75 1.05 13 0.9, or former 20.6 19.6 9.6 9.2 7; two decimals at most.",
)


def _category(code: str, terms: str) -> Rule:
    return stated(
        code,
        terms.partition("_")[0],
        about(TERM_NOUNS[terms], "n'est pas un code admis en France.", "is not a code in use in France."),
        Text(f"Employez l'un de ces codes : {_CATEGORIES}.", f"Use one of these codes: {_CATEGORIES}."),
    )


def _foreign(code: str, terms: str) -> Rule:
    return stated(
        code,
        terms.partition("_")[0],
        about(
            TERM_NOUNS[terms],
            "est celle d'une taxe des Canaries, de Ceuta ou de Melilla (L, M).",
            "is that of a tax of the Canary Islands, Ceuta or Melilla (L, M).",
        ),
        Text(f"Employez l'un de ces codes : {_CATEGORIES}.", f"Use one of these codes: {_CATEGORIES}."),
        "BR-FR-15",
    )


def _rate(terms: str) -> Rule:
    return stated(
        f"BR-FR-16_{terms}",
        terms.partition("_")[0],
        about(TERM_NOUNS[terms], "n'est pas un taux en usage en France.", "is not a rate in use in France."),
        _RATES,
    )


RULES: tuple[Rule, ...] = (
    _category("BR-FR-15_BT-95_BT-102-1", "BT-95_BT-102"),
    _category("BR-FR-15_BT-95_BT-102", "BT-95_BT-102"),
    _category("BR-FR-15_BT-118-1", "BT-118"),
    _category("BR-FR-15_BT-95_BT-118", "BT-118"),
    _category("BR-FR-15_BT-151-1", "BT-151"),
    _category("BR-FR-15_BT-95_BT-151", "BT-151"),
    _foreign("BR-FR-15_BT-95_BT-102-2", "BT-95_BT-102"),
    _foreign("BR-FR-15_BT-95_BT-102_LM", "BT-95_BT-102"),
    _foreign("BR-FR-15_BT-118-2", "BT-118"),
    _foreign("BR-FR-15_BT-95_BT-118_LM", "BT-118"),
    _foreign("BR-FR-08_BT-151-2", "BT-151"),
    _foreign("BR-FR-15_BT-95_BT-151_LM", "BT-151"),
    *(_rate(terms) for terms in ("BT-96", "BT-103", "BT-96_BT-103", "BT-119", "BT-152")),
    stated(
        "BR-FR-CO-12_BT-5",
        "BT-5",
        Text(
            "La facture n'est pas en euros et sa TVA n'est pas donnée en euros.",
            "The invoice is not in euros and its VAT is not given in euros.",
        ),
        Text(
            "Indiquez EUR en devise comptable (BT-6) et le total de la TVA en euros (BT-111).",
            "Give EUR as the accounting currency (BT-6) and the total VAT in euros (BT-111).",
        ),
    ),
)
