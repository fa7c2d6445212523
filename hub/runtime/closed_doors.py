"""Doors that do not open, kept as closed for the rest of a run: each costs its retries once (docs/retry.md)."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import chain, repeat
from threading import Lock

from connectors import Connector
from domain.errors import DoorClosed, NavetteError, Unavailable

WAITS = (2.0, 10.0, 30.0)
"""Seconds before each new attempt to open a door; the last one is repeated as long as there is time."""


class ClosedDoors:
    """The doors one process found closed in its run. Its threads share it: one of them retries, the others wait.

    A door whose server does not answer is retried as long as another attempt, taking as long as the last one, would be
    over within ``patience`` seconds. Any other refusal closes the door at once.
    """

    def __init__(
        self,
        patience: float,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._patience, self._clock, self._sleep = patience, clock, sleep
        self._faults: dict[str, DoorClosed] = {}
        self._locks: defaultdict[str, Lock] = defaultdict(Lock)

    def forget(self) -> None:
        """Forgets every closed door, at the start of a run."""
        self._faults.clear()

    def fault(self, door: str) -> DoorClosed | None:
        """Why the door is closed, when it is."""
        return self._faults.get(door)

    def close(self, door: str, fault: NavetteError) -> DoorClosed:
        """Records that the door is closed, and why; the first reason is kept."""
        return self._faults.setdefault(door, DoorClosed(fault.message, fault.remedy, door))

    def opened(self, door: str, connect: Callable[[], Connector]) -> Connector:
        """The connector that ``connect`` opens. Raises :class:`DoorClosed`, at once when the door is known closed."""
        self.check(door)
        began = self._clock()
        try:
            return connect()
        except Unavailable as fault:
            first = fault
        except NavetteError as fault:
            raise self.close(door, fault) from fault
        with self._alone(door) as waited:
            self.check(door)
            return self._retried(door, connect, first, self._clock() if waited else began, at_once=waited)

    def _retried(
        self, door: str, connect: Callable[[], Connector], fault: NavetteError, began: float, *, at_once: bool
    ) -> Connector:
        """``at_once``: another thread retried meanwhile and found the door open."""
        last = self._clock() - began
        for wait in chain([0.0] if at_once else [], WAITS, repeat(WAITS[-1])):
            if wait and self._clock() - began + wait + last > self._patience:
                break
            self._sleep(wait)
            started = self._clock()
            try:
                return connect()
            except Unavailable as again:
                fault, last = again, self._clock() - started
            except NavetteError as refusal:
                raise self.close(door, refusal) from refusal
        raise self.close(door, fault) from fault

    def check(self, door: str) -> None:
        """Raises :class:`DoorClosed` when the door is known to be closed."""
        if known := self._faults.get(door):
            raise DoorClosed(known.message, known.remedy, door)  # each thread raises an exception of its own

    @contextmanager
    def _alone(self, door: str) -> Iterator[bool]:
        """Lets one thread at a time open a door; yields whether this thread had to wait for another."""
        lock = self._locks[door]
        waited = not lock.acquire(blocking=False)
        if waited:
            lock.acquire()
        try:
            yield waited
        finally:
            lock.release()
