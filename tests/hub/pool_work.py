"""Work for the worker pool's tests; a worker process imports it."""

import os
import time


def double(numbers: tuple[int, ...]) -> list[int]:
    """Doubles, but crashes on 13, hangs on 17, exhausts memory on 19 and computes for ever on 23."""
    return [_double(number) for number in numbers]


def _double(number: int) -> int:
    if number == 13:
        os._exit(9)
    if number == 17:
        time.sleep(3600)
    if number == 19:
        return len(bytearray(64 * 2**30))
    while number == 23:
        pass
    return 2 * number


def wait(seconds: tuple[float, ...]) -> list[float]:
    """Does nothing for so long, as a process that other work keeps from the processor."""
    for each in seconds:
        time.sleep(each)
    return list(seconds)


def core(_: tuple[int, ...]) -> list[frozenset[int]]:
    """The cores this worker may use."""
    time.sleep(0.2)
    return [frozenset(os.sched_getaffinity(0))]


def named(numbers: tuple[int, ...]) -> list[tuple[int, int]]:
    """The worker's process, and the number."""
    return [(os.getpid(), number) for number in numbers]


def end_at_once(*_: object) -> None:
    """Ends the worker that begins."""
    os._exit(3)
