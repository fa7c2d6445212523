"""Servers that ask for two factors, in either order, or for a password by keyboard-interactive only."""

import socket
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import paramiko
import pytest

import connectors
from bench import proftpd
from bench.sshd import make_key
from connectors import SftpSettings
from connectors.sftp.known_hosts import HostKey
from domain.errors import AccessRefused
from tests.conftest import PATIENCE, require

USER, PASSWORD = "fournisseur", "correct horse"
HOST_KEY = paramiko.ECDSAKey.generate()


class Doorman(paramiko.ServerInterface):
    """Takes ``order``, one method after the other, and says which one is next."""

    def __init__(self, order: Sequence[str], key: paramiko.PKey, given: list[str]) -> None:
        self._order, self._key, self._given = list(order), key, given

    def get_allowed_auths(self, username: str) -> str:
        return self._order[0] if self._order else ""

    def _step(self, method: str, *, right: bool) -> int:
        if not right or not self._order or self._order[0] != method:
            return paramiko.AUTH_FAILED
        self._order.pop(0)
        return paramiko.AUTH_PARTIALLY_SUCCESSFUL if self._order else paramiko.AUTH_SUCCESSFUL

    def check_auth_password(self, username: str, password: str) -> int:
        self._given.append(password)
        return self._step("password", right=password == PASSWORD)

    def check_auth_publickey(self, username: str, key: paramiko.PKey) -> int:
        return self._step("publickey", right=key == self._key)

    def check_auth_interactive(self, username: str, submethods: str) -> int | paramiko.InteractiveQuery:
        if not self._order or self._order[0] != "keyboard-interactive":
            return paramiko.AUTH_FAILED
        return paramiko.InteractiveQuery("", "", ("Nom : ", True), ("Mot de passe : ", False), ("Code : ", False))

    def check_auth_interactive_response(self, responses: list[str]) -> int:
        self._given += responses
        return self._step("keyboard-interactive", right=responses == ["", PASSWORD, ""])

    def check_channel_request(self, kind: str, chanid: int) -> int:
        return paramiko.OPEN_SUCCEEDED


class Disk(paramiko.SFTPServerInterface):
    """An empty root."""

    def list_folder(self, path: str) -> list[paramiko.SFTPAttributes]:
        return []

    def stat(self, path: str) -> paramiko.SFTPAttributes:
        return paramiko.SFTPAttributes.from_stat(Path("/").stat())

    lstat = stat

    def canonicalize(self, path: str) -> str:
        return path


@contextmanager
def asking(order: Sequence[str], home: Path, given: list[str], **changes: object) -> Iterator[SftpSettings]:
    """Settings for a server that asks for the methods ``order``; ``given`` gets every secret it was given."""
    key_file = make_key(home / "key")
    key = paramiko.Ed25519Key.from_private_key_file(str(key_file))
    over = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.2)

        def serve() -> None:
            transports = []
            while not over.is_set():
                try:
                    wire, _ = listener.accept()
                except OSError:
                    continue
                transport = paramiko.Transport(wire)
                transport.add_server_key(HOST_KEY)
                transport.set_subsystem_handler("sftp", paramiko.SFTPServer, Disk)
                transport.start_server(event=threading.Event(), server=Doorman(order, key, given))
                transports.append(transport)
            for transport in transports:
                transport.close()

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        values: dict[str, object] = {
            "host": "127.0.0.1",
            "port": listener.getsockname()[1],
            "username": USER,
            "root": "/",
            "host_key": HostKey(kind=HOST_KEY.get_name(), blob=HOST_KEY.asbytes()).fingerprint,
            "key_file": key_file,
            "password": PASSWORD,
            "timeout": 10.0,
        }
        try:
            yield SftpSettings(**{**values, **changes})
        finally:
            over.set()
            thread.join(PATIENCE)


@pytest.mark.parametrize(
    "order",
    [
        ("publickey",),
        ("password",),
        ("keyboard-interactive",),
        ("publickey", "password"),
        ("password", "publickey"),
        ("publickey", "keyboard-interactive"),
        ("keyboard-interactive", "publickey"),
    ],
)
def test_the_factors_are_given_in_the_servers_order(order: tuple[str, ...], tmp_path: Path) -> None:
    given: list[str] = []
    with asking(order, tmp_path, given) as settings, connectors.open(settings) as door:
        assert door.list("") == ()
    assert given.count(PASSWORD) == len(set(order) & {"password", "keyboard-interactive"})


@pytest.mark.parametrize("order", [("publickey", "password"), ("password", "publickey")])
def test_what_is_missing_is_told(order: tuple[str, ...], tmp_path: Path) -> None:
    missing: dict[str, object] = {order[1].replace("publickey", "key_file"): None}
    with (
        asking(order, tmp_path, [], **missing) as settings,
        pytest.raises(AccessRefused) as caught,
        connectors.open(settings),
    ):
        pass
    assert f"then asks for {order[1]}" in caught.value.message.en


@pytest.mark.parametrize("order", [("password",), ("keyboard-interactive",), ("publickey", "password")])
def test_a_wrong_password_is_given_once(order: tuple[str, ...], tmp_path: Path) -> None:
    given: list[str] = []
    with (
        asking(order, tmp_path, given, password="faux") as settings,
        pytest.raises(AccessRefused),
        connectors.open(settings),
    ):
        pass
    assert given.count("faux") == 1


@pytest.mark.integration
@pytest.mark.parametrize("order", ["publickey+password", "password+publickey", "password", "publickey"])
def test_proftpd_lets_two_factors_in(order: str, tmp_path: Path) -> None:
    program = require("proftpd-core", str(proftpd.PROGRAM))
    module = require("proftpd-mod-crypto", str(proftpd.MODULE))
    (tmp_path / "proftpd").mkdir()
    extra = f"SFTPAuthMethods {order}"
    with (
        proftpd.running_proftpd(program, module.parent, tmp_path / "proftpd", extra) as server,
        connectors.open(server.settings(tmp_path, password=proftpd.PASSWORD)) as door,
    ):
        assert [entry.name for entry in door.list("")] == []
