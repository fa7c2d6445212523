"""Consistency of type, cadre, dates, references, paid amounts and currency (BR-FR-CO-03 to 12)."""

from collections.abc import Callable, Iterator
from decimal import Decimal

from domain.tree import Node, Tree, collapsed
from validators.br_fr.code_lists import CADRES_PAYES
from validators.br_fr.context_paths import contexts_at
from validators.br_fr.credit_notes import credits_in_cii, credits_in_ubl
from validators.br_fr.syntax_paths import CII as C
from validators.br_fr.syntax_paths import INVOICE, SETTLEMENT, Names, SyntaxPaths
from validators.br_fr.syntax_paths import UBL as U
from validators.common.french_document_types import RECTIFICATIVES
from validators.engine.rule_body import Pattern, Question, number

DISCOUNT_CREDIT_NOTE = "262"
"""Credit note for a discount over a period."""
ZERO = Decimal(0)


def discount_has_contract_and_period(syntax: SyntaxPaths, *paths: Names) -> Question:
    """CO-03: a discount over a period gives its contract and its period."""
    return lambda node, _: (
        not syntax.has_type(node, {DISCOUNT_CREDIT_NOTE})
        or all(any(one.text for one in node.down(*path)) for path in paths)
    )


def corrects_one_invoice(syntax: SyntaxPaths, *path: str) -> Question:
    """CO-04: a corrected invoice replaces one invoice."""
    return lambda node, _: not syntax.has_type(node, RECTIFICATIVES) or len(node.down(*path)) == 1


def has_vat_in_euros(currency: Names, accounting: Names, amounts: Names) -> Question:
    """CO-12: in another currency, VAT is also given in euros."""

    def holds(node: Node, _: Tree) -> bool:
        if all(one.text == "EUR" for one in node.down(*currency)):
            return True
        return any(one.text == "EUR" for one in node.down(*accounting)) and any(
            one.text and one.attributes.get("currencyID") == "EUR" for one in node.down(*amounts)
        )

    return holds


def paid_amounts_agree(syntax: SyntaxPaths, *paths: Names) -> Question:
    """CO-09: in a cadre of paid invoices, the first amount equals the second, or zero when there is no second."""
    first, *others = paths

    def holds(node: Node, _: Tree) -> bool:
        if not syntax.has_framework(node, CADRES_PAYES):
            return True
        wanted = {value for path in others for value in _finite(node, path)} if others else {ZERO}
        return not wanted.isdisjoint(_finite(node, first))

    return holds


def _finite(node: Node, path: Names) -> Iterator[Decimal]:
    values = (number(one.text) for one in node.down(*path))
    return (value for value in values if value.is_finite())


def has_payment_date(syntax: SyntaxPaths, shown: Callable[[str], str]) -> Question:
    """CO-09: in a cadre of paid invoices, the payment date is given."""
    return lambda node, _: (
        not syntax.has_framework(node, CADRES_PAYES)
        or any(shown(one.text) for path in syntax.due for one in node.down(*path))
    )


def _is_due_after_in_ubl(node: Node, _: Tree) -> bool:
    due = [one.text for path in U.due for one in node.down(*path)]
    issued = [one.text for one in node.all("IssueDate")]
    return not due or not issued or min(due) >= max(issued) or U.needs_no_due_date_after(node)


def _is_due_after_in_cii(node: Node, _: Tree) -> bool:
    due = [one.text for path in C.due for one in node.down(*path)]
    if not any(map(collapsed, due)):
        return True
    issued = [one.text for one in node.down("ExchangedDocument", "IssueDateTime", "DateTimeString")]
    return (bool(issued) and min(due) >= max(issued)) or C.needs_no_due_date_after(node)


_T, _TOTALS = ("LegalMonetaryTotal",), (*SETTLEMENT, "SpecifiedTradeSettlementHeaderMonetarySummation")
_PERIOD = (*SETTLEMENT, "BillingSpecifiedPeriod")

UBL: tuple[Pattern, ...] = (
    contexts_at(
        "CreditNote",
        (
            "BR-FR-CO-03_BT-3",
            discount_has_contract_and_period(
                U,
                ("ContractDocumentReference", "ID"),
                ("InvoicePeriod", "StartDate"),
                ("InvoicePeriod", "EndDate"),
            ),
        ),
    ),
    contexts_at("Document", ("BR-FR-CO-04_BT-3", corrects_one_invoice(INVOICE, "BillingReference"))),
    contexts_at("CreditNote", ("BR-FR-CO-05_BT-3", credits_in_ubl)),
    contexts_at("Document", ("BR-FR-CO-07_BT-9", _is_due_after_in_ubl)),
    contexts_at("Document", ("BR-FR-CO-08_BT-23", U.is_advance_known)),
    contexts_at(
        "Document",
        ("BR-FR-CO-09_BT-23-1", paid_amounts_agree(U, (*_T, "PrepaidAmount"), (*_T, "TaxInclusiveAmount"))),
        ("BR-FR-CO-09_BT-23-2", paid_amounts_agree(U, (*_T, "PayableAmount"))),
        ("BR-FR-CO-09_BT-23-3", has_payment_date(U, str)),
    ),
    contexts_at(
        "Document",
        (
            "BR-FR-CO-12_BT-5",
            has_vat_in_euros(("DocumentCurrencyCode",), ("TaxCurrencyCode",), ("TaxTotal", "TaxAmount")),
        ),
    ),
)

CII: tuple[Pattern, ...] = (
    contexts_at(
        "CrossIndustryInvoice",
        (
            "BR-FR-CO-03_BT-3",
            discount_has_contract_and_period(
                C,
                (
                    "SupplyChainTradeTransaction",
                    "ApplicableHeaderTradeAgreement",
                    "ContractReferencedDocument",
                    "IssuerAssignedID",
                ),
                (*_PERIOD, "StartDateTime", "DateTimeString"),
                (*_PERIOD, "EndDateTime", "DateTimeString"),
            ),
        ),
    ),
    contexts_at(
        "CrossIndustryInvoice", ("BR-FR-CO-04_BT-4", corrects_one_invoice(C, *SETTLEMENT, "InvoiceReferencedDocument"))
    ),
    contexts_at("CrossIndustryInvoice", ("BR-FR-CO-05_BT-3", credits_in_cii)),
    contexts_at("CrossIndustryInvoice", ("BR-FR-CO-07_BT-9", _is_due_after_in_cii)),
    contexts_at("CrossIndustryInvoice", ("BR-FR-CO-08_BT-23", C.is_advance_known)),
    contexts_at(
        "CrossIndustryInvoice",
        (
            "BR-FR-CO-09_BT-23-1",
            paid_amounts_agree(C, (*_TOTALS, "TotalPrepaidAmount"), (*_TOTALS, "GrandTotalAmount")),
        ),
        ("BR-FR-CO-09_BT-23-2", paid_amounts_agree(C, (*_TOTALS, "DuePayableAmount"))),
        ("BR-FR-CO-09_BT-23-3", has_payment_date(C, collapsed)),
    ),
    contexts_at(
        "CrossIndustryInvoice",
        (
            "BR-FR-CO-12_BT-5",
            has_vat_in_euros(
                (*SETTLEMENT, "InvoiceCurrencyCode"), (*SETTLEMENT, "TaxCurrencyCode"), (*_TOTALS, "TaxTotalAmount")
            ),
        ),
    ),
)
