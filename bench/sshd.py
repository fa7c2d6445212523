"""A real OpenSSH server on a free loopback port, with its own keys, for benchmarks and tests."""

import getpass
import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from connectors import SftpSettings
from domain.errors import Unavailable
from domain.text import Text

PROGRAM = Path("/usr/sbin/sshd")
"""Path of sshd on Debian."""

CONFIG = """
ListenAddress 127.0.0.1:{port}
HostKey {home}/host_ed25519
HostKey {home}/host_rsa
PidFile none
AuthorizedKeysFile {home}/authorized_keys
PasswordAuthentication yes
KbdInteractiveAuthentication no
PubkeyAuthentication yes
PermitRootLogin yes
StrictModes no
UsePAM no
UseDNS no
MaxStartups 100
Subsystem sftp {subsystem}
{extra}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A running server and the facts a client needs."""

    port: int
    home: Path
    """Folder of its keys and configuration."""
    key: Path
    """A private key that is authorised."""
    known_hosts: Path
    process: int
    """Number of its process; each session has others below it."""

    @property
    def fingerprint(self) -> str:
        """``SHA256:...`` of its ed25519 key, to identify it behind a proxy on a port not in ``known_hosts``."""
        printed = subprocess.run(  # noqa: S603
            ["ssh-keygen", "-l", "-f", self.home / "host_ed25519.pub"],  # noqa: S607
            check=True,
            capture_output=True,
            text=True,
        )
        return printed.stdout.split()[1]

    def settings(self, root: Path, **changes: object) -> SftpSettings:
        """SFTP settings for the local folder ``root``, accessed through the server."""
        values: dict[str, object] = {
            "host": "127.0.0.1",
            "port": self.port,
            "username": getpass.getuser(),
            "root": str(root),
            "known_hosts": self.known_hosts,
            "key_file": self.key,
            "timeout": 10.0,
            "backoff": 0.01,
        }
        return SftpSettings(**{**values, **changes})


@contextmanager
def running_sshd(program: Path, home: Path, extra: str = "", subsystem: str = "internal-sftp") -> Iterator[Server]:
    """Runs ``program`` (sshd) with its files in ``home``, ``extra`` lines of configuration and the server of SFTP."""
    port = free_port()
    key = make_key(home / "client_ed25519")
    (home / "authorized_keys").write_text(public(key), encoding="utf-8")
    hosts = [make_key(home / "host_ed25519"), make_key(home / "host_rsa", "rsa")]
    lines = [f"[127.0.0.1]:{port} {' '.join(public(host).split()[:2])}\n" for host in hosts]
    (home / "known_hosts").write_text("".join(lines), encoding="utf-8")
    (home / "sshd_config").write_text(
        CONFIG.format(port=port, home=home, extra=extra, subsystem=subsystem), encoding="utf-8"
    )
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)  # required by sshd's privilege separation
    process = subprocess.Popen(  # noqa: S603
        [program, "-D", "-f", home / "sshd_config", "-E", home / "log"],
        restore_signals=False,  # a file too large is an error of the write (EFBIG), and does not end the session
    )
    try:
        wait_for(port, process, home / "log")
        yield Server(port=port, home=home, key=key, known_hosts=home / "known_hosts", process=process.pid)
    finally:
        process.terminate()
        process.wait(10)


def make_key(path: Path, kind: str = "ed25519", passphrase: str = "") -> Path:
    """Creates a private key at ``path``, with its public key beside it."""
    if not path.exists():
        subprocess.run(  # noqa: S603
            ["ssh-keygen", "-q", "-t", kind, "-N", passphrase, "-f", path],  # noqa: S607
            check=True,
        )
    return path


def public(key: Path) -> str:
    """The public key of ``key``."""
    return key.with_name(f"{key.name}.pub").read_text(encoding="utf-8")


def free_port() -> int:
    """A free TCP port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_for(port: int, process: "subprocess.Popen[bytes]", log: Path) -> None:
    """Waits until ``port`` accepts connections."""
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            if process.poll() is not None:
                break
            time.sleep(0.05)
    journal = log.read_text(encoding="utf-8") if log.exists() else ""
    raise Unavailable(
        Text("sshd n'a pas démarré.", "sshd did not start."),
        Text(f"Lisez son journal : {journal or 'vide'}", f"Read its log: {journal or 'empty'}"),
    )
