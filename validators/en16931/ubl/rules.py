"""The sentences of the rules that only UBL has: UBL-SR, UBL-DT and UBL-CR that refuse (EN 16931-3-2)."""

from domain.finding import Rule
from validators.en16931.ubl import binding_sentences, repetition_sentences

RULES: tuple[Rule, ...] = (*repetition_sentences.RULES, *binding_sentences.RULES)
"""Every fatal one; those that warn of what the model does not foresee are told elsewhere."""
