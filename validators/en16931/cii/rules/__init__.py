"""The sentences of the binding to CII: what it does not admit, what is there once, what must agree."""

from domain.finding import Rule
from validators.en16931.cii.rules import not_admitted, parties, values

RULES: tuple[Rule, ...] = (*not_admitted.RULES, *parties.RULES, *values.RULES)
"""One sentence for each ``CII-SR-`` and ``CII-DT-`` code that refuses."""
