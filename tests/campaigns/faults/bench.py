"""What the nights of a campaign share: a Prefect base with its migrations made, what is expected."""

import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from cli.prefect_home import QUIET
from tests.campaigns.faults import prefect_server
from tests.campaigns.faults.fault import Fault
from tests.campaigns.faults.processes import begun, ended
from tests.campaigns.faults.scene import ACCOUNT, FILES, SAMPLES, Pace, records
from tests.campaigns.outcome import Expected, undone
from tests.flows.test_processes import BASE
from tests.hub.world import lay_out


@dataclass(frozen=True, kw_only=True)
class Bench:
    """What the nights share."""

    home: Path
    base: Path
    expected: Expected
    pace: Pace
    server: str
    """Address of a Prefect server."""

    def environment(self, home: Path, fault: Fault) -> dict[str, str]:
        """Of the runs of a night in ``home``: each starts its own Prefect server, or they share that of the bench when
        the fault is not about processes.
        """
        environment = environment_of(home, self.base)
        return environment if fault.ends_processes else environment | {"PREFECT_API_URL": self.server}


def environment_of(home: Path, base: Path | None) -> dict[str, str]:
    """Of a run with a home of Prefect of its own; its base is a copy, or made."""
    prefect = home / "prefect"
    prefect.mkdir()
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    environment = {**kept, **QUIET, "PREFECT_HOME": str(prefect)}
    if base:
        _copied(base, prefect / BASE)
    else:
        words = [sys.executable, "-m", "prefect", "server", "database", "upgrade", "-y"]
        subprocess.run(words, env=environment, stdout=subprocess.DEVNULL, check=True)
    return environment


@contextmanager
def ready(home: Path) -> Iterator[Bench]:
    """A night without a fault, which says what to expect."""
    first = home / "sans-faute"
    first.mkdir()
    world = lay_out(first, run="workers = 2")
    for name in FILES:
        world.drop(ACCOUNT, name, SAMPLES[name])
    environment = environment_of(first, None)
    _copied(first / "prefect" / BASE, home / "base.db")
    began = time.monotonic()
    run = begun(world, environment)
    while run.poll() is None and not records(world):
        time.sleep(0.05)
    before = time.monotonic() - began
    if ended(run) != 0 or undone(world):
        raise RuntimeError((world.home / "run.log").read_text(encoding="utf-8"))
    pace = Pace(before=before, records=records(world))
    url, server = prefect_server.started(home / "prefect", home / "base.db", environment)
    try:
        yield Bench(home=home, base=home / "base.db", expected=Expected.of(world), pace=pace, server=url)
    finally:
        prefect_server.stop(server)


def _copied(base: Path, place: Path) -> None:
    with closing(sqlite3.connect(base)) as there, closing(sqlite3.connect(place)) as here:
        there.backup(here)
