"""Lines in groups in CII: BR-FR-MV-01 to 14 and BR-FR-BD-02 to 14.

A line says what it is (its status: it groups, details or informs) and which line is above it.
"""

from domain.tree import collapsed
from validators.br_fr.cadres import InGroups
from validators.br_fr.line_groups import (
    CADRE,
    CORRECTIFS_BIDIRECTIONNELS,
    CORRECTIFS_MULTI_VENDEURS,
    DETAIL,
    SOUS_FACTURE,
)
from validators.br_fr.line_groups_cii.content import (
    corrects,
    exists,
    has_group,
    has_two_groups,
    is_framework,
    is_not_self_billed,
    is_object,
    is_self_billed,
    one_group_of,
    says,
    says_vat,
    says_vat_in_accounts,
)
from validators.br_fr.line_groups_cii.lines import ABOUT, LEGAL, MAKER, ORIGINE, has_status_code, is_head
from validators.br_fr.line_groups_cii.membership import (
    exempts_by_number,
    has_maker,
    has_same_number,
    is_sellers_head,
    numbers_differ,
    of_head,
    seller_is_numbered,
)
from validators.br_fr.line_groups_cii.sums import adds_up, total_adds_up, vat_adds_up
from validators.br_fr.scene_paths import DOCUMENT, LIGNE, REGLEMENT_LIGNE, TRANSACTION, ask
from validators.engine.rule_body import Body

INGROUPS = InGroups(
    either=Body(
        ask(
            f"{LIGNE}/{ABOUT}/LineStatusReasonCode",
            ("BR-FR-MV-01_EXT-FR-FE-163", lambda node, _: bool(collapsed(node.text))),
        ),
        (
            *ask(
                LIGNE,
                ("BR-FR-MV-03_EXT-FR-FE-164", says(*MAKER, "Name")),
                ("BR-FR-MV-03_EXT-FR-FE-167", says(*MAKER, *LEGAL)),
                ("BR-FR-MV-03_EXT-FR-FE-177", says(*MAKER, "PostalTradeAddress", "CountryID")),
                ("BR-FR-MV-03_EXT-FR-FE-181", says_vat),
                ("BR-FR-MV-03_EXT-FR-FE-182", says_vat_in_accounts),
                when=is_head,
            ),
            *ask(
                f"{REGLEMENT_LIGNE}/AdditionalReferencedDocument",
                ("BR-FR-MV-03_BT-128_AFL", is_object),
                when=of_head(SOUS_FACTURE),
            ),
            *ask(
                f"{REGLEMENT_LIGNE}/AdditionalReferencedDocument",
                ("BR-FR-MV-03_BT-128_AVV", is_framework),
                when=of_head(CADRE),
            ),
        ),
        ask(LIGNE, ("BR-FR-MV-05_EXT-FR-FE-BG-12", adds_up), when=is_head),
        ask(LIGNE, ("BR-FR-MV-06_EXT-FR-FE-167", has_maker)),
        ask(LIGNE, ("BR-FR-MV-07_BT-128", has_same_number)),
        ask(LIGNE, ("BR-FR-MV-08_BT-128", exempts_by_number), when=lambda line: has_status_code(line, DETAIL)),
        ask(LIGNE, ("BR-FR-MV-09_EXT-FR-FE-181", vat_adds_up), when=is_head),
        ask(LIGNE, ("BR-FR-MV-10_EXT-FR-FE-184", total_adds_up), when=is_head),
        ask(LIGNE, ("BR-FR-MV-11_BT-128", seller_is_numbered), when=is_sellers_head),
        ask(TRANSACTION, ("BR-FR-MV-12_BT-128", numbers_differ)),
    ),
    several=Body(
        ask(TRANSACTION, ("BR-FR-MV-02_EXT-FR-FE-163", has_group)),
        ask(f"{DOCUMENT}/TypeCode", ("BR-FR-MV-13_BT-3", is_not_self_billed)),
        ask(
            LIGNE,
            ("BR-FR-MV-14-EXT-FR-FE-136", exists(*ORIGINE, "IssuerAssignedID")),
            ("BR-FR-MV-14-EXT-FR-FE-138", exists(*ORIGINE, "FormattedIssueDateTime", "DateTimeString")),
            when=corrects(CORRECTIFS_MULTI_VENDEURS),
        ),
    ),
    both_ways=Body(
        ask(
            TRANSACTION,
            ("BR-FR-BD-02_EXT-FR-FE-163", has_two_groups),
            ("BR-FR-BD-02_BT-31", one_group_of("SellerTradeParty")),
            ("BR-FR-BD-02_BT-47", one_group_of("BuyerTradeParty")),
        ),
        ask(f"{DOCUMENT}/TypeCode", ("BR-FR-BD-13_BT-3", is_self_billed)),
        ask(
            LIGNE,
            ("BR-FR-BD-14-EXT-FR-FE-136", exists(*ORIGINE, "IssuerAssignedID")),
            ("BR-FR-BD-14-EXT-FR-FE-138", exists(*ORIGINE, "FormattedIssueDateTime", "DateTimeString")),
            when=corrects(CORRECTIFS_BIDIRECTIONNELS),
        ),
    ),
)
