"""A folder named as a module, where a command is typed or a night has its settings, is neither run nor in the way."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from bench.sshd import free_port
from cli.prefect_home import QUIET
from samples.make import cases
from tests.conftest import PATIENCE
from tests.flows.conftest import BIN, Prefect
from tests.hub.world import ALONE, ROOT, World, lay_out, originals, proven

pytestmark = pytest.mark.integration
NAMES = sorted({*packages_distributions(), *sys.stdlib_module_names} - {"__main__", "builtins"})
"""Every module that an import may ask for: ours, those of our dependencies, those of Python."""
SAMPLES = [(case.name, case.content) for found in cases().values() for case in found][:30]
RUNS = {"threads": "workers = 2", "processes": ALONE + "\nworkers = 2"}


def empty(folder: Path) -> None:
    """A folder that somebody made without a thought."""
    folder.mkdir()
    (folder / "factures").mkdir()


def hostile(folder: Path) -> None:
    """A module that leaves a trace, as soon as it is imported, in the folder that holds it."""
    folder.mkdir()
    (folder / "__init__.py").write_text(f"open({str(folder.parent / 'executed')!r}, 'a').write(__name__)\n")


KINDS: list[Callable[[Path], None]] = [empty, hostile]


def filled(home: Path, kind: Callable[[Path], None]) -> None:
    for name in NAMES:
        if not (home / name).exists():
            kind(home / name)


def decisions(here: Path) -> list[object]:
    """What ``navette check`` answers in the folder ``here``, without paths and times."""
    done = subprocess.run(
        [BIN / "navette", "check", here / "depot", "--jsonl", "--annuaire", ROOT / "samples" / "annuaire",
         "--workers", "2"],
        cwd=here, capture_output=True, text=True, timeout=PATIENCE,
    )  # fmt: skip
    assert done.returncode in {0, 1}, done.stderr
    return [{**json.loads(line), "path": "", "ms": 0} for line in done.stdout.splitlines()]


def with_files(home: Path) -> Path:
    (home / "depot").mkdir(parents=True)
    for name, content in SAMPLES:
        (home / "depot" / name).write_bytes(content)
    return home


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> list[object]:
    """What is decided in a folder that holds nothing else."""
    return decisions(with_files(tmp_path_factory.mktemp("plain")))


@pytest.mark.parametrize("kind", KINDS)
def test_checking_in_a_folder_full_of_names_of_modules(
    kind: Callable[[Path], None], elsewhere: list[object], tmp_path: Path
) -> None:
    home = with_files(tmp_path / "filled")
    filled(home, kind)
    assert decisions(home) == elsewhere
    assert not (home / "executed").exists()


@pytest.mark.parametrize(("runner", "kind"), [("processes", empty), ("threads", hostile)])
def test_a_night_whose_settings_are_in_such_a_folder(
    prefect_server: Prefect, runner: str, kind: Callable[[Path], None], tmp_path: Path
) -> None:
    world: World = lay_out(tmp_path, run=RUNS[runner])
    for name, content in SAMPLES[:6]:
        world.drop("operateur-edi", name, content)
    filled(world.home, kind)
    filled(world.account("operateur-edi", "depot"), kind)
    environment = {**os.environ, **QUIET, **prefect_server.environment}
    done = subprocess.run(
        [BIN / "navette", "run", "--config", world.config],
        cwd=world.home, env=environment, capture_output=True, text=True, timeout=PATIENCE,
    )  # fmt: skip
    assert originals(world), done.stdout + done.stderr
    assert proven(world)
    assert not list(world.home.rglob("executed"))


LOGGED = """\
version: 1
formatters: {{x: {{"()": os.mkdir, path: "{executed}"}}}}
"""
SETTINGS_OF_PREFECT = {
    ".env": "PREFECT_LOGGING_SETTINGS_PATH={file}\n",
    "prefect.toml": '[logging]\nconfig_path = "{file}"\n',
    "pyproject.toml": '[tool.prefect.logging]\nconfig_path = "{file}"\n',
}
"""Files that Prefect reads in the folder it is in; what they name may call any function."""


def test_settings_of_prefect_in_the_current_folder_are_not_read(tmp_path: Path) -> None:
    world: World = lay_out(tmp_path, run=ALONE)
    for name, content in SETTINGS_OF_PREFECT.items():
        named = world.home / f"logged{name}.yml"
        named.write_text(LOGGED.format(executed=world.home / f"executed{name}"))
        (world.home / name).write_text(content.format(file=named))
    nobody = {"PREFECT_API_URL": f"http://127.0.0.1:{free_port()}/api", "PREFECT_HOME": str(tmp_path / "prefect")}
    done = subprocess.run(
        [BIN / "navette", "statuses", "--config", world.config.name],
        cwd=world.home, env={**os.environ, **QUIET, **nobody}, capture_output=True, text=True, timeout=PATIENCE,
    )  # fmt: skip
    assert done.returncode == 4, "Prefect was asked: " + done.stdout + done.stderr
    assert not list(world.home.glob("executed*"))
