"""Reading ahead: who reads documents of a pack one after the other is given many by one request."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath

AHEAD = 2**20
"""Bytes asked for at once, when what is read follows what was read last: a hundred ordinary documents."""
NEAR = 2**12
"""Bytes between two reads that still follow one another."""
KEPT = 10.0
"""Seconds for which what was read ahead is given out: a pack may be written anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Block:
    key: PurePosixPath
    start: int
    content: bytes
    until: float

    @property
    def end(self) -> int:
        return self.start + len(self.content)


class ReadAhead:
    """The last read of each thread, unless it was a large one.

    ``ask(key, start, length)`` gives bytes, fewer where the file ends.
    """

    def __init__(self, ask: Callable[[PurePosixPath, int, int], bytes]) -> None:
        self._ask = ask
        self._own = threading.local()

    def read(self, key: PurePosixPath, start: int, length: int) -> bytes:
        """So many bytes from ``start``, fewer where the file ends."""
        last: _Block | None = getattr(self._own, "last", None)
        if last is None or last.key != key or time.monotonic() > last.until:
            return self._asked(key, start, length, length)
        if last.start <= start and start + length <= last.end:
            return last.content[start - last.start : start - last.start + length]
        follows = last.start < start <= last.end + NEAR
        return self._asked(key, start, length, max(length, AHEAD) if follows else length)

    def forget(self) -> None:
        """The pack may have been written anew: the next read asks again."""
        self._own.last = None

    def _asked(self, key: PurePosixPath, start: int, length: int, whole: int) -> bytes:
        content = self._ask(key, start, whole)
        block = _Block(key=key, start=start, content=content, until=time.monotonic() + KEPT)
        self._own.last = block if len(content) <= AHEAD else None
        return content[:length]
