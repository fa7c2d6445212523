"""EN 16931-1 with its bindings to UBL 2.1 and CII, after the official validation artefacts 1.3.16."""

from dataclasses import replace

from domain.finding import Rule, Severity
from domain.tree import Syntax
from validators.en16931 import cii, ubl, unforeseen
from validators.en16931.rules import RULES as MODEL_RULES
from validators.engine.rule_body import RuleBody

UBL = RuleBody(*ubl.BODY.patterns, passes=(*ubl.BODY.passes, unforeseen.UBL))
"""Rules on a UBL invoice, then warnings on elements outside the model."""

CII = RuleBody(*cii.BODY.patterns, unforeseen.COUNTS_CII, passes=(*cii.BODY.passes, unforeseen.CII))
"""Rules on a CII invoice, then warnings on elements outside the model."""

RULES: tuple[Rule, ...] = (*MODEL_RULES, *ubl.RULES, *cii.RULES, *unforeseen.RULES)
"""Rules (sentences) for every code of both bodies."""

FATAL_IN_CII = frozenset({"BR-51"})
"""Codes that warn in UBL and are fatal in CII."""


def rules(syntax: Syntax) -> tuple[Rule, ...]:
    """:data:`RULES` with their severity in ``syntax``."""
    if syntax is not Syntax.CII:
        return RULES
    return tuple(replace(rule, severity=Severity.FATAL) if rule.code in FATAL_IN_CII else rule for rule in RULES)
