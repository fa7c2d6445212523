"""A ledger in PostgreSQL, whose server is restarted or ends connections in the middle of the night."""

import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

import psycopg

from tests.campaigns.faults.processes import Run
from tests.campaigns.faults.scene import NotHere, Scene, Stage, struck
from tests.hub.world import World
from tests.ledger import postgresql
from tests.ledger.postgresql import Cluster

END = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = 'postgres'"


def restarted(stage: Stage) -> Scene:
    """Stopped as in a crash or ending its sessions, away for a while, started."""
    mode, away = stage.chance.choice(["immediate", "fast"]), stage.chance.choice([0.0, stage.chance.uniform(0, 15)])
    stage.draw("mode", mode)
    stage.draw("s away:", away)
    return _kept_in(stage, lambda server: partial(_restart, server, mode, away))


def connections_ended(stage: Stage) -> Scene:
    """All at once, one to twenty times."""
    times, pause = stage.chance.randint(1, 20), stage.chance.uniform(0, 1)
    stage.draw("times", str(times))
    return _kept_in(stage, lambda server: partial(_end, f"{server.url}/postgres", times, pause))


def _kept_in(stage: Stage, strike: Callable[[Cluster], Callable[[World, Run], None]]) -> Scene:
    if not list(Path("/").glob(postgresql.BINARIES.lstrip("/"))):
        raise NotHere(f"PostgreSQL is not installed ({postgresql.BINARIES})")
    server = stage.stack.enter_context(postgresql.running())
    return struck(stage, strike(server), ledger=f"{server.url}/postgres")


def _restart(server: Cluster, mode: str, away: float, world: World, run: Run) -> None:
    server.stop(mode)
    time.sleep(away)
    server.start()


def _end(url: str, times: int, pause: float, world: World, run: Run) -> None:
    for _ in range(times):
        with suppress(psycopg.Error), psycopg.connect(url, autocommit=True) as connection:
            connection.execute(END)
        time.sleep(pause)
