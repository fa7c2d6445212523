"""paramiko's transport, configured: low latency, on a socket made here, without log output."""

import logging
import socket

from paramiko.message import Message
from paramiko.transport import Transport

from connectors.settings import SftpSettings

WINDOW = 32 * 2**20
"""Bytes the server may send ahead; more than :data:`connectors.sftp.pipeline.IN_FLIGHT`."""

CIPHERS = ("aes128-gcm@openssh.com", "aes256-gcm@openssh.com", "aes128-ctr", "aes192-ctr", "aes256-ctr")
"""The fastest first; CBC and 3DES, which paramiko would still offer, are left out."""

DIGESTS = (
    "hmac-sha2-256-etm@openssh.com",
    "hmac-sha2-512-etm@openssh.com",
    "hmac-sha2-256",
    "hmac-sha2-512",
    "hmac-sha1",
)

_LOG = "connectors.sftp.paramiko"
logging.getLogger(_LOG).setLevel(logging.CRITICAL)  # our faults carry the reason, which its tracebacks do not


class NamedTransport(Transport):
    """A transport that records whether the server sent a disconnect message, which paramiko only logs. After a
    disconnect for too many wrong passwords there must be no new attempt; after a lost connection there may.
    """

    dismissed = False

    def _parse_disconnect(self, m: Message) -> None:
        self.dismissed = True
        super()._parse_disconnect(m)  # type: ignore[misc]


def transport_on(wire: socket.socket, settings: SftpSettings) -> NamedTransport:
    """A transport over ``wire``, not yet started."""
    transport = NamedTransport(wire, default_window_size=WINDOW)
    transport.set_log_channel(_LOG)
    transport.banner_timeout = transport.handshake_timeout = transport.channel_timeout = settings.timeout
    options = transport.get_security_options()
    options.ciphers, options.digests = CIPHERS, DIGESTS
    return transport


def wire_to(settings: SftpSettings) -> socket.socket:
    """A connected socket, IPv6 or IPv4. Raises ``OSError``."""
    wire = socket.create_connection((settings.host, settings.port), timeout=settings.timeout)
    wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # paramiko leaves Nagle's algorithm on: 40 ms a request
    wire.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    if hasattr(socket, "TCP_USER_TIMEOUT"):  # paramiko would retry a stuck send for ever
        wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, int(settings.timeout * 1000))
    return wire
