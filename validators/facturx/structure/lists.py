"""The code lists of the tables, by the names used there."""

from collections.abc import Mapping

from validators.codes.allowance_reasons import UNTDID_5189
from validators.codes.charge_reasons import UNTDID_7161
from validators.codes.classifications import UNTDID_7143
from validators.codes.countries import COUNTRIES_UBL
from validators.codes.currencies import CURRENCIES
from validators.codes.document_types import TYPES
from validators.codes.eas import EAS
from validators.codes.icd import ICD
from validators.codes.languages import LANGUAGES
from validators.codes.mime import MIMES
from validators.codes.non_vat_taxes import UNTDID_5153
from validators.codes.note_subjects import SUBJECTS_CII
from validators.codes.payment_means import UNTDID_4461
from validators.codes.reference_types import UNTDID_1153
from validators.codes.tax_point_dates import UNTDID_2475
from validators.codes.units import UNITS
from validators.codes.vat_categories import CATEGORIES
from validators.codes.vatex import VATEX

_REFORM_TYPES = frozenset("471 472 473 500 501 502 503".split())
LISTS: Mapping[str, frozenset[str]] = {
    "UNTDID_5189": UNTDID_5189,
    "UNTDID_7161": UNTDID_7161,
    "UNTDID_7143": UNTDID_7143,
    "COUNTRIES_UBL": COUNTRIES_UBL,
    "CURRENCIES_OF_PROFILES": CURRENCIES - {"STD"} | {"STN"},
    "TYPES": TYPES,
    "ICD": ICD,
    "LANGUAGES": LANGUAGES,
    "MIMES": MIMES,
    "UNTDID_5153": UNTDID_5153,
    "SUBJECTS_CII": SUBJECTS_CII,
    "UNTDID_4461": UNTDID_4461,
    "UNTDID_1153": UNTDID_1153,
    "UNTDID_2475": UNTDID_2475,
    "UNITS": UNITS,
    "CATEGORIES": CATEGORIES,
    "VATEX": VATEX,
    "VA": frozenset({"VA"}),
    "VAT": frozenset({"VAT"}),
    "DAY": frozenset({"102"}),
    "DAY_OR_MINUTE": frozenset({"102", "205"}),
    "TYPE_50": frozenset({"50"}),
    "TYPE_130": frozenset({"130"}),
    "TYPE_916": frozenset({"916"}),
    "LINE_DOCUMENTS": frozenset({"50", "130", "916"}),
    "LINE_STATUSES": frozenset({"DETAIL", "GROUP", "INFORMATION"}),
    "LINE_STATUS_CODES": frozenset(map(str, range(1, 120))),
    "ACCOUNT_TYPES": frozenset("1234567"),
    "TRANSPORT_MODES": frozenset("0123456789"),
    "INCOTERMS": frozenset("1 2 CFR CIF CIP CPT DAP DDP DPU EXW FAS FCA FOB".split()),
    "VAT_CATEGORIES": CATEGORIES - {"B"},
    "ATTACHED_TYPES": MIMES | {"application/json", "application/xml", "text/xml"},
    "INVOICES_REFERRED_TO": TYPES - _REFORM_TYPES,
    "TAXES": UNTDID_5153 | {"VAT"},
    "ADDRESS_SCHEMES": EAS - {"0219", "0220"},
    "PARTY_SCHEMES": ICD - {"0241", "0242", "0243", "0244", "0245", "0246", "0247", "0248"},
    "PARTY_SCHEMES_WIDE": ICD | {"BY", "SE"},
    "CONTRACT_TYPES": UNTDID_1153 | {"CONTRAT", "MARCHE"},
}
