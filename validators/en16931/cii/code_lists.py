"""Codes: each is one of its list, wherever it stands."""

from collections.abc import Callable

from domain.tree import BLANKS, Node, Standing, Tree
from validators.codes.allowance_reasons import UNTDID_5189
from validators.codes.charge_reasons import UNTDID_7161
from validators.codes.classifications import UNTDID_7143
from validators.codes.countries import PAYS_CII
from validators.codes.currencies import DEVISES
from validators.codes.document_types import TYPES
from validators.codes.eas import EAS
from validators.codes.icd import ICD
from validators.codes.mime import MIMES
from validators.codes.note_subjects import SUJETS_CII
from validators.codes.payment_means import UNTDID_4461
from validators.codes.reference_types import UNTDID_1153
from validators.codes.tax_point_dates import UNTDID_2475
from validators.codes.units import UNITES
from validators.codes.vat_categories import CATEGORIES
from validators.codes.vatex import VATEX
from validators.en16931.cii.node_values import is_allowance, is_charge
from validators.engine.rule_body import Ask, Condition, Pattern, Question, Scene, Whereabouts
from validators.engine.tree_paths import child_of

_ITEM, _DELIVERED, _TAX_NUMBER = "SpecifiedTradeProduct", "ShipToTradeParty", "SpecifiedTaxRegistration"
_EXTRA = "SpecifiedTradeAllowanceCharge"


def _is_of(codes: frozenset[str]) -> Question:
    return lambda node, _: node.text in codes or node.text.strip(BLANKS) in codes


def _attribute_is_of(name: str, codes: frozenset[str]) -> Question:
    return lambda node, _: (said := node.attributes.get(name, "")) in codes or said.strip(BLANKS) in codes


def _is_reason(node: Node, _: Tree) -> bool:
    return node.text.strip(BLANKS).upper() in VATEX


def _with(attribute: str) -> Condition:
    return lambda node: attribute in node.attributes


def _outside(*names: str) -> Whereabouts:
    """Nothing above has one of these names."""

    def holds(place: Standing) -> bool:
        above = place.parent
        while above is not None and above.name not in names:
            above = above.parent
        return above is None

    return holds


def _of(kind: Callable[[Node], bool]) -> Condition:
    return lambda node: node.parent is not None and kind(node.parent)


_IN_EXTRA = child_of(_EXTRA)
LISTS: Pattern = (
    Scene("TypeCode", (Ask("BR-CL-01", _is_of(TYPES)),), where=child_of("ExchangedDocument")),
    Scene("TaxTotalAmount", (Ask("BR-CL-03", _attribute_is_of("currencyID", DEVISES)),), _with("currencyID")),
    Scene("InvoiceCurrencyCode", (Ask("BR-CL-04", _is_of(DEVISES)),)),
    Scene("TaxCurrencyCode", (Ask("BR-CL-05", _is_of(DEVISES)),)),
    Scene("DueDateTypeCode", (Ask("BR-CL-06", _is_of(UNTDID_2475)),)),
    Scene("ReferenceTypeCode", (Ask("BR-CL-07", _is_of(UNTDID_1153)),)),
    Scene("SubjectCode", (Ask("BR-CL-08", _is_of(SUJETS_CII)),)),
    Scene(
        "GlobalID",
        (Ask("BR-CL-10", _attribute_is_of("schemeID", ICD)),),
        _with("schemeID"),
        _outside(_ITEM, _DELIVERED),
    ),
    Scene("ID", (Ask("BR-CL-11", _attribute_is_of("schemeID", ICD)),), _with("schemeID"), _outside(_TAX_NUMBER)),
    Scene("ClassCode", (Ask("BR-CL-13", _attribute_is_of("listID", UNTDID_7143)),), _with("listID")),
    Scene("CountryID", (Ask("BR-CL-14", _is_of(PAYS_CII)),)),
    Scene("ID", (Ask("BR-CL-15", _is_of(PAYS_CII)),), where=child_of("OriginTradeCountry")),
    Scene("TypeCode", (Ask("BR-CL-16", _is_of(UNTDID_4461)),), where=child_of("SpecifiedTradeSettlementPaymentMeans")),
    Scene("CategoryCode", (Ask("BR-CL-17", _is_of(CATEGORIES)),), where=child_of("CategoryTradeTax")),
    Scene("CategoryCode", (Ask("BR-CL-18", _is_of(CATEGORIES)),), where=child_of("ApplicableTradeTax")),
    Scene("ReasonCode", (Ask("BR-CL-19", _is_of(UNTDID_5189)),), _of(is_allowance), _IN_EXTRA),
    Scene("ReasonCode", (Ask("BR-CL-20", _is_of(UNTDID_7161)),), _of(is_charge), _IN_EXTRA),
    Scene("GlobalID", (Ask("BR-CL-21", _attribute_is_of("schemeID", ICD)),), _with("schemeID"), child_of(_ITEM)),
    Scene("ExemptionReasonCode", (Ask("BR-CL-22", _is_reason),)),
    Scene("BasisQuantity", (Ask("BR-CL-23", _attribute_is_of("unitCode", UNITES)),), _with("unitCode")),
    Scene("BilledQuantity", (Ask("BR-CL-23", _attribute_is_of("unitCode", UNITES)),), _with("unitCode")),
    Scene(
        "AttachmentBinaryObject",
        (Ask("BR-CL-24", lambda node, _: node.attributes.get("mimeCode", "") in MIMES),),
        _with("mimeCode"),
    ),
    Scene(
        "URIID",
        (Ask("BR-CL-25", _attribute_is_of("schemeID", EAS)),),
        _with("schemeID"),
        child_of("URIUniversalCommunication"),
    ),
    Scene(
        "GlobalID",
        (Ask("BR-CL-26", _attribute_is_of("schemeID", ICD)),),
        _with("schemeID"),
        child_of(_DELIVERED, "ApplicableHeaderTradeDelivery"),
    ),
)
