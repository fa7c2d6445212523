"""Verification of the server's host key."""

from collections.abc import Sequence

from connectors.settings import SftpOptions, SftpSettings
from connectors.sftp.known_hosts import HostKey, KnownKey, known_keys, place_of
from domain import system_faults
from domain.errors import HostKeyRefused, SettingsError
from domain.text import Text

_IN_SETTINGS = Text("host_key dans les réglages", "host_key in the settings")
_TO_A_FILE = Text(
    "à un fichier nommé par known_hosts dans les réglages", "to a file named by known_hosts in the settings"
)


def keys_on_record(settings: SftpOptions) -> tuple[KnownKey, ...]:
    """The lines of ``known_hosts`` about the server; none without the file, or with a ``host_key`` in the settings."""
    if settings.host_key or settings.known_hosts is None:
        return ()
    try:
        lines = settings.known_hosts.read_text(encoding="utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        return ()
    except OSError as error:
        reason = system_faults.sentence(error)
        raise SettingsError(
            Text(
                f"Le fichier des serveurs connus {settings.known_hosts} ne peut pas être lu : {reason.fr}.",
                f"The file of known hosts {settings.known_hosts} cannot be read: {reason.en}.",
            ),
            Text("Vérifiez le chemin et les droits.", "Check path and rights."),
        ) from error
    return known_keys(lines, place_of(settings.host, settings.port))


def verify(shown: HostKey, settings: SftpSettings, known: Sequence[KnownKey]) -> None:
    """Checks that the server presented an expected key. Raises :class:`HostKeyRefused`."""
    if settings.host_key:
        if shown.fingerprint != _normal(settings.host_key):
            given = _normal(settings.host_key)
            record = Text(f"{given} dans les réglages", f"{given} in the settings")
            raise _changed(shown, settings, record, _IN_SETTINGS)
        return
    if any(line.revoked and line.key == shown for line in known):
        raise _revoked(shown, settings)
    trusted = [line for line in known if not line.revoked]
    if any(line.key == shown for line in trusted):
        return
    if trusted:
        line = next((line for line in trusted if line.key.kind == shown.kind), trusted[0])
        key = f"{line.key.kind} {line.key.fingerprint}"
        at_line = Text(
            f"{key} à la ligne {line.number} de {settings.known_hosts}",
            f"{key} in line {line.number} of {settings.known_hosts}",
        )
        raise _changed(shown, settings, at_line, Text("cette ligne", "that line"))
    raise _unknown(shown, settings)


def _normal(fingerprint: str) -> str:
    return f"SHA256:{fingerprint.removeprefix('SHA256:').rstrip('=')}"


def _server(settings: SftpSettings) -> str:
    return place_of(settings.host, settings.port)


def _unknown(shown: HostKey, settings: SftpSettings) -> HostKeyRefused:
    file = settings.known_hosts
    where = Text(f"à {file}", f"to {file}") if file else _TO_A_FILE
    return HostKeyRefused(
        Text(
            f"Le serveur {_server(settings)} n'est pas connu : il montre {shown.kind} {shown.fingerprint}.",
            f"The server {_server(settings)} is not known: it shows {shown.kind} {shown.fingerprint}.",
        ),
        Text(
            "Demandez à son exploitant l'empreinte de sa clé. Si c'est la même, écrivez "
            f'host_key = "{shown.fingerprint}" dans les réglages, ou ajoutez {where.fr} cette ligne : '
            f"{shown.line(_server(settings))}",
            "Ask its operator for the fingerprint of its key. If it is the same, write "
            f'host_key = "{shown.fingerprint}" in the settings, or add this line {where.en}: '
            f"{shown.line(_server(settings))}",
        ),
    )


def _changed(shown: HostKey, settings: SftpSettings, record: Text, where: Text) -> HostKeyRefused:
    return HostKeyRefused(
        Text(
            f"Le serveur {_server(settings)} montre {shown.kind} {shown.fingerprint}, mais la clé connue est "
            f"{record.fr} : sa clé a changé, ou quelqu'un s'est mis entre lui et nous. Rien n'a été envoyé.",
            f"The server {_server(settings)} shows {shown.kind} {shown.fingerprint}, but on record is {record.en}: "
            "its key has changed, or someone stands in between. Nothing was sent.",
        ),
        Text(
            "Demandez à son exploitant si la clé a été changée. Seulement dans ce cas, remplacez "
            f"{where.fr} ; la nouvelle s'écrit : {shown.line(_server(settings))}",
            f"Ask its operator whether the key was changed. Only if so, replace {where.en}; the new one reads: "
            f"{shown.line(_server(settings))}",
        ),
    )


def _revoked(shown: HostKey, settings: SftpSettings) -> HostKeyRefused:
    return HostKeyRefused(
        Text(
            f"Le serveur {_server(settings)} montre {shown.kind} {shown.fingerprint}, marquée @revoked dans "
            f"{settings.known_hosts} : quelqu'un d'autre la détient peut-être. Rien n'a été envoyé.",
            f"The server {_server(settings)} shows {shown.kind} {shown.fingerprint}, marked @revoked in "
            f"{settings.known_hosts}: someone else may hold it. Nothing was sent.",
        ),
        Text("Demandez à l'exploitant du serveur de changer sa clé.", "Ask the server's operator to change its key."),
    )
