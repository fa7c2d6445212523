"""EN 16931 asked of CII: the semantic model, the lists of codes, and what the syntax allows."""

from validators.en16931.cii.categories import CATEGORIES
from validators.en16931.cii.categories_tva import Categories
from validators.en16931.cii.document import DOCUMENT
from validators.en16931.cii.lignes import LINES
from validators.en16931.cii.listes import LISTS
from validators.en16931.cii.paiement import PAYMENT
from validators.en16931.cii.parties import PARTIES
from validators.en16931.cii.regles import RULES
from validators.en16931.cii.remises import ALLOWANCES_AND_CHARGES
from validators.en16931.cii.syntaxe import SYNTAX
from validators.en16931.cii.totaux import TOTALS
from validators.en16931.cii.valeurs import VALUES
from validators.questionnaire import Body

BODY = Body(
    DOCUMENT,
    PARTIES,
    PAYMENT,
    ALLOWANCES_AND_CHARGES,
    LINES,
    TOTALS,
    CATEGORIES,
    SYNTAX,
    VALUES,
    LISTS,
    passes=(Categories(),),
)
"""Every rule that refuses; the warnings are asked beside it."""

__all__ = ["BODY", "RULES"]
