"""EN 16931-1 with its bindings to UBL 2.1 and CII, as its official validation artefacts 1.3.16 ask it."""

from dataclasses import replace

from domain.finding import Rule, Severity
from domain.tree import Syntax
from validators.en16931 import cii, regles, ubl
from validators.en16931.cii import BODY as CII
from validators.en16931.ubl import BODY as UBL

RULES: tuple[Rule, ...] = (*regles.RULES, *ubl.RULES, *cii.RULES)
"""A sentence for every code of both bodies."""

FATAL_IN_CII = frozenset({"BR-51"})
"""What is a warning in UBL and refuses in CII."""


def rules(syntax: Syntax) -> tuple[Rule, ...]:
    """:data:`RULES` as they weigh in ``syntax``."""
    if syntax is not Syntax.CII:
        return RULES
    return tuple(replace(rule, severity=Severity.FATAL) if rule.code in FATAL_IN_CII else rule for rule in RULES)


__all__ = ["CII", "FATAL_IN_CII", "RULES", "UBL", "rules"]
