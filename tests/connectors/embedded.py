"""asyncssh's SFTP server in a thread of this process: the second opinion on how a server behaves."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import asyncssh

from connectors import SftpSettings
from connectors.sftp.known_hosts import HostKey

USER, PASSWORD = "fournisseur", "correct horse"


class Doorman(asyncssh.SSHServer):
    """Lets one user in by password."""

    def password_auth_supported(self) -> bool:
        return True

    def validate_password(self, username: str, password: str) -> bool:
        return (username, password) == (USER, PASSWORD)


class Forbidding(asyncssh.SFTPServer):
    """Refuses to open what is called ``interdit``: not even root could make a file it cannot read itself."""

    def open(self, path: bytes, pflags: int, attrs: asyncssh.SFTPAttrs) -> object:
        if b"interdit" in path:
            raise asyncssh.SFTPPermissionDenied("interdit")
        return super().open(path, pflags, attrs)


class Stingy(Forbidding):
    """Answers every read with less than was asked."""

    def read(self, file_obj: object, offset: int, size: int) -> bytes:
        return super().read(file_obj, offset, min(size, 1000))  # type: ignore[return-value]


@contextmanager
def running_asyncssh(server: type[asyncssh.SFTPServer] = Forbidding) -> Iterator[SftpSettings]:
    """Settings for the running server, but for the root."""
    key = asyncssh.generate_private_key("ssh-ed25519")
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    acceptor = asyncio.run_coroutine_threadsafe(_listening(key, server), loop).result(10)
    host_key = HostKey(kind="ssh-ed25519", blob=key.public_data)
    try:
        yield SftpSettings(
            host="127.0.0.1",
            port=acceptor.get_port(),
            username=USER,
            password=PASSWORD,
            host_key=host_key.fingerprint,
            timeout=10,
            backoff=0.01,
        )
    finally:
        asyncio.run_coroutine_threadsafe(_ended(acceptor), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(5)
        loop.close()


async def _listening(key: asyncssh.SSHKey, server: type[asyncssh.SFTPServer]) -> asyncssh.SSHAcceptor:
    return await asyncssh.listen("127.0.0.1", 0, server_factory=Doorman, server_host_keys=[key], sftp_factory=server)


async def _ended(acceptor: asyncssh.SSHAcceptor) -> None:
    acceptor.close()
    await acceptor.wait_closed()
    tasks = asyncio.all_tasks() - {asyncio.current_task()}
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
