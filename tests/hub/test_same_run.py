"""Machines of one run have paths, secrets and workers of their own; what decides about a document must be the same, and
so must the ledger and the directory.
"""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

import annuaire
from annuaire import install
from domain.errors import LedgerError, SettingsError
from hub.machines import same_run
from hub.machines.run_place import begun, joined
from hub.machines.same_run import Machine, RunPlace, must_agree
from hub.runtime.station import Station, open_station
from tests.conftest import ROOT
from tests.hub.world import ALONE, World, lay_out

EXTRA = """\
[signatures]
trust = "confiance"
[rules]
compare_page = {page}
"""


def machine(home: Path, page: str = "true", run: str = ALONE, home_of_ledger: Path | None = None) -> World:
    """With the ledger and the store of the machine ``a``, or of its own."""
    theirs = home_of_ledger or home.parent / "a"
    world = lay_out(
        home, run=run, tables=EXTRA.format(page=page),
        ledger=f"sqlite:///{theirs / 'navette.db'}", store=str(theirs / "store"),
    )  # fmt: skip
    shutil.copytree(ROOT / "samples" / "confiance", home / "confiance")
    return world


@pytest.fixture
def leader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Station:
    """The machine that begins the run."""
    monkeypatch.setattr(same_run, "_mine", [])
    monkeypatch.setattr(same_run, "_runs", set())
    (tmp_path / "a").mkdir()
    return open_station(machine(tmp_path / "a").config)


@pytest.fixture
def run(leader: Station) -> Iterator[RunPlace]:
    with begun(leader) as place:
        yield place


def works(world: World, run: RunPlace) -> Station:
    same_run.keep_to(Machine(config=world.config, scratch=world.home / "scratch"))
    return joined(run)


def refusal(world: World, run: RunPlace) -> str:
    with pytest.raises(SettingsError) as raised:
        works(world, run)
    return str(raised.value)


def test_a_machine_with_other_paths_and_workers_works_by_its_own_settings(tmp_path: Path, run: RunPlace) -> None:
    station = works(machine(tmp_path / "b", run=f"{ALONE}\nworkers = 7\nlease = 20"), run)
    assert (station.settings.run.workers, station.settings.run.lease) == (7, 20)


def test_a_machine_with_another_rule_is_refused_and_says_in_what_it_differs(tmp_path: Path, run: RunPlace) -> None:
    said = refusal(machine(tmp_path / "b", page="false"), run)
    assert "réglages" in said.partition("Mettez")[0] and "registre" not in said.partition("Mettez")[0]


def test_a_machine_with_another_trust_list_is_refused(tmp_path: Path, run: RunPlace) -> None:
    other = machine(tmp_path / "b")
    next((tmp_path / "b" / "confiance").iterdir()).unlink()
    assert "réglages" in refusal(other, run)


def test_a_door_is_compared_whatever_its_name(tmp_path: Path, run: RunPlace, leader: Station) -> None:
    theirs = same_run.agreement_of(leader.settings)
    doors = {f"{name}_file": door for name, door in leader.settings.doors.items()}
    named = leader.settings.model_copy(update={"doors": doors})
    without = leader.settings.model_copy(update={"doors": {}})
    assert len({one.settings for one in (theirs, *map(same_run.agreement_of, (named, without)))}) == 3


def test_a_machine_works_by_what_it_read_when_it_began_and_compares_that(tmp_path: Path, run: RunPlace) -> None:
    other = machine(tmp_path / "b", page="false")
    assert "réglages" in refusal(other, run)
    other.config.write_text(other.config.read_text().replace("compare_page = false", "compare_page = true"))
    assert "réglages" in refusal(other, run), "the file agrees, what this process works by does not"


def test_a_machine_with_another_ledger_is_refused_and_so_is_one_with_a_copy(
    tmp_path: Path, run: RunPlace, leader: Station
) -> None:
    stranger = machine(tmp_path / "b", home_of_ledger=tmp_path / "b")
    assert "son registre" in refusal(stranger, run).partition("Mettez")[0]
    with begun(leader) as later:
        leader.ledger.close()
        copied = machine(tmp_path / "c", home_of_ledger=tmp_path / "c")
        shutil.copy(tmp_path / "b" / "navette.db", tmp_path / "c" / "navette.db")
        assert "son registre" in refusal(copied, later)


def test_a_machine_whose_clock_is_an_hour_off_is_refused_and_one_of_fifteen_minutes_works(run: RunPlace) -> None:
    must_agree(run, run.agreement, timedelta(minutes=-15), same_ledger=True)
    for clock in (timedelta(hours=1), timedelta(hours=-1)):
        with pytest.raises(SettingsError, match="60 minutes"):
            must_agree(run, run.agreement, clock, same_ledger=True)


def changed(tmp_path: Path) -> Path:
    """The directory of the samples without its last service."""
    folder = tmp_path / "changed"
    shutil.copytree(ROOT / "samples" / "annuaire", folder)
    services = (folder / "services.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    (folder / "services.csv").write_text("".join(services[:-1]), encoding="utf-8")
    return folder


def test_every_machine_has_the_directory_of_the_run_whatever_is_imported_meanwhile(
    tmp_path: Path, leader: Station
) -> None:
    own, other = tmp_path / "own", machine(tmp_path / "b")
    install(ROOT / "samples" / "annuaire", own)
    table = leader.settings.annuaire.model_copy(update={"folder": own})
    leads = replace(leader, settings=leader.settings.model_copy(update={"annuaire": table}))
    before = annuaire.load(own).active_services()
    with begun(leads) as place:
        install(changed(tmp_path), own, forced=True)
        assert annuaire.load(works(other, place).settings.annuaire.folder).active_services() == before
        shutil.rmtree(tmp_path / "a" / "store" / "shared")
        assert works(other, place).settings.annuaire.folder.is_dir(), "fetched once"
    with begun(leads) as place:
        assert annuaire.load(works(other, place).settings.annuaire.folder).active_services() < before


def test_a_run_without_a_directory_is_one_on_every_machine(tmp_path: Path, leader: Station) -> None:
    table = leader.settings.annuaire.model_copy(update={"folder": tmp_path / "nothing"})
    leads = replace(leader, settings=leader.settings.model_copy(update={"annuaire": table}))
    with begun(leads) as place:
        station = works(machine(tmp_path / "b"), place)
    assert station.terms(station.settings.drops[0]).annuaire is None


def test_a_directory_that_was_altered_on_its_way_is_refused(tmp_path: Path, run: RunPlace) -> None:
    (kept,) = (tmp_path / "a" / "store" / "shared").iterdir()
    kept.write_bytes(kept.read_bytes()[:-1] + b"x")
    with pytest.raises(LedgerError):
        works(machine(tmp_path / "b"), run)


def test_each_run_is_new_once_to_a_process(run: RunPlace) -> None:
    assert same_run.is_new_run(run)
    assert not same_run.is_new_run(run)
