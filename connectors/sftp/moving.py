"""Moving one file out of its folder on the server, without ever overwriting or losing one. Three round trips."""

import stat
from dataclasses import replace

from connectors.connector import Entry, Move
from connectors.faults import crowded, not_a_file, put_back, replaced, strayed, vanished
from connectors.names import spare_names
from connectors.sftp.faults import attributes_of, fault, is_gone, is_ok
from connectors.sftp.folders import confined, leads_elsewhere, must_be_real, ready
from connectors.sftp.jobs import Ask, Conversation
from connectors.sftp.reading import digest
from connectors.sftp.remote import Remote
from connectors.sftp.wire import Attributes, MessageType, Reply, Request, on, rename


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
        real = (
            on(MessageType.REALPATH, remote.folder(order.folder)),
            on(MessageType.REALPATH, remote.folder(order.to_folder)),
        )
        here, source_path, there, target_path, *where = yield Ask((*_name(source), *_name(target), *real))
        must_be_real(remote, order.folder, where[0])
        must_be_real(remote, order.to_folder, where[1])
        if is_gone(here):
            yield from _must_be_moved(remote, order)
            return
        if leads_elsewhere(source_path, source):
            raise not_a_file(order.entry.name)
        if not (yield from _is_still(remote, order, order.folder, order.entry.name, here)):
            raise replaced(order.entry.name)
        if leads_elsewhere(target_path, target):
            continue  # a link: some servers would follow it
        if is_gone(there) and (yield from _renamed(source, target, order.entry.name)):
            yield from _confirm(remote, order, spare)
            return
    raise crowded(order.to_name, order.to_folder)


def _name(path: bytes) -> tuple[Request, Request]:
    return on(MessageType.LSTAT, path), on(MessageType.REALPATH, path)


def _renamed(source: bytes, target: bytes, name: str) -> Conversation[bool]:
    """Renames without overwriting; whether it was done: not when the file was moved, or the name taken, meanwhile."""
    (answer,) = yield Ask((rename(source, target),))
    if is_ok(answer):
        return True
    here, there = yield Ask((on(MessageType.LSTAT, source), on(MessageType.LSTAT, target)))
    if is_gone(there) and not is_gone(here):
        raise fault(answer, name)
    return False


def _must_be_moved(remote: Remote, order: Move) -> Conversation[None]:
    """Called when the source is missing: no error if this run or another one has moved it to the target already."""
    for spare in spare_names(order.to_name, order.entry):
        path = remote.file(order.to_folder, spare)
        there, real = yield Ask(_name(path))
        if is_gone(there):
            break
        if is_alike(order.entry, attributes_of(there, spare)) and not leads_elsewhere(real, path):
            return
    raise vanished(order.entry.name)


def _confirm(remote: Remote, order: Move, moved: str) -> Conversation[None]:
    """Checks the moved file: if the supplier replaced it just before the renaming, or the folder it was to go to, it is
    moved back.
    """
    path = remote.file(order.to_folder, moved)
    there, real = yield Ask(_name(path))
    if is_gone(there):
        return
    if not leads_elsewhere(real, path) and (yield from _is_still(remote, order, order.to_folder, moved, there)):
        return
    for spare in spare_names(order.entry.name, order.entry):
        back = remote.file(order.folder, spare)
        (answer,) = yield Ask((rename(remote.file(order.to_folder, moved), back),))
        if is_ok(answer):
            raise put_back(order.entry.name)
    raise strayed(order.entry.name, f"{order.to_folder}/{moved}")


def _is_still(remote: Remote, order: Move, folder: str, name: str, answer: Reply) -> Conversation[bool]:
    """Whether ``name``, as ``answer`` shows it, is the file of ``order``: by its size and time, or when only the time
    differs by its bytes.
    """
    seen = attributes_of(answer, name)
    if not is_alike(order.entry, seen):
        return False
    if seen.modified == order.entry.modified:
        return True
    if order.sha256 is None or seen.modified is None:
        return False
    now = replace(order.entry, name=name, modified=float(seen.modified))
    return (yield from digest(remote, folder, now)) == order.sha256


def is_alike(entry: Entry, seen: Attributes) -> bool:
    """Whether ``seen`` is a regular file of the size of ``entry``."""
    return seen.kind in {stat.S_IFREG, None} and seen.size == entry.size
