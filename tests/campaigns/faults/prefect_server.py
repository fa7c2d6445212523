"""Prefect's server alone is killed: the run's own, or one that was running before it."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from urllib.request import urlopen

from bench.sshd import free_port
from tests.campaigns.faults.processes import Run, begun, kill, servers
from tests.campaigns.faults.scene import Scene, Stage, struck
from tests.flows.test_processes import BASE, below

START = 300
"""Seconds a server has to answer."""


def server_killed(stage: Stage) -> Scene:
    """One or the other."""
    if stage.chance.random() < 0.5:
        stage.draw("server", "of the run")
        return struck(stage, lambda world, run: kill(servers(run)))
    stage.draw("server", "of its own")
    return _before_it(stage)


def _before_it(stage: Stage) -> Scene:
    world, moment = stage.world(), stage.moment()

    def runs() -> Iterator[Run]:
        url, server = started(stage.home / "serveur", stage.home / "prefect" / BASE, stage.environment)
        stage.stack.callback(partial(stop, server))
        run = begun(world, stage.environment | {"PREFECT_API_URL": url})
        moment(world, run)
        stop(server)
        yield run

    return Scene(world=world, runs=runs)


def started(home: Path, base: Path, environment: dict[str, str]) -> tuple[str, Run]:
    """A server that answers, and its address. ``home`` is its own and is made; ``base`` needs no migration."""
    port = free_port()
    home.mkdir()
    (home / BASE).write_bytes(base.read_bytes())
    url = f"http://127.0.0.1:{port}/api"
    words = ["server", "start", "--host", "127.0.0.1", "--port", str(port), "--no-ui"]
    with (home / "server.log").open("wb") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "prefect", *words],
            env=environment | {"PREFECT_HOME": str(home), "PREFECT_API_URL": url},
            stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip
    until = time.monotonic() + START
    while time.monotonic() < until and server.poll() is None:
        with suppress(OSError), urlopen(f"{url}/health", timeout=2):  # noqa: S310 - ours, on loopback
            return url, server
        time.sleep(0.2)
    stop(server)
    raise RuntimeError((home / "server.log").read_text(encoding="utf-8"))


def stop(server: Run) -> None:
    """Kills it, if it has not ended."""
    if server.poll() is None:
        kill([server.pid, *below(server.pid)])
        server.wait()
