"""Writing a file: under a hidden name, synchronised, then renamed."""

import os
import shutil
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import IO

from connectors.connector import Put
from connectors.local.tree import made
from connectors.names import part_name, safe_name


def write(root: Path, item: Put) -> None:
    """Write ``item`` whole or not at all. The caller synchronises the folder. Raises ``OSError``."""
    name = safe_name(item.name)
    part = part_name(item.name, item.content)
    with made(root, item.folder) as folder, _source(item.content) as source:
        try:
            size = _filled(folder, part, source)
            _into_place(folder, part, name, size)
        except OSError:
            with suppress(OSError):
                os.unlink(part, dir_fd=folder)
            raise


def _into_place(folder: int, part: str, name: str, size: int) -> None:
    try:
        os.rename(part, name, src_dir_fd=folder, dst_dir_fd=folder)
    except FileNotFoundError:  # another process that writes the same bytes was first
        if os.stat(name, dir_fd=folder, follow_symlinks=False).st_size != size:
            raise


def _source(content: bytes | Path) -> IO[bytes]:
    return BytesIO(content) if isinstance(content, bytes) else content.open("rb")


def _filled(folder: int, part: str, source: IO[bytes]) -> int:
    # Not truncated first: another process that writes the same file may be about to rename it. See names.part_name.
    flags = os.O_WRONLY | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
    with os.fdopen(os.open(part, flags, 0o666, dir_fd=folder), "wb") as file:  # read rights come from the umask
        shutil.copyfileobj(source, file, 2**20)
        file.truncate()
        file.flush()
        os.fsync(file.fileno())
        return file.tell()
