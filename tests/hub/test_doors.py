"""``try_doors``: what a door lacks is told before a night fails on it, one cause a line, and nothing is left behind."""

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from domain.names_aside import is_half_written
from hub import settings
from hub.inspect import doors
from hub.inspect.doors import Act, DoorTrial, Lack, try_doors

CONFIG = """\
[doors.ici]
connector = "local"
root = "echanges"
[recipients]
door = "ici"
folder = "destinataires"
[[drops]]
name = "papeterie"
door = "ici"
folder = "fournisseurs/papeterie"
deposants = ["*"]
[[drops]]
name = "travaux"
door = "ici"
folder = "fournisseurs/travaux"
deposants = ["*"]
"""
SIRET = "22060001900016"


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder that other users may go through: pytest's own are closed to them."""
    with TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.fixture
def config(place: Path) -> Path:
    for name in ("papeterie", "travaux"):
        (place / "echanges" / "fournisseurs" / name / "depot").mkdir(parents=True)
    (place / "echanges" / "destinataires" / SIRET / "DSN").mkdir(parents=True)
    path = place / "navette.toml"
    path.write_text(CONFIG)
    return path


@pytest.fixture
def as_nobody(config: Path, place: Path) -> Iterator[None]:
    """Rights count: root is another user during the test."""
    if os.geteuid():
        yield
        return
    for path in (place, *place.rglob("*")):
        os.chown(path, 65534, 65534)
    os.seteuid(65534)
    yield
    os.seteuid(0)


def test_doors_that_are_well_are_left_as_they_were(config: Path, place: Path) -> None:
    (trial,) = tried(config)
    assert trial.lacks == ()
    assert trial.tried == 2 * 6 + 3
    assert [path for path in (place / "echanges").rglob("*") if path.is_file()] == []


def test_a_drop_that_is_misspelt_is_told_and_not_made(config: Path, place: Path) -> None:
    config.write_text(CONFIG.replace("fournisseurs/travaux", "fournisseurs/travau"))
    (lack,) = lacks(config)
    assert (lack.act, lack.folders) == (Act.LIST, ("fournisseurs/travau/depot",))
    assert "[[drops]]" in lack.remedy.en
    assert not (place / "echanges" / "fournisseurs" / "travau").exists()


def test_one_cause_is_one_lack_whatever_the_number_of_folders(config: Path, place: Path, as_nobody: None) -> None:
    for name in ("papeterie", "travaux"):
        (place / "echanges" / "fournisseurs" / name).chmod(0o500)
    (place / "echanges" / "destinataires" / SIRET / "DSN").chmod(0o500)
    (lack,) = lacks(config)
    assert lack.act is Act.WRITE
    assert len(lack.folders) == 2 * 5 + 1
    assert f"destinataires/{SIRET}/DSN" in lack.folders


def test_a_drop_that_files_cannot_leave_is_told(config: Path, place: Path, as_nobody: None) -> None:
    (place / "echanges" / "fournisseurs" / "travaux" / "depot").chmod(0o500)
    (lack,) = lacks(config)
    assert (lack.act, lack.folders) == (Act.WRITE, ("fournisseurs/travaux/depot",))


def test_a_folder_that_cannot_be_listed_is_told(config: Path, place: Path, as_nobody: None) -> None:
    (place / "echanges" / "fournisseurs" / "travaux" / "depot").chmod(0o300)
    assert [(lack.act, lack.folders) for lack in lacks(config)] == [(Act.LIST, ("fournisseurs/travaux/depot",))]


def test_a_door_that_does_not_open_is_one_line_and_the_others_are_tried(config: Path) -> None:
    config.write_text('[doors.loin]\nconnector = "local"\nroot = "absente"\n' + CONFIG)
    first, second = tried(config)
    assert [(lack.act, lack.folders) for lack in first.lacks] == [(Act.OPEN, ())]
    assert second.lacks == ()


def test_the_trial_file_is_one_that_pick_up_sets_aside() -> None:
    assert is_half_written(doors._name())


def tried(config: Path) -> tuple[DoorTrial, ...]:
    return tuple(try_doors(settings.load(config)))


def lacks(config: Path) -> tuple[Lack, ...]:
    return tuple(lack for trial in tried(config) for lack in trial.lacks)
