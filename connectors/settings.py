"""What a door needs to be opened. Where secrets come from is the hub's matter; here they are values, never shown."""

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalSettings:
    """A folder of this machine; it must exist."""

    root: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class SftpSettings:
    """An SFTP account, and how its server proves who it is.

    With ``host_key`` the server must show that very key; else its key must be in ``known_hosts``. With neither,
    every server is refused, and the refusal says what to write.
    """

    host: str
    port: int = 22
    username: str
    root: str = "."
    """Folder everything happens under; ``.`` is where the server puts the account."""
    known_hosts: Path | None = None
    """A file of OpenSSH's format (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT)."""
    host_key: str | None = None
    """``SHA256:`` and 43 characters of base64, as ``ssh-keygen -l`` prints it."""
    key_file: Path | None = None
    """A private key: ed25519, ECDSA or RSA, in OpenSSH's or PEM form."""
    passphrase: str | None = field(default=None, repr=False)
    password: str | None = field(default=None, repr=False)
    agent: bool = False
    """Whether to offer the keys of the ssh agent (``SSH_AUTH_SOCK``)."""
    timeout: float = 30.0
    """Seconds without a sign of life before the server counts as unavailable."""
    depth: int = 64
    """Files treated at the same time on the one channel."""
    retries: int = 3
    """New connections in a row that bring nothing before a batch is given up."""
    backoff: float = 0.5
    """Seconds before the first new connection; doubled each time."""


DoorSettings = LocalSettings | SftpSettings
