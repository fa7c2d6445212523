"""A real Prefect server, and doors that are not tried again for minutes."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from prefect.context import _temporary_global_settings_context, get_settings_context
from prefect.events.worker import EventsWorker
from prefect.settings import PREFECT_API_URL, PREFECT_HOME, PREFECT_LOGGING_TO_API_ENABLED, temporary_settings

from bench.sshd import Server, free_port, running_sshd
from cli.prefect_home import QUIET
from flows import answers, reports, steps
from hub.runtime.station import open_station
from tests.conftest import PATIENCE, require

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
START = 300
"""Seconds Prefect's server has to answer on a busy machine."""


@dataclass(frozen=True)
class Prefect:
    """A running server."""

    url: str
    home: Path
    environment: dict[str, str] = field(repr=False)

    def command(self, *words: str, timeout: float = PATIENCE) -> str:
        """What a command of Prefect says, given where an operator gives it."""
        done = subprocess.run(
            [sys.executable, "-m", "prefect", *words],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=timeout,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def log(self) -> str:
        """What the server said."""
        return (self.home / "server.log").read_text(encoding="utf-8")


@pytest.fixture(scope="package")
def prefect_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Prefect]:
    """Prefect's own server, on an empty base; it ends with these tests, for it works when nobody asks it anything."""
    home, port = tmp_path_factory.mktemp("prefect"), free_port()
    url = f"http://127.0.0.1:{port}/api"
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    environment = {**kept, **QUIET, "PREFECT_HOME": str(home), "PREFECT_API_URL": url, "NAVETTE_HOME": str(ROOT)}
    with (home / "server.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port), "--no-ui"],
            env=environment,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        try:
            server = Prefect(url=url, home=home, environment=environment)
            _wait(server, process)
            yield server
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()


@pytest.fixture(scope="module")
def prefect(prefect_server: Prefect) -> Iterator[Prefect]:
    """This process's flows run against the server."""
    with ExitStack() as stack:
        stack.enter_context(
            temporary_settings(
                updates={
                    PREFECT_API_URL: prefect_server.url,
                    PREFECT_HOME: prefect_server.home,
                    PREFECT_LOGGING_TO_API_ENABLED: False,
                }
            )
        )
        stack.enter_context(_temporary_global_settings_context(get_settings_context()))
        yield prefect_server
        EventsWorker.drain_all(timeout=20)  # while the server still listens


@pytest.fixture(scope="module")
def impatient() -> Iterator[None]:
    """Tasks try again at once; the pools of worker processes are closed at the end."""
    tasks = (
        steps.pick_up,
        steps.unpack,
        steps.decide,
        steps.conclude,
        steps.take_away,
        steps.reply_to_depositor,
        steps.deliver_round,
    )
    tasks += (answers.visit, answers.follow, answers.complete, answers.watch, answers.lapse)
    with pytest.MonkeyPatch.context() as patch:
        for task in (*tasks, reports.write_report):
            patch.setattr(task, "retry_delay_seconds", [0.0, 0.0, 0.0])
        yield
    open_station.cache_clear()


@pytest.fixture(scope="session")
def sshd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """OpenSSH's server."""
    with running_sshd(require("openssh-server", "/usr/sbin/sshd"), tmp_path_factory.mktemp("sshd")) as server:
        yield server


def _wait(server: Prefect, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + START
    while time.monotonic() < until and process.poll() is None:
        try:
            with urlopen(f"{server.url}/health", timeout=2):  # noqa: S310 - ours, on loopback
                return
        except (URLError, OSError):
            time.sleep(0.1)
    pytest.fail(f"Prefect's server did not start: {server.log()}")
