"""Paths of the compared elements in each syntax, from the root: type, cadre, dates."""

from collections.abc import Collection
from dataclasses import dataclass

from domain.tree import Node, Tree
from validators.br_fr.code_lists import CADRES_APRES_ACOMPTE, CADRES_PAYES

Names = tuple[str, ...]

ADVANCES = frozenset({"386", "500", "503"})
"""Invoices and credit notes for an advance."""

SETTLEMENT = ("SupplyChainTradeTransaction", "ApplicableHeaderTradeSettlement")


@dataclass(frozen=True, slots=True, kw_only=True)
class SyntaxPaths:
    """The paths of a syntax."""

    types: tuple[Names, ...]
    frameworks: Names
    due: tuple[Names, ...]
    """Paths of the due date or payment date."""

    def has_type(self, node: Node, codes: Collection[str]) -> bool:
        """Whether the type of the document is one of ``codes``."""
        return any(one.text in codes for path in self.types for one in node.down(*path))

    def has_framework(self, node: Node, codes: Collection[str]) -> bool:
        """Whether the cadre of the document is one of ``codes``."""
        return any(one.text in codes for one in node.down(*self.frameworks))

    def is_advance_known(self, node: Node, _: Tree) -> bool:
        """CO-08: a final invoice after an advance is no advance."""
        return not self.has_framework(node, CADRES_APRES_ACOMPTE) or not self.has_type(node, ADVANCES)

    def needs_no_due_date_after(self, node: Node) -> bool:
        """Whether CO-07 does not apply: advances and paid invoices."""
        return self.has_type(node, ADVANCES) or self.has_framework(node, CADRES_PAYES)


UBL = SyntaxPaths(
    types=(("InvoiceTypeCode",), ("CreditNoteTypeCode",)),
    frameworks=("ProfileID",),
    due=(("DueDate",), ("PaymentMeans", "PaymentDueDate")),
)
INVOICE = SyntaxPaths(types=(("InvoiceTypeCode",),), frameworks=("ProfileID",), due=())
"""The same, for a rule on the types of invoices only."""
CII = SyntaxPaths(
    types=(("ExchangedDocument", "TypeCode"),),
    frameworks=("ExchangedDocumentContext", "BusinessProcessSpecifiedDocumentContextParameter", "ID"),
    due=((*SETTLEMENT, "SpecifiedTradePaymentTerms", "DueDateDateTime", "DateTimeString"),),
)
