"""A new directory comes in whole or not at all, and says what it changes."""

import fcntl
import gzip
import os
import shutil
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import annuaire
from annuaire import DirectoryEntry, FieldChange, compare, install, load
from domain.errors import AnnuaireError
from tests.conftest import examples
from tests.english import english

OCCITANIE, ALPES = "20005379100014", "22060001900016"
Edit = Callable[[str], str]


@pytest.fixture
def source(samples: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(samples / "annuaire", tmp_path / "source"))


@pytest.fixture
def target(source: Path, tmp_path: Path) -> Path:
    install(source, tmp_path / "target")
    return tmp_path / "target"


def edit(folder: Path, name: str, change: Edit, encoding: str = "utf-8") -> None:
    file = folder / name
    file.write_bytes(change(file.read_text("utf-8")).encode(encoding))


def swap(old: str, new: str) -> Edit:
    return lambda text: text.replace(old, new, 1)


def test_the_first_import_adds_everything(source: Path, tmp_path: Path) -> None:
    diff = install(source, tmp_path / "new" / "folder")
    assert len(diff.structures_added) == 24
    assert len(diff.services_added) == 43
    assert DirectoryEntry(siret=ALPES, code="DRH", nom="Direction des ressources humaines") in diff.services_added
    assert not diff.empty


def test_the_same_directory_again_changes_nothing(source: Path, target: Path) -> None:
    assert install(source, target).empty


def test_the_diff_names_structures_services_and_fields(source: Path, target: Path) -> None:
    edit(source, "services.csv", lambda t: "\n".join(li for li in t.splitlines() if ";ARCHIVES;" not in li) + "\n")
    edit(source, "services.csv", swap("DRH;Direction des ressources humaines;false;true", "DRH;RH;true;false"))
    edit(source, "services.csv", lambda t: t + f"{OCCITANIE};X;16;Nouveau;false;true;;;;;;;;FR;FRANCE\n")
    edit(source, "structures.csv", swap("SAINT-BRIEUC", "SAINT BRIEUC"))
    edit(source, "structures.csv", lambda t: t + "SIRET;99999999900013;NEUVE" + ";true" * 9 + ";" * 9 + "\n")
    edit(source, "structures.csv", lambda t: "\n".join(li for li in t.splitlines() if "TURINI" not in li) + "\n")
    diff = install(source, target)
    assert diff.services_removed == (DirectoryEntry(siret=ALPES, code="ARCHIVES", nom="Service des Archives"),)
    assert diff.services_added == (DirectoryEntry(siret=OCCITANIE, code="16", nom="Nouveau"),)
    (service,) = diff.services_changed
    assert service.entry.code == "DRH"
    assert service.fields == (
        FieldChange(field="nom", before="Direction des ressources humaines", after="RH"),
        FieldChange(field="engagement", before="false", after="true"),
        FieldChange(field="actif", before="true", after="false"),
    )
    assert [entry.nom for entry in diff.structures_added] == ["NEUVE"]
    assert [entry.siret for entry in diff.structures_removed] == ["20002983300064"]
    (structure,) = diff.structures_changed
    assert structure.fields == (FieldChange(field="ville", before="SAINT-BRIEUC", after="SAINT BRIEUC"),)
    directory = load(target)
    assert directory.service(OCCITANIE, "16")
    assert directory.structure("20002983300064") is None


def test_compare_reads_two_folders(source: Path, samples: Path) -> None:
    edit(source, "structures.csv", swap("REGION OCCITANIE", "REGION OCCITANIE / PYRENEES-MEDITERRANEE"))
    diff = compare(load(samples / "annuaire"), load(source))
    assert [change.entry.siret for change in diff.structures_changed] == [OCCITANIE]
    assert not diff.services_changed


SAME_LINE = f"SIRET;{OCCITANIE};REGION OCCITANIE"
BROKEN: dict[str, tuple[str, Edit, str]] = {
    "empty file": ("structures.csv", lambda t: "", "lacks the column"),
    "header only": ("services.csv", lambda t: t.splitlines()[0] + "\n", "no line after its header"),
    "column missing": ("structures.csv", swap(";StructureActive", ""), "lacks the column.* StructureActive"),
    "column renamed": ("services.csv", swap(";Code;", ";CodeService;"), "lacks the column.* Code"),
    "column unknown": ("services.csv", swap("LibellePays", "LibellePays;Divers"), "unknown column.* Divers"),
    "comma for semicolon": ("structures.csv", lambda t: t.replace(";", ","), "lacks the column"),
    "short line": ("structures.csv", swap(";FR;FRANCE", ";FR"), "line 2: 21 columns are expected, 20"),
    "siret of 13 digits": ("structures.csv", swap(OCCITANIE, OCCITANIE[1:]), "line 2: a SIRET has 14 digits"),
    "siret eaten by a spreadsheet": ("structures.csv", swap(OCCITANIE, "2,00054E+13"), r"line 2: .*2,00054E\+13"),
    "siret in arabic digits": ("structures.csv", swap(OCCITANIE, "٢" * 14), "a SIRET has 14 digits"),
    "no identifier": ("structures.csv", swap(OCCITANIE, ""), "line 2: an identifier"),
    "duplicate siret": (
        "structures.csv",
        lambda t: t + t.splitlines()[1] + "\n",
        "line 26: this identifier is already",
    ),
    "duplicate service": ("services.csv", lambda t: t + t.splitlines()[4] + "\n", "line 45: this service is already"),
    "unknown boolean": ("structures.csv", swap("false;true;", "peut-être;true;"), "neither true nor false .*peut-être"),
    "empty boolean": ("services.csv", swap("false;true;", ";true;"), "GestionEGMT is neither true nor false"),
    "service of nobody": ("services.csv", swap(OCCITANIE, "20005379100022"), "line 2: this service belongs to no"),
    "service without code": ("services.csv", swap(";15;", "; ;"), "line 2: a code has 1 to 100"),
    "code too long": ("services.csv", swap(";15;", f";{'X' * 101};"), "line 2: a code has 1 to 100"),
    "open quote": ("structures.csv", swap("REGION OCCITANIE", '"REGION OCCITANIE'), "cannot be read as CSV"),
    "replacement character": ("services.csv", swap("humaines", "humain�s"), "lost in a conversion"),
    "nul byte": ("services.csv", swap("humaines", "humain\0s"), "lost in a conversion"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_file_is_refused_and_the_directory_in_use_stays(case: str, source: Path, target: Path) -> None:
    name, change, reason = BROKEN[case]
    before = (target / "annuaire.sqlite").read_bytes()
    edit(source, name, change)
    with pytest.raises(AnnuaireError, check=english(reason)) as caught:
        install(source, target, forced=True)
    assert all(caught.value.remedy)
    assert name in caught.value.message.en
    assert (target / "annuaire.sqlite").read_bytes() == before
    assert not list(target.glob("*.part"))


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_file_is_not_loaded_either(case: str, source: Path) -> None:
    name, change, reason = BROKEN[case]
    edit(source, name, change)
    with pytest.raises(AnnuaireError, check=english(reason)):
        load(source)


def test_the_first_twenty_faulty_lines_are_named_and_the_others_counted(source: Path, target: Path) -> None:
    edit(source, "services.csv", lambda t: t.replace(";true;", ";yep;"))
    with pytest.raises(AnnuaireError) as caught:
        install(source, target)
    assert "faulty lines (42)" in caught.value.message.en
    assert caught.value.message.en.count("line ") == 20
    assert "and 22 more" in caught.value.message.en


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("structures.csv", b"\xff\xfeT\x00y\x00p\x00e\x00", "lost in a conversion"),
        ("structures.csv", b"Type\x81\x8d;x\n", "neither UTF-8 nor Windows-1252"),
        ("services.csv", b"\x1f\x8b\x08\x00garbage", "neither UTF-8 nor|lost in a conversion"),
    ],
)
def test_wrong_bytes_are_refused(source: Path, target: Path, name: str, content: bytes, reason: str) -> None:
    (source / name).write_bytes(content)
    with pytest.raises(AnnuaireError, check=english(reason)):
        install(source, target)


def test_a_cut_gzip_is_refused(source: Path, target: Path) -> None:
    packed = gzip.compress((source / "services.csv").read_bytes())
    (source / "services.csv").unlink()
    for damaged in (packed[:-10], packed[:50], b"", packed[:200] + bytes(20) + packed[220:]):
        (source / "services.csv.gz").write_bytes(damaged)
        with pytest.raises(AnnuaireError):
            install(source, target)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("packed", [False, True])
def test_what_spreadsheets_and_servers_make_of_the_files_is_read(
    source: Path, tmp_path: Path, samples: Path, encoding: str, packed: bool
) -> None:
    for name in ("structures", "services"):
        file = source / f"{name}.csv"
        content = file.read_text("utf-8").replace(";true", ";VRAI").replace(";false", ";0").replace("\n", "\r\n")
        file.unlink()
        data = content.encode(encoding)
        new = source / f"CPP_{name}_20260101.csv"
        if packed:
            new.with_suffix(".csv.gz").write_bytes(gzip.compress(data))
        else:
            new.write_bytes(data)
    assert compare(load(samples / "annuaire"), load(source)).empty
    assert len(install(source, tmp_path / "target").services_added) == 43


def test_a_services_file_with_a_leading_id_is_read(source: Path, samples: Path) -> None:
    def numbered(text: str) -> str:
        header, *lines = text.splitlines()
        return "\n".join([f"idService;{header}", *(f"{n};{line}" for n, line in enumerate(lines))]) + "\n"

    edit(source, "services.csv", numbered)
    assert compare(load(samples / "annuaire"), load(source)).empty


def test_a_great_loss_must_be_forced(source: Path, target: Path) -> None:
    edit(source, "structures.csv", lambda t: t.replace("false;true;;;;;", "false;false;;;;;", 6))
    with pytest.raises(AnnuaireError, check=english(r"of the 23 active structures would vanish .*--force")):
        install(source, target)
    directory = load(target)
    assert sum(structure.active for structure in directory.structures()) == 23
    assert len(install(source, target, forced=True).structures_changed) == 6


def test_a_great_loss_of_services_must_be_forced(source: Path, target: Path) -> None:
    edit(source, "services.csv", lambda t: "\n".join(t.splitlines()[:20]) + "\n")
    with pytest.raises(AnnuaireError, check=english("active services would vanish")):
        install(source, target)


def test_who_has_the_old_directory_open_keeps_it(source: Path, target: Path) -> None:
    old = load(target)
    edit(source, "structures.csv", swap("REGION OCCITANIE", "REGION"))
    install(source, target)
    before, after = old.structure(OCCITANIE), load(target).structure(OCCITANIE)
    assert before is not None and after is not None
    assert (before.raison_sociale, after.raison_sociale) == ("REGION OCCITANIE", "REGION")


def test_two_imports_at_once_do_not_mix(source: Path, target: Path) -> None:
    with (target / ".import.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(AnnuaireError, check=english("Another import")):
            install(source, target)
    assert install(source, target).empty


def test_what_a_killed_import_left_is_swept(source: Path, target: Path) -> None:
    (target / "annuaire.sqlite.part").write_bytes(b"half")
    assert install(source, target).empty
    assert sorted(path.name for path in target.iterdir()) == [".import.lock", "annuaire.sqlite"]


def test_a_damaged_directory_in_use_is_replaced_only_when_asked(source: Path, target: Path) -> None:
    (target / "annuaire.sqlite").write_bytes(b"no index")
    with pytest.raises(AnnuaireError, check=english("What would be replaced cannot be read")):
        install(source, target)
    assert len(install(source, target, forced=True).structures_added) == 24


def test_a_folder_of_csv_files_becomes_an_imported_directory(source: Path) -> None:
    assert install(source, source).empty
    assert load(source).structure(OCCITANIE)
    edit(source, "structures.csv", swap("REGION OCCITANIE", "EDITED BY HAND"))
    with pytest.raises(AnnuaireError, check=english(r"structures\.csv.*Import again")):
        load(source)
    assert len(install(source, source, forced=True).structures_added) == 24
    assert load(source).structure(OCCITANIE)


def test_a_full_disk_leaves_the_directory_as_it_was(
    source: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    edit(source, "structures.csv", swap("REGION OCCITANIE", "REGION"))
    with pytest.raises(AnnuaireError, check=english(r"No space left.*unchanged")):
        install(source, target)
    monkeypatch.undo()
    structure = load(target).structure(OCCITANIE)
    assert structure is not None and structure.raison_sociale == "REGION OCCITANIE"
    assert not list(target.glob("*.part"))


def test_the_index_is_for_its_owner_only(target: Path) -> None:
    assert stat.S_IMODE((target / "annuaire.sqlite").stat().st_mode) == 0o600


@given(data=st.data())
@settings(max_examples=examples(30), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_damaged_bytes_are_read_or_refused_never_a_crash(samples: Path, tmp_path: Path, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(["structures.csv", "services.csv"]))
    other = "services.csv" if name == "structures.csv" else "structures.csv"
    content = bytearray((samples / "annuaire" / name).read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    (tmp_path / name).write_bytes(content[: data.draw(st.integers(0, len(content)))])
    (tmp_path / other).write_bytes((samples / "annuaire" / other).read_bytes())
    try:
        annuaire.load(tmp_path)
    except AnnuaireError as error:
        assert all(error.remedy)
