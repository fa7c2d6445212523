"""Sentences of decimals: BR-FR-DEC-01 to 04."""

from domain.finding import Rule
from domain.text import Text
from validators.br_fr.rules.nouns import TERM_NOUNS
from validators.br_fr.rules.statement import about, stated

_CENTS = Text(
    "Écrivez ce nombre avec deux décimales au plus et un point, 19 chiffres en tout (1234.50).",
    "Write it with at most two decimals and a point, 19 digits in all (1234.50).",
)
_QUANTITY = Text(
    "Écrivez ce nombre avec quatre décimales au plus et un point, 19 chiffres en tout (2.5).",
    "Write it with at most four decimals and a point, 19 digits in all (2.5).",
)
_PRICE = Text(
    "Écrivez ce prix avec six décimales au plus et un point, sans signe moins (sauf cadres B9, S9, M9).",
    "Write it with at most six decimals and a point, without a minus sign (except in B9, S9, M9).",
)
_RATE = Text(
    "Écrivez ce taux en quatre chiffres au plus, dont deux décimales (20.00, 5.5 ; 100 et non 100.00).",
    "Write it in four digits at most, two of them decimals (20.00, 5.5; 100 and not 100.00).",
)


def _decimals(number: int, terms: str, remedy: Text) -> Rule:
    return stated(
        f"BR-FR-DEC-0{number}_{terms}",
        terms.partition("_")[0],
        about(
            TERM_NOUNS[terms],
            "n'est pas un nombre écrit comme il le faut.",
            "is not a number written as it must be.",
        ),
        remedy,
    )


_AMOUNTS = (
    "BT-92_BT-99",
    "BT-93_BT-100",
    *(f"BT-{term}" for term in range(106, 118)),
    "BT-131",
    "BT-136_BT-141",
    "BT-137_BT-142",
)

RULES: tuple[Rule, ...] = (
    *(_decimals(1, terms, _CENTS) for terms in _AMOUNTS),
    *(_decimals(2, terms, _QUANTITY) for terms in ("BT-129", "BT-149")),
    *(_decimals(3, terms, _PRICE) for terms in ("BT-146", "BT-147", "BT-148")),
    *(_decimals(4, terms, _RATE) for terms in ("BT-96_BT-103", "BT-119", "BT-152")),
)
