"""Grouped lines in UBL: BR-FR-MV-01 to 14 and BR-FR-BD-02 to 14.

A line belongs to a sub-invoice by a reference to its own document, which gives the status of the line and, for detail
lines, the parent line.
"""

from validators.br_fr.cadres import LineGroupRules
from validators.br_fr.context_paths import contexts_at
from validators.br_fr.line_groups import DETAIL, MULTI_SELLER_CORRECTIONS, TWO_WAY_CORRECTIONS
from validators.br_fr.line_groups_ubl.content import (
    corrects,
    has_country,
    has_framework,
    has_group,
    has_number,
    has_status,
    has_text,
    has_two_groups,
    has_vat,
    has_vat_in_accounting_currency,
    is_not_self_billed,
    is_self_billed,
    names_corrected,
    one_group_of,
)
from validators.br_fr.line_groups_ubl.lines import SELLER, is_head, own_references, statuses_of
from validators.br_fr.line_groups_ubl.membership import (
    exempts_by_number,
    has_group_seller,
    has_same_number,
    is_sellers_head,
    numbers_differ,
    seller_is_numbered,
)
from validators.br_fr.line_groups_ubl.sums import adds_up, total_adds_up, vat_adds_up
from validators.engine.rule_body import RuleBody

_REFERENCE = "Line/BillingReference"

LINE_GROUP_RULES = LineGroupRules(
    either=RuleBody(
        (
            *contexts_at("InvoiceLine", ("BR-FR-MV-01_EXT-FR-FE-163", has_status)),
            *contexts_at("CreditNoteLine", ("BR-FR-MV-01_EXT-FR-FE-163", has_status)),
        ),
        contexts_at(
            _REFERENCE,
            ("BR-FR-MV-03_EXT-FR-FE-164", has_text(*SELLER, "RegistrationName")),
            ("BR-FR-MV-03_EXT-FR-FE-167", has_text(*SELLER, "CompanyID")),
            ("BR-FR-MV-03_EXT-FR-FE-177", has_country),
            ("BR-FR-MV-03_EXT-FR-FE-181", has_vat),
            ("BR-FR-MV-03_EXT-FR-FE-182", has_vat_in_accounting_currency),
            ("BR-FR-MV-03_BT-128_AFL", has_number),
            ("BR-FR-MV-03_BT-128_AVV", has_framework),
            when=is_head,
        ),
        contexts_at(_REFERENCE, ("BR-FR-MV-05_EXT-FR-FE-BG-12", adds_up), when=is_head),
        contexts_at("Line", ("BR-FR-MV-06_EXT-FR-FE-167", has_group_seller)),
        contexts_at("Line", ("BR-FR-MV-07_BT-128", has_same_number)),
        contexts_at(
            "Line",
            ("BR-FR-MV-08_BT-128", exempts_by_number),
            when=lambda line: any(DETAIL in statuses_of(one) for one in own_references(line)),
        ),
        contexts_at(_REFERENCE, ("BR-FR-MV-09_EXT-FR-FE-181", vat_adds_up), when=is_head),
        contexts_at(_REFERENCE, ("BR-FR-MV-10_EXT-FR-FE-184", total_adds_up), when=is_head),
        contexts_at(_REFERENCE, ("BR-FR-MV-11_BT-128", seller_is_numbered), when=is_sellers_head),
        contexts_at("Document", ("BR-FR-MV-12_BT-128", numbers_differ)),
    ),
    several=RuleBody(
        contexts_at("Document", ("BR-FR-MV-02_EXT-FR-FE-163", has_group)),
        (
            *contexts_at("Invoice/InvoiceTypeCode", ("BR-FR-MV-13_BT-3", is_not_self_billed)),
            *contexts_at("CreditNote/CreditNoteTypeCode", ("BR-FR-MV-13_BT-3", is_not_self_billed)),
        ),
        contexts_at(
            _REFERENCE,
            ("BR-FR-MV-14-EXT-FR-FE-136", names_corrected("ID")),
            ("BR-FR-MV-14-EXT-FR-FE-138", names_corrected("IssueDate")),
            when=corrects(MULTI_SELLER_CORRECTIONS),
        ),
    ),
    both_ways=RuleBody(
        contexts_at(
            "Document",
            ("BR-FR-BD-02_EXT-FR-FE-163", has_two_groups),
            ("BR-FR-BD-02_BT-30", one_group_of("AccountingSupplierParty")),
            ("BR-FR-BD-02_BT-47", one_group_of("AccountingCustomerParty")),
        ),
        (
            *contexts_at("Invoice/InvoiceTypeCode", ("BR-FR-MV-BD_BT-3", is_self_billed)),
            *contexts_at("CreditNote/CreditNoteTypeCode", ("BR-FR-MV-BD_BT-3", is_self_billed)),
        ),
        contexts_at(
            _REFERENCE,
            ("BR-FR-BD-14-EXT-FR-FE-136", names_corrected("ID")),
            ("BR-FR-BD-14-EXT-FR-FE-138", names_corrected("IssueDate")),
            when=corrects(TWO_WAY_CORRECTIONS),
        ),
    ),
)
