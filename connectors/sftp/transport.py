"""paramiko's transport, configured: low latency, on a socket made here, without log output."""

import logging
import re
import socket
from dataclasses import dataclass

from paramiko.message import Message
from paramiko.transport import Transport

from connectors.settings import SftpSettings

WINDOW = 32 * 2**20
"""Bytes the server may send ahead; more than :data:`connectors.sftp.pipeline.IN_FLIGHT`."""

CIPHERS = ("aes128-gcm@openssh.com", "aes256-gcm@openssh.com", "aes128-ctr", "aes192-ctr", "aes256-ctr")
"""The fastest first; CBC and 3DES, which paramiko would still offer, are left out."""

DIGESTS = ("hmac-sha2-256-etm@openssh.com", "hmac-sha2-512-etm@openssh.com", "hmac-sha2-256", "hmac-sha2-512")
"""Without SHA-1 and MD5."""

KEX = (
    "mlkem768x25519-sha256",
    "curve25519-sha256@libssh.org",
    "ecdh-sha2-nistp256",
    "ecdh-sha2-nistp384",
    "ecdh-sha2-nistp521",
    "diffie-hellman-group16-sha512",
    "diffie-hellman-group-exchange-sha256",
    "diffie-hellman-group14-sha256",
)
"""Key exchanges of RFC 9142 without SHA-1 and without groups below 2048 bits; those this machine has are offered."""

KEY_TYPES = (
    "ssh-ed25519",
    "ecdsa-sha2-nistp256",
    "ecdsa-sha2-nistp384",
    "ecdsa-sha2-nistp521",
    "rsa-sha2-512",
    "rsa-sha2-256",
)
"""Signatures of the server's key; ``ssh-rsa`` (RSA with SHA-1) and ``ssh-dss`` are left out."""

TOO_MANY_CONNECTIONS = 12
"""Code of a disconnection (RFC 4253, section 11.1)."""

_TOO_MANY = re.compile(r"(?i)(max|too many|limit|exceed)[^.]*(connection|session|client|logins|users?\b)")
"""What servers that send another code say of their limits."""

_LONGEST_REASON = 200
"""Characters of a server's reason that are shown."""

_LOG = "connectors.sftp.paramiko"
logging.getLogger(_LOG).setLevel(logging.CRITICAL)  # our faults carry the reason, which its tracebacks do not


@dataclass(frozen=True, slots=True, kw_only=True)
class Dismissal:
    """The server's disconnect message (RFC 4253, section 11.1)."""

    code: int
    reason: str
    """In the server's words, safe to show; may be empty."""

    @property
    def too_many(self) -> bool:
        """Whether it is about the number of connections: another attempt may be let in."""
        return self.code == TOO_MANY_CONNECTIONS or bool(_TOO_MANY.search(self.reason))


class NamedTransport(Transport):
    """A transport that keeps the server's disconnect message, which paramiko only logs. After a disconnect for too many
    wrong passwords there must be no new attempt; after a lost connection, or for too many connections, there may.
    """

    dismissed: Dismissal | None = None

    def _parse_disconnect(self, m: Message) -> None:
        code, reason = m.get_int(), m.get_binary().decode("utf-8", "replace")
        self.dismissed = Dismissal(code=code, reason=_shown(reason))


def _shown(reason: str) -> str:
    """``reason`` on one line, without control characters."""
    return " ".join("".join(c if c.isprintable() else " " for c in reason).split())[:_LONGEST_REASON]


def transport_on(wire: socket.socket, settings: SftpSettings) -> NamedTransport:
    """A transport over ``wire``, not yet started."""
    transport = NamedTransport(wire, default_window_size=WINDOW)
    transport.set_log_channel(_LOG)
    transport.banner_timeout = transport.handshake_timeout = transport.channel_timeout = settings.timeout
    options = transport.get_security_options()
    options.ciphers, options.digests, options.key_types = CIPHERS, DIGESTS, KEY_TYPES
    options.kex = tuple(kind for kind in KEX if kind in options.kex)
    return transport


def wire_to(settings: SftpSettings) -> socket.socket:
    """A connected socket, IPv6 or IPv4. Raises ``OSError``."""
    wire = socket.create_connection((settings.host, settings.port), timeout=settings.timeout)
    wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # paramiko leaves Nagle's algorithm on: 40 ms a request
    wire.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    if hasattr(socket, "TCP_USER_TIMEOUT"):  # paramiko would retry a stuck send for ever
        wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, int(settings.timeout * 1000))
    return wire
