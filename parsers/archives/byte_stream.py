"""A tape: the unpacked bytes of a tar archive, read forward only and counted against the limits."""

import gzip
import io
import os
import zlib
from typing import BinaryIO

from parsers.archives import rules
from parsers.archives.member_content import ArchiveLimits, Irrecevable

_CHUNK = 1 << 18
_SMALL = 10 << 20
"""Bytes under which no ratio makes a bomb."""


class ByteStream:
    """Reads ``file`` from its beginning; every fault of the bytes is an Irrecevable."""

    def __init__(self, file: BinaryIO, limits: ArchiveLimits, *, gzipped: bool) -> None:
        self.position = 0
        """Unpacked bytes read so far."""
        packed = file.seek(0, os.SEEK_END)
        file.seek(0)
        self._limits = limits
        self._most = max(packed * limits.ratio, _SMALL) if gzipped else limits.archive_bytes
        self._stream: io.BufferedIOBase | BinaryIO = file
        if gzipped:
            self._stream = io.BufferedReader(gzip.GzipFile(fileobj=file, mode="rb"), _CHUNK)

    def read(self, size: int) -> bytes:
        """The next ``size`` bytes, fewer at the end."""
        try:
            chunk = self._stream.read(size)
        except EOFError as error:
            raise Irrecevable(rules.TRUNCATED.finding()) from error
        except (gzip.BadGzipFile, zlib.error) as error:
            raise Irrecevable(rules.DAMAGED.finding(reason="gzip")) from error
        self.position += len(chunk)
        if self.position > self._limits.total_bytes:
            raise Irrecevable(rules.TOTAL_TOO_BIG.finding(limit=self._limits.total_bytes))
        if self.position > self._most:
            raise Irrecevable(rules.BOMB.finding(limit=self._limits.ratio))
        return chunk

    def read_whole(self, size: int) -> bytes:
        """The next ``size`` bytes; that they are not there means that the archive was cut."""
        chunk = self.read(size)
        if len(chunk) < size:
            raise Irrecevable(rules.TRUNCATED.finding())
        return chunk

    def skip(self, size: int) -> None:
        """Passes over ``size`` bytes, which must be there."""
        while size > 0:
            size -= len(self.read_whole(min(size, _CHUNK)))

    def finish(self) -> None:
        """Reads to the very end: only then does the checksum vouch for what was read."""
        while self.read(_CHUNK):
            pass
