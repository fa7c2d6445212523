"""Folders of the server: real ones, under the root, made when missing."""

import stat
from dataclasses import replace

from connectors.faults import no_folder, no_root, outside, vanished
from connectors.names import steps
from connectors.sftp.faults import GONE, attributes_of, fault, is_gone, is_ok
from connectors.sftp.pipeline import Ask, Conversation
from connectors.sftp.remote import Remote, decoded, encoded
from connectors.sftp.wire import Attributes, Code, MessageType, Names, Reply, Status, mkdir, on


def real_root(remote: Remote, root: str) -> Conversation[Remote]:
    """The session with the real path of the root. Raises :class:`SettingsError` when the root is missing."""
    (named,) = yield Ask((on(MessageType.REALPATH, encoded(root)),))
    if is_gone(named):
        raise no_root(root)
    path = _path_of(named, root)
    (seen,) = yield Ask((on(MessageType.STAT, path),))
    if is_gone(seen) or not _is_folder(attributes_of(seen, root)):
        raise no_root(root)
    return replace(remote, root=path)


def confined(remote: Remote, folder: str) -> Conversation[None]:
    """Raises :class:`AccessRefused` when the real path of ``folder`` is elsewhere, through a link.

    A supplier who may make links could else have its files taken from, or its answers written to, another's folders.
    """
    path = remote.folder(folder)
    named, seen = yield Ask((on(MessageType.REALPATH, path), on(MessageType.STAT, path)))
    if is_gone(seen):  # REALPATH of what is missing fails on some servers, and does not on others
        raise vanished(folder)
    real = _path_of(named, folder)
    if real.rstrip(b"/") != path.rstrip(b"/"):
        raise outside(folder, decoded(real))


def ready(remote: Remote, folder: str, known: set[str]) -> Conversation[None]:
    """Makes ``folder`` when it is missing and checks that it is confined; once for each ``known`` set of folders."""
    if folder in known:
        return
    (seen,) = yield Ask((on(MessageType.STAT, remote.folder(folder)),))
    if is_gone(seen):
        seen = yield from _made(remote, folder)
    if not _is_folder(attributes_of(seen, folder)):
        raise no_folder(folder)
    yield from confined(remote, folder)
    known.add(folder)


def _made(remote: Remote, folder: str) -> Conversation[Reply]:
    """Makes each folder of the path; another run may be making the same ones, so only the final check counts."""
    path, refused = steps(folder), Status(Code.OK, "")
    for depth in range(1, len(path) + 1):
        (answer,) = yield Ask((mkdir(remote.folder("/".join(path[:depth]))),))
        if isinstance(answer, Status) and not is_ok(answer):
            refused = answer
    (seen,) = yield Ask((on(MessageType.STAT, remote.folder(folder)),))
    if is_gone(seen) and refused.code != Code.OK and refused.code not in GONE:
        raise fault(refused, folder)
    return seen


def _path_of(answer: Reply, folder: str) -> bytes:
    if isinstance(answer, Names) and len(answer.items) == 1:
        return answer.items[0].name
    raise fault(answer, folder)


def _is_folder(attributes: Attributes) -> bool:
    return attributes.kind in {stat.S_IFDIR, None}
