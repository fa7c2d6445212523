"""An SFTP server for the demonstration: asyncssh's, on loopback, in a thread, one account with one key."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import asyncssh


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """Where the server listens and how to come in."""

    port: int
    username: str
    key_file: Path
    host_key: str
    """Fingerprint, ``SHA256:...``."""


class _Account(asyncssh.SSHServer):
    """One user, by public key only."""

    def __init__(self, username: str, key: asyncssh.SSHKey) -> None:
        self._username = username
        self._key = key.convert_to_public()

    def begin_auth(self, username: str) -> bool:
        del username
        return True

    def public_key_auth_supported(self) -> bool:
        return True

    def validate_public_key(self, username: str, key: asyncssh.SSHKey) -> bool:
        return bool(username == self._username and key == self._key)


@contextmanager
def serving(root: Path, secrets: Path, username: str = "navette") -> Iterator[Served]:
    """Serves ``root`` to one account until the block ends; the key pair is written to ``secrets``."""
    key, host = asyncssh.generate_private_key("ssh-ed25519"), asyncssh.generate_private_key("ssh-ed25519")
    secrets.mkdir(parents=True, exist_ok=True, mode=0o700)
    key_file = secrets / "id_ed25519"
    key_file.touch(mode=0o600)
    key.write_private_key(key_file)
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="demo-sftp", daemon=True)
    thread.start()
    server = asyncio.run_coroutine_threadsafe(_listen(root, username, key, host), loop).result(timeout=30)
    try:
        yield Served(port=server.get_port(), username=username, key_file=key_file, host_key=host.get_fingerprint())
    finally:
        asyncio.run_coroutine_threadsafe(_stop(server), loop).result(timeout=30)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(timeout=30)
        loop.close()


async def _listen(root: Path, username: str, key: asyncssh.SSHKey, host: asyncssh.SSHKey) -> asyncssh.SSHAcceptor:
    return await asyncssh.listen(
        "127.0.0.1",
        0,
        server_factory=lambda: _Account(username, key),
        server_host_keys=[host],
        sftp_factory=lambda channel: asyncssh.SFTPServer(channel, chroot=str(root).encode()),
        allow_scp=False,
    )


async def _stop(server: asyncssh.SSHAcceptor) -> None:
    server.close()
    await server.wait_closed()
