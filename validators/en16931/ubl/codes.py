"""The codes of a UBL document are in their lists: the official pattern of codes (BR-CL)."""

from collections.abc import Set

from domain.tree import BLANKS, Node, Tree
from validators.codes.allowance_reasons import UNTDID_5189
from validators.codes.charge_reasons import UNTDID_7161
from validators.codes.classifications import UNTDID_7143
from validators.codes.countries import COUNTRIES_UBL
from validators.codes.currencies import CURRENCIES
from validators.codes.document_types import AVOIRS, FACTURES
from validators.codes.eas import EAS
from validators.codes.icd import ICD
from validators.codes.mime import MIMES
from validators.codes.payment_means import UNTDID_4461
from validators.codes.reference_types import UNTDID_1153
from validators.codes.tax_point_dates import UNTDID_2005
from validators.codes.units import UNITS
from validators.codes.vat_categories import CATEGORIES
from validators.codes.vatex import VATEX
from validators.en16931.ubl.questions import NO, YES, Path, indicates
from validators.engine.rule_body import Assertion, Condition, Pattern, Question, RuleContext
from validators.engine.tree_paths import child_of

_AMOUNTS = (
    "Amount",
    "BaseAmount",
    "PriceAmount",
    "TaxAmount",
    "TaxableAmount",
    "LineExtensionAmount",
    "TaxExclusiveAmount",
    "TaxInclusiveAmount",
    "AllowanceTotalAmount",
    "ChargeTotalAmount",
    "PrepaidAmount",
    "PayableRoundingAmount",
    "PayableAmount",
)
_QUANTITIES = ("InvoicedQuantity", "BaseQuantity", "CreditedQuantity")


def _is(codes: Set[str]) -> Question:
    """The text is in the list, outer blanks removed."""
    return lambda node, _: node.text in codes or node.text.strip(BLANKS) in codes


def _has_attribute_of(name: str, codes: Set[str]) -> Question:
    """The attribute is present and in the list."""

    def question(node: Node, _: Tree) -> bool:
        value = node.attributes.get(name, "")
        return value in codes or value.strip(BLANKS) in codes

    return question


def _has_attribute(attribute: str) -> Condition:
    """Condition: the node has the attribute."""
    return lambda node: attribute in node.attributes


def _is_invoiced_object(node: Node) -> bool:
    """The identifier of a reference to an invoiced object (BT-18, BT-128), with its scheme."""
    parent = node.parent
    return (
        "schemeID" in node.attributes
        and parent is not None
        and any(code.text == "130" for code in parent.all("DocumentTypeCode"))
    )


_in_icd = _has_attribute_of("schemeID", ICD)


def _identifies_party(node: Node, tree: Tree) -> bool:
    """An ICD scheme; ``SEPA`` too, for the seller and the payee, whose creditor identifier it is (BT-90)."""
    if _in_icd(node, tree):
        return True
    if node.attributes["schemeID"].strip(BLANKS) != "SEPA":
        return False
    return node.up("AccountingSupplierParty") is not None or node.up("PayeeParty") is not None


def _of_extra(words: Path) -> Condition:
    return lambda node: node.parent is not None and indicates(node.parent, words)


_IN_EXTRA = child_of("AllowanceCharge")
CODES: Pattern = (
    RuleContext("InvoiceTypeCode", (Assertion("BR-CL-01", _is(FACTURES)),)),
    RuleContext("CreditNoteTypeCode", (Assertion("BR-CL-01", _is(AVOIRS)),)),
    *(RuleContext(name, (Assertion("BR-CL-03", _has_attribute_of("currencyID", CURRENCIES)),)) for name in _AMOUNTS),
    RuleContext("DocumentCurrencyCode", (Assertion("BR-CL-04", _is(CURRENCIES)),)),
    RuleContext("TaxCurrencyCode", (Assertion("BR-CL-05", _is(CURRENCIES)),)),
    RuleContext("DescriptionCode", (Assertion("BR-CL-06", _is(UNTDID_2005)),), where=child_of("InvoicePeriod")),
    RuleContext("ID", (Assertion("BR-CL-18", _is(CATEGORIES)),), where=child_of("ClassifiedTaxCategory")),
    RuleContext("ID", (Assertion("BR-CL-17", _is(CATEGORIES)),), where=child_of("TaxCategory")),
    RuleContext(
        "ID", (Assertion("BR-CL-21", _in_icd),), _has_attribute("schemeID"), child_of("StandardItemIdentification")
    ),
    RuleContext(
        "ID", (Assertion("BR-CL-10", _identifies_party),), _has_attribute("schemeID"), child_of("PartyIdentification")
    ),
    *(
        RuleContext(
            "ID",
            (Assertion("BR-CL-07", _has_attribute_of("schemeID", UNTDID_1153)),),
            _is_invoiced_object,
            child_of(name),
        )
        for name in ("AdditionalDocumentReference", "DocumentReference")
    ),
    RuleContext("ID", (Assertion("BR-CL-26", _in_icd),), _has_attribute("schemeID"), child_of("DeliveryLocation")),
    RuleContext(
        "CompanyID", (Assertion("BR-CL-11", _in_icd),), _has_attribute("schemeID"), child_of("PartyLegalEntity")
    ),
    RuleContext(
        "ItemClassificationCode",
        (Assertion("BR-CL-13", _has_attribute_of("listID", UNTDID_7143)),),
        _has_attribute("listID"),
        child_of("CommodityClassification"),
    ),
    RuleContext("IdentificationCode", (Assertion("BR-CL-14", _is(COUNTRIES_UBL)),), where=child_of("Country")),
    RuleContext("IdentificationCode", (Assertion("BR-CL-15", _is(COUNTRIES_UBL)),), where=child_of("OriginCountry")),
    RuleContext("PaymentMeansCode", (Assertion("BR-CL-16", _is(UNTDID_4461)),), where=child_of("PaymentMeans")),
    RuleContext("AllowanceChargeReasonCode", (Assertion("BR-CL-19", _is(UNTDID_5189)),), _of_extra(NO), _IN_EXTRA),
    RuleContext("AllowanceChargeReasonCode", (Assertion("BR-CL-20", _is(UNTDID_7161)),), _of_extra(YES), _IN_EXTRA),
    RuleContext("TaxExemptionReasonCode", (Assertion("BR-CL-22", lambda node, _: node.text_at().upper() in VATEX),)),
    *(
        RuleContext(name, (Assertion("BR-CL-23", _has_attribute_of("unitCode", UNITS)),), _has_attribute("unitCode"))
        for name in _QUANTITIES
    ),
    RuleContext(
        "EmbeddedDocumentBinaryObject",
        (Assertion("BR-CL-24", lambda node, _: node.attributes["mimeCode"] in MIMES),),
        _has_attribute("mimeCode"),
    ),
    RuleContext("EndpointID", (Assertion("BR-CL-25", _has_attribute_of("schemeID", EAS)),), _has_attribute("schemeID")),
)
"""The contexts are disjoint, so their order does not matter."""
