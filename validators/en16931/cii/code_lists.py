"""Code lists: each code is in its list, at any path."""

from collections.abc import Callable

from domain.tree import BLANKS, HasAncestors, Node, Tree
from validators.codes.allowance_reasons import UNTDID_5189
from validators.codes.charge_reasons import UNTDID_7161
from validators.codes.classifications import UNTDID_7143
from validators.codes.countries import COUNTRIES_CII
from validators.codes.currencies import CURRENCIES
from validators.codes.document_types import TYPES
from validators.codes.eas import EAS
from validators.codes.icd import ICD
from validators.codes.mime import MIMES
from validators.codes.note_subjects import SUBJECTS_CII
from validators.codes.payment_means import UNTDID_4461
from validators.codes.reference_types import UNTDID_1153
from validators.codes.tax_point_dates import UNTDID_2475
from validators.codes.units import UNITS
from validators.codes.vat_categories import CATEGORIES
from validators.codes.vatex import VATEX
from validators.en16931.cii.node_values import is_allowance, is_charge
from validators.engine.rule_body import Assertion, Condition, PathCondition, Pattern, Question, RuleContext
from validators.engine.tree_paths import child_of

_ITEM, _DELIVERED, _TAX_NUMBER = "SpecifiedTradeProduct", "ShipToTradeParty", "SpecifiedTaxRegistration"
_EXTRA = "SpecifiedTradeAllowanceCharge"


def _is_of(codes: frozenset[str]) -> Question:
    return lambda node, _: node.text in codes or node.text.strip(BLANKS) in codes


def _attribute_is_of(name: str, codes: frozenset[str]) -> Question:
    return lambda node, _: (value := node.attributes.get(name, "")) in codes or value.strip(BLANKS) in codes


def _is_reason(node: Node, _: Tree) -> bool:
    return node.text.strip(BLANKS).upper() in VATEX


def _with(attribute: str) -> Condition:
    return lambda node: attribute in node.attributes


def _outside(*names: str) -> PathCondition:
    """Condition: no ancestor has one of these names."""

    def holds(place: HasAncestors) -> bool:
        above = place.parent
        while above is not None and above.name not in names:
            above = above.parent
        return above is None

    return holds


def _of(kind: Callable[[Node], bool]) -> Condition:
    return lambda node: node.parent is not None and kind(node.parent)


_IN_EXTRA = child_of(_EXTRA)
LISTS: Pattern = (
    RuleContext("TypeCode", (Assertion("BR-CL-01", _is_of(TYPES)),), where=child_of("ExchangedDocument")),
    RuleContext(
        "TaxTotalAmount", (Assertion("BR-CL-03", _attribute_is_of("currencyID", CURRENCIES)),), _with("currencyID")
    ),
    RuleContext("InvoiceCurrencyCode", (Assertion("BR-CL-04", _is_of(CURRENCIES)),)),
    RuleContext("TaxCurrencyCode", (Assertion("BR-CL-05", _is_of(CURRENCIES)),)),
    RuleContext("DueDateTypeCode", (Assertion("BR-CL-06", _is_of(UNTDID_2475)),)),
    RuleContext("ReferenceTypeCode", (Assertion("BR-CL-07", _is_of(UNTDID_1153)),)),
    RuleContext("SubjectCode", (Assertion("BR-CL-08", _is_of(SUBJECTS_CII)),)),
    RuleContext(
        "GlobalID",
        (Assertion("BR-CL-10", _attribute_is_of("schemeID", ICD)),),
        _with("schemeID"),
        _outside(_ITEM, _DELIVERED),
    ),
    RuleContext(
        "ID", (Assertion("BR-CL-11", _attribute_is_of("schemeID", ICD)),), _with("schemeID"), _outside(_TAX_NUMBER)
    ),
    RuleContext("ClassCode", (Assertion("BR-CL-13", _attribute_is_of("listID", UNTDID_7143)),), _with("listID")),
    RuleContext("CountryID", (Assertion("BR-CL-14", _is_of(COUNTRIES_CII)),)),
    RuleContext("ID", (Assertion("BR-CL-15", _is_of(COUNTRIES_CII)),), where=child_of("OriginTradeCountry")),
    RuleContext(
        "TypeCode",
        (Assertion("BR-CL-16", _is_of(UNTDID_4461)),),
        where=child_of("SpecifiedTradeSettlementPaymentMeans"),
    ),
    RuleContext("CategoryCode", (Assertion("BR-CL-17", _is_of(CATEGORIES)),), where=child_of("CategoryTradeTax")),
    RuleContext("CategoryCode", (Assertion("BR-CL-18", _is_of(CATEGORIES)),), where=child_of("ApplicableTradeTax")),
    RuleContext("ReasonCode", (Assertion("BR-CL-19", _is_of(UNTDID_5189)),), _of(is_allowance), _IN_EXTRA),
    RuleContext("ReasonCode", (Assertion("BR-CL-20", _is_of(UNTDID_7161)),), _of(is_charge), _IN_EXTRA),
    RuleContext(
        "GlobalID", (Assertion("BR-CL-21", _attribute_is_of("schemeID", ICD)),), _with("schemeID"), child_of(_ITEM)
    ),
    RuleContext("ExemptionReasonCode", (Assertion("BR-CL-22", _is_reason),)),
    RuleContext("BasisQuantity", (Assertion("BR-CL-23", _attribute_is_of("unitCode", UNITS)),), _with("unitCode")),
    RuleContext("BilledQuantity", (Assertion("BR-CL-23", _attribute_is_of("unitCode", UNITS)),), _with("unitCode")),
    RuleContext(
        "AttachmentBinaryObject",
        (Assertion("BR-CL-24", lambda node, _: node.attributes.get("mimeCode", "") in MIMES),),
        _with("mimeCode"),
    ),
    RuleContext(
        "URIID",
        (Assertion("BR-CL-25", _attribute_is_of("schemeID", EAS)),),
        _with("schemeID"),
        child_of("URIUniversalCommunication"),
    ),
    RuleContext(
        "GlobalID",
        (Assertion("BR-CL-26", _attribute_is_of("schemeID", ICD)),),
        _with("schemeID"),
        child_of(_DELIVERED, "ApplicableHeaderTradeDelivery"),
    ),
)
