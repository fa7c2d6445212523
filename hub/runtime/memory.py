"""How much memory a process of many threads keeps for itself."""

from contextlib import suppress
from ctypes import CDLL

_ARENA_MAX = -8
"""``M_ARENA_MAX`` of glibc's ``malloc.h``."""
HEAPS = 2


def share() -> None:
    """From here on threads share :data:`HEAPS` heaps; glibc gives each its own, and keeps what they once needed.

    A night has thirty threads, of which one works at a time. Where there is no glibc, nothing changes.
    """
    with suppress(OSError, AttributeError):
        CDLL(None).mallopt(_ARENA_MAX, HEAPS)


def give_back() -> None:
    """What was needed and is not any more goes back to the machine."""
    with suppress(OSError, AttributeError):
        CDLL(None).malloc_trim(0)
