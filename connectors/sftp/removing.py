"""Removing a file that this program wrote. Two round trips."""

from connectors.connector import Entry
from connectors.faults import not_a_file, replaced
from connectors.sftp.faults import attributes_of, must
from connectors.sftp.folders import confined, leads_elsewhere
from connectors.sftp.jobs import Ask, Conversation
from connectors.sftp.moving import is_alike
from connectors.sftp.remote import Remote
from connectors.sftp.wire import MessageType, on


def remove(remote: Remote, folder: str, entry: Entry) -> Conversation[None]:
    """Removes the file. Raises :class:`domain.errors.Vanished` when it is missing, or another one has the name."""
    yield from confined(remote, folder)
    path = remote.file(folder, entry.name)
    seen, real = yield Ask((on(MessageType.LSTAT, path), on(MessageType.REALPATH, path)))
    if leads_elsewhere(real, path):
        raise not_a_file(entry.name)
    if not is_alike(entry, attributes_of(seen, entry.name)):
        raise replaced(entry.name)
    (answer,) = yield Ask((on(MessageType.REMOVE, path),))
    must(answer, entry.name)
