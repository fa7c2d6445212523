"""Servers for the scales, on loopback only: OpenSSH's sshd where there is one, and a proxy that adds delay."""

import asyncio
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from getpass import getuser
from pathlib import Path
from socket import create_connection, create_server
from urllib.request import urlopen

from domain.errors import Unavailable

SSHD = Path("/usr/sbin/sshd")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sshd:
    """A running sshd: where it listens and how to come in."""

    port: int
    username: str
    key_file: Path
    host_key: str


@contextmanager
def sshd(secrets: Path) -> Iterator[Sshd]:
    """OpenSSH's server with the internal SFTP server, for this user, until the block ends.

    Raises :class:`Unavailable` when it is not installed or does not start.
    """
    if not SSHD.exists():
        raise Unavailable(f"{SSHD} is not installed.", "Install the Debian package openssh-server.")
    for name in ("host", "user"):
        _run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(secrets / name))
    shutil.copy(secrets / "user.pub", secrets / "authorized")
    port = _free_port()
    (secrets / "config").write_text(
        f"ListenAddress 127.0.0.1:{port}\nHostKey {secrets}/host\nAuthorizedKeysFile {secrets}/authorized\n"
        "PasswordAuthentication no\nStrictModes no\nPidFile none\nUsePAM no\nSubsystem sftp internal-sftp\n"
        "MaxStartups 100\nPermitRootLogin prohibit-password\n",
        encoding="utf-8",
    )
    with suppress(PermissionError):
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
    server = subprocess.Popen([SSHD, "-D", "-e", "-f", secrets / "config"], stderr=subprocess.DEVNULL)  # noqa: S603
    try:
        _await(port)
        fingerprint = _run("ssh-keygen", "-lf", str(secrets / "host.pub")).split()[1]
        yield Sshd(port=port, username=getuser(), key_file=secrets / "user", host_key=fingerprint)
    finally:
        server.terminate()
        server.wait(timeout=10)


@contextmanager
def prefect_server(home: Path) -> Iterator[str]:
    """A Prefect server of its own, as production has one, until the block ends; yields its API's address.

    Raises :class:`Unavailable` when it does not answer within two minutes.
    """
    port = _free_port()
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
def delayed(port: int, seconds: float) -> Iterator[int]:
    """A port of loopback that leads to ``port`` with ``seconds`` of round trip added: half each way."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="delay", daemon=True)
    thread.start()

    async def pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        queue: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()

        async def later() -> None:
            while True:
                due, data = await queue.get()
                await asyncio.sleep(max(0.0, due - loop.time()))
                writer.write(data)
                if not data:
                    writer.close()
                    return

        task = loop.create_task(later())
        with suppress(ConnectionError):
            while data := await reader.read(1 << 16):
                queue.put_nowait((loop.time() + seconds / 2, data))
        queue.put_nowait((loop.time() + seconds / 2, b""))
        with suppress(ConnectionError):
            await task

    async def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection("127.0.0.1", port)
        await asyncio.gather(pump(reader, back), pump(there, writer))

    server = asyncio.run_coroutine_threadsafe(asyncio.start_server(accept, "127.0.0.1", 0), loop).result(10)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        asyncio.run_coroutine_threadsafe(_stop(server), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(timeout=10)


@contextmanager
def workplace() -> Iterator[Path]:
    """A folder of this disk that goes when the block ends."""
    with tempfile.TemporaryDirectory(prefix="navette-bench-", dir=Path.cwd()) as folder:
        yield Path(folder)


async def _stop(server: asyncio.Server) -> None:
    server.close()
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)


def _free_port() -> int:
    with create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
        return port


def _await_health(address: str) -> None:
    for _ in range(240):
        with suppress(OSError), urlopen(address, timeout=2):  # noqa: S310  (loopback, our own address)
            return
        time.sleep(0.5)
    raise Unavailable("Prefect's server did not start.", "Run `prefect server start` and read what it says.")


def _await(port: int) -> None:
    for _ in range(100):
        with suppress(OSError), create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.05)
    raise Unavailable("sshd did not start.", "Look at what `/usr/sbin/sshd -t` says.")


def _run(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603
