"""The sentences of the binding to CII: what it does not admit, what is there once, what must agree."""

from domain.finding import Rule
from validators.en16931.cii.regles import non_admis, parties, valeurs

RULES: tuple[Rule, ...] = (*non_admis.RULES, *parties.RULES, *valeurs.RULES)
"""One sentence for each ``CII-SR-`` and ``CII-DT-`` code that refuses."""
