"""Processor time of processes and of those below them, from the kernel's tables."""

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


def descendants(pid: int) -> list[int]:
    """``pid`` and everything below it."""
    found = [pid]
    for one in found:
        with suppress(OSError):
            for task in Path(f"/proc/{one}/task").iterdir():
                found += [int(child) for child in (task / "children").read_text().split()]
    return found


def seconds_of(processes: Iterable[int]) -> float:
    """Processor seconds of ``processes`` and of children they waited for, in hundredths of a second."""
    return sum(_ticks(pid) for pid in processes) / _TICKS


def _ticks(pid: int) -> int:
    with suppress(OSError):
        return sum(int(field) for field in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:15])
    return 0
