"""The rules that the two extended profiles put in the place of EN 16931's, in CII.

Sources: EXTENDED-CTC-FR 1.4.0, Factur-X 1.09.2 EXTENDED (FNFE-MPE). Where the two ask the same, so do the functions
below; the codes are those of each profile.
"""

from domain.tree import BLANKS, HasAncestors, Node, Tree
from validators.codes.icd import ICD
from validators.en16931.cii.locations import ROOT, SETTLEMENT
from validators.en16931.cii.node_values import is_allowance, is_charge
from validators.en16931.cii.questions import at_most_once
from validators.en16931.cii.tax import BREAKDOWN
from validators.engine.rule_body import Assertion, Pattern, RuleBody, RuleContext
from validators.engine.tree_paths import child_of, is_root
from validators.facturx.extended import cii_lines
from validators.facturx.extended.cii_categories import categories, has_rules_of_category
from validators.facturx.extended.cii_pieces import LINE
from validators.facturx.extended.cii_totals import due_has_a_day, totals
from validators.facturx.extended.code_lists import CodePlaces, code_lists
from validators.facturx.extended.pieces import exact, floating
from validators.facturx.extended.vat_groups import GroupQuestions
from validators.facturx.profiles import SHADOWED, codes

_FR, _FX = "BR-FREXT", "BR-FXEXT"
_MINUTES = "205"
"""UNTDID 2379: day and minute."""


def _in_party(place: HasAncestors) -> bool:
    """Neither the identifier of an item nor that of a place of delivery."""
    above = place.parent
    while above is not None and above.name not in {"SpecifiedTradeProduct", "ShipToTradeParty"}:
        above = above.parent
    return above is None


def _is_party_scheme(node: Node, _: Tree) -> bool:
    return node.attributes["schemeID"].strip(BLANKS) in ICD | {"BY", "SE"}


def _is_for_an_item_or_contract(reference: Node, _: Tree) -> bool:
    if not reference.has("ReferenceTypeCode") or reference.name == "ContractReferencedDocument":
        return True
    kinds = reference.all("TypeCode")
    return reference.name == "AdditionalReferencedDocument" and any(one.text == "130" for one in kinds)


def _may_have_a_type(reference: Node, _: Tree) -> bool:
    kinds = {one.text for one in reference.all("TypeCode")}
    if not kinds or reference.name == "InvoiceReferencedDocument":
        return True
    return reference.name == "AdditionalReferencedDocument" and not kinds.isdisjoint({"50", "130", "916"})


def _may_have_a_date(reference: Node, _: Tree) -> bool:
    dated = {"Invoice", "Contract", "BuyerOrder", "DespatchAdvice"}
    name = reference.name.removesuffix("ReferencedDocument")
    return not reference.has("FormattedIssueDateTime") or name in dated


def _is_a_minute(date: Node, _: Tree) -> bool:
    text = date.text.strip(BLANKS)
    if len(text) != 12 or not (text.isascii() and text.isdigit()):
        return False
    month, day, hour, minute = (int(text[at : at + 2]) for at in range(4, 12, 2))
    return 1 <= month <= 12 and 1 <= day <= 31 and hour < 24 and minute < 60


def _has_content(note: Node, _: Tree) -> bool:
    return note.has("ContentCode") or note.has("Content")


def _has_subject(note: Node) -> bool:
    return note.has("SubjectCode")


def _not_of_seller(place: HasAncestors) -> bool:
    above = place.parent
    if above is None or above.name != "SpecifiedTaxRegistration":
        return False
    while above is not None and above.name != "SellerTradeParty":
        above = above.parent
    return above is None


_ATTRIBUTE = (
    Assertion("CII-FREXT-SR-069", at_most_once("Description")),
    Assertion("CII-FREXT-SR-072", at_most_once("Value")),
)
_PRICE = Assertion("CII-FREXT-SR-439", at_most_once("NetPriceProductTradePrice", "ChargeAmount"))
_PAYEE: Pattern = (RuleContext("PayeeTradeParty", (Assertion("BR-17", lambda node, _: node.has("Name")),)),)
"""The stylesheet looks for the seller where it is not, and so does not ask that the payee be another (BR-17)."""
_DUE: Pattern = (RuleContext(ROOT, (Assertion("BR-CO-25", due_has_a_day),), where=is_root),)
_GROUPS: Pattern = (
    RuleContext(
        "ApplicableTradeTax",
        tuple(one for one in BREAKDOWN if one.code in codes(SHADOWED)),
        lambda tax: not has_rules_of_category(tax),
        child_of(SETTLEMENT),
    ),
)
_STRUCTURE: Pattern = (
    RuleContext("ApplicableProductCharacteristic", _ATTRIBUTE, where=child_of("SpecifiedTradeProduct", LINE)),
    RuleContext("SpecifiedLineTradeAgreement", (_PRICE,), where=child_of(LINE)),
    RuleContext(
        "*ReferencedDocument",
        (
            Assertion("CII-EXT-DT-018", _may_have_a_type),
            Assertion("CII-FREXT-DT-024", _is_for_an_item_or_contract),
            Assertion("CII-FREXTDT-027", _may_have_a_date),
        ),
    ),
)
_CODES: Pattern = (
    RuleContext(
        "GlobalID",
        (Assertion("BR-FREXT-CL-10", _is_party_scheme),),
        lambda node: "schemeID" in node.attributes,
        _in_party,
    ),
    *code_lists(
        CodePlaces(
            extra="SpecifiedTradeAllowanceCharge",
            reason="ReasonCode",
            is_charge=is_charge,
            attached="AttachmentBinaryObject",
            incoterm=("DeliveryTypeCode", "ApplicableTradeDeliveryTerms"),
            price_extra="AppliedTradeAllowanceCharge",
            is_allowance=is_allowance,
        )
    ),
)

CTC_FR = RuleBody(
    totals(_FR, adjusted=False, allowances=exact),
    _DUE,
    *categories(
        _FR,
        lambda letters: f"{_FX}-{letters}-08",
        f"{_FX}-S-09",
        GroupQuestions(rate_needed=False, reasons_only=False, floating=False),
        only_vat=True,
    ),
    _GROUPS,
    cii_lines.counted_line(_FR, vat=cii_lines.has_vat_category),
    cii_lines.charges(_FR),
    cii_lines.attributes(f"{_FR}-54"),
    (
        RuleContext(
            LINE,
            (
                Assertion(f"{_FR}-05", cii_lines.has_known_status),
                Assertion(f"{_FR}-06", cii_lines.status_with_parent),
                Assertion(f"{_FR}-11", cii_lines.parent_exists),
            ),
        ),
    ),
    (
        cii_lines.on_groups(
            Assertion(f"{_FR}-08", cii_lines.group_adds_up), Assertion(f"{_FR}-12", cii_lines.groups_have_amounts)
        ),
    ),
    _STRUCTURE,
    _CODES,
)
"""EXTENDED-CTC-FR."""

FACTURX = RuleBody(
    totals(_FX, adjusted=True, allowances=floating),
    _DUE,
    _PAYEE,
    *categories(
        _FX,
        lambda letters: f"{_FX}-S08b" if letters == "S" else f"{_FX}-{letters}-08b",
        f"{_FX}-S-09b",
        GroupQuestions(rate_needed=True, reasons_only=False, floating=False),
        only_vat=False,
    ),
    cii_lines.counted_line(_FX, vat=cii_lines.has_written_vat_category),
    cii_lines.charges(_FX),
    cii_lines.attributes(f"{_FX}-BR-54"),
    (
        RuleContext(
            LINE,
            (
                Assertion(f"{_FX}-06", cii_lines.status_with_parent),
                Assertion(f"{_FX}-11", cii_lines.parent_is_a_line),
            ),
        ),
    ),
    (
        cii_lines.on_groups(
            Assertion(f"{_FX}-08", cii_lines.whole_group_adds_up), Assertion(f"{_FX}-12", cii_lines.groups_have_amounts)
        ),
    ),
    (
        RuleContext(
            "IncludedNote",
            (Assertion(f"{_FX}-01", _has_content),),
            _has_subject,
            child_of("ExchangedDocument", ROOT),
        ),
        RuleContext(
            "IncludedNote",
            (Assertion(f"{_FX}-02", _has_content),),
            _has_subject,
            child_of("AssociatedDocumentLineDocument"),
        ),
        RuleContext(
            "ID",
            (Assertion(f"{_FX}-03", lambda node, _: node.attributes.get("schemeID") == "VA"),),
            None,
            _not_of_seller,
        ),
        RuleContext(
            "DateTimeString",
            (Assertion(f"{_FX}-CII-DT-097a", _is_a_minute),),
            lambda date: date.attributes.get("format") == _MINUTES,
        ),
    ),
)
"""Factur-X EXTENDED."""
