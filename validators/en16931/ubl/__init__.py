"""EN 16931 rules on UBL invoices and credit notes (validation artefacts 1.3.16, EN16931-UBL)."""

from collections.abc import Iterator

from domain.tree import Tree
from validators.en16931.ubl.allowances import ALLOWANCES
from validators.en16931.ubl.codes import CODES
from validators.en16931.ubl.document import DOCUMENT
from validators.en16931.ubl.lines import LINE_PATTERN
from validators.en16931.ubl.parties import PARTIES
from validators.en16931.ubl.payment import PAYMENT
from validators.en16931.ubl.rules import RULES
from validators.en16931.ubl.syntax import SYNTAX
from validators.en16931.ubl.totals import TOTALS
from validators.en16931.ubl.vat_families_document import DocumentVatFamilies
from validators.en16931.ubl.vat_families_items import BREAKDOWN_AND_ITEMS
from validators.engine.rule_body import Failure, RuleBody


class AlwaysTrue:
    """Rules of the official artefacts that no document can break.

    They are always true, or have a path that cannot exist: ``BR-DEC-13`` and ``BR-DEC-15``, whose amounts ``UBL-DT-01``
    checks.
    """

    codes = ("BR-CO-05", "BR-CO-06", "BR-CO-07", "BR-CO-08", "BR-DEC-13", "BR-DEC-15")

    def failures(self, _: Tree) -> Iterator[Failure]:
        """Nothing."""
        return iter(())


MODEL = (*DOCUMENT, *PARTIES, *PAYMENT, *ALLOWANCES, *TOTALS, *BREAKDOWN_AND_ITEMS, *LINE_PATTERN)
"""One official pattern: on a node only the first matching context is evaluated."""
BODY = RuleBody(MODEL, SYNTAX, CODES, passes=(DocumentVatFamilies(), AlwaysTrue()))
"""Every fatal rule, and the warning BR-51; other warnings are in ``validators.en16931.unforeseen``."""

__all__ = ["BODY", "MODEL", "RULES"]
