"""Progress of a run for the terminal: flows report steps to registered watchers; without one, nothing happens."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol


class Watcher(Protocol):
    """The interface of a progress bar; called from several threads."""

    def expect(self, step: str, count: int) -> None:
        """``count`` more pieces of work are known for ``step``."""

    def advance(self, step: str, count: int) -> None:
        """``count`` of them are done."""


_watchers: list[Watcher] = []


@contextmanager
def watched_by(watcher: Watcher) -> Iterator[None]:
    """``watcher`` is notified by every run of this process until the block ends."""
    _watchers.append(watcher)
    try:
        yield
    finally:
        _watchers.remove(watcher)


def expect(step: str, count: int) -> None:
    """Notifies the watchers of ``count`` more pieces of work; nothing when it is 0."""
    for watcher in _watchers if count else ():
        watcher.expect(step, count)


def advance(step: str, count: int) -> None:
    """Notifies the watchers of ``count`` pieces done."""
    for watcher in _watchers:
        watcher.advance(step, count)
