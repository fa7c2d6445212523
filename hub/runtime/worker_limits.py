"""Limits of a worker process: its core, its memory, and the processor time of each job."""

import os
import resource
from collections.abc import Callable
from math import ceil
from time import process_time
from typing import TypeVar

from hub.runtime import cores

Item = TypeVar("Item")
Answer = TypeVar("Answer")

MEMORY = 4 * 2**30
"""Address space of one worker, in bytes."""


def limited(work: Callable[[tuple[Item, ...]], list[Answer]], budget: float, pieces: tuple[Item, ...]) -> list[Answer]:
    """``work`` under a limit of ``budget`` seconds of processor time, which ends this process by SIGXCPU."""
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    limit = ceil(process_time() + budget)
    resource.setrlimit(resource.RLIMIT_CPU, (limit if most == resource.RLIM_INFINITY else min(limit, most), most))
    try:
        return work(pieces)
    finally:
        resource.setrlimit(resource.RLIMIT_CPU, (most, most))


def pin_and_limit(workers: int) -> None:
    """Pins a worker to a core of its own, when there is one for each, and limits its memory."""
    if workers <= len(os.sched_getaffinity(0)):
        cores.take_one()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    most = resource.getrlimit(resource.RLIMIT_AS)[1]
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY if most == resource.RLIM_INFINITY else min(MEMORY, most), most))
