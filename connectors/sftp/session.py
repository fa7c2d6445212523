"""One SFTP channel: numbered requests are sent packed together, each reply is passed to the sender of its request.
Several batches may run on one session, one inside the other; each gets its own replies.
"""

import struct
from collections.abc import Callable
from contextlib import suppress
from typing import Protocol

from paramiko.ssh_exception import SSHException

from connectors.sftp import lost_connection
from connectors.sftp.wire import VERSION, Cut, Handle, MessageType, Reply, Request, extensions, framed, reply
from domain.text import Text

LONGEST_REPLY = 2**20
"""Bytes; a longer message is no SFTP (a login banner printed into the channel reads as a huge length)."""

PACK = 32 * 1024
"""Bytes of requests sent at once: one SSH packet."""

BROKEN = (OSError, EOFError, SSHException)
"""What paramiko raises in various places when the connection is lost."""


class Channel(Protocol):
    """The part of :class:`paramiko.Channel` that a session uses."""

    def send(self, data: bytes, /) -> int:
        """Send some of ``data``; the number of bytes sent."""

    def recv(self, nbytes: int, /) -> bytes:
        """The bytes received, empty at the end; raises ``TimeoutError``."""

    def close(self) -> None:
        """Close it."""


class Correspondent(Protocol):
    """The sender of a request, which gets the reply."""

    def answered(self, slot: int, answer: Reply) -> None:
        """Take the reply to the request sent with ``slot``."""


class Session:
    """SFTP version 3 over ``channel``. Raises :class:`Cut` when the server uses another protocol.

    ``why`` gives the server's own reason for closing the connection, when it sent one.
    """

    def __init__(self, channel: Channel, why: Callable[[], Text | None] = lambda: None) -> None:
        self._channel = channel
        self._why = why
        self.handles = 0
        """Files and folders that are open now."""
        self.most_handles: int | None = None
        """How many the server lets be open, as it said or as its refusals show; ``None``: as many as we like."""
        self._waiting: dict[int, tuple[Correspondent, int] | None] = {}
        self._number = 0
        self._out = bytearray()
        self._in = bytearray()
        self.open = True
        self.extensions = self._greet()

    def send(self, request: Request, to: Correspondent | None, slot: int = 0) -> None:
        """Queue ``request``; without ``to`` its reply is discarded."""
        self._number = (self._number + 1) & 0xFFFFFFFF
        self._waiting[self._number] = (to, slot) if to else None
        self.handles -= request.kind == MessageType.CLOSE
        self._out += framed(request, self._number)
        if len(self._out) >= PACK:
            self.flush()

    def flush(self) -> None:
        """Send what is queued."""
        out, self._out = bytes(self._out), bytearray()
        at = 0
        try:
            while at < len(out):
                sent = self._channel.send(out[at : at + PACK])
                if not sent:
                    raise Cut(self._why() or lost_connection.CLOSED)
                at += sent
        except BROKEN as error:
            self.close()
            raise Cut(self._why() or _reason(error), silent=isinstance(error, TimeoutError)) from error

    def receive(self) -> None:
        """Waits for replies and passes on all that are complete."""
        self._in += self._some()
        at = 0
        while (message := self._message(at)) is not None:
            self._hand_over(message)
            at += len(message) + 4
        del self._in[:at]

    def close(self) -> None:
        """Ends the session; every running batch gets :class:`Cut`."""
        self.open = False
        with suppress(*BROKEN):  # the connection may be lost already
            self._channel.close()

    def _greet(self) -> frozenset[bytes]:
        self._out += struct.pack(">IBI", 5, MessageType.INIT, VERSION)
        self.flush()
        while (message := self._message(0)) is None:
            self._in += self._some()
        del self._in[: len(message) + 4]
        if message[0] != MessageType.VERSION:
            raise Cut(
                Text(
                    f"le serveur ne parle pas SFTP (il a commencé par le message {message[0]})",
                    f"the server does not speak SFTP (it began with message {message[0]})",
                )
            )
        try:
            return extensions(message[1:])
        except struct.error as error:
            raise Cut(Text("l'accueil du serveur n'est pas SFTP", "the server's greeting is no SFTP")) from error

    def _some(self) -> bytes:
        if not self.open:
            raise Cut(Text("la connexion a été fermée", "the connection was closed"))
        try:
            piece = self._channel.recv(2**24)
        except BROKEN as error:
            self.close()
            raise Cut(self._why() or _reason(error), silent=isinstance(error, TimeoutError)) from error
        if not piece:
            self.close()
            raise Cut(self._why() or lost_connection.CLOSED)
        return piece

    def _message(self, at: int) -> bytes | None:
        if len(self._in) < at + 4:
            return None
        (length,) = struct.unpack_from(">I", self._in, at)
        if not 5 <= length <= LONGEST_REPLY:
            self.close()
            raise Cut(
                Text(
                    f"le serveur a envoyé ce qui n'est pas un message SFTP (longueur {length})",
                    f"the server sent what is no SFTP message (length {length})",
                )
            )
        if len(self._in) < at + 4 + length:
            return None
        with memoryview(self._in) as view:
            return bytes(view[at + 4 : at + 4 + length])

    def _hand_over(self, message: bytes) -> None:
        (number,) = struct.unpack_from(">I", message, 1)
        if number not in self._waiting:
            self.close()
            raise Cut(
                Text(
                    f"le serveur a répondu à la demande {number}, qui n'a pas été faite",
                    f"the server answered request {number}, which was not asked",
                )
            )
        waiting = self._waiting.pop(number)
        answer = reply(message[0], message[5:])
        self.handles += isinstance(answer, Handle)
        if waiting:
            waiting[0].answered(waiting[1], answer)


def _reason(error: Exception) -> Text:
    if isinstance(error, TimeoutError):
        return Text("le serveur n'a pas répondu à temps", "the server did not answer in time")
    reason = lost_connection.reason(error)
    return Text(f"la connexion s'est rompue : {reason.fr}", f"the connection broke: {reason.en}")
