"""EN 16931-1 with its bindings to UBL 2.1 and CII, as its official validation artefacts 1.3.16 ask it."""

from dataclasses import replace

from domain.finding import Rule, Severity
from domain.tree import Syntax
from validators.en16931 import cii, imprevus, regles, ubl
from validators.questionnaire import Body

UBL = Body(*ubl.BODY.patterns, passes=(*ubl.BODY.passes, imprevus.UBL))
"""What is asked of a UBL invoice: the rules, then what they do not foresee."""

CII = Body(*cii.BODY.patterns, imprevus.COMPTES_CII, passes=(*cii.BODY.passes, imprevus.CII))
"""What is asked of a CII invoice: the rules, then what they do not foresee."""

RULES: tuple[Rule, ...] = (*regles.RULES, *ubl.RULES, *cii.RULES, *imprevus.RULES)
"""A sentence for every code of both bodies."""

FATAL_IN_CII = frozenset({"BR-51"})
"""What is a warning in UBL and refuses in CII."""


def rules(syntax: Syntax) -> tuple[Rule, ...]:
    """:data:`RULES` as they weigh in ``syntax``."""
    if syntax is not Syntax.CII:
        return RULES
    return tuple(replace(rule, severity=Severity.FATAL) if rule.code in FATAL_IN_CII else rule for rule in RULES)
