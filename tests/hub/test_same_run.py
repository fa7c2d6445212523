"""Machines of one run have paths, secrets and workers of their own; what decides about a document must be the same."""

import shutil
from pathlib import Path

import pytest

from annuaire import install
from domain.errors import SettingsError
from hub import settings
from hub.context import same_run
from hub.context.same_run import RunPlace, agreement_of, settings_file
from tests.conftest import ROOT
from tests.hub.world import ALONE, World, lay_out

EXTRA = """\
[signatures]
trust = "confiance"
[rules]
compare_page = {page}
"""


def machine(home: Path, page: str = "true", run: str = ALONE) -> World:
    world = lay_out(home, run=run, tables=EXTRA.format(page=page))
    shutil.copytree(ROOT / "samples" / "confiance", home / "confiance")
    return world


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> RunPlace:
    """A task that the machine ``a`` began."""
    monkeypatch.setattr(same_run, "_mine", [])
    first = machine(tmp_path / "a")
    return RunPlace(config=first.config, agreement=agreement_of(settings.load(first.config)), run="r")


def refusal(world: World, run: RunPlace) -> str:
    same_run.keep_to(world.config)
    with pytest.raises(SettingsError) as raised:
        settings_file(run)
    return str(raised.value)


def test_a_machine_with_other_paths_and_workers_works_by_its_own_settings(tmp_path: Path, run: RunPlace) -> None:
    other = machine(tmp_path / "b", run=f"{ALONE}\nworkers = 7\nlease = 20")
    same_run.keep_to(other.config)
    assert settings_file(run) == other.config
    assert settings_file(run.config) == run.config, "a run of its own has its own settings"


def test_a_machine_with_another_rule_is_refused_and_says_in_what_it_differs(tmp_path: Path, run: RunPlace) -> None:
    said = refusal(machine(tmp_path / "b", page="false"), run)
    assert "réglages" in said and "annuaire (" not in said.partition("Mettez")[0]


def test_a_machine_with_another_trust_list_is_refused(tmp_path: Path, run: RunPlace) -> None:
    other = machine(tmp_path / "b")
    next((tmp_path / "b" / "confiance").iterdir()).unlink()
    assert "réglages" in refusal(other, run)


def test_a_machine_with_another_directory_is_refused_and_one_that_imported_the_same_files_works(
    tmp_path: Path, run: RunPlace, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = machine(tmp_path / "b")
    folder = tmp_path / "b" / "annuaire"
    monkeypatch.setenv("NAVETTE_ANNUAIRE__FOLDER", str(folder))
    assert "annuaire" in refusal(other, run)
    install(ROOT / "samples" / "annuaire", folder)
    assert settings_file(run) == other.config
    changed = tmp_path / "changed"
    shutil.copytree(ROOT / "samples" / "annuaire", changed)
    services = (changed / "services.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    (changed / "services.csv").write_text("".join(services[:-1]), encoding="utf-8")
    install(changed, folder, forced=True)
    assert "annuaire" in refusal(other, run)


def test_each_run_is_new_once_to_a_process(run: RunPlace) -> None:
    assert same_run.is_new_run(run)
    assert not same_run.is_new_run(run)
    assert not same_run.is_new_run(run.config)
