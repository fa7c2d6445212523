"""Writing one file to the server: under a hidden name, renamed once it is whole. Three round trips."""

from io import BytesIO
from typing import IO

from connectors.connector import Put
from connectors.names import part_name
from connectors.sftp.faults import attributes_of, fault, handle_of, is_gone, is_ok, must
from connectors.sftp.folders import ready
from connectors.sftp.pipeline import BATCH, Ask, Conversation
from connectors.sftp.remote import FSYNC, POSIX_RENAME, Remote
from connectors.sftp.wire import (
    CHUNK,
    Attributes,
    MessageType,
    Reply,
    Request,
    fsync,
    on,
    open_to_write,
    posix_rename,
    rename,
    write,
)
from domain import system_faults
from domain.errors import NavetteError, Unavailable
from domain.text import Text


def leave(remote: Remote, item: Put, known: set[str]) -> Conversation[None]:
    """Write ``item`` whole or not at all. ``known`` are the folders already checked."""
    final = remote.file(item.folder, item.name)
    part, source = _prepared(remote, item)
    with source:
        yield from ready(remote, item.folder, known)
        (opened,) = yield Ask((open_to_write(part),))
        handle = handle_of(opened, item.name)
        try:
            size = yield from _filled(remote, handle, source, item)
        except NavetteError:
            yield Ask((on(MessageType.CLOSE, handle), on(MessageType.REMOVE, part)), wait=False)
            raise
    closed, renamed = yield Ask((on(MessageType.CLOSE, handle), _over(remote, part, final)))
    try:
        must(closed, item.name)
        if not is_ok(renamed):
            yield from _insist(remote, part, final, size, renamed, item)
    except NavetteError:
        yield Ask((on(MessageType.REMOVE, part),), wait=False)
        raise


def _prepared(remote: Remote, item: Put) -> tuple[bytes, IO[bytes]]:
    try:
        part = remote.file(item.folder, part_name(item.name, item.content))
        return part, BytesIO(item.content) if isinstance(item.content, bytes) else item.content.open("rb")
    except OSError as error:
        raise _ours(item, error) from error


def _filled(remote: Remote, handle: bytes, source: IO[bytes], item: Put) -> Conversation[int]:
    """Writes everything and checks that the server has it all; the number of bytes."""
    at, last = 0, False
    while not last:
        piece = _piece(source, item)
        last = len(piece) < BATCH
        writes = [write(handle, at + step, piece[step : step + CHUNK]) for step in range(0, len(piece), CHUNK)]
        at += len(piece)
        answers = yield Ask((*writes, *(_proof(remote, handle) if last else ())))
        _check(answers, len(writes), at, item)
    return at


def _proof(remote: Remote, handle: bytes) -> tuple[Request, ...]:
    seen = on(MessageType.FSTAT, handle)
    return (fsync(handle), seen) if remote.offers(FSYNC) else (seen,)


def _check(answers: tuple[Reply, ...], writes: int, size: int, item: Put) -> None:
    proven = len(answers) > writes
    for answer in answers[:-1] if proven else answers:
        must(answer, item.name)
    if proven and (there := attributes_of(answers[-1], item.name).size) not in {None, size}:
        raise Unavailable(
            Text(
                f"{item.name!r} : le serveur n'a que {there} octets sur {size}.",
                f"{item.name!r}: the server holds {there} bytes of {size}.",
            ),
            Text("Vérifiez son espace disque, puis relancez.", "Look at its disk space, then run again."),
        )


def _over(remote: Remote, part: bytes, final: bytes) -> Request:
    return posix_rename(part, final) if remote.offers(POSIX_RENAME) else rename(part, final)


def _insist(remote: Remote, part: bytes, final: bytes, size: int, refusal: Reply, item: Put) -> Conversation[None]:
    """Called when the renaming was refused: another process may have renamed it first, or the server does not
    overwrite.
    """
    (there,) = yield Ask((on(MessageType.LSTAT, final),))
    if is_gone(refusal) and isinstance(there, Attributes) and there.size == size:
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
    return Unavailable(
        Text(
            f"Notre propre copie de {item.name!r} ne peut pas être lue : {reason.fr}.",
            f"Our own copy of {item.name!r} cannot be read: {reason.en}.",
        ),
        Text("Vérifiez le stockage des contenus.", "Check the content store."),
    )
