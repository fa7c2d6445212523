"""The sample directory holds every structure and every code that the publishers' notices name."""

from pathlib import Path

import pytest
from stdnum import luhn

import annuaire
from annuaire import DirectoryOfStructures
from annuaire.columns import SERVICES, STRUCTURES
from domain.structure import Annuaire

CODES = {
    "20005379100014": "15",
    "22060001900016": "PRESSE DCE DRH DSN DTNRU DFACP CULTURE DOC DLGP ARCHIVES PARCAUTO VEHTEC DCP DRIT DRIE DEGR "
    "DESC DSH",
    "22060001901170": "MERCURY MERCDCP MERCDLGP",
    "22060001900271": "LVD LVDDCP LVDDLGP LVDDRH",
    "22060001901196": "PVI PVIDCP PVIDLGP PVIDRH",
    "22060001901121": "SILO SILODCP SILODLGP",
    "20002983300015": "",
    "20002983300072": "",
    "20002983300064": "",
    "20002983300080": "",
    "20002983300056": "",
    "20002983300098": "",
    "20002983300106": "",
    "13000133200019": "",
    "22220001600327": "COLLEGE",
    "22220001600434": "",
}


@pytest.fixture(scope="module")
def directory(samples: Path) -> DirectoryOfStructures:
    return annuaire.load(samples / "annuaire")


@pytest.mark.parametrize("siret", CODES)
def test_each_structure_has_the_codes_of_its_notice_in_that_order(directory: DirectoryOfStructures, siret: str) -> None:
    structure = directory.structure(siret)
    assert structure is not None
    assert structure.active
    assert [service.code for service in directory.services(siret)] == CODES[siret].split()
    assert structure.service == bool(CODES[siret]), "a code is mandatory where codes are listed, and only there"
    assert luhn.is_valid(siret)


def test_the_columns_are_the_official_ones(samples: Path) -> None:
    for table, count in ((STRUCTURES, 21), (SERVICES, 15)):
        with (samples / "annuaire" / f"{table.nom}.csv").open(encoding="utf-8") as file:
            header = tuple(next(file).strip().split(";"))
        assert header == table.names
        assert len(header) == count


def test_the_figures_of_the_notices(directory: DirectoryOfStructures) -> None:
    counts = {siret: len(codes.split()) for siret, codes in CODES.items()}
    assert [counts[siret] for siret in counts if siret.startswith("220600019")] == [18, 3, 4, 4, 3]
    assert sum(siret.startswith("200029833") for siret in counts) == 7


def test_everything_else_is_openly_fictitious(directory: DirectoryOfStructures) -> None:
    others = [structure for structure in directory.structures() if structure.siret not in CODES]
    assert len(others) == 8
    for structure in others:
        assert structure.siret.startswith("999999")
        assert luhn.is_valid(structure.siret)
        assert luhn.is_valid(structure.siret[:9])
        assert structure.raison_sociale.startswith("STRUCTURE DE DEMONSTRATION ")


def test_the_flags_that_the_fictitious_structures_are_for(directory: DirectoryOfStructures) -> None:
    by_name = {s.raison_sociale.removeprefix("STRUCTURE DE DEMONSTRATION "): s for s in directory.structures()}
    assert not by_name["INACTIVE"].active
    assert by_name["MOA UNIQUEMENT"].moa_uniquement
    assert by_name["ENGAGEMENT OBLIGATOIRE"].engagement
    assert by_name["SERVICE OU ENGAGEMENT"].service_ou_engagement
    assert by_name["SERVICE ET ENGAGEMENT"].service and by_name["SERVICE ET ENGAGEMENT"].engagement
    assert by_name["MAITRISE D'OUVRAGE"].moa and not by_name["MAITRISE D'OUVRAGE"].moa_uniquement
    services = {service.code: service for service in directory.services(by_name["SERVICES"].siret)}
    assert not services["ANCIEN"].actif
    assert services["MARCHES"].engagement
    assert "FACTURES_PUBLIQUES" in services


def test_it_is_a_directory_as_the_rules_ask_for_one(directory: DirectoryOfStructures) -> None:
    asked: Annuaire = directory
    service = asked.service("20005379100014", "15")
    assert service is not None
    assert service.nom == "DEF - Direction Emploi Formation"
    assert asked.service("20005379100014", "16") is None
    assert asked.structure("20005379100015") is None
    assert asked.services("20005379100015") == ()
    assert sum(1 for _ in asked.structures()) == 24
