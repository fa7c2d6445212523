"""The codes of a UBL document are in their lists: the official pattern of codes (BR-CL)."""

from collections.abc import Set

from domain.tree import BLANKS, Node, Tree
from validators.codes.allowance_reasons import UNTDID_5189
from validators.codes.charge_reasons import UNTDID_7161
from validators.codes.classifications import UNTDID_7143
from validators.codes.countries import PAYS_UBL
from validators.codes.currencies import DEVISES
from validators.codes.document_types import AVOIRS, FACTURES
from validators.codes.eas import EAS
from validators.codes.icd import ICD
from validators.codes.mime import MIMES
from validators.codes.payment_means import UNTDID_4461
from validators.codes.reference_types import UNTDID_1153
from validators.codes.tax_point_dates import UNTDID_2005
from validators.codes.units import UNITES
from validators.codes.vat_categories import CATEGORIES
from validators.codes.vatex import VATEX
from validators.en16931.ubl.questions import NO, YES, Path, indicates
from validators.engine.rule_body import Ask, Condition, Pattern, Question, Scene
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
    """What it says is in the list, blanks around it aside."""
    return lambda node, _: node.text in codes or node.text.strip(BLANKS) in codes


def _carries(name: str, codes: Set[str]) -> Question:
    """Its attribute is in the list; without one, it is not."""

    def question(node: Node, _: Tree) -> bool:
        value = node.attributes.get(name, "")
        return value in codes or value.strip(BLANKS) in codes

    return question


def _with(attribute: str) -> Condition:
    """It has the attribute."""
    return lambda node: attribute in node.attributes


def _says_object(node: Node) -> bool:
    """The identifier of a reference to an invoiced object (BT-18, BT-128), with its scheme."""
    parent = node.parent
    return (
        "schemeID" in node.attributes
        and parent is not None
        and any(code.text == "130" for code in parent.all("DocumentTypeCode"))
    )


_in_icd = _carries("schemeID", ICD)


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
    Scene("InvoiceTypeCode", (Ask("BR-CL-01", _is(FACTURES)),)),
    Scene("CreditNoteTypeCode", (Ask("BR-CL-01", _is(AVOIRS)),)),
    *(Scene(name, (Ask("BR-CL-03", _carries("currencyID", DEVISES)),)) for name in _AMOUNTS),
    Scene("DocumentCurrencyCode", (Ask("BR-CL-04", _is(DEVISES)),)),
    Scene("TaxCurrencyCode", (Ask("BR-CL-05", _is(DEVISES)),)),
    Scene("DescriptionCode", (Ask("BR-CL-06", _is(UNTDID_2005)),), where=child_of("InvoicePeriod")),
    Scene("ID", (Ask("BR-CL-18", _is(CATEGORIES)),), where=child_of("ClassifiedTaxCategory")),
    Scene("ID", (Ask("BR-CL-17", _is(CATEGORIES)),), where=child_of("TaxCategory")),
    Scene("ID", (Ask("BR-CL-21", _in_icd),), _with("schemeID"), child_of("StandardItemIdentification")),
    Scene("ID", (Ask("BR-CL-10", _identifies_party),), _with("schemeID"), child_of("PartyIdentification")),
    *(
        Scene("ID", (Ask("BR-CL-07", _carries("schemeID", UNTDID_1153)),), _says_object, child_of(name))
        for name in ("AdditionalDocumentReference", "DocumentReference")
    ),
    Scene("ID", (Ask("BR-CL-26", _in_icd),), _with("schemeID"), child_of("DeliveryLocation")),
    Scene("CompanyID", (Ask("BR-CL-11", _in_icd),), _with("schemeID"), child_of("PartyLegalEntity")),
    Scene(
        "ItemClassificationCode",
        (Ask("BR-CL-13", _carries("listID", UNTDID_7143)),),
        _with("listID"),
        child_of("CommodityClassification"),
    ),
    Scene("IdentificationCode", (Ask("BR-CL-14", _is(PAYS_UBL)),), where=child_of("Country")),
    Scene("IdentificationCode", (Ask("BR-CL-15", _is(PAYS_UBL)),), where=child_of("OriginCountry")),
    Scene("PaymentMeansCode", (Ask("BR-CL-16", _is(UNTDID_4461)),), where=child_of("PaymentMeans")),
    Scene("AllowanceChargeReasonCode", (Ask("BR-CL-19", _is(UNTDID_5189)),), _of_extra(NO), _IN_EXTRA),
    Scene("AllowanceChargeReasonCode", (Ask("BR-CL-20", _is(UNTDID_7161)),), _of_extra(YES), _IN_EXTRA),
    Scene("TaxExemptionReasonCode", (Ask("BR-CL-22", lambda node, _: node.said().upper() in VATEX),)),
    *(Scene(name, (Ask("BR-CL-23", _carries("unitCode", UNITES)),), _with("unitCode")) for name in _QUANTITIES),
    Scene(
        "EmbeddedDocumentBinaryObject",
        (Ask("BR-CL-24", lambda node, _: node.attributes["mimeCode"] in MIMES),),
        _with("mimeCode"),
    ),
    Scene("EndpointID", (Ask("BR-CL-25", _carries("schemeID", EAS)),), _with("schemeID")),
)
"""Contexts are apart from one another, so their order says nothing."""
