"""Fetching one file of the server: two round trips, more for a large one."""

from pathlib import Path

from connectors.connector import Entry, Fetched
from connectors.faults import growing
from connectors.sftp.faults import attributes_of, fault, handle_of
from connectors.sftp.pipeline import BATCH, Ask, Conversation
from connectors.sftp.remote import Remote
from connectors.sftp.wire import CHUNK, Attributes, Code, Data, MessageType, Reply, Status, on, open_to_read, read
from connectors.staging import Sink, sink_for
from domain.errors import NavetteError


def fetch(remote: Remote, folder: str, entry: Entry, staging: Path) -> Conversation[Fetched]:
    """The whole file. Raises :class:`Vanished`, :class:`AccessRefused`, :class:`Unavailable` when it changed."""
    (opened,) = yield Ask((open_to_read(remote.file(folder, entry.name)),))
    handle = handle_of(opened, entry.name)
    with sink_for(entry, staging) as sink:
        try:
            seen = yield from _all(handle, entry, sink)
        except NavetteError:
            yield _closing(handle)
            raise
        yield _closing(handle)
        if (seen.size, seen.modified) != (entry.size, entry.modified):
            raise growing(entry.name)
        return sink.finish(entry)


def _closing(handle: bytes) -> Ask:
    return Ask((on(MessageType.CLOSE, handle),), wait=False)


def _all(handle: bytes, entry: Entry, sink: Sink) -> Conversation[Attributes]:
    """Writes every byte to ``sink``; the attributes of the file after the last read."""
    for start in range(0, max(entry.size, 1), BATCH):
        end = min(start + BATCH, entry.size)
        pieces = [(at, min(CHUNK, end - at)) for at in range(start, end, CHUNK)]
        requests = tuple(read(handle, at, length) for at, length in pieces)
        *answers, seen = yield Ask((*requests, on(MessageType.FSTAT, handle)))
        for (at, length), answer in zip(pieces, answers, strict=True):
            piece = _piece(answer, entry)
            sink.write(piece)
            if len(piece) < length:
                yield from _rest(handle, at + len(piece), length - len(piece), entry, sink)
                (seen,) = yield Ask((on(MessageType.FSTAT, handle),))
    return attributes_of(seen, entry.name)


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
