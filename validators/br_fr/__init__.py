"""The French rules of XP Z12-012 (BR-FR, flux 2), version 1.4.0, for UBL and CII."""

from validators.br_fr import (
    addresses,
    amounts,
    codes,
    complements,
    consistency,
    dates,
    identifiers,
    line_groups_cii,
    line_groups_ubl,
    mentions,
    numbers,
    rules,
)
from validators.engine.rule_body import RuleBody

_SUBJECTS = (numbers, dates, codes, mentions, identifiers, addresses, complements, consistency, amounts)

UBL = RuleBody(
    *(pattern for subject in _SUBJECTS for pattern in subject.UBL), passes=(line_groups_ubl.LINE_GROUP_RULES,)
)
CII = RuleBody(
    *(pattern for subject in _SUBJECTS for pattern in subject.CII), passes=(line_groups_cii.LINE_GROUP_RULES,)
)
RULES = rules.RULES
