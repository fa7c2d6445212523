"""The code lists: none forgotten, none cut short, none with a code that no document could write."""

import pkgutil
import re
from pathlib import Path
from types import ModuleType

import pytest
from lxml import etree

from validators import codes
from validators.codes import (
    categories_tva,
    classifications,
    devises,
    eas,
    exigibilite,
    exonerations,
    icd,
    mime,
    motifs_frais,
    motifs_remise,
    moyens_paiement,
    pays,
    references,
    sujets_note,
    types_document,
    unites,
)

SIZES = {
    "types_document": {"FACTURES": 50, "AVOIRS": 13, "TYPES": 62},
    "devises": {"DEVISES": 178, "ACTIVES": 177},
    "pays": {"COMMUNS": 250, "PAYS_UBL": 251, "PAYS_CII": 251, "PREFIXES_TVA_UBL": 252, "PREFIXES_TVA_CII": 252},
    "exigibilite": {"UNTDID_2005": 3, "UNTDID_2475": 3},
    "references": {"UNTDID_1153": 818},
    "sujets_note": {"SUJETS_UBL": 383, "SUJETS_CII": 401},
    "icd": {"ICD": 243},
    "eas": {"EAS": 104},
    "classifications": {"UNTDID_7143": 185},
    "unites": {"UNITES": 2162},
    "moyens_paiement": {"UNTDID_4461": 84},
    "categories_tva": {"CATEGORIES": 10},
    "exonerations": {"VATEX": 88},
    "motifs_remise": {"UNTDID_5189": 19},
    "motifs_frais": {"UNTDID_7161": 178},
    "mime": {"MIMES": 6},
}


def _short(module: ModuleType) -> str:
    return module.__name__.rpartition(".")[2]


def test_no_list_is_forgotten() -> None:
    written = {each.name for each in pkgutil.iter_modules(codes.__path__)}
    assert {_short(module) for module in codes.LISTS} == written == set(SIZES)


@pytest.mark.parametrize("module", codes.LISTS, ids=_short)
def test_a_list_is_whole_and_says_where_it_comes_from(module: ModuleType) -> None:
    sets = {name: value for name, value in vars(module).items() if isinstance(value, frozenset)}
    assert {name: len(value) for name, value in sets.items()} == SIZES[_short(module)]
    assert module.SOURCE
    assert module.VERSION
    assert all(code and code == code.strip() and " " not in code for value in sets.values() for code in value)


def test_what_suppliers_use_most_is_there() -> None:
    assert {"380", "384", "389", "386"} <= types_document.FACTURES
    assert {"381", "261", "262"} <= types_document.AVOIRS
    assert {"FR", "GP", "MQ", "XI"} <= pays.PAYS_UBL & pays.PAYS_CII
    assert {"EL", "FR"} <= pays.PREFIXES_TVA_UBL & pays.PREFIXES_TVA_CII
    assert set("SZEGKOLMB") | {"AE"} == categories_tva.CATEGORIES


def test_the_syntaxes_differ_where_the_official_ones_do() -> None:
    assert {"SS", "AN"} == pays.PAYS_UBL ^ pays.PAYS_CII
    assert exigibilite.UNTDID_2005.isdisjoint(exigibilite.UNTDID_2475)
    assert sujets_note.SUJETS_UBL < sujets_note.SUJETS_CII


@pytest.mark.parametrize(
    ("syntax", "rule", "rank", "ours"),
    [
        ("UBL", "BR-CL-01", 0, types_document.FACTURES),
        ("UBL", "BR-CL-01", 1, types_document.AVOIRS),
        ("CII", "BR-CL-01", 0, types_document.TYPES),
        *((syntax, f"BR-CL-0{rank}", 0, devises.DEVISES) for syntax in ("UBL", "CII") for rank in (3, 4, 5)),
        ("UBL", "BR-CL-06", 0, exigibilite.UNTDID_2005),
        ("CII", "BR-CL-06", 0, exigibilite.UNTDID_2475),
        ("UBL", "BR-CL-08", 0, sujets_note.SUJETS_UBL),
        ("CII", "BR-CL-08", 0, sujets_note.SUJETS_CII),
        *(("UBL", f"BR-CL-{rank}", 0, pays.PAYS_UBL) for rank in (14, 15)),
        *(("CII", f"BR-CL-{rank}", 0, pays.PAYS_CII) for rank in (14, 15)),
        ("UBL", "BR-CO-09", 0, pays.PREFIXES_TVA_UBL),
        ("CII", "BR-CO-09", 0, pays.PREFIXES_TVA_CII),
        *(
            (syntax, f"BR-CL-{rank}", 0, ours)
            for syntax in ("UBL", "CII")
            for rank, ours in (
                ("07", references.UNTDID_1153),
                ("10", icd.ICD),
                ("11", icd.ICD),
                ("13", classifications.UNTDID_7143),
                ("16", moyens_paiement.UNTDID_4461),
                ("17", categories_tva.CATEGORIES),
                ("18", categories_tva.CATEGORIES),
                ("19", motifs_remise.UNTDID_5189),
                ("20", motifs_frais.UNTDID_7161),
                ("21", icd.ICD),
                ("22", exonerations.VATEX),
                ("23", unites.UNITES),
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
