"""Sentences of the rules of EN 16931 itself (``BR-``), common to both syntaxes."""

from domain.finding import Rule
from validators.en16931.rules import (
    allowances,
    code_lists,
    decimals,
    header,
    lines,
    parties,
    payment,
    totals,
    vat,
    vat_single,
)

RULES: tuple[Rule, ...] = (
    *header.RULES,
    *parties.RULES,
    *totals.RULES,
    *allowances.RULES,
    *lines.RULES,
    *payment.RULES,
    *vat.RULES,
    *vat_single.RULES,
    *decimals.RULES,
    *code_lists.RULES,
)
"""One rule per code, common to both syntaxes."""
