"""Listing a folder and reading its files."""

import os
import stat
from pathlib import Path

from connectors.connector import Entry, Fetched
from connectors.faults import growing, replaced
from connectors.names import safe_name
from connectors.staging import sink_for

PIECE = 2**20
"""Bytes read at once."""


def listing(folder: int) -> tuple[Entry, ...]:
    """The regular files of an open folder, by name."""
    with os.scandir(folder) as items:
        found = [_entry(item) for item in items if item.is_file(follow_symlinks=False)]
    return tuple(sorted((entry for entry in found if entry), key=lambda entry: entry.name))


def _entry(item: "os.DirEntry[str]") -> Entry | None:
    try:
        seen = item.stat(follow_symlinks=False)
    except FileNotFoundError:
        return None
    return Entry(name=item.name, size=seen.st_size, modified=seen.st_mtime)


def describes(entry: Entry, seen: os.stat_result) -> bool:
    """Whether ``seen`` is still the regular file ``entry`` was made from."""
    return stat.S_ISREG(seen.st_mode) and (seen.st_size, seen.st_mtime) == (entry.size, entry.modified)


def read(folder: int, entry: Entry, staging: Path) -> Fetched:
    """The whole file. Raises ``OSError``, :class:`Unavailable` when it changed, :class:`Vanished` when replaced."""
    # Without O_NONBLOCK, opening a pipe put in the file's place would block for ever.
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    with (
        os.fdopen(os.open(safe_name(entry.name), flags, dir_fd=folder), "rb", buffering=0) as file,
        sink_for(entry, staging) as sink,
    ):
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise replaced(entry.name)
        taken = 0
        while taken <= entry.size and (piece := file.read(PIECE)):
            sink.write(piece)
            taken += len(piece)
        if taken != entry.size or not describes(entry, os.fstat(file.fileno())):
            raise growing(entry.name)
        return sink.finish(entry)
