"""Settings of a connector. Secrets are values here, left out of ``repr``; the hub reads them."""

from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalSettings:
    """A folder of this machine; it must exist."""

    root: Path
    mounted: bool = False
    """Whether a disk or a share must be mounted there: the empty folder below it is not the door."""


class SftpOptions(BaseModel):
    """An SFTP account, and the check of its server's key, without the secrets: a table ``[doors.NAME]`` has these keys.

    With ``host_key`` the server must present exactly that key; else its key must be in ``known_hosts``. With neither,
    every server is refused, and the message says what to write.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    host: str = Field(pattern=r"^[^\s/@]+$")
    """A name or an address, and nothing else: no ``sftp://``, no user."""
    port: int = Field(22, ge=1, le=65535)
    username: str = Field(min_length=1)
    root: str = "."
    """Folder that every path is relative to; ``.`` is the account's home folder on the server."""
    known_hosts: Path | None = None
    """A file of OpenSSH's format (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT)."""
    host_key: str | None = Field(None, pattern=r"^SHA256:[A-Za-z0-9+/]{43}=?$")
    """``SHA256:`` and 43 characters of base64, as ``ssh-keygen -l`` prints it."""
    key_file: Path | None = None
    """A private key: ed25519, ECDSA or RSA, in OpenSSH's or PEM form."""
    agent: bool = False
    """Whether to offer the keys of the ssh agent (``SSH_AUTH_SOCK``)."""
    timeout: float = Field(30.0, gt=0, le=3600)
    """Seconds without an answer before the server counts as unavailable."""
    depth: int = Field(64, ge=1, le=512)
    """Files transferred at the same time on the one channel."""
    connexions: int | None = Field(None, ge=1, le=64)
    """Sessions open at a time, of all accounts behind this door; ``None``: as many as the server lets in."""
    retries: int = Field(3, ge=0, le=20)
    """New connections in a row that finish no file before a batch is given up (docs/retry.md)."""
    backoff: float = Field(0.5, ge=0, le=60)
    """Seconds before the first new connection; doubled each time."""


class SftpSettings(SftpOptions):
    """An SFTP account with its secrets."""

    passphrase: str | None = Field(None, repr=False)
    """Passphrase of the key file."""
    password: str | None = Field(None, repr=False)


DoorSettings = LocalSettings | SftpSettings
