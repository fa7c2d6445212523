"""What EN 16931 does not foresee: elements and attributes that the syntaxes allow and that no business term uses.

Some eleven hundred warnings of one kind (UBL-CR, UBL-DT, CII-SR, CII-DT), as tables of paths asked in one walk.
"""

from domain.finding import Rule
from domain.tree import Syntax
from validators.en16931.imprevus import cii, comptes, phrases_comptes, ubl
from validators.en16931.imprevus.chemins import Row
from validators.en16931.imprevus.passage import Imprevus
from validators.en16931.imprevus.phrases import rule_of

UBL = Imprevus(ubl.ROWS, ubl.UNLESS)
"""The warnings of UBL, all of this kind."""

CII = Imprevus(cii.ROWS, cii.UNLESS)
"""Those of CII that are of this kind."""

COMPTES_CII = comptes.CII
"""Those of CII that count: what is there once too often, or at the same time as something else."""


def _rules(rows: tuple[Row, ...], syntax: Syntax) -> tuple[Rule, ...]:
    return tuple(rule_of(row, syntax) for row in rows)


RULES: tuple[Rule, ...] = (*_rules(ubl.ROWS, Syntax.UBL), *_rules(cii.ROWS, Syntax.CII), *phrases_comptes.RULES)
"""A sentence for each code."""
