"""The code lists: none forgotten, none cut short, none with a code that no document could write."""

import pkgutil
from types import ModuleType

import pytest

from validators import codes
from validators.codes import categories_tva, exigibilite, pays, sujets_note, types_document

SIZES = {
    "types_document": {"FACTURES": 50, "AVOIRS": 13, "TYPES": 62},
    "devises": {"DEVISES": 178},
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
