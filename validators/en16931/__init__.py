"""EN 16931-1 with its bindings to UBL 2.1 and CII, as its official validation artefacts 1.3.16 ask it."""

from dataclasses import replace

from domain.finding import Rule, Severity
from domain.tree import Syntax
from validators.en16931 import cii, ubl, unforeseen
from validators.en16931.rules import RULES as MODEL_RULES
from validators.engine.rule_body import Body

UBL = Body(*ubl.BODY.patterns, passes=(*ubl.BODY.passes, unforeseen.UBL))
"""What is asked of a UBL invoice: the rules, then what they do not foresee."""

CII = Body(*cii.BODY.patterns, unforeseen.COMPTES_CII, passes=(*cii.BODY.passes, unforeseen.CII))
"""What is asked of a CII invoice: the rules, then what they do not foresee."""

RULES: tuple[Rule, ...] = (*MODEL_RULES, *ubl.RULES, *cii.RULES, *unforeseen.RULES)
"""A sentence for every code of both bodies."""

FATAL_IN_CII = frozenset({"BR-51"})
"""What is a warning in UBL and refuses in CII."""


def rules(syntax: Syntax) -> tuple[Rule, ...]:
    """:data:`RULES` as they weigh in ``syntax``."""
    if syntax is not Syntax.CII:
        return RULES
    return tuple(replace(rule, severity=Severity.FATAL) if rule.code in FATAL_IN_CII else rule for rule in RULES)
