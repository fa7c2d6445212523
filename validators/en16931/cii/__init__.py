"""EN 16931 rules on CII: semantic model, code lists, syntax binding."""

from validators.en16931.cii.allowances import ALLOWANCES_AND_CHARGES
from validators.en16931.cii.categories import CATEGORIES
from validators.en16931.cii.code_lists import LISTS
from validators.en16931.cii.document import DOCUMENT
from validators.en16931.cii.lines import LINES
from validators.en16931.cii.parties import PARTIES
from validators.en16931.cii.payment import PAYMENT
from validators.en16931.cii.rules import RULES
from validators.en16931.cii.syntax import SYNTAX
from validators.en16931.cii.totals import TOTALS
from validators.en16931.cii.values import VALUES
from validators.en16931.cii.vat_categories import VatCategories
from validators.engine.rule_body import RuleBody

BODY = RuleBody(
    DOCUMENT,
    PARTIES,
    PAYMENT,
    ALLOWANCES_AND_CHARGES,
    LINES,
    TOTALS,
    CATEGORIES,
    SYNTAX,
    VALUES,
    LISTS,
    passes=(VatCategories(),),
)
"""Every fatal rule; the warnings are in ``validators.en16931.unforeseen``."""

__all__ = ["BODY", "RULES"]
