"""Listing a folder of the server, many pages requested at once."""

import stat
from collections.abc import Iterator, Sequence

from connectors.connector import Entry, Look, Stray, StrayKind
from connectors.names import safe_name
from connectors.sftp.faults import attributes_of, fault, handle_of, is_gone
from connectors.sftp.folders import confined, must_be_there, place
from connectors.sftp.jobs import Ask, Conversation
from connectors.sftp.remote import Remote, decoded
from connectors.sftp.wire import Attributes, Code, MessageType, Name, Names, Reply, Status, on
from domain.errors import Unavailable, Vanished
from domain.text import Text

PAGES = 32
"""Pages requested at once; OpenSSH puts 100 names on each."""

_KINDS = {stat.S_IFDIR: StrayKind.FOLDER, stat.S_IFLNK: StrayKind.LINK}

LOOKS = 64
"""Attribute requests sent at once, for files whose attributes the listing leaves out."""


def look(remote: Remote, folder: str) -> Conversation[Look]:
    """What ``folder`` holds, by name; nothing when it is missing."""
    try:
        return (yield from present(remote, folder))
    except Vanished:
        return Look()


def present(remote: Remote, folder: str) -> Conversation[Look]:
    """What ``folder`` holds, by name. Raises :class:`Vanished` when it is missing."""
    yield from confined(remote, folder)
    names = yield from _names(remote, folder)
    names = yield from _completed(remote, folder, names)
    every = sorted({named.name: named for named in map(_named, names)}.values(), key=lambda named: named.name)
    return Look(
        files=tuple(one for one in every if isinstance(one, Entry)),
        strays=tuple(one for one in every if isinstance(one, Stray)),
    )


def _names(remote: Remote, folder: str) -> Conversation[list[Name]]:
    (opened,) = yield Ask((on(MessageType.OPENDIR, remote.folder(folder)),))
    handle = handle_of(opened, folder)
    names: list[Name] = []
    while True:
        *pages, real, seen = yield Ask((*(on(MessageType.READDIR, handle),) * PAGES, *place(remote, folder)))
        for page in pages:
            names += page.items if isinstance(page, Names) else ()
        ends = [page for page in pages if not isinstance(page, Names)]
        if ends:
            yield Ask((on(MessageType.CLOSE, handle),), wait=False)
            _must_be_the_end(ends, folder)
            must_be_there(remote, folder, real, seen)
            return [name for name in names if name.name not in {b".", b".."}]


def _must_be_the_end(ends: Sequence[Reply], folder: str) -> None:
    for answer in ends:
        if not (isinstance(answer, Status) and answer.code == Code.EOF):
            raise fault(answer, folder)


def _completed(remote: Remote, folder: str, names: list[Name]) -> Conversation[list[Name]]:
    """``names`` with the attributes that the server left out, requested one by one."""
    bare = [name for name in names if not _is_complete(name.attributes)]
    found = {name.name: name for name in names}
    for some in _by(LOOKS, bare):
        paths = [remote.file(folder, decoded(name.name)) for name in some]
        answers = yield Ask(tuple(on(MessageType.LSTAT, path) for path in paths))
        for name, answer in zip(some, answers, strict=True):
            if is_gone(answer):
                del found[name.name]
            else:
                found[name.name] = Name(name.name, attributes_of(answer, decoded(name.name)))
    return list(found.values())


def _by(size: int, names: list[Name]) -> Iterator[list[Name]]:
    return (names[at : at + size] for at in range(0, len(names), size))


def _is_complete(attributes: Attributes) -> bool:
    return None not in {attributes.size, attributes.kind, attributes.modified}


def _named(name: Name) -> Entry | Stray:
    known = name.attributes
    if known.kind not in {stat.S_IFREG, None}:  # of unknown kind: better a fetch that fails than a file skipped
        return Stray(name=decoded(name.name), kind=_KINDS.get(known.kind, StrayKind.SPECIAL))
    text = safe_name(decoded(name.name))
    if known.size is None or known.modified is None:
        raise Unavailable.about(
            text,
            Text(
                "Le serveur ne donne ni taille ni date à {name!r}.",
                "The server does not tell size and time of {name!r}.",
            ),
            Text("Utilisez un serveur qui les donne.", "Use a server that does."),
        )
    return Entry(name=text, size=known.size, modified=float(known.modified))
