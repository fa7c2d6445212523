"""Prefect's settings in the folder where a command is typed are somebody else's: none of them is taken."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest

from cli.prefect_home import QUIET
from samples.make import cases
from tests.flows.conftest import BIN, Prefect
from tests.flows.test_processes import base_ready
from tests.hub.world import ALONE, ROOT, lay_out, originals

pytestmark = pytest.mark.integration
SAMPLES = {case.name: case.content for found in cases().values() for case in found}
FILES = ("ubl-facture.xml", "facturx-basic.pdf")
SETTINGS = {
    ".env": "PREFECT_API_URL={url}\nPREFECT_HOME={home}\nPREFECT_API_DATABASE_CONNECTION_URL=sqlite+aiosqlite:///{home}/x.db\n",
    "prefect.toml": 'home = "{home}"\n[api]\nurl = "{url}"\n',
    "pyproject.toml": '[tool.prefect]\nhome = "{home}"\n[tool.prefect.api]\nurl = "{url}"\n',
    "profiles.toml": 'active = "x"\n[profiles.x]\nPREFECT_API_URL = "{url}"\n',
}
ASKED = """
from cli import prefect_home
prefect_home.prepare()
with prefect_home.answering():
    from prefect.settings import PREFECT_API_URL, PREFECT_HOME
    print(PREFECT_API_URL.value(), PREFECT_HOME.value())
"""
RUNS = {"threads": "workers = 1", "processes": ALONE + "\nworkers = 1"}


@contextmanager
def listening() -> Iterator[tuple[str, list[object]]]:
    """The address of a server that answers nothing, and who came."""
    came: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def accept() -> None:
            while True:
                try:
                    connection, who = listener.accept()
                except OSError:
                    return
                came.append(who)
                connection.close()

        Thread(target=accept, daemon=True).start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/api", came


def hostile(folder: Path, url: str, names: tuple[str, ...] = tuple(SETTINGS)) -> Path:
    folder.mkdir()
    for name in names:
        (folder / name).write_text(SETTINGS[name].format(url=url, home=folder / "leur-prefect"))
    if "profiles.toml" in names:
        with (folder / ".env").open("a") as file:
            file.write(f"PREFECT_PROFILES_PATH={folder / 'profiles.toml'}\n")
    return folder


def environment(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    return {**kept, **QUIET, "PREFECT_HOME": str(home), "PYTHONPATH": str(ROOT)}


@pytest.mark.parametrize("name", SETTINGS)
def test_each_file_of_settings_is_left_alone(name: str, tmp_path: Path) -> None:
    here = hostile(tmp_path / "ici", "http://127.0.0.1:9/api", (name,))
    done = subprocess.run(
        [sys.executable, "-P", "-c", ASKED], cwd=here, env=environment(tmp_path / "prefect"),
        capture_output=True, text=True, check=True, timeout=300,
    )  # fmt: skip
    assert done.stdout.split() == ["None", str(tmp_path / "prefect")]


def test_a_home_named_relative_to_the_folder_stays_there(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-P", "-c", ASKED], cwd=tmp_path, env=environment(Path("mien")),
        capture_output=True, text=True, check=True, timeout=300,
    )  # fmt: skip
    assert done.stdout.split() == ["None", str(tmp_path / "mien")]


@pytest.mark.parametrize("runner", ["processes"])
def test_a_night_begun_in_such_a_folder(runner: str, prefect_server: Prefect, tmp_path: Path) -> None:
    (tmp_path / "monde").mkdir()
    world = lay_out(tmp_path / "monde", run=RUNS[runner])
    for name in FILES:
        world.drop("operateur-edi", name, SAMPLES[name])
    with listening() as (url, came):
        here = hostile(tmp_path / "ici", url)
        done = subprocess.run(
            [BIN / "navette", "run", "--config", os.path.relpath(world.config, here)],
            cwd=here, env=environment(base_ready(prefect_server, tmp_path / "prefect")),
            capture_output=True, text=True, timeout=600,
        )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert originals(world).total() == len(FILES)
    assert came == []
    assert not (here / "leur-prefect").exists()
