"""Memory use of a process with many threads: glibc heaps."""

from contextlib import suppress
from ctypes import CDLL

_ARENA_MAX = -8
"""``M_ARENA_MAX`` of glibc's ``malloc.h``."""
HEAPS = 2


def share() -> None:
    """Makes threads share :data:`HEAPS` heaps. By default glibc gives each thread its own, and does not return what is
    freed in it.

    A run has thirty threads, of which one works at a time. Without glibc nothing changes.
    """
    with suppress(OSError, AttributeError):
        CDLL(None).mallopt(_ARENA_MAX, HEAPS)


def give_back() -> None:
    """Gives freed heap memory back to the system."""
    with suppress(OSError, AttributeError):
        CDLL(None).malloc_trim(0)
