"""The folders under a root, opened one part of the path at a time so that no link leads out."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from connectors.names import steps

_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC


@contextmanager
def opened(root: Path, folder: str) -> Iterator[int]:
    """A descriptor of ``folder``. Raises ``OSError``, ``FileNotFoundError`` when it is missing."""
    descriptor = _walk(root, steps(folder), make=False)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


@contextmanager
def made(root: Path, folder: str) -> Iterator[int]:
    """Like :func:`opened`, but missing folders are made. The root itself is never made."""
    descriptor = _walk(root, steps(folder), make=True)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _walk(root: Path, path: tuple[str, ...], *, make: bool) -> int:
    here = os.open(root, _FOLDER)
    for step in path:
        try:
            below = _step(here, step, make=make)
        finally:
            os.close(here)
        here = below
    return here


def _step(here: int, name: str, *, make: bool) -> int:
    if make:
        with suppress(FileExistsError):  # another run may make it at the same moment
            os.mkdir(name, dir_fd=here)
            os.fsync(here)
    return os.open(name, _FOLDER | os.O_NOFOLLOW, dir_fd=here)
