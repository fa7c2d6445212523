"""Look-ups and nearest answers, and the processes that ask for them."""

import os
import pickle
import random
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import annuaire
from annuaire import DirectoryOfStructures
from annuaire.comparable_letters import plain
from domain.errors import AnnuaireError
from tests.annuaire import grand_annuaire
from tests.conftest import examples
from tests.english import english

OCCITANIE, ALPES = "20005379100014", "22060001900016"


@pytest.fixture(scope="module")
def directory(samples: Path) -> DirectoryOfStructures:
    return annuaire.load(samples / "annuaire")


@pytest.fixture(scope="module")
def imported(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> DirectoryOfStructures:
    folder = tmp_path_factory.mktemp("imported")
    annuaire.install(samples / "annuaire", folder)
    return annuaire.load(folder)


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [
        ("20005379100041", OCCITANIE),
        ("20005379100099", OCCITANIE),
        ("20005379200014", OCCITANIE),
        ("02005379100014", OCCITANIE),
        ("2000537910014", OCCITANIE),
        ("200053791000144", OCCITANIE),
        ("20105379100914", OCCITANIE),
        ("200 053 791 00014", OCCITANIE),
        ("200053791", OCCITANIE),
        ("FR12200053791", OCCITANIE),
        ("2OOO5379IOOOI4", OCCITANIE),
    ],
)
def test_a_slip_in_a_siret_leads_to_the_one_that_was_meant(
    directory: DirectoryOfStructures, wrong: str, meant: str
) -> None:
    assert directory.nearest_structures(wrong)[0].siret == meant


def test_a_wrong_nic_lists_the_establishments_of_the_same_siren_nearest_first(directory: DirectoryOfStructures) -> None:
    found = [structure.siret for structure in directory.nearest_structures("22060001900017", limit=10)]
    assert found[0] == ALPES
    assert len(found) == 5
    assert all(siret.startswith("220600019") for siret in found)


@pytest.mark.parametrize("far", ["", "55555555555555", "ABC", "é", "1" * 500, "22", "\x00"])
def test_nothing_is_suggested_when_nothing_is_near(directory: DirectoryOfStructures, far: str) -> None:
    assert directory.nearest_structures(far) == ()


def test_an_inactive_structure_is_never_suggested(directory: DirectoryOfStructures) -> None:
    assert all(s.active for s in directory.nearest_structures("99999901400016", limit=50))


@given(seed=st.integers(0, 10**9))
@settings(max_examples=examples(25), deadline=None)
def test_any_one_slip_finds_the_siret_among_thousands(big: DirectoryOfStructures, seed: int) -> None:
    chance = random.Random(seed)
    meant = chance.choice(SIRETS)
    at = chance.randrange(14)
    slips = (
        meant[:at] + chance.choice("0123456789") + meant[at + 1 :],
        meant[:at] + meant[at + 1 :],
        meant[:at] + meant[at : at + 2][::-1] + meant[at + 2 :],
    )
    for wrong in slips:
        if wrong != meant:
            assert meant in {structure.siret for structure in big.nearest_structures(wrong, limit=1000)}


SIRETS: list[str] = []


@pytest.fixture(scope="module")
def big(tmp_path_factory: pytest.TempPathFactory) -> DirectoryOfStructures:
    folder = tmp_path_factory.mktemp("big")
    grand_annuaire.write(folder, 3000, 3000)
    directory = annuaire.load(folder)
    SIRETS.extend(structure.siret for structure in directory.structures())
    return directory


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [
        ("drh", "DRH"),
        (" D.R.H ", "DRH"),
        ("Direction des ressources humaines", "DRH"),
        ("DIRECTION DES RESSOURCES HUMAINES", "DRH"),
        ("ressources humaines", "DRH"),
        ("DRHH", "DRH"),
        ("mediatheque", "CULTURE"),
        ("Véhicules techniques", "VEHTEC"),
        ("direction finances", "DFACP"),
        ("parc auto", "PARCAUTO"),
    ],
)
def test_a_wrong_code_leads_to_the_service_that_was_meant(
    directory: DirectoryOfStructures, wrong: str, meant: str
) -> None:
    assert directory.nearest_services(ALPES, wrong)[0].code == meant


def test_services_are_suggested_from_the_same_structure_and_active_only(directory: DirectoryOfStructures) -> None:
    assert directory.nearest_services("22060001900271", "DRH")[0].code == "LVDDRH"
    assert [s.code for s in directory.nearest_services("99999905500018", "ANCIEN", limit=9)].count("ANCIEN") == 0
    assert directory.nearest_services("13000133200019", "DRH") == ()
    assert directory.nearest_services("55555555555555", "DRH") == ()


def test_a_missing_code_lists_the_first_services(directory: DirectoryOfStructures) -> None:
    assert [s.code for s in directory.nearest_services(ALPES, "")] == ["PRESSE", "DCE", "DRH"]


def test_the_imported_directory_answers_as_the_files_do(
    directory: DirectoryOfStructures, imported: DirectoryOfStructures
) -> None:
    assert list(imported.structures()) == list(directory.structures())
    for structure in directory.structures():
        assert imported.structure(structure.siret) == structure
        assert imported.services(structure.siret) == directory.services(structure.siret)
        for service in directory.services(structure.siret):
            assert imported.service(structure.siret, service.code) == service


def _ask(directory: DirectoryOfStructures) -> str:
    structure = directory.structure(OCCITANIE)
    return structure.raison_sociale if structure else "?"


@pytest.mark.parametrize("how", ["fork", "spawn"])
def test_worker_processes_ask_it_too(imported: DirectoryOfStructures, how: str) -> None:
    with ProcessPoolExecutor(1, mp_context=get_context(how)) as pool:
        assert pool.submit(_ask, imported).result() == "REGION OCCITANIE"


def test_a_forked_process_opens_its_own(imported: DirectoryOfStructures) -> None:
    child = os.fork()
    if child == 0:
        os._exit(0 if imported.service(ALPES, "DSN") else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert imported.service(ALPES, "DOC")


def test_threads_share_it(imported: DirectoryOfStructures) -> None:
    directory = pickle.loads(pickle.dumps(imported))  # noqa: S301 - our own bytes
    sirets = [structure.siret for structure in directory.structures()]
    with ThreadPoolExecutor(8) as pool:
        names = list(pool.map(lambda siret: directory.structure(siret).siret, sirets * 20))
    assert names == sirets * 20


def test_no_directory_has_its_remedy(tmp_path: Path) -> None:
    with pytest.raises(
        AnnuaireError, check=english(r"structures\.csv and services\.csv not found.*navette annuaire import")
    ):
        annuaire.load(tmp_path)
    with pytest.raises(AnnuaireError, check=english("not found")):
        annuaire.load(tmp_path / "absent")


def test_a_cut_index_is_refused(samples: Path, tmp_path: Path) -> None:
    annuaire.install(samples / "annuaire", tmp_path)
    index = tmp_path / "annuaire.sqlite"
    whole = index.read_bytes()
    for damaged in (b"", whole[:1000], whole[:-4096], b"x" * len(whole)):
        index.chmod(0o600)
        index.write_bytes(damaged)
        with pytest.raises(AnnuaireError, check=english("navette annuaire import")):
            annuaire.load(tmp_path)


def test_an_index_damaged_inside_never_answers_nonsense(samples: Path, tmp_path: Path) -> None:
    annuaire.install(samples / "annuaire", tmp_path)
    index = tmp_path / "annuaire.sqlite"
    damaged = bytearray(index.read_bytes())
    damaged[4096:] = b"\xff" * (len(damaged) - 4096)
    index.write_bytes(damaged)
    with pytest.raises(AnnuaireError, check=english("damaged")):
        annuaire.load(tmp_path).structure(OCCITANIE)


@given(st.text(alphabet="éÉàçœÆabcXYZ0-9 '’-.*", max_size=30))
def test_one_spelling_is_stable(text: str) -> None:
    once = plain(text)
    assert plain(once) == once
    assert once.isascii()
