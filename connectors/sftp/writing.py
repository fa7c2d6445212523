"""Writing one file to the server: under a hidden name, renamed once it is whole. Four round trips.

The hidden file is always made new, never one that has the name already: that may be a link, or a second name of another
file. Real paths are asked for immediately before and after it is made, before it is renamed and afterwards. What
remains, because SFTP version 3 renames by path: a folder that becomes a link after one of three requests that the
server has in hand together and is itself again before the next one, and so once more at the renaming.
"""

import stat
from dataclasses import dataclass
from io import BytesIO
from typing import IO

from connectors.connector import Put
from connectors.faults import outside, replaced
from connectors.names import another_part_name, part_name
from connectors.sftp.earlier_parts import Earlier, EarlierParts, removed
from connectors.sftp.faults import attributes_of, fault, handle_of, is_gone, is_ok, must
from connectors.sftp.folders import LINK, leads_elsewhere, must_be_real, ready
from connectors.sftp.jobs import Ask, Conversation
from connectors.sftp.pipeline import BATCH
from connectors.sftp.remote import FSYNC, POSIX_RENAME, Remote
from connectors.sftp.wire import (
    CHUNK,
    Attributes,
    Handle,
    MessageType,
    Reply,
    Request,
    fsync,
    on,
    open_new,
    posix_rename,
    rename,
    write,
)
from domain import system_faults
from domain.errors import NavetteError, Unavailable
from domain.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """The hidden file that is being written."""

    path: bytes
    handle: bytes
    earlier: tuple[Earlier, ...] = ()
    """What earlier tries left, and last whatever has the usual hidden name: when that was taken."""


def leave(remote: Remote, item: Put, known: set[str], earlier: EarlierParts) -> Conversation[None]:
    """Write ``item`` whole or not at all. ``known`` are the folders already made, ``earlier`` is of the whole batch."""
    final = remote.file(item.folder, item.name)
    name, source = _prepared(item)
    with source:
        yield from ready(remote, item.folder, known)
        part = yield from _opened(remote, item, name, earlier)
        try:
            size = yield from _filled(remote, part, final, source, item)
        except NavetteError:
            yield Ask((on(MessageType.CLOSE, part.handle), on(MessageType.REMOVE, part.path)))
            raise
    closed, renamed = yield Ask((on(MessageType.CLOSE, part.handle), _over(remote, part.path, final)))
    try:
        must(closed, item.name)
        if not is_ok(renamed):
            yield from _insist(remote, part.path, final, size, renamed, item)
    except NavetteError:
        yield Ask((on(MessageType.REMOVE, part.path),))
        raise
    yield from _confirm(part, final, size, item)


def _opened(remote: Remote, item: Put, name: str, earlier: EarlierParts) -> Conversation[_Part]:
    """A new hidden file, named ``name`` or, when something has that name, otherwise."""
    usual = remote.file(item.folder, name)
    ours = earlier.ask(usual)
    there, opened = yield from _made(remote, item, usual)
    if isinstance(opened, Handle) and not isinstance(there, Attributes):
        return _Part(path=usual, handle=opened.value)
    if isinstance(opened, Handle):
        before = there
        _, there = yield Ask((on(MessageType.CLOSE, opened.value), on(MessageType.LSTAT, usual)))
        ours = ours or _is_new(there, before)
    if not ours:
        earlier.refused(usual)
    found = yield from earlier.of(remote, item.folder, name)
    other = remote.file(item.folder, another_part_name(name))
    _, opened = yield from _made(remote, item, other)
    in_the_way = (Earlier(path=usual, seen=there, ours=ours),) if isinstance(there, Attributes) else ()
    return _Part(path=other, handle=handle_of(opened, item.name), earlier=(*found, *in_the_way))


def _is_new(now: Reply, before: Reply) -> bool:
    """Whether a file that was opened although there was one is new: another run had put its own in place at that
    moment. Else the server does not know "only new".
    """
    return isinstance(now, Attributes) and isinstance(before, Attributes) and not now.size and bool(before.size)


def _made(remote: Remote, item: Put, path: bytes) -> Conversation[tuple[Reply, Reply]]:
    """What had the name ``path`` before, and the reply to making a file of that name; it is made nowhere else."""
    real = on(MessageType.REALPATH, remote.folder(item.folder))
    there, before, opened, after = yield Ask((on(MessageType.LSTAT, path), real, open_new(path), real))
    try:
        must_be_real(remote, item.folder, before)
        must_be_real(remote, item.folder, after)
    except NavetteError:
        if isinstance(opened, Handle):
            yield Ask((on(MessageType.CLOSE, opened.value), on(MessageType.REMOVE, path)))
        raise
    return there, opened


def _prepared(item: Put) -> tuple[str, IO[bytes]]:
    try:
        name = part_name(item.name, item.content)
        return name, BytesIO(item.content) if isinstance(item.content, bytes) else item.content.open("rb")
    except OSError as error:
        raise _ours(item, error) from error


def _filled(remote: Remote, part: _Part, final: bytes, source: IO[bytes], item: Put) -> Conversation[int]:
    """Writes everything and checks that the server has it all, under the hidden name; the number of bytes."""
    at, last = 0, False
    while not last:
        piece = _piece(source, item)
        last = len(piece) < BATCH
        writes = [write(part.handle, at + step, piece[step : step + CHUNK]) for step in range(0, len(piece), CHUNK)]
        at += len(piece)
        answers = yield Ask((*writes, *(_proof(remote, part, final) if last else ())))
        for answer in answers[: len(writes)]:
            must(answer, item.name)
    _check(part, final, answers[len(writes) :], at, item)
    return at


def _proof(remote: Remote, part: _Part, final: bytes) -> tuple[Request, ...]:
    seen = (on(MessageType.FSTAT, part.handle), *_name(part.path), *_name(final))
    return (fsync(part.handle), *seen) if remote.offers(FSYNC) else seen


def _name(path: bytes) -> tuple[Request, Request]:
    return on(MessageType.LSTAT, path), on(MessageType.REALPATH, path)


def _check(part: _Part, final: bytes, proof: tuple[Reply, ...], size: int, item: Put) -> None:
    *synchronised, seen, named, real, there, leads = proof
    for answer in synchronised:
        must(answer, item.name)
    held = attributes_of(seen, item.name).size
    if held not in {None, size}:
        raise Unavailable.about(
            item.name,
            Text(
                f"{{name!r}} : le serveur n'a que {held} octets sur {size}.",
                f"{{name!r}}: the server holds {held} bytes of {size}.",
            ),
            Text("Vérifiez son espace disque, puis relancez.", "Look at its disk space, then run again."),
        )
    # gone: another run that writes the same bytes has put them in place, and removed this file; _insist finds them
    if not is_gone(named) and (leads_elsewhere(real, part.path) or not _is_ours(attributes_of(named, item.name), size)):
        raise replaced(item.name)
    is_link = isinstance(there, Attributes) and there.kind == stat.S_IFLNK
    if leads_elsewhere(leads, final) and not is_link:  # this server would rename over what the link leads to
        raise outside(item.name, LINK)


def _is_ours(seen: Attributes, size: int) -> bool:
    """Whether what was seen under a name may be the file of ``size`` bytes that was written."""
    return seen.kind in {stat.S_IFREG, None} and seen.size in {None, size}


def _confirm(part: _Part, final: bytes, size: int, item: Put) -> Conversation[None]:
    """Checks what has the name now, and removes what earlier tries left."""
    there, leads = yield Ask(_name(final))
    if is_gone(there) or leads_elsewhere(leads, final):
        raise replaced(item.name)
    seen = attributes_of(there, item.name)
    if not _is_ours(seen, size):
        raise replaced(item.name)
    yield from removed(part.earlier, seen.modified)


def _over(remote: Remote, part: bytes, final: bytes) -> Request:
    return posix_rename(part, final) if remote.offers(POSIX_RENAME) else rename(part, final)


def _insist(remote: Remote, part: bytes, final: bytes, size: int, refusal: Reply, item: Put) -> Conversation[None]:
    """Called when the renaming was refused: another process may have renamed it first, or the server does not
    overwrite.
    """
    (there,) = yield Ask((on(MessageType.LSTAT, final),))
    if is_gone(refusal) and isinstance(there, Attributes) and _is_ours(there, size):
        return
    if is_gone(there) or is_gone(refusal) or remote.offers(POSIX_RENAME):
        raise fault(refusal, item.name)
    removed, renamed = yield Ask((on(MessageType.REMOVE, final), rename(part, final)))
    must(removed, item.name)
    must(renamed, item.name)


def _piece(source: IO[bytes], item: Put) -> bytes:
    try:
        return source.read(BATCH)
    except OSError as error:
        raise _ours(item, error) from error


def _ours(item: Put, error: OSError) -> Unavailable:
    reason = system_faults.sentence(error)
    return Unavailable.about(
        item.name,
        Text(
            f"Notre propre copie de {{name!r}} ne peut pas être lue : {reason.fr}.",
            f"Our own copy of {{name!r}} cannot be read: {reason.en}.",
        ),
        Text("Vérifiez le stockage des contenus.", "Check the content store."),
    )
