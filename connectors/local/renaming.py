"""Renaming that never overwrites: Linux's renameat2, which Python does not offer."""

import ctypes
import errno
import os
from contextlib import suppress

_NOREPLACE = 1
_NOT_OFFERED = {errno.ENOSYS, errno.EINVAL}
_renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)


def rename_new(source: int, name: str, target: int, new: str) -> None:
    """Rename ``name`` of folder ``source`` to ``new`` of folder ``target``; atomic.

    Raises ``FileExistsError`` when ``new`` exists, ``FileNotFoundError`` when ``name`` does not.
    """
    failed = _atomic(source, name, target, new)
    if failed in _NOT_OFFERED:  # an old kernel, or a file system that cannot: look, then rename
        failed = _look_then_rename(source, name, target, new)
    if failed:
        raise OSError(failed, os.strerror(failed), name)


def _atomic(source: int, name: str, target: int, new: str) -> int:
    if _renameat2 is None:
        return errno.ENOSYS
    done: int = _renameat2(source, os.fsencode(name), target, os.fsencode(new), _NOREPLACE)
    return ctypes.get_errno() if done else 0


def _look_then_rename(source: int, name: str, target: int, new: str) -> int:
    with suppress(FileNotFoundError):
        os.stat(new, dir_fd=target, follow_symlinks=False)
        return errno.EEXIST
    os.rename(name, new, src_dir_fd=source, dst_dir_fd=target)
    return 0
