"""How many sessions of each door are open: no more than its server lets in.

The setting ``connexions`` of a door is kept to by all threads, processes and runs of this machine that share the
content store. Without it, a door's first refusal while others of its sessions are open shows how many there may be: the
refused one waits for one of them to end, instead of counting as a door that is closed.
"""

import fcntl
import os
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from threading import Condition
from urllib.parse import quote

WAIT = 30.0
"""Seconds after which a session that was refused is tried again, even if none of the others has ended."""

LOOK = 0.2
"""Seconds between two looks for a session that another process has ended."""


class Sessions:
    """The sessions of one process, shared by its threads; processes agree in ``folder``, if there is one."""

    def __init__(self, folder: Path | None = None, sleep: Callable[[float], None] = time.sleep) -> None:
        self._folder, self._sleep = folder, sleep
        self._change = Condition()
        self._active: Counter[str] = Counter()
        """By door, those that are open or being opened."""
        self._ended: Counter[str] = Counter()
        self._most: dict[str, int] = {}
        """By door, what its refusals have shown."""
        self._places: dict[str, list[int]] = {}
        """By door, the descriptors of the lock files that are held."""

    def forget(self) -> None:
        """Forgets what refusals have shown, at the start of a run."""
        with self._change:
            self._most.clear()

    def enter(self, door: str, most: int | None) -> None:
        """Waits until another session of ``door`` may be opened, and counts it; ``most`` is its setting."""
        with self._change:
            self._change.wait_for(lambda: self._has_room(door, most))
            self._active[door] += 1
        if most is not None and self._folder is not None:
            self._take_place(door, most, self._folder)

    def leave(self, door: str) -> None:
        """A session has ended, or could not be opened."""
        with self._change:
            self._active[door] -= 1
            self._ended[door] += 1
            if self._places.get(door):
                os.close(self._places[door].pop())
            self._change.notify_all()

    def wait_for_another(self, door: str, most: int | None) -> bool:
        """Called when a session that was entered is refused: waits until another one has ended, if there is one;
        whether there was.
        """
        with self._change:
            others = self._active[door] - 1
            if others <= 0:
                return False
            self._most[door] = min(others, self._most.get(door, others))
            ended = self._ended[door]
            self._active[door] -= 1
            self._change.wait_for(lambda: self._ended[door] != ended and self._has_room(door, most), WAIT)
            self._active[door] += 1
            return True

    def _has_room(self, door: str, most: int | None) -> bool:
        limits = [limit for limit in (most, self._most.get(door)) if limit is not None]
        return not limits or self._active[door] < min(limits)

    def _take_place(self, door: str, most: int, folder: Path) -> None:
        try:
            folder.mkdir(mode=0o700, exist_ok=True)
        except FileNotFoundError:  # no content store: whoever needs it says so
            return
        while (place := _free_place(folder, door, most)) is None:
            self._sleep(LOOK)
        with self._change:
            self._places.setdefault(door, []).append(place)


def _free_place(folder: Path, door: str, most: int) -> int | None:
    """The descriptor of a lock file of ``door`` that nobody else held; it is free again when it is closed, or its
    process ends.
    """
    for number in range(most):
        path = folder / f"{quote(door, safe='')}.{number}"
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
        else:
            return descriptor
    return None
