"""Servers for the benchmarks, on loopback only (OpenSSH's sshd, Prefect's server), and a temporary folder."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.request import urlopen

from bench.sshd import PROGRAM, Server, free_port, running_sshd
from domain.errors import Unavailable
from domain.text import Text


@contextmanager
def sshd(home: Path) -> Iterator[Server]:
    """Runs OpenSSH's server with its keys and configuration in ``home``.

    Raises :class:`Unavailable` when it is not installed or does not start.
    """
    if not PROGRAM.exists():
        raise Unavailable(
            Text(f"{PROGRAM} n'est pas installé.", f"{PROGRAM} is not installed."),
            Text("Installez le paquet Debian openssh-server.", "Install the Debian package openssh-server."),
        )
    home.mkdir(mode=0o700)
    with running_sshd(PROGRAM, home) as server:
        yield server


@contextmanager
def prefect_server(home: Path) -> Iterator[str]:
    """Runs a Prefect server, as in production, until the block ends; yields its API's address.

    Raises :class:`Unavailable` when it does not answer within two minutes.
    """
    port = free_port()
    command = [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port)]
    environment = {**os.environ, "PREFECT_HOME": str(home), "PREFECT_SERVER_ANALYTICS_ENABLED": "false"}
    server = subprocess.Popen(  # noqa: S603
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        _await_health(f"http://127.0.0.1:{port}/api/health")
        yield f"http://127.0.0.1:{port}/api"
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(timeout=30)


@contextmanager
def workplace() -> Iterator[Path]:
    """A temporary folder on this disk, removed when the block ends."""
    with tempfile.TemporaryDirectory(prefix="navette-bench-", dir=Path.cwd()) as folder:
        yield Path(folder)


def _await_health(address: str) -> None:
    for _ in range(240):
        with suppress(OSError), urlopen(address, timeout=2):  # noqa: S310  (loopback, our own address)
            return
        time.sleep(0.5)
    raise Unavailable(
        Text("Le serveur de Prefect n'a pas démarré.", "Prefect's server did not start."),
        Text(
            "Lancez `prefect server start` et lisez ce qu'il dit.", "Run `prefect server start` and read what it says."
        ),
    )
