"""A file of a server, read by ranges of bytes: one request a read, and one for the directory of a pack at its end."""

from collections.abc import Callable
from io import RawIOBase
from os import SEEK_CUR, SEEK_END, SEEK_SET

TAIL = 2**17
"""Bytes at the end that are asked for at once: the directory of a pack of 500 members is 55 KB."""


class RangedFile(RawIOBase):
    """``ask(start, length)`` gives bytes, fewer where the file ends; ``measure`` the size of the file, in bytes."""

    def __init__(
        self,
        ask: Callable[[int, int], bytes],
        measure: Callable[[], int],
        ahead: Callable[[int, int], bytes] | None = None,
    ) -> None:
        """``ahead`` is ``ask`` for who knows where he reads: it may give what was read a moment ago. Whoever measured
        the file is given what it is now.
        """
        super().__init__()
        self._ask, self._measure, self._ahead = ask, measure, ahead or ask
        self._at = 0
        self._size: int | None = None
        self._tail: tuple[int, bytes] | None = None

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = SEEK_SET) -> int:
        """The new place, in bytes from the beginning. Raises ``ValueError`` for one before it."""
        base = {SEEK_SET: 0, SEEK_CUR: self._at}[whence] if whence != SEEK_END else self._length()
        if base + offset < 0:
            raise ValueError("before the beginning of the file")
        self._at = base + offset
        return self._at

    def read(self, size: int = -1) -> bytes:
        """The next ``size`` bytes, fewer at the end of the file; all that is left when negative."""
        wanted = size if size >= 0 else max(0, self._length() - self._at)
        found = self._found(self._at, wanted)
        self._at += len(found)
        return found

    def _found(self, start: int, length: int) -> bytes:
        if length == 0:
            return b""
        if self._size is None:
            return self._ahead(start, length)
        if start >= self._size:
            return b""
        begin = max(0, self._size - TAIL)
        if start < begin:
            return self._ask(start, length)
        if self._tail is None:
            self._tail = begin, self._ask(begin, self._size - begin)
        begin, tail = self._tail
        return tail[start - begin : start - begin + length]

    def _length(self) -> int:
        if self._size is None:
            self._size = self._measure()
        return self._size
