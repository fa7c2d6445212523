"""Cores of this machine, shared evenly by all workers that ask, whichever run they work for.

A worker holds a seat at a core by an abstract socket name, which the kernel gives to one process at a time and takes
back when that process ends, however it ends.
"""

import os
import socket
from contextlib import suppress

SEATS = 64
"""Workers at one core at most; more are not pinned."""

_held: list[socket.socket] = []


def take_one() -> int | None:
    """Pins this process, until it ends, to a core that no worker has, or else to one that fewest have; the core, or
    ``None`` when every seat is taken: it runs on any of them then.
    """
    for seat in range(SEATS):
        for core in sorted(os.sched_getaffinity(0)):
            if _hold(f"\0navette/core/{core}/{seat}"):
                with suppress(OSError):  # a sandbox may forbid it: the work goes on, unpinned
                    os.sched_setaffinity(0, {core})
                return core
    return None


def _hold(name: str) -> bool:
    mine = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        mine.bind(name)
    except OSError:
        mine.close()
        return False
    _held.append(mine)
    return True
