"""Sentences of the CII binding rules: not admitted, at most once, must agree."""

from domain.finding import Rule
from validators.en16931.cii.rules import not_admitted, parties, values

RULES: tuple[Rule, ...] = (*not_admitted.RULES, *parties.RULES, *values.RULES)
"""One sentence for each ``CII-SR-`` and ``CII-DT-`` code that refuses."""
