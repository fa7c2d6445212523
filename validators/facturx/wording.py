"""Rules of EN 16931 that the stylesheets of Factur-X 1.09 word otherwise than those of the norm (1.3.16).

Only those whose verdict differs on a document that its schema accepts.
"""

from domain.tree import Node, Tree
from validators.en16931.cii.locations import SETTLEMENT
from validators.en16931.unforeseen.counts import ONE_CONTACT
from validators.engine.rule_body import Assertion, Pattern, RuleContext
from validators.engine.tree_paths import child_of
from validators.facturx.extended.pieces import OUT_OF_SCOPE

REFUSED = frozenset(ask.code for ask in ONE_CONTACT)
"""Codes that warn in EN 16931 and are fatal in the profiles that have rules of Factur-X alone."""


def _has_rate(tax: Node, _: Tree) -> bool:
    return tax.has("RateApplicablePercent") or any(one.text == OUT_OF_SCOPE for one in tax.all("CategoryCode"))


def _date_or_code(tax: Node, _: Tree) -> bool:
    return not (tax.has("TaxPointDate") and tax.has("DueDateTypeCode"))


def _is_classified(line: Node, _: Tree) -> bool:
    classified = line.down("SpecifiedTradeProduct", "DesignatedProductClassification")
    return not classified or any(code.attributes.get("listID") for one in classified for code in one.all("ClassCode"))


WORDING: Pattern = (
    RuleContext(
        "ApplicableTradeTax",
        (
            Assertion("BR-47", lambda tax, _: tax.has("CategoryCode")),
            Assertion("BR-48", _has_rate),
            Assertion("BR-CO-03", _date_or_code),
        ),
        where=child_of(SETTLEMENT),
    ),
    RuleContext("ApplicableHeaderTradeAgreement", ONE_CONTACT),
)
"""Of BASIC WL and EXTENDED; a tax of the breakdown may be another than VAT, where the list of types allows it."""
LINES: Pattern = (RuleContext("IncludedSupplyChainTradeLineItem", (Assertion("BR-65", _is_classified),)),)
"""Of EXTENDED."""
