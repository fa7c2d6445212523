"""Whether the server is the one we mean."""

from collections.abc import Sequence

from connectors.settings import SftpSettings
from connectors.sftp.known_hosts import HostKey, KnownKey, known_keys, place_of
from domain.errors import HostKeyRefused, SettingsError


def keys_on_record(settings: SftpSettings) -> tuple[KnownKey, ...]:
    """The lines of ``known_hosts`` about the server; none without the file, or with a ``host_key`` in the settings."""
    if settings.host_key or settings.known_hosts is None:
        return ()
    try:
        lines = settings.known_hosts.read_text(encoding="utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise SettingsError(
            f"The file of known hosts {settings.known_hosts} cannot be read: {error.strerror}.",
            "Check path and rights.",
        ) from error
    return known_keys(lines, place_of(settings.host, settings.port))


def verify(shown: HostKey, settings: SftpSettings, known: Sequence[KnownKey]) -> None:
    """Pass when the server shows the key we expect. Raises :class:`HostKeyRefused`."""
    if settings.host_key:
        if shown.fingerprint != _normal(settings.host_key):
            raise _changed(shown, settings, f"{_normal(settings.host_key)} in the settings", "host_key in the settings")
        return
    if any(line.revoked and line.key == shown for line in known):
        raise _revoked(shown, settings)
    trusted = [line for line in known if not line.revoked]
    if any(line.key == shown for line in trusted):
        return
    if trusted:
        line = next((line for line in trusted if line.key.kind == shown.kind), trusted[0])
        record = f"{line.key.kind} {line.key.fingerprint} in line {line.number} of {settings.known_hosts}"
        raise _changed(shown, settings, record, "that line")
    raise _unknown(shown, settings)


def _normal(fingerprint: str) -> str:
    return f"SHA256:{fingerprint.removeprefix('SHA256:').rstrip('=')}"


def _server(settings: SftpSettings) -> str:
    return place_of(settings.host, settings.port)


def _unknown(shown: HostKey, settings: SftpSettings) -> HostKeyRefused:
    where = f" to {settings.known_hosts}" if settings.known_hosts else " to a file named by known_hosts in the settings"
    return HostKeyRefused(
        f"The server {_server(settings)} is not known: it shows {shown.kind} {shown.fingerprint}.",
        "Ask its operator for the fingerprint of its key. If it is the same, write "
        f'host_key = "{shown.fingerprint}" in the settings, or add this line{where}: {shown.line(_server(settings))}',
    )


def _changed(shown: HostKey, settings: SftpSettings, record: str, where: str) -> HostKeyRefused:
    return HostKeyRefused(
        f"The server {_server(settings)} shows {shown.kind} {shown.fingerprint}, but on record is {record}: "
        "its key has changed, or someone stands in between. Nothing was sent.",
        f"Ask its operator whether the key was changed. Only if so, replace {where}; the new one reads: "
        f"{shown.line(_server(settings))}",
    )


def _revoked(shown: HostKey, settings: SftpSettings) -> HostKeyRefused:
    return HostKeyRefused(
        f"The server {_server(settings)} shows {shown.kind} {shown.fingerprint}, marked @revoked in "
        f"{settings.known_hosts}: someone else may hold it. Nothing was sent.",
        "Ask the server's operator to change its key.",
    )
