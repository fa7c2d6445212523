"""A lock in the content store's folder: one holder at a time, on any machine that shares it; freed with its process."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from domain.errors import Unavailable
from domain.text import Text
from ledger.content_store import durable_files

_LOOK = 0.1
"""Seconds between two tries."""


@contextmanager
def held(path: Path, message: Text, remedy: Text, patience: float = 0.0) -> Iterator[None]:
    """Holds the lock file ``path`` until the block ends.

    Raises :class:`domain.errors.Unavailable`, in these words, when somebody holds it longer than ``patience`` seconds.
    """
    with durable_files.reported(path):
        durable_files.ensure(path.parent)
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        until = time.monotonic() + patience
        while not _taken(handle):
            if time.monotonic() >= until:
                raise Unavailable(message, remedy)
            time.sleep(_LOOK)
        yield
    finally:
        os.close(handle)


def _taken(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
