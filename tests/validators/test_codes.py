"""The code lists: none forgotten, none cut short, none with a code that no document could write."""

import pkgutil
import re
from pathlib import Path
from types import ModuleType

import pytest
from lxml import etree

from validators import codes
from validators.codes import (
    allowance_reasons,
    charge_reasons,
    classifications,
    countries,
    currencies,
    document_types,
    eas,
    icd,
    mime,
    note_subjects,
    payment_means,
    reference_types,
    tax_point_dates,
    units,
    vat_categories,
    vatex,
)

SIZES = {
    "document_types": {"FACTURES": 50, "AVOIRS": 13, "TYPES": 62},
    "currencies": {"CURRENCIES": 178, "ACTIVES": 177},
    "countries": {
        "SHARED": 250,
        "COUNTRIES_UBL": 251,
        "COUNTRIES_CII": 251,
        "VAT_PREFIXES_UBL": 252,
        "VAT_PREFIXES_CII": 252,
    },
    "tax_point_dates": {"UNTDID_2005": 3, "UNTDID_2475": 3},
    "reference_types": {"UNTDID_1153": 818},
    "note_subjects": {"SUBJECTS_UBL": 383, "SUBJECTS_CII": 401},
    "icd": {"ICD": 243},
    "eas": {"EAS": 104},
    "classifications": {"UNTDID_7143": 185},
    "units": {"UNITS": 2162},
    "payment_means": {"UNTDID_4461": 84},
    "vat_categories": {"CATEGORIES": 10},
    "vatex": {"VATEX": 88},
    "allowance_reasons": {"UNTDID_5189": 19},
    "charge_reasons": {"UNTDID_7161": 178},
    "mime": {"MIMES": 6},
    "item_attributes": {"ITEM_ATTRIBUTES": 315},
    "non_vat_taxes": {"UNTDID_5153": 55},
    "languages": {"LANGUAGES": 506},
}


def _short(module: ModuleType) -> str:
    return module.__name__.rpartition(".")[2]


def test_no_list_is_forgotten() -> None:
    written = {each.name for each in pkgutil.iter_modules(codes.__path__)}
    assert {_short(module) for module in codes.LISTS} == written == set(SIZES)


@pytest.mark.parametrize("module", codes.LISTS, ids=_short)
def test_a_list_is_whole_and_has_its_source(module: ModuleType) -> None:
    sets = {name: value for name, value in vars(module).items() if isinstance(value, frozenset)}
    assert {name: len(value) for name, value in sets.items()} == SIZES[_short(module)]
    assert module.SOURCE
    assert module.VERSION
    assert all(code and code == code.strip() and " " not in code for value in sets.values() for code in value)


def test_what_suppliers_use_most_is_there() -> None:
    assert {"380", "384", "389", "386"} <= document_types.FACTURES
    assert {"381", "261", "262"} <= document_types.AVOIRS
    assert {"FR", "GP", "MQ", "XI"} <= countries.COUNTRIES_UBL & countries.COUNTRIES_CII
    assert {"EL", "FR"} <= countries.VAT_PREFIXES_UBL & countries.VAT_PREFIXES_CII
    assert set("SZEGKOLMB") | {"AE"} == vat_categories.CATEGORIES


def test_the_syntaxes_differ_where_the_official_ones_do() -> None:
    assert {"SS", "AN"} == countries.COUNTRIES_UBL ^ countries.COUNTRIES_CII
    assert tax_point_dates.UNTDID_2005.isdisjoint(tax_point_dates.UNTDID_2475)
    assert note_subjects.SUBJECTS_UBL < note_subjects.SUBJECTS_CII


@pytest.mark.parametrize(
    ("syntax", "rule", "rank", "ours"),
    [
        ("UBL", "BR-CL-01", 0, document_types.FACTURES),
        ("UBL", "BR-CL-01", 1, document_types.AVOIRS),
        ("CII", "BR-CL-01", 0, document_types.TYPES),
        *((syntax, f"BR-CL-0{rank}", 0, currencies.CURRENCIES) for syntax in ("UBL", "CII") for rank in (3, 4, 5)),
        ("UBL", "BR-CL-06", 0, tax_point_dates.UNTDID_2005),
        ("CII", "BR-CL-06", 0, tax_point_dates.UNTDID_2475),
        ("UBL", "BR-CL-08", 0, note_subjects.SUBJECTS_UBL),
        ("CII", "BR-CL-08", 0, note_subjects.SUBJECTS_CII),
        *(("UBL", f"BR-CL-{rank}", 0, countries.COUNTRIES_UBL) for rank in (14, 15)),
        *(("CII", f"BR-CL-{rank}", 0, countries.COUNTRIES_CII) for rank in (14, 15)),
        ("UBL", "BR-CO-09", 0, countries.VAT_PREFIXES_UBL),
        ("CII", "BR-CO-09", 0, countries.VAT_PREFIXES_CII),
        *(
            (syntax, f"BR-CL-{rank}", 0, ours)
            for syntax in ("UBL", "CII")
            for rank, ours in (
                ("07", reference_types.UNTDID_1153),
                ("10", icd.ICD),
                ("11", icd.ICD),
                ("13", classifications.UNTDID_7143),
                ("16", payment_means.UNTDID_4461),
                ("17", vat_categories.CATEGORIES),
                ("18", vat_categories.CATEGORIES),
                ("19", allowance_reasons.UNTDID_5189),
                ("20", charge_reasons.UNTDID_7161),
                ("21", icd.ICD),
                ("22", vatex.VATEX),
                ("23", units.UNITS),
                ("25", eas.EAS),
                ("26", icd.ICD),
            )
        ),
    ],
)
def test_a_list_is_the_official_one(corpus: Path, syntax: str, rule: str, rank: int, ours: frozenset[str]) -> None:
    """Held against the list that the official rule names, where it is at hand."""
    assert _official(corpus, syntax, rule)[rank] == ours


def test_the_formats_of_attachments_are_the_official_ones(corpus: Path) -> None:
    for syntax in ("UBL", "CII"):
        asked = re.findall(r"@mimeCode\s*=\s*'([^']+)'", _asked(corpus, syntax, "BR-CL-24"))
        assert set(asked) == mime.MIMES


def _official(corpus: Path, syntax: str, rule: str) -> list[set[str]]:
    return [set(found.split()) for found in re.findall(r"contains\(\s*'( [^']+ )'", _asked(corpus, syntax, rule))]


def _asked(corpus: Path, syntax: str, rule: str) -> str:
    schematron = corpus.parent / "reference" / "schematron" / f"EN16931-{syntax}-1.3.16.sch"
    if not schematron.is_file():
        pytest.skip("no EN 16931 Schematron beside the corpus")
    for one in etree.parse(str(schematron)).iter("{*}assert"):
        if one.get("id") == rule:
            return str(one.get("test"))
    raise AssertionError(rule)
