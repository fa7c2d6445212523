"""Folders of the server: real ones, under the root, made when missing."""

import stat
from dataclasses import replace

from connectors.faults import no_folder, no_root, outside, vanished
from connectors.names import steps
from connectors.sftp.faults import GONE, attributes_of, fault, is_gone, is_ok
from connectors.sftp.jobs import Ask, Conversation
from connectors.sftp.remote import Remote, decoded, encoded
from connectors.sftp.wire import Attributes, Code, MessageType, Names, Reply, Request, Status, mkdir, on

LINK = "?"
"""Shown instead of where a link leads, when the server does not say."""


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


def place(remote: Remote, folder: str) -> tuple[Request, Request]:
    """The requests whose replies :func:`must_be_there` judges; to be sent with those about a file of ``folder``."""
    path = remote.folder(folder)
    return on(MessageType.REALPATH, path), on(MessageType.LSTAT, path)


def must_be_there(remote: Remote, folder: str, named: Reply, seen: Reply) -> None:
    """Raises :class:`AccessRefused` when ``folder`` is a link, or is reached through one, :class:`Vanished` when it is
    missing.

    A supplier who may make links could else have its files taken from, or its answers written to, another's folders.
    """
    if is_gone(seen):  # REALPATH of what is missing fails on some servers, and does not on others
        raise vanished(folder)
    must_be_real(remote, folder, named)
    kind = attributes_of(seen, folder).kind
    if kind == stat.S_IFLNK and folder:  # a server whose REALPATH does not resolve links
        raise outside(folder, LINK)


def must_be_real(remote: Remote, folder: str, named: Reply) -> None:
    """Raises :class:`AccessRefused` when ``named``, the reply to REALPATH, is another path than that of ``folder``."""
    if is_gone(named):
        raise vanished(folder)
    real = _path_of(named, folder)
    if not same_path(real, remote.folder(folder)):
        raise outside(folder, decoded(real))


def same_path(one: bytes, other: bytes) -> bool:
    """Whether two absolute paths are one."""
    return one.rstrip(b"/") == other.rstrip(b"/")


def leads_elsewhere(named: Reply, path: bytes) -> bool:
    """Whether ``named``, the reply to REALPATH, says that ``path`` is a link or is reached through one.

    Some servers (ProFTPD) follow a link in whatever they do with a name, LSTAT and RENAME included; REALPATH shows it
    on each of them. What is missing has no real path on some.
    """
    return isinstance(named, Names) and not any(same_path(item.name, path) for item in named.items)


def confined(remote: Remote, folder: str) -> Conversation[None]:
    """:func:`must_be_there` for ``folder`` and for each folder above it, up to the root."""
    path = steps(folder)
    folders = ["/".join(path[:depth]) for depth in range(1, len(path) + 1)] or [""]
    replies = yield Ask(tuple(request for one in folders for request in place(remote, one)))
    for one, named, seen in zip(folders, replies[::2], replies[1::2], strict=True):
        must_be_there(remote, one, named, seen)


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
