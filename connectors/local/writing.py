"""Writing a file: under a hidden name, synchronised, then renamed."""

import errno
import os
import shutil
import stat
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import IO

from connectors.connector import Put
from connectors.faults import replaced
from connectors.local.tree import made
from connectors.names import another_part_name, is_another_part_name, part_name, safe_name

_WRITE = os.O_WRONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_NEW = _WRITE | os.O_CREAT | os.O_EXCL
_RIGHTS = 0o666
"""Of a new file: the umask takes away from it."""
_NOT_OURS = {errno.ELOOP, errno.EISDIR, errno.ENXIO, errno.EACCES, errno.EPERM}
"""A link, a folder, a pipe nobody reads, a file of somebody else."""


def write(root: Path, item: Put) -> None:
    """Write ``item`` whole or not at all. The caller synchronises the folder. Raises ``OSError``."""
    name = safe_name(item.name)
    with made(root, item.folder) as folder, _source(item.content) as source:
        usual = part_name(item.name, item.content)
        part, descriptor = _opened_part(folder, usual)
        earlier = {} if part == usual else _earlier(folder, usual, part)
        try:
            size = _filled(descriptor, source)
            _into_place(folder, part, name, size)
        except OSError:
            with suppress(OSError):
                os.unlink(part, dir_fd=folder)
            raise
        _remove(folder, earlier)


def _into_place(folder: int, part: str, name: str, size: int) -> None:
    """Raises :class:`Vanished` when what has the name then is not what was written."""
    with suppress(FileNotFoundError):  # another process that writes the same bytes was first
        os.rename(part, name, src_dir_fd=folder, dst_dir_fd=folder)
    seen = os.stat(name, dir_fd=folder, follow_symlinks=False)
    if not (stat.S_ISREG(seen.st_mode) and seen.st_size == size):
        raise replaced(name)


def _source(content: bytes | Path) -> IO[bytes]:
    return BytesIO(content) if isinstance(content, bytes) else content.open("rb")


def _opened_part(folder: int, part: str) -> tuple[str, int]:
    """The hidden file, opened to be written, and its name: a new one, or the one that a process which writes the same
    bytes has begun. Anything else of that name (a link, a second name of another file, a pipe) is removed; where that
    cannot be done it stays, and another name is taken.
    """
    with suppress(FileExistsError):
        return part, os.open(part, _NEW, _RIGHTS, dir_fd=folder)
    begun = _begun(folder, part)
    if begun is not None:
        return part, begun
    with suppress(FileExistsError):
        return part, os.open(part, _NEW, _RIGHTS, dir_fd=folder)
    other = another_part_name(part)
    return other, os.open(other, _NEW, _RIGHTS, dir_fd=folder)


def _begun(folder: int, part: str) -> int | None:
    """``None``: it is no file of ours, and was removed if that can be done; or it has its final name already."""
    try:
        # Not truncated: another process that writes the same file may be about to rename it. See names.part_name.
        descriptor = os.open(part, _WRITE, dir_fd=folder)
    except FileNotFoundError:
        return None
    except OSError as error:
        if error.errno not in _NOT_OURS:
            raise
    else:
        seen = os.fstat(descriptor)
        if stat.S_ISREG(seen.st_mode) and seen.st_nlink == 1:
            return descriptor
        os.close(descriptor)
    with suppress(OSError):
        os.unlink(part, dir_fd=folder)
    return None


def _earlier(folder: int, usual: str, part: str) -> dict[str, os.stat_result]:
    """What earlier tries, ended while they wrote, have left under names like ``part``: regular files of one name."""
    found = {}
    with suppress(OSError):  # a recipient may let us write there and no more
        for name in os.listdir(folder):
            if name != part and is_another_part_name(name, usual):
                seen = os.stat(name, dir_fd=folder, follow_symlinks=False)
                if stat.S_ISREG(seen.st_mode) and seen.st_nlink == 1:
                    found[name] = seen
    return found


def _remove(folder: int, earlier: dict[str, os.stat_result]) -> None:
    """Removes those to which nobody has written since they were seen: another process may be writing one."""
    for name, before in earlier.items():
        with suppress(OSError):
            now = os.stat(name, dir_fd=folder, follow_symlinks=False)
            if (now.st_ino, now.st_size, now.st_mtime_ns) == (before.st_ino, before.st_size, before.st_mtime_ns):
                os.unlink(name, dir_fd=folder)


def _filled(descriptor: int, source: IO[bytes]) -> int:
    with os.fdopen(descriptor, "wb") as file:
        shutil.copyfileobj(source, file, 2**20)
        file.truncate()
        file.flush()
        os.fsync(file.fileno())
        return file.tell()
