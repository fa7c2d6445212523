"""Connectors: where files come from and go to, a local folder or an SFTP account.

::

    with connectors.open(SftpSettings(host="sftp.example.org", username="navette", root="/", ...)) as door:
        ready, waiting = quiet(first_look, door.list("depot"))
        for answer in door.fetch("depot", ready, staging): ...      # Fetched | Failed
        for put, error in door.put(puts): ...
        for move, error in door.move(moves): ...

One connector serves one thread at a time; open as many as there are threads.
"""

from connectors.connector import SPOOL_ABOVE, Connector, Entry, Failed, Fetched, Look, Move, Put, Stray, StrayKind
from connectors.quiet import quiet
from connectors.settings import DoorSettings, LocalSettings, SftpOptions, SftpSettings

__all__ = [
    "SPOOL_ABOVE",
    "Connector",
    "DoorSettings",
    "Entry",
    "Failed",
    "Fetched",
    "LocalSettings",
    "Look",
    "Move",
    "Put",
    "SftpOptions",
    "SftpSettings",
    "Stray",
    "StrayKind",
    "open",
    "quiet",
]


def open(settings: DoorSettings) -> Connector:
    """The connector for ``settings``; nothing is opened before it is entered with ``with``."""
    if isinstance(settings, LocalSettings):
        from connectors.local import LocalConnector

        return LocalConnector(settings)
    from connectors.sftp import SftpConnector  # paramiko costs 0.2 s to import: only those who need it pay

    return SftpConnector(settings)
