"""Sentences of the UBL-only rules: fatal UBL-SR, UBL-DT and UBL-CR (EN 16931-3-2)."""

from domain.finding import Rule
from validators.en16931.ubl import binding_sentences, repetition_sentences

RULES: tuple[Rule, ...] = (*repetition_sentences.RULES, *binding_sentences.RULES)
"""Every fatal rule; the warnings are in ``validators.en16931.unforeseen``."""
