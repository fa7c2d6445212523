"""Listing a folder and reading its files."""

import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from io import FileIO
from pathlib import Path

from connectors.connector import Entry, Fetched, Look, Stray, StrayKind
from connectors.faults import growing, not_a_file
from connectors.names import safe_name
from connectors.staging import sink_for

PIECE = 2**20
"""Bytes read at once."""


def look(folder: int) -> Look:
    """What an open folder holds, by name."""
    files: list[Entry] = []
    strays: list[Stray] = []
    with os.scandir(folder) as items:
        for item in items:
            try:
                seen = item.stat(follow_symlinks=False)
            except FileNotFoundError:
                continue
            if stat.S_ISREG(seen.st_mode):
                files.append(Entry(name=item.name, size=seen.st_size, modified=seen.st_mtime))
            else:
                strays.append(Stray(name=item.name, kind=stray_kind(seen.st_mode)))
    return Look(
        files=tuple(sorted(files, key=lambda entry: entry.name)),
        strays=tuple(sorted(strays, key=lambda stray: stray.name)),
    )


def stray_kind(mode: int) -> StrayKind:
    """The kind of what is no regular file, by its mode."""
    if stat.S_ISDIR(mode):
        return StrayKind.FOLDER
    return StrayKind.LINK if stat.S_ISLNK(mode) else StrayKind.SPECIAL


def describes(entry: Entry, seen: os.stat_result) -> bool:
    """Whether ``seen`` is still the regular file ``entry`` was made from."""
    return is_alike(entry, seen) and seen.st_mtime == entry.modified


def is_alike(entry: Entry, seen: os.stat_result) -> bool:
    """Whether ``seen`` is a regular file of the size of ``entry``."""
    return stat.S_ISREG(seen.st_mode) and seen.st_size == entry.size


def read(folder: int, entry: Entry, staging: Path) -> Fetched:
    """The whole file. Raises ``OSError``, :class:`Unavailable` when it changed, :class:`Vanished` when replaced."""
    with opened_file(folder, entry.name) as file, sink_for(entry, staging) as sink:
        taken = 0
        while taken <= entry.size and (piece := file.read(PIECE)):
            sink.write(piece)
            taken += len(piece)
        if taken != entry.size or not describes(entry, os.fstat(file.fileno())):
            raise growing(entry.name)
        return sink.finish(entry)


def digest(folder: int, name: str) -> str:
    """SHA-256 of a file, 64 hexadecimal digits. Raises as :func:`read` does."""
    with opened_file(folder, name) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def opened_file(folder: int, name: str) -> Iterator[FileIO]:
    """The regular file ``name``, opened to be read. Raises ``OSError``; :class:`Vanished` for anything else."""
    # Without O_NONBLOCK, opening a pipe put in the file's place would block for ever.
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    descriptor = os.open(safe_name(name), flags, dir_fd=folder)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise not_a_file(name)
    with FileIO(descriptor) as file:
        yield file
