"""Opening a connection: socket, host key, login, SFTP session."""

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Timer

from paramiko.ssh_exception import IncompatiblePeer

from connectors.settings import SftpSettings
from connectors.sftp import lost_connection
from connectors.sftp.host_key import keys_on_record, verify
from connectors.sftp.known_hosts import HostKey, KnownKey
from connectors.sftp.login import log_in
from connectors.sftp.lost_connection import said
from connectors.sftp.session import BROKEN, Session
from connectors.sftp.transport import WINDOW, Dismissal, NamedTransport, transport_on, wire_to
from connectors.sftp.wire import Cut
from domain.errors import AccessRefused, Unreachable
from domain.text import Text

GOODBYE = 1.0
"""Seconds that a server has to end its side of a connection."""


class Link:
    """An open connection to a server. Raises what :class:`connectors.Connector` raises."""

    def __init__(self, settings: SftpSettings) -> None:
        known = keys_on_record(settings)
        try:
            self._wire = wire_to(settings)
        except OSError as error:
            raise no_answer(settings, error) from error
        self._transport = transport_on(self._wire, settings)
        try:
            with _patience(self._transport, settings.timeout):
                self.session = _opened(self._transport, settings, known)
        except IncompatiblePeer as error:
            self.close()
            raise _nothing_in_common(settings, error) from error
        except (*BROKEN, Cut) as error:
            self.close()
            raise no_answer(settings, error, self._transport.dismissed) from error
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Closes the connection, and waits a moment for the server to have done so: one that counts sessions would
        otherwise refuse the next one.
        """
        with suppress(OSError), self._wire.dup() as last:  # the transport closes its own
            answers = self._transport.is_active()
            self._transport.close()
            # a forked worker may have the socket open too: closing ours would not end the connection
            last.shutdown(socket.SHUT_WR)
            if answers:
                _wait_for_the_end(last)
        self._transport.close()
        with suppress(OSError):
            self._wire.shutdown(socket.SHUT_RDWR)
        self._wire.close()


def _wait_for_the_end(wire: socket.socket) -> None:
    until = time.monotonic() + GOODBYE
    while (left := until - time.monotonic()) > 0:
        wire.settimeout(left)
        if not wire.recv(2**16):
            return


def _opened(transport: NamedTransport, settings: SftpSettings, known: tuple[KnownKey, ...]) -> Session:
    _ask_for_known_kinds(transport, known)
    transport.start_client(timeout=settings.timeout)
    shown = transport.get_remote_server_key()
    verify(HostKey(kind=shown.get_name(), blob=shown.asbytes()), settings, known)
    log_in(transport, settings)
    channel = transport.open_session(window_size=WINDOW, timeout=settings.timeout)
    channel.settimeout(settings.timeout)
    channel.invoke_subsystem("sftp")
    transport.set_keepalive(settings.timeout)
    return Session(channel, lambda: said(transport.dismissed) if transport.dismissed else None)


def _ask_for_known_kinds(transport: NamedTransport, known: tuple[KnownKey, ...]) -> None:
    """Requests first the key types that are on record: a server with several keys presents the first type requested."""
    kinds = {line.key.kind for line in known if not line.revoked}
    options = transport.get_security_options()
    options.key_types = sorted(options.key_types, key=lambda kind: _key_kind(kind) not in kinds)


def _key_kind(algorithm: str) -> str:
    return "ssh-rsa" if algorithm.startswith("rsa-") else algorithm


@contextmanager
def _patience(transport: NamedTransport, seconds: float) -> Iterator[None]:
    """Closes the connection when the server does not answer a step for which paramiko has no time limit."""
    timer = Timer(seconds, transport.close)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _nothing_in_common(settings: SftpSettings, error: IncompatiblePeer) -> AccessRefused:
    lacking = lost_connection.not_shared(error)
    return AccessRefused(
        Text(
            f"{settings.host}:{settings.port} et nous : aucun chiffrement ni échange de clés en commun ({lacking.fr}).",
            f"{settings.host}:{settings.port} and we share no cipher or key exchange ({lacking.en}).",
        ),
        Text(
            "Demandez à l'exploitant du serveur d'en offrir de récents (aes-gcm ou aes-ctr, curve25519 ou ECDH).",
            "Ask the server's operator for modern ones (aes-gcm or aes-ctr, curve25519 or ECDH).",
        ),
    )


def no_answer(settings: SftpSettings, error: Exception, dismissed: Dismissal | None = None) -> Unreachable:
    """The fault of a server that does not answer as expected while the connection is opened."""
    if dismissed and dismissed.too_many:
        return _too_many(settings, dismissed)
    reason = said(dismissed) if dismissed else _reason(settings, error)
    return Unreachable(
        Text(
            f"Le serveur SFTP {settings.host}:{settings.port} est injoignable : {reason.fr}.",
            f"The SFTP server {settings.host}:{settings.port} cannot be reached: {reason.en}.",
        ),
        Text(
            "Vérifiez l'hôte, le port et le réseau, et que le serveur fonctionne.",
            "Check host, port and network, and that the server is up.",
        ),
    )


def _too_many(settings: SftpSettings, dismissed: Dismissal) -> Unreachable:
    reason = said(dismissed)
    return Unreachable(
        Text(
            f"Le serveur SFTP {settings.host}:{settings.port} limite les connexions : {reason.fr}.",
            f"The SFTP server {settings.host}:{settings.port} limits connections: {reason.en}.",
        ),
        Text(
            "Écrivez dans les réglages de la porte combien il en permet à la fois (connexions = 1), ou demandez à son "
            "exploitant d'en permettre plus.",
            "Write how many it lets in at a time in the settings of the door (connexions = 1), or ask its operator for "
            "more.",
        ),
    )


def _reason(settings: SftpSettings, error: Exception) -> Text:
    if isinstance(error, TimeoutError):
        return Text(f"pas de réponse en {settings.timeout:g} s", f"no answer in {settings.timeout:g} s")
    if isinstance(error, Cut):
        return error.reason
    return lost_connection.reason(error)
