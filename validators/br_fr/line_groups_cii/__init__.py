"""Grouped lines in CII: BR-FR-MV-01 to 14 and BR-FR-BD-02 to 14.

A line has a status (GROUP, DETAIL or INFORMATION) and the number of its parent line.
"""

from domain.tree import collapsed
from validators.br_fr.cadres import LineGroupRules
from validators.br_fr.context_paths import DOCUMENT, LINE, LINE_SETTLEMENT, TRANSACTION, contexts_at
from validators.br_fr.line_groups import (
    DETAIL,
    MULTI_SELLER_CORRECTIONS,
    SUB_INVOICE_CADRE,
    SUB_INVOICE_NUMBER,
    TWO_WAY_CORRECTIONS,
)
from validators.br_fr.line_groups_cii.content import (
    corrects,
    exists,
    has_group,
    has_text,
    has_two_groups,
    has_vat,
    has_vat_in_accounting_currency,
    is_framework,
    is_not_self_billed,
    is_object,
    is_self_billed,
    one_group_of,
)
from validators.br_fr.line_groups_cii.lines import ABOUT, LEGAL, PRECEDING, SELLER, has_status_code, is_head
from validators.br_fr.line_groups_cii.membership import (
    exempts_by_number,
    has_group_seller,
    has_same_number,
    is_sellers_head,
    numbers_differ,
    of_head,
    seller_is_numbered,
)
from validators.br_fr.line_groups_cii.sums import adds_up, total_adds_up, vat_adds_up
from validators.engine.rule_body import RuleBody

LINE_GROUP_RULES = LineGroupRules(
    either=RuleBody(
        contexts_at(
            f"{LINE}/{ABOUT}/LineStatusReasonCode",
            ("BR-FR-MV-01_EXT-FR-FE-163", lambda node, _: bool(collapsed(node.text))),
        ),
        (
            *contexts_at(
                LINE,
                ("BR-FR-MV-03_EXT-FR-FE-164", has_text(*SELLER, "Name")),
                ("BR-FR-MV-03_EXT-FR-FE-167", has_text(*SELLER, *LEGAL)),
                ("BR-FR-MV-03_EXT-FR-FE-177", has_text(*SELLER, "PostalTradeAddress", "CountryID")),
                ("BR-FR-MV-03_EXT-FR-FE-181", has_vat),
                ("BR-FR-MV-03_EXT-FR-FE-182", has_vat_in_accounting_currency),
                when=is_head,
            ),
            *contexts_at(
                f"{LINE_SETTLEMENT}/AdditionalReferencedDocument",
                ("BR-FR-MV-03_BT-128_AFL", is_object),
                when=of_head(SUB_INVOICE_NUMBER),
            ),
            *contexts_at(
                f"{LINE_SETTLEMENT}/AdditionalReferencedDocument",
                ("BR-FR-MV-03_BT-128_AVV", is_framework),
                when=of_head(SUB_INVOICE_CADRE),
            ),
        ),
        contexts_at(LINE, ("BR-FR-MV-05_EXT-FR-FE-BG-12", adds_up), when=is_head),
        contexts_at(LINE, ("BR-FR-MV-06_EXT-FR-FE-167", has_group_seller)),
        contexts_at(LINE, ("BR-FR-MV-07_BT-128", has_same_number)),
        contexts_at(LINE, ("BR-FR-MV-08_BT-128", exempts_by_number), when=lambda line: has_status_code(line, DETAIL)),
        contexts_at(LINE, ("BR-FR-MV-09_EXT-FR-FE-181", vat_adds_up), when=is_head),
        contexts_at(LINE, ("BR-FR-MV-10_EXT-FR-FE-184", total_adds_up), when=is_head),
        contexts_at(LINE, ("BR-FR-MV-11_BT-128", seller_is_numbered), when=is_sellers_head),
        contexts_at(TRANSACTION, ("BR-FR-MV-12_BT-128", numbers_differ)),
    ),
    several=RuleBody(
        contexts_at(TRANSACTION, ("BR-FR-MV-02_EXT-FR-FE-163", has_group)),
        contexts_at(f"{DOCUMENT}/TypeCode", ("BR-FR-MV-13_BT-3", is_not_self_billed)),
        contexts_at(
            LINE,
            ("BR-FR-MV-14-EXT-FR-FE-136", exists(*PRECEDING, "IssuerAssignedID")),
            ("BR-FR-MV-14-EXT-FR-FE-138", exists(*PRECEDING, "FormattedIssueDateTime", "DateTimeString")),
            when=corrects(MULTI_SELLER_CORRECTIONS),
        ),
    ),
    both_ways=RuleBody(
        contexts_at(
            TRANSACTION,
            ("BR-FR-BD-02_EXT-FR-FE-163", has_two_groups),
            ("BR-FR-BD-02_BT-31", one_group_of("SellerTradeParty")),
            ("BR-FR-BD-02_BT-47", one_group_of("BuyerTradeParty")),
        ),
        contexts_at(f"{DOCUMENT}/TypeCode", ("BR-FR-BD-13_BT-3", is_self_billed)),
        contexts_at(
            LINE,
            ("BR-FR-BD-14-EXT-FR-FE-136", exists(*PRECEDING, "IssuerAssignedID")),
            ("BR-FR-BD-14-EXT-FR-FE-138", exists(*PRECEDING, "FormattedIssueDateTime", "DateTimeString")),
            when=corrects(TWO_WAY_CORRECTIONS),
        ),
    ),
)
