"""A PostgreSQL of the tests' own: a fresh cluster in a temporary folder, on a loopback port, never as root."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import require

USER = "navette"
BINARIES = "/usr/lib/postgresql/*/bin/initdb"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """A server, running or stopped."""

    url: str
    """Without the name of a database."""
    command: tuple[object, ...]
    """``pg_ctl`` with what every use of it needs."""
    as_owner: dict[str, object]
    data: Path

    @property
    def process(self) -> int:
        """The number of its first process, while it runs."""
        return int((self.data / "postmaster.pid").read_text(encoding="utf-8").split()[0])

    def start(self) -> None:
        """Starts it; it answers when this returns."""
        _run([*self.command, "start"], self.as_owner)

    def stop(self, mode: str) -> None:
        """``fast``: sessions are ended; ``immediate``: as in a crash, and the next start recovers."""
        _run([*self.command, "-m", mode, "stop"], self.as_owner)


@contextmanager
def cluster() -> Iterator[str]:
    """The URL of a running server without its database name; it is gone afterwards."""
    with running() as server:
        yield server.url


@contextmanager
def running(parent: str = "/tmp", address: str = "127.0.0.1", connections: int = 40) -> Iterator[Cluster]:
    """A running server that may be stopped and started; it is gone afterwards. Below the folder ``parent``, whose path
    is short; it listens at ``address``, and lets in whoever is on a network of its machine.
    """
    binaries = require("PostgreSQL", BINARIES).parent
    folder = Path(tempfile.mkdtemp(prefix="navette-pg-", dir=parent))
    data = folder / "data"
    as_owner = _drop_root(folder)
    port = _free_port()
    _run(
        [binaries / "initdb", "-D", data, "-U", USER, "-A", "trust", "-E", "UTF8", "--no-sync", "--locale=C"], as_owner
    )
    with (data / "pg_hba.conf").open("a", encoding="utf-8") as rules:
        rules.write("host all all samenet trust\n")
    options = f"-p {port} -c listen_addresses={address} -k {folder} -c fsync=off -c max_connections={connections}"
    server = Cluster(
        url=f"postgresql://{USER}@{address}:{port}",
        data=data,
        command=(binaries / "pg_ctl", "-D", data, "-o", options, "-l", folder / "log", "-w"),
        as_owner=as_owner,
    )
    try:
        server.start()
        yield server
    finally:
        subprocess.run([binaries / "pg_ctl", "-D", data, "-m", "immediate", "stop"], capture_output=True, **as_owner)
        shutil.rmtree(folder, ignore_errors=True)


def _drop_root(folder: Path) -> dict[str, object]:
    """PostgreSQL refuses to run as root: as whom, then (Debian's ``postgres``, else ``nobody``)."""
    if os.getuid() != 0:
        return {"cwd": folder}
    names = {entry.pw_name for entry in pwd.getpwall()}
    owner = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    os.chown(folder, owner.pw_uid, owner.pw_gid)
    return {"cwd": folder, "user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}


def _run(command: list[object], as_owner: dict[str, object]) -> None:
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, **as_owner)
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed: {done.stdout[-2000:]}{done.stderr[-2000:]}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
