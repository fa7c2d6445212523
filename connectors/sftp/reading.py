"""Fetching one file of the server: three round trips, more for a large one.

SFTP version 3 opens what a name leads to, links included, and shows no number of the file that was opened (inode). So a
file is looked at before it is opened (a pipe would block the server), its real path is asked for immediately before and
after the opening, and what was opened is compared with what was listed and with what has the name. What remains: a file
of the same size and time, reached through a link that was put in its place after one of three requests that the server
has in hand together, and taken away before the next one.
"""

import hashlib
import stat
from pathlib import Path

from connectors.connector import Entry, Fetched
from connectors.faults import growing, not_a_file, vanished
from connectors.sftp.faults import attributes_of, fault, handle_of, is_gone
from connectors.sftp.folders import leads_elsewhere
from connectors.sftp.jobs import Ask, Conversation
from connectors.sftp.pipeline import BATCH
from connectors.sftp.remote import Remote
from connectors.sftp.wire import (
    CHUNK,
    Code,
    Data,
    MessageType,
    Reply,
    Request,
    Status,
    on,
    open_to_read,
    read,
)
from connectors.staging import Sink, sink_for
from domain.errors import NavetteError


def fetch(remote: Remote, folder: str, entry: Entry, staging: Path) -> Conversation[Fetched]:
    """The whole file. Raises :class:`Vanished`, :class:`AccessRefused`, :class:`Unavailable` when it changed."""
    with sink_for(entry, staging) as sink:
        yield from _copied(remote, folder, entry, sink)
        return sink.finish(entry)


def digest(remote: Remote, folder: str, entry: Entry) -> Conversation[str]:
    """SHA-256 of the file, 64 hexadecimal digits. Raises as :func:`fetch` does."""
    sink = _Digest()
    yield from _copied(remote, folder, entry, sink)
    return sink.hexdigest()


class _Digest:
    def __init__(self) -> None:
        self._digest = hashlib.sha256()

    def write(self, piece: bytes) -> None:
        self._digest.update(piece)

    def finish(self, entry: Entry) -> Fetched:
        return Fetched(entry=entry, sha256=self.hexdigest())

    def hexdigest(self) -> str:
        return self._digest.hexdigest()


def _copied(remote: Remote, folder: str, entry: Entry, sink: Sink) -> Conversation[None]:
    path = remote.file(folder, entry.name)
    real, seen = on(MessageType.REALPATH, path), on(MessageType.LSTAT, path)
    _must_be(entry, path, *(yield Ask((seen,))))
    before, opened, named, after = yield Ask((real, open_to_read(path), seen, real))
    handle = handle_of(opened, entry.name)
    try:
        for where in (before, after):
            _must_be(entry, path, named, where)
        (there,) = yield from _all(handle, entry, sink, (on(MessageType.FSTAT, handle),))
        _must_be(entry, path, there)
    except NavetteError:
        yield _closing(handle)
        raise
    yield _closing(handle)


def _closing(handle: bytes) -> Ask:
    return Ask((on(MessageType.CLOSE, handle),), wait=False)


def _must_be(entry: Entry, path: bytes, answer: Reply, real: Reply | None = None) -> None:
    """Raises the fault when the replies are not about the regular file that ``entry`` describes, at ``path``."""
    if is_gone(answer) or (real is not None and is_gone(real)):
        raise vanished(entry.name)
    if real is not None and leads_elsewhere(real, path):
        raise not_a_file(entry.name)
    seen = attributes_of(answer, entry.name)
    if seen.kind not in {stat.S_IFREG, None}:
        raise not_a_file(entry.name)
    if (seen.size, seen.modified) != (entry.size, entry.modified):
        raise growing(entry.name)


def _all(handle: bytes, entry: Entry, sink: Sink, proof: tuple[Request, ...]) -> Conversation[tuple[Reply, ...]]:
    """Writes every byte to ``sink``; the replies to ``proof``, which is sent after the last read."""
    replies: tuple[Reply, ...] = ()
    for start in range(0, max(entry.size, 1), BATCH):
        end = min(start + BATCH, entry.size)
        pieces = [(at, min(CHUNK, end - at)) for at in range(start, end, CHUNK)]
        asked = proof if end == entry.size else ()
        answers = yield Ask((*(read(handle, at, length) for at, length in pieces), *asked))
        replies = answers[len(pieces) :]
        for (at, length), answer in zip(pieces, answers, strict=False):
            piece = _piece(answer, entry)
            sink.write(piece)
            if len(piece) < length:
                yield from _rest(handle, at + len(piece), length - len(piece), entry, sink)
                replies = (yield Ask(asked)) if asked else ()
    return replies


def _rest(handle: bytes, at: int, missing: int, entry: Entry, sink: Sink) -> Conversation[None]:
    """Requests for what a short reply left out; servers may return less than was requested."""
    while missing:
        (answer,) = yield Ask((read(handle, at, missing),))
        piece = _piece(answer, entry)
        sink.write(piece)
        at, missing = at + len(piece), missing - len(piece)


def _piece(answer: Reply, entry: Entry) -> bytes:
    if isinstance(answer, Data) and answer.value:
        return answer.value
    if isinstance(answer, Data) or (isinstance(answer, Status) and answer.code == Code.EOF):
        raise growing(entry.name)  # it got shorter
    raise fault(answer, entry.name)
