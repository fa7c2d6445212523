"""The sentences of the French rules: every code of either syntax has one."""

from domain.finding import Rule
from validators.br_fr.regles import complements, documents, groupes, mentions, montants, parties, taxes

RULES: tuple[Rule, ...] = (
    *documents.RULES,
    *mentions.RULES,
    *parties.RULES,
    *taxes.RULES,
    *complements.RULES,
    *montants.RULES,
    *groupes.RULES,
)
