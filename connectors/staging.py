"""Destination of fetched bytes: memory for a small file, a private file of the staging folder for a large one."""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Protocol

from connectors.connector import SPOOL_ABOVE, Entry, Fetched
from domain import system_faults
from domain.errors import Unavailable
from domain.text import Text


class Sink(Protocol):
    """Takes the pieces of one file in their order."""

    def write(self, piece: bytes) -> None:
        """Add ``piece``. Raises :class:`Unavailable` when this machine's disk cannot take it."""

    def finish(self, entry: Entry) -> Fetched:
        """The whole file; to be called once, after the last piece."""


@contextmanager
def sink_for(entry: Entry, staging: Path) -> Iterator[Sink]:
    """A sink for ``entry``; an unfinished one leaves no file."""
    if entry.size <= SPOOL_ABOVE:
        yield _Memory()
        return
    spool = _Spool(staging)
    try:
        yield spool
    finally:
        spool.close()


class _Memory:
    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def write(self, piece: bytes) -> None:
        self._pieces.append(piece)

    def finish(self, entry: Entry) -> Fetched:
        content = self._pieces[0] if len(self._pieces) == 1 else b"".join(self._pieces)
        return Fetched(entry=entry, sha256=hashlib.sha256(content).hexdigest(), content=content)


class _Spool:
    def __init__(self, staging: Path) -> None:
        try:
            descriptor, path = tempfile.mkstemp(prefix="spool-", dir=staging)  # mkstemp gives it the mode 0600
        except OSError as error:
            raise _our_disk(staging, error) from error
        self._file = os.fdopen(descriptor, "wb")
        self._path = Path(path)
        self._digest = hashlib.sha256()
        self._finished = False

    def write(self, piece: bytes) -> None:
        self._digest.update(piece)
        try:
            self._file.write(piece)
        except OSError as error:
            raise _our_disk(self._path.parent, error) from error

    def finish(self, entry: Entry) -> Fetched:
        try:
            self._file.flush()
            os.fsync(self._file.fileno())
        except OSError as error:
            raise _our_disk(self._path.parent, error) from error
        self._finished = True
        return Fetched(entry=entry, sha256=self._digest.hexdigest(), spooled=self._path)

    def close(self) -> None:
        with suppress(OSError):  # a full disk may refuse the last buffer of a file that is abandoned anyway
            self._file.close()
        if not self._finished:
            self._path.unlink(missing_ok=True)


def _our_disk(staging: Path, error: OSError) -> Unavailable:
    reason = system_faults.sentence(error)
    return Unavailable(
        Text(
            f"Le dossier temporaire {staging} n'accepte pas le fichier : {reason.fr}.",
            f"The staging folder {staging} does not take the file: {reason.en}.",
        ),
        Text("Faites de la place, ou vérifiez ses droits.", "Make room, or check its rights."),
    )
