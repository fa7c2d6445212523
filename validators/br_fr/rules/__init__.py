"""The sentences of the French rules: every code of either syntax has one."""

from domain.finding import Rule
from validators.br_fr.rules import amounts, complements, documents, line_groups, mentions, parties, taxes

RULES: tuple[Rule, ...] = (
    *documents.RULES,
    *mentions.RULES,
    *parties.RULES,
    *taxes.RULES,
    *complements.RULES,
    *amounts.RULES,
    *line_groups.RULES,
)
