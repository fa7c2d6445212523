"""Who watches a run from the terminal: flows tell, a bar may listen. Without a listener nothing happens."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol


class Watcher(Protocol):
    """What a progress bar offers; called from several threads."""

    def expect(self, step: str, count: int) -> None:
        """``count`` more pieces of work are known for ``step``."""

    def advance(self, step: str, count: int) -> None:
        """``count`` of them are done."""


_watchers: list[Watcher] = []


@contextmanager
def watched_by(watcher: Watcher) -> Iterator[None]:
    """``watcher`` hears of every run of this process until the block ends."""
    _watchers.append(watcher)
    try:
        yield
    finally:
        _watchers.remove(watcher)


def expect(step: str, count: int) -> None:
    """Tells the watchers that work is coming, when any is."""
    for watcher in _watchers if count else ():
        watcher.expect(step, count)


def advance(step: str, count: int) -> None:
    """Tells the watchers that work is done."""
    for watcher in _watchers:
        watcher.advance(step, count)
