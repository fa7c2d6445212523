"""Elements and attributes that the syntaxes allow and no business term of EN 16931 uses.

About 1,100 warnings of one kind (UBL-CR, UBL-DT, CII-SR, CII-DT), as tables of paths evaluated in one traversal.
"""

from domain.finding import Rule
from domain.tree import Syntax
from validators.en16931.unforeseen import cii, count_sentences, counts, ubl
from validators.en16931.unforeseen.paths import UnforeseenRow
from validators.en16931.unforeseen.sentences import rule_of
from validators.en16931.unforeseen.walk import UnforeseenElements

UBL = UnforeseenElements(ubl.ROWS, ubl.UNLESS)
"""The warnings of UBL, all of this kind."""

CII = UnforeseenElements(cii.ROWS, cii.UNLESS)
"""Those of CII that are of this kind."""

COUNTS_CII = counts.CII
"""The CII warnings on cardinalities: repeated elements, or elements that exclude each other."""


def _rules(rows: tuple[UnforeseenRow, ...], syntax: Syntax) -> tuple[Rule, ...]:
    return tuple(rule_of(row, syntax) for row in rows)


RULES: tuple[Rule, ...] = (*_rules(ubl.ROWS, Syntax.UBL), *_rules(cii.ROWS, Syntax.CII), *count_sentences.RULES)
"""One rule per code."""
