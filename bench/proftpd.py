"""A real ProFTPD with mod_sftp on a free loopback port, with its own keys and accounts, for tests."""

import grp
import os
import pwd
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.sshd import free_port, make_key, public, wait_for
from connectors import SftpSettings

PROGRAM = Path("/usr/sbin/proftpd")
"""Path of proftpd on Debian."""

MODULE = Path("/usr/lib/proftpd/mod_sftp.so")
"""Path of its SFTP on Debian, a package of its own."""

USER, PASSWORD = "navette", "correct horse"

CONFIG = """
ServerName navette
ServerType standalone
DefaultAddress 127.0.0.1
Port {port}
UseReverseDNS off
UseIPv6 off
User {user}
Group {group}
ModulePath {modules}
LoadModule mod_sftp.c
PidFile {home}/pid
ScoreboardFile {home}/scoreboard
DelayTable none
WtmpLog off
TransferLog none
SystemLog {home}/log
RootLogin on
AuthOrder mod_auth_file.c
AuthUserFile {home}/passwd
AuthGroupFile {home}/group
RequireValidShell off
AllowOverwrite on
Umask 022
MaxInstances 60
SFTPEngine on
SFTPLog {home}/log_sftp
SFTPHostKey {home}/host_ecdsa
SFTPAuthorizedUserKeys file:{home}/authorized_keys
SFTPAuthMethods publickey password
{extra}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A running server and the facts a client needs."""

    port: int
    home: Path
    key: Path
    """A private key that is authorised."""
    known_hosts: Path
    process: int
    """Number of its process; each session has another below it."""

    def settings(self, root: Path, **changes: object) -> SftpSettings:
        """SFTP settings for the local folder ``root``, accessed through the server."""
        values: dict[str, object] = {
            "host": "127.0.0.1",
            "port": self.port,
            "username": USER,
            "root": str(root),
            "known_hosts": self.known_hosts,
            "key_file": self.key,
            "timeout": 10.0,
            "backoff": 0.01,
        }
        return SftpSettings(**{**values, **changes})


@contextmanager
def running_proftpd(program: Path, modules: Path, home: Path, extra: str = "") -> Iterator[Server]:
    """Runs ``program`` (proftpd) with its files in ``home`` and ``extra`` lines of configuration; ``modules`` is the
    folder of its modules.
    """
    port, key = free_port(), make_key(home / "client_ed25519")
    host = make_key(home / "host_ecdsa", "ecdsa")
    _run("ssh-keygen", "-q", "-p", "-m", "PEM", "-N", "", "-f", str(host))  # it reads no other form
    _write(home / "authorized_keys", _run("ssh-keygen", "-e", "-f", f"{key}.pub"), 0o644)
    uid, gid = os.getuid(), os.getgid()
    digest = _run("openssl", "passwd", "-6", PASSWORD).strip()
    _write(home / "passwd", f"{USER}:{digest}:{uid}:{gid}::/:/bin/sh\n", 0o600)
    _write(home / "group", f"navette:x:{gid}:\n", 0o600)
    known = home / "known_hosts"
    _write(known, f"[127.0.0.1]:{port} {' '.join(public(host).split()[:2])}\n", 0o644)
    owner = {"user": pwd.getpwuid(uid).pw_name, "group": grp.getgrgid(gid).gr_name}
    facts = {"port": port, "home": home, "modules": modules, "extra": extra, **owner}
    _write(home / "conf", CONFIG.format(**facts), 0o600)
    with (home / "log_start").open("wb") as log:
        process = subprocess.Popen(  # noqa: S603
            [program, "-n", "-c", home / "conf"], stdout=log, stderr=log, restore_signals=False
        )
    try:
        wait_for(port, process, home / "log_start")
        yield Server(port=port, home=home, key=key, known_hosts=known, process=process.pid)
    finally:
        process.terminate()
        process.wait(10)


def _write(path: Path, text: str, mode: int) -> None:
    path.write_text(text, encoding="utf-8")
    path.chmod(mode)


def _run(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603
