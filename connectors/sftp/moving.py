"""Moving one file out of its folder on the server, without ever overwriting or losing one. Three round trips."""

import stat

from connectors.connector import Entry, Move
from connectors.faults import crowded, replaced, strayed, vanished
from connectors.names import spare_names
from connectors.sftp.faults import attributes_of, fault, is_gone, is_ok
from connectors.sftp.folders import confined, ready
from connectors.sftp.pipeline import Ask, Conversation
from connectors.sftp.remote import Remote
from connectors.sftp.wire import Attributes, MessageType, on, rename


def move(remote: Remote, order: Move, known: set[str]) -> Conversation[None]:
    """Carry out ``order``. Raises :class:`Vanished` when the file is missing or another one. ``known`` are the folders
    already checked.
    """
    if order.folder not in known:
        yield from confined(remote, order.folder)
        known.add(order.folder)
    yield from ready(remote, order.to_folder, known)
    source = remote.file(order.folder, order.entry.name)
    for spare in spare_names(order.to_name, order.entry):
        target = remote.file(order.to_folder, spare)
        here, there = yield Ask((on(MessageType.LSTAT, source), on(MessageType.LSTAT, target)))
        if is_gone(here):
            yield from _must_be_there(remote, order)
            return
        if not _describes(order.entry, attributes_of(here, order.entry.name)):
            raise replaced(order.entry.name)
        if is_gone(there) and (yield from _renamed(source, target, order.entry.name)):
            yield from _confirm(remote, order, spare)
            return
    raise crowded(order.to_name, order.to_folder)


def _renamed(source: bytes, target: bytes, name: str) -> Conversation[bool]:
    """Renames without overwriting; whether it was done: not when the file was moved, or the name taken, meanwhile."""
    (answer,) = yield Ask((rename(source, target),))
    if is_ok(answer):
        return True
    here, there = yield Ask((on(MessageType.LSTAT, source), on(MessageType.LSTAT, target)))
    if is_gone(there) and not is_gone(here):
        raise fault(answer, name)
    return False


def _must_be_there(remote: Remote, order: Move) -> Conversation[None]:
    """Called when the source is missing: no error if this run or another one has moved it to the target already."""
    for spare in spare_names(order.to_name, order.entry):
        (there,) = yield Ask((on(MessageType.LSTAT, remote.file(order.to_folder, spare)),))
        if is_gone(there):
            break
        if attributes_of(there, spare).size == order.entry.size:
            return
    raise vanished(order.entry.name)


def _confirm(remote: Remote, order: Move, moved: str) -> Conversation[None]:
    """Checks the moved file: if the supplier replaced it just before the renaming, the new one is moved back."""
    (there,) = yield Ask((on(MessageType.LSTAT, remote.file(order.to_folder, moved)),))
    if is_gone(there) or _describes(order.entry, attributes_of(there, moved)):
        return
    for spare in spare_names(order.entry.name, order.entry):
        back = remote.file(order.folder, spare)
        (answer,) = yield Ask((rename(remote.file(order.to_folder, moved), back),))
        if is_ok(answer):
            raise replaced(order.entry.name)
    raise strayed(order.entry.name, f"{order.to_folder}/{moved}")


def _describes(entry: Entry, seen: Attributes) -> bool:
    """Whether ``seen`` is still the regular file ``entry`` was made from."""
    regular = seen.kind in {stat.S_IFREG, None}
    return regular and seen.size == entry.size and seen.modified == entry.modified
