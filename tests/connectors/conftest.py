"""Doors onto one folder of this machine: directly, through OpenSSH, through ProFTPD, through asyncssh."""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

import connectors
from bench import proftpd
from bench.sshd import Server, running_sshd
from connectors import Connector, Entry, LocalSettings, SftpSettings
from connectors.settings import DoorSettings
from tests.conftest import require
from tests.connectors.embedded import running_asyncssh


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """A connector, and the folder it opens on as this machine sees it."""

    kind: str
    root: Path
    staging: Path
    connector: Connector
    settings: DoorSettings
    server: int | None = None
    """Number of the server's process, when it is another one."""

    def drop(self, name: str | bytes, content: bytes = b"<Invoice/>", folder: str = "depot", age: int = 100) -> Path:
        """A file as a supplier leaves it, ``age`` seconds old."""
        home = self.root / folder
        home.mkdir(parents=True, exist_ok=True)
        path = home / os.fsdecode(name)
        path.write_bytes(content)
        moment = 1_795_000_000 - age
        os.utime(path, (moment, moment))
        return path

    def entry(self, name: str, folder: str = "depot") -> Entry:
        """The entry of one file."""
        return next(entry for entry in self.connector.list(folder) if entry.name == name)

    def another(self) -> Connector:
        """A second connector on the same place."""
        return connectors.open(self.settings)


@pytest.fixture(scope="session")
def sshd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """OpenSSH's server."""
    with running_sshd(require("openssh-server", "/usr/sbin/sshd"), tmp_path_factory.mktemp("sshd")) as server:
        yield server


@pytest.fixture(scope="session")
def proftpd_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[proftpd.Server]:
    """ProFTPD's server."""
    program = require("proftpd-core", str(proftpd.PROGRAM))
    module = require("proftpd-mod-crypto", str(proftpd.MODULE))
    with proftpd.running_proftpd(program, module.parent, tmp_path_factory.mktemp("proftpd")) as server:
        yield server


@pytest.fixture(scope="session")
def asyncssh_server() -> Iterator[SftpSettings]:
    """asyncssh's server."""
    with running_asyncssh() as settings:
        yield settings


SERVERS = {"openssh": "sshd", "proftpd": "proftpd_server"}
"""Kinds of doors through a server of its own process, and the fixture of each."""


@pytest.fixture(params=["local", *(pytest.param(kind, marks=pytest.mark.integration) for kind in SERVERS), "asyncssh"])
def door(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Door]:
    """Each door in turn, entered, on an empty root."""
    root, staging = tmp_path / "root", tmp_path / "staging"
    root.mkdir()
    staging.mkdir()
    settings = _settings(request, root)
    with ExitStack() as stack:
        connector = stack.enter_context(connectors.open(settings))
        server = request.getfixturevalue(SERVERS[request.param]).process if request.param in SERVERS else None
        yield Door(
            kind=request.param, root=root, staging=staging, connector=connector, settings=settings, server=server
        )


def _settings(request: pytest.FixtureRequest, root: Path) -> DoorSettings:
    if request.param == "local":
        return LocalSettings(root=root)
    if request.param in SERVERS:
        server: Server | proftpd.Server = request.getfixturevalue(SERVERS[request.param])
        return server.settings(root)
    embedded: SftpSettings = request.getfixturevalue("asyncssh_server")
    return embedded.model_copy(update={"root": str(root)})
