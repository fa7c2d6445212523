"""``navette run`` on Prefect's processes: the answers of a run on threads, one Prefect server, no process left over."""

import os
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from cli.prefect_home import QUIET
from samples import depot
from samples.make import cases
from tests.conftest import PATIENCE
from tests.flows.conftest import BIN, Prefect
from tests.hub import inline
from tests.hub.world import ALONE, ROOT, World, certificates, chained, lay_out, names, originals, proven

pytestmark = pytest.mark.integration
SERVER = "prefect.server.api.server:create_app"
"""In the command line of a Prefect server that a run starts for itself."""
BASE = "prefect.db"
FILES = ("ubl-facture.xml", "ubl-pieces-jointes.xml", "ttc-faux.xml", "tronquee.xml")
SAMPLES = {case.name: case.content for found in cases().values() for case in found}


def laid_out(home: Path, run: str) -> World:
    home.mkdir()
    world = lay_out(home, run=run)
    for name in FILES:
        world.drop("operateur-edi", name, SAMPLES[name])
    world.drop("travaux-btp", "lot-partiel.tar.gz", SAMPLES["lot-partiel.tar.gz"])
    return world


def begun(world: World, environment: dict[str, str]) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [BIN / "navette", "run", "--config", world.config],
        cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def below(process: int) -> Iterator[int]:
    """The processes that ``process`` started, and those that these started."""
    for children in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            numbers = [int(word) for word in children.read_text().split()]
        except OSError:  # a process that has just ended
            continue
        for number in numbers:
            yield number
            yield from below(number)


def command(process: int) -> str:
    """Its command line; empty when it has ended."""
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""


def left_over(seen: dict[int, str]) -> list[str]:
    """The commands of the processes that are still there after some seconds."""
    until = time.monotonic() + PATIENCE
    while (left := [line for number, line in seen.items() if line and command(number) == line]) and (
        time.monotonic() < until
    ):
        time.sleep(0.1)
    return left


def answers(world: World) -> tuple[object, ...]:
    """What suppliers and recipients hold after the run."""
    accounts = ("operateur-edi", "travaux-btp")
    moved = [names(world.account(one, folder)) for one in accounts for folder in ("depot", "traites", "rejets")]
    return originals(world), sorted(one.content.sha256 for one in certificates(world)), moved


def base_ready(server: Prefect, home: Path) -> Path:
    """A home of Prefect of its own, whose base needs no migration: a copy of the server's."""
    home.mkdir()
    with closing(sqlite3.connect(server.home / BASE)) as there, closing(sqlite3.connect(home / BASE)) as here:
        there.backup(here)
    return home


def test_the_answers_are_those_of_threads_with_one_server_and_no_process_left(
    prefect_server: Prefect, tmp_path: Path
) -> None:
    world, other = laid_out(tmp_path / "processus", ALONE), laid_out(tmp_path / "threads", "")
    inline.night(other.config)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    run = begun(world, {**kept, **QUIET, "PREFECT_HOME": str(base_ready(prefect_server, tmp_path / "prefect"))})
    seen: dict[int, str] = {}
    until = time.monotonic() + PATIENCE
    while run.poll() is None and time.monotonic() < until:
        seen |= {number: line for number in below(run.pid) if (line := command(number))}
        time.sleep(0.05)
    run.kill()
    assert run.wait() == 0
    assert sum(SERVER in line for line in seen.values()) == 1
    assert left_over(seen) == []
    assert answers(world) == answers(other)
    assert chained(world)
    assert proven(world)


def test_workers_end_when_their_run_is_killed(prefect_server: Prefect, tmp_path: Path) -> None:
    (tmp_path / "monde").mkdir()
    world = lay_out(tmp_path / "monde", run=ALONE)
    depot.fill(world.root / "fournisseurs")
    run = begun(world, prefect_server.environment)
    until = time.monotonic() + PATIENCE
    while not originals(world) and time.monotonic() < until and run.poll() is None:
        time.sleep(0.02)
    seen = {number: command(number) for number in below(run.pid)}
    run.kill()
    assert run.wait() == -9
    assert len([line for line in seen.values() if "spawn_main" in line]) >= 2
    assert left_over(seen) == []
