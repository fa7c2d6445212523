"""Who holds claimed work: one piece of work of a process of a machine, and whether that process is certainly dead.

A killed run must not keep its work until the lease ends when anyone on the same machine can see that it is dead.
"""

import os
import socket
from collections.abc import Iterable
from functools import cache
from itertools import count
from pathlib import Path

_PROC = Path("/proc")
_ranks = count(1)


def new() -> str:
    """``<machine>/<pid>/<start>/<rank>``, never given before: a later process with the same pid has another
    ``start``.
    """
    pid = os.getpid()
    return f"{_machine()}/{pid}/{_start(pid)}/{next(_ranks)}"


def is_of_this_process(name: str) -> bool:
    """Whether a holder is a piece of work of this very process."""
    return name.startswith(f"{_machine()}/{os.getpid()}/")


def dead(holders: Iterable[str]) -> list[str]:
    """Those of ``holders`` that ran on this machine and no longer do. Of other machines nothing is known, nor of a
    process that is there and cannot be looked at: another account's behind ``ProtectProc=invisible``, for one.
    """
    return [holder for holder in holders if _is_dead(holder)]


def _is_dead(holder: str) -> bool:
    machine, _, process = holder.partition("/")
    pid, _, rest = process.partition("/")
    start = rest.partition("/")[0]
    if machine != _machine() or not start or not pid.isdigit():
        return False
    now = _start(int(pid))
    return now != start if now else not _is_there(int(pid))


@cache
def _machine() -> str:
    """Host name, boot and process namespace: two containers or two boots are two machines."""
    try:
        boot = (_PROC / "sys/kernel/random/boot_id").read_text().strip()
        namespace = (_PROC / "self/ns/pid").readlink().name
    except OSError:
        return f"{socket.gethostname()}:unknown"
    return f"{socket.gethostname()}:{boot}:{namespace}"


def _start(pid: int) -> str:
    """Clock ticks from boot to the start of the process (field 22 of its stat), ``ended`` when only its parent keeps
    it; empty when it cannot be looked at.
    """
    try:
        stat = (_PROC / str(pid) / "stat").read_text()
    except OSError:
        return ""
    state, *fields = stat.rpartition(")")[2].split()
    return "ended" if state in "ZX" else fields[18]


def _is_there(pid: int) -> bool:
    """Whether there is such a process, of any account, seen or not."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
