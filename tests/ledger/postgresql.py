"""A PostgreSQL of the tests' own: a fresh cluster in a temporary folder, on a loopback port, never as root."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.conftest import require

USER = "navette"


@contextmanager
def cluster() -> Iterator[str]:
    """The URL of a running server without its database name; it is gone afterwards."""
    binaries = require("PostgreSQL", "/usr/lib/postgresql/*/bin/initdb").parent
    folder = Path(tempfile.mkdtemp(prefix="navette-pg-", dir="/tmp"))
    data = folder / "data"
    as_owner = _drop_root(folder)
    port = _free_port()
    _run(
        [binaries / "initdb", "-D", data, "-U", USER, "-A", "trust", "-E", "UTF8", "--no-sync", "--locale=C"], as_owner
    )
    options = f"-p {port} -c listen_addresses=127.0.0.1 -k {folder} -c fsync=off -c max_connections=40"
    start = [binaries / "pg_ctl", "-D", data, "-o", options, "-l", folder / "log", "-w", "start"]
    try:
        _run(start, as_owner)
        yield f"postgresql://{USER}@127.0.0.1:{port}"
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
