"""A folder for each supplier at recipients that want one: harmless, the same each time; what came before stays."""

import shutil
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from exporters.common import file_names
from flows import steps
from hub.deliver import download_watch, rounds
from hub.runtime.run_counts import Count, RunCounts
from samples.invoices import bases
from samples.invoices.builder import build
from samples.writers import ubl
from tests.hub import inline
from tests.hub.world import ALONE, World, lay_out

EDI = "operateur-edi"
SIREN = bases.PAPETERIE.fournisseur.siren


def settings(world: World, value: str) -> None:
    text = world.config.read_text(encoding="utf-8").replace("par_fournisseur = true\n", "")
    world.config.write_text(text.replace("[recipients]\n", f"[recipients]\n{value}"), encoding="utf-8")
    steps.open_station.cache_clear()  # a process reads its settings once


def drop(world: World, number: str, **changes: object) -> None:
    fournisseur = replace(bases.PAPETERIE.fournisseur, **changes)
    invoice = build(replace(bases.PAPETERIE, numero=number, fournisseur=fournisseur))
    world.drop(EDI, f"{number}.xml", ubl.write(invoice))


def delivered(world: World) -> dict[str, str]:
    """By invoice number, the folder of its original below that of the service."""
    found = {}
    for path in world.recipients.rglob("*.xml"):
        service = world.recipients / Path(*path.relative_to(world.recipients).parts[:2])
        found[path.name.split("_")[2]] = path.parent.relative_to(service).as_posix()
    return found


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> World:
    """An invoice was delivered to the folder of its service, and another since to that of its supplier."""
    world = lay_out(tmp_path_factory.mktemp("dossiers"), run=ALONE)
    drop(world, "F-1")
    inline.night(world.config)
    settings(world, "par_fournisseur = true\n")
    drop(world, "F-2", nom="Papeterie / Préalpes:\u202e")
    inline.night(world.config)
    return world


@pytest.fixture
def world(before: World, tmp_path: Path) -> World:
    return World(home=Path(shutil.copytree(before.home, tmp_path / "copie")))


def test_what_was_delivered_before_stays_and_what_comes_goes_to_its_supplier(before: World) -> None:
    assert delivered(before) == {"F-1": ".", "F-2": f"Papeterie - Préalpes_{SIREN}"}


def test_a_supplier_has_one_folder_whatever_it_calls_itself(world: World) -> None:
    drop(world, "F-3", nom="PAPETERIE DU SUD")
    inline.night(world.config)
    assert delivered(world)["F-3"] == delivered(world)["F-2"]
    world.redo("deliver")
    there = delivered(world)
    inline.night(world.config)
    assert {number: folder for number, folder in delivered(world).items() if number != "F-1"} == {
        number: folder for number, folder in there.items() if number != "F-1"
    }


def test_what_is_gone_from_both_places_was_downloaded_and_nothing_else(world: World) -> None:
    def downloads() -> int:
        return sum(one.of(Count.DOWNLOADED) for one in download_watch.watch(steps.begin(world.config)))

    assert downloads() == 0
    (old,) = (path for path in world.recipients.rglob("*_F-1_*.xml"))
    old.unlink()
    assert downloads() == 1
    settings(world, "")
    assert downloads() == 0, "F-2 is in its supplier's folder still, whatever the settings are now"
    (folder,) = {path.parent for path in world.recipients.rglob("*_F-2_*.xml")}
    shutil.rmtree(folder)
    assert downloads() == 1


@pytest.mark.parametrize(
    ("nom", "name"),
    [
        ("PAPETERIE SAS", "PAPETERIE SAS_999000110"),
        ("../../etc", "etc_999000110"),
        ("CON", "_CON_999000110"),
        ("", "sans_nom_999000110"),
        (" .~", "sans_nom_999000110"),
        ("a/b\\c:d*", "a-b-c_d_999000110"),
        ("É" * 200, "É" * 30 + "_999000110"),
    ],
)
def test_its_name_is_harmless(nom: str, name: str) -> None:
    assert file_names.supplier_folder(nom, "999000110") == name


def test_two_suppliers_of_one_name_do_not_share() -> None:
    keys = ("999000110", "999000334", "TVA:de123", "TVA:de-123", "0223:DE123", "NOM:atelier", "NOM:atelier.")
    names = [file_names.supplier_folder("Atelier", key) for key in keys]
    assert len({name.casefold() for name in names}) == len(keys)
    assert all(name.startswith("Atelier_") and "/" not in name and ":" not in name for name in names)


def cut(world: World, wanted: str, number: str) -> None:
    """The delivery of an invoice was cut once some of its files were there; nobody knows how far it came."""
    with sqlite3.connect(world.home / "navette.db") as base:
        base.execute("update documents set available_at = null where numero_facture = ?", (number,))
        base.execute(
            "update outbox set state = 'todo', due_at = changed_at where effect = 'deliver' and subject = "
            "(select invoice_id from documents where numero_facture = ?)",
            (number,),
        )
    for path in world.recipients.rglob(f"*_{number}_*.json"):
        path.unlink()
    settings(world, wanted)


def deliver_again(world: World) -> list[RunCounts]:
    station = steps.begin(world.config)
    targets = [task.task.target for task in station.ledger.outbox.open_tasks(station.clock())]
    return [counts for one in rounds.rounds(station, targets, 1) for counts in rounds.deliver(station, one)]


def files(world: World, number: str) -> set[tuple[str, str]]:
    """Folder and ending of every file of an invoice."""
    return {(path.parent.name, "".join(path.suffixes)) for path in world.recipients.rglob(f"*_{number}_*")}


@pytest.mark.parametrize("number", ["F-1", "F-2"])
@pytest.mark.parametrize("wanted", ["", "par_fournisseur = true\n"])
@pytest.mark.parametrize("again", [False, True])
def test_a_delivery_that_was_cut_or_is_made_again_ends_where_it_began(
    world: World, number: str, wanted: str, again: bool
) -> None:
    whole = files(world, number)
    cut(world, wanted, number)
    if again:  # with what completes it
        with sqlite3.connect(world.home / "navette.db") as base:
            base.execute("update documents set available_at = status_at")
            base.execute("update outbox set attempts = 0 where effect = 'deliver'")
    assert files(world, number) < whole
    assert sum(one.of(Count.DELIVERED) for one in deliver_again(world)) == 1
    assert files(world, number) == whole


@pytest.mark.parametrize("whole", [False, True])
def test_what_a_cut_delivery_left_in_another_format_is_removed_and_what_was_delivered_whole_is_not(
    world: World, whole: bool
) -> None:
    cut(world, 'format = "cpp-pivot"\n', "F-1")
    if whole:
        with sqlite3.connect(world.home / "navette.db") as base:
            base.execute("update documents set available_at = status_at")
    deliver_again(world)
    names = [path.name for path in world.recipients.rglob("*_F-1_*.xml")]
    assert sorted("pivot" in name for name in names) == ([False, True] if whole else [True])


def test_an_invoice_that_is_in_both_folders_is_left_in_one(world: World) -> None:
    (there,) = (path for path in world.recipients.rglob("*_F-2_*.xml"))
    shutil.copy(there, there.parent.parent / there.name)
    cut(world, "par_fournisseur = true\n", "F-2")
    deliver_again(world)
    assert {folder for folder, _ in files(world, "F-2")} == {there.parent.name}


def test_a_folder_that_cannot_be_listed_keeps_its_invoice_for_later(world: World) -> None:
    cut(world, "par_fournisseur = true\n", "F-1")
    (folder,) = {path.parent for path in world.recipients.rglob("*_F-2_*.xml")}
    shutil.rmtree(folder)
    folder.write_text("no folder")
    troubles = [trouble for one in deliver_again(world) for trouble in one.troubles]
    assert len(troubles) == 1
    assert not [path for path in world.recipients.rglob("*_F-1_*") if path.parent == folder]
