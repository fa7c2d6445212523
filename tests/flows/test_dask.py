"""A night on a Dask cluster of two machines: as on one, and whatever dies of it, each file ends once."""

import json
import os
import re
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from bench.sshd import free_port
from cli.prefect_home import QUIET
from samples.make import cases
from tests.conftest import PATIENCE
from tests.flows.conftest import BIN, Prefect
from tests.flows.test_current_folder import SETTINGS_OF_PREFECT, hostile
from tests.hub.world import World, agreed, certificates, chained, lay_out, originals, proven

pytest.importorskip("prefect_dask", reason="no Dask: pip install 'navette[dask]'")
pytestmark = pytest.mark.integration
SAMPLES = {case.name: case.content for found in cases().values() for case in found}
FILES = ("ubl-facture.xml", "ubl-pieces-jointes.xml", "facturx-basic.pdf", "ttc-faux.xml", "lot-travaux.zip")
ACCOUNT = "operateur-edi"
MODULES = ("flows", "hub", "prefect", "prefect_dask", "distributed", "dask", "tornado", "json", "socket")
RUN = """\
runner = "dask"
workers = 1
chunk = {chunk}
lease = {lease}
pack_above = 1000
[run.dask]
scheduler = "tcp://127.0.0.1:{port}"
patience = 20
"""


def on_dask(home: Path, chunk: int = 5, lease: int = 45) -> World:
    return lay_out(home, run=RUN.format(chunk=chunk, lease=lease, port=free_port()))


@dataclass(frozen=True)
class Cluster:
    """``navette cluster``, at work."""

    process: "subprocess.Popen[str]"
    world: World

    def members(self) -> list[int]:
        """The processes it started, and those that these did."""
        return below(self.process.pid)


def children(parent: int) -> list[int]:
    lists = Path(f"/proc/{parent}/task").glob("*/children")
    return sorted(int(number) for one in lists for number in one.read_text().split())


def below(parent: int) -> list[int]:
    return [each for child in children(parent) for each in (child, *below(child))]


def command(pid: int) -> bytes:
    return Path(f"/proc/{pid}/cmdline").read_bytes()


@contextmanager
def cluster(world: World, here: Path) -> Iterator[Cluster]:
    """Started in the folder ``here``."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    with (world.home / "cluster.log").open("w") as log:
        process = subprocess.Popen(
            [BIN / "navette", "cluster", "--config", world.config],
            cwd=here, env={**kept, **QUIET}, stdout=log, stderr=log, text=True,
        )  # fmt: skip
        try:
            until = time.monotonic() + PATIENCE
            while "Cluster : tcp" not in (said := (world.home / "cluster.log").read_text()):
                assert process.poll() is None and time.monotonic() < until, said
                time.sleep(0.2)
            yield Cluster(process, world)
        finally:
            members = below(process.pid)
            process.kill()
            process.wait()
            for one in members:
                with suppress(ProcessLookupError):
                    os.kill(one, signal.SIGKILL)


def begun(world: World, prefect: Prefect, **more: str) -> "subprocess.Popen[str]":
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    mine = {"PREFECT_HOME": str(prefect.home), "PREFECT_API_URL": prefect.url}
    return subprocess.Popen(
        [BIN / "navette", "run", "--json", "--config", world.config],
        env={**kept, **QUIET, **mine, **more}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def ended(run: "subprocess.Popen[str]") -> tuple[int, dict[str, list[Any]]]:
    said, complained = run.communicate(timeout=3 * PATIENCE)
    assert said.startswith("{"), complained
    return run.returncode, json.loads(said)


def gone(pids: list[int]) -> bool:
    until = time.monotonic() + PATIENCE
    while left := [pid for pid in pids if Path(f"/proc/{pid}").exists()]:
        if time.monotonic() > until:
            return not left
        time.sleep(0.2)
    return True


@pytest.fixture(scope="module")
def machines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Two machines, started in a folder where somebody left modules and settings of Prefect."""
    world, here = on_dask(tmp_path_factory.mktemp("dask")), tmp_path_factory.mktemp("here")
    for name in MODULES:
        hostile(here / name)
    for name, content in SETTINGS_OF_PREFECT.items():
        (here / name).write_text(content.format(file=here / "nothing.yml"))
    with cluster(world, here) as found:
        yield found
        assert not list(here.parent.rglob("executed"))


def test_a_machine_with_other_settings_does_nothing_and_is_told(machines: Cluster, prefect_server: Prefect) -> None:
    world = machines.world
    world.drop(ACCOUNT, FILES[0], SAMPLES[FILES[0]])
    code, said = ended(begun(world, prefect_server, NAVETTE_RULES__COMPARE_PAGE="false", NAVETTE_LOCALE="en"))
    assert code == 1
    assert any("because it differs: its settings" in line for line in said["troubles"]), said["troubles"]
    assert world.ask("select count(*) from documents") == [(0,)]


def test_a_night_on_two_machines(machines: Cluster, prefect_server: Prefect) -> None:
    world = machines.world
    for name in FILES:
        world.drop(ACCOUNT, name, SAMPLES[name])
    code, said = ended(begun(world, prefect_server))
    assert (code, said["troubles"], said["waiting"]) == (0, [], [])
    assert originals(world).total() == len(certificates(world)) == 3 + 12
    assert world.ask("select count(*) from outbox where state <> 'done'") == [(0,)]
    assert world.ask("select count(*) from leases") == [(0,)]
    assert proven(world) and chained(world) and agreed(world)
    asked = {"artifacts": {"key": {"any_": ["avancement"]}}, "sort": "UPDATED_DESC"}
    found = httpx.post(f"{prefect_server.url}/artifacts/filter", json=asked).json()
    assert found[0]["type"] == "progress"
    assert float(found[0]["data"]) == 100.0


def test_a_run_without_a_machine_or_a_scheduler_says_what_to_start(tmp_path: Path, prefect_server: Prefect) -> None:
    run = begun(on_dask(tmp_path), prefect_server, NAVETTE_LOCALE="en")
    _, complained = run.communicate(timeout=PATIENCE)
    assert run.returncode == 4
    assert re.search(r"The Dask scheduler does not answer at tcp://127\.0\.0\.1:\d+", complained), complained


def test_the_cluster_ends_with_all_it_started(machines: Cluster) -> None:
    members = machines.members()
    assert len(members) >= 3
    for one in children(machines.process.pid):  # Ctrl-C reaches every process of a terminal
        os.kill(one, signal.SIGINT)
    machines.process.send_signal(signal.SIGTERM)
    assert machines.process.wait(PATIENCE) == 0
    assert gone(members)


@pytest.mark.slow
def test_a_machine_that_is_stopped_while_it_looks_for_its_scheduler_leaves_nothing(tmp_path: Path) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    process = subprocess.Popen(
        [BIN / "navette", "cluster", "worker", "--config", on_dask(tmp_path / "world").config],
        env={**os.environ, **QUIET, "TMPDIR": str(scratch), "NAVETTE_LOCALE": "en"}, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    until = time.monotonic() + PATIENCE
    while not list(scratch.glob("navette-cluster-*/dask-scratch-space/*")) and time.monotonic() < until:
        time.sleep(0.2)
    members = below(process.pid)
    process.terminate()
    _, said = process.communicate(timeout=PATIENCE)
    assert (process.returncode, said.count("\n")) == (0, 1), said
    assert gone(members)
    assert not list(scratch.glob("navette-cluster-*"))


@pytest.mark.slow
def test_a_cluster_that_is_killed_leaves_nobody(tmp_path: Path) -> None:
    with cluster(on_dask(tmp_path), tmp_path) as found:
        members = found.members()
        found.process.kill()
        found.process.wait()
        assert gone(members)


@pytest.mark.slow
def test_a_machine_killed_in_the_middle_of_300_invoices(tmp_path: Path, prefect_server: Prefect) -> None:
    world = on_dask(tmp_path, chunk=10, lease=20)
    model = SAMPLES["ubl-facture.xml"]
    (number,) = set(re.findall(rb"<cbc:ID>([^<]+)</cbc:ID>", model)[:1])
    for rank in range(300):
        world.drop(ACCOUNT, f"{rank:03}.xml", model.replace(number, b"D-%05d" % rank))
    with cluster(world, tmp_path) as found:
        run = begun(world, prefect_server)
        until = time.monotonic() + 3 * PATIENCE
        while world.ask("select count(*) from documents")[0][0] < 50 and time.monotonic() < until:
            time.sleep(0.2)
        _, *machines = [pid for pid in children(found.process.pid) if b"spawn_main" in command(pid)]
        os.kill(machines[0], signal.SIGKILL)
        code, said = ended(run)
        assert found.process.poll() is None, "the other one goes on"
    assert (code, said["troubles"], said["waiting"]) == (0, [], [])
    assert originals(world).total() == len(certificates(world)) == 300
    assert world.ask("select count(*), count(distinct numero_facture) from documents") == [(300, 300)]
    assert world.ask("select count(*) from events where status = 'MISE_A_DISPOSITION'") == [(300,)]
    assert chained(world) and agreed(world)
