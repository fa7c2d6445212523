"""The sentences of EN 16931: every rule of the standard itself (``BR-``), which both syntaxes ask."""

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
"""One sentence a code; both syntaxes ask the same."""
