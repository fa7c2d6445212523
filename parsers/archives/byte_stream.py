"""Forward-only stream of the unpacked bytes of a tar archive, counted against the limits."""

import gzip
import io
import os
import zlib
from typing import BinaryIO

from parsers.archives import rules
from parsers.archives.member_content import ArchiveLimits, Irrecevable

_CHUNK = 1 << 18
_SMALL = 10 << 20
"""Unpacked bytes below which the compression ratio is not checked."""


class ByteStream:
    """Reads ``file`` from its beginning; raises Irrecevable for damaged or oversized data."""

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
        """The next ``size`` bytes; raises Irrecevable when the archive ends before."""
        chunk = self.read(size)
        if len(chunk) < size:
            raise Irrecevable(rules.TRUNCATED.finding())
        return chunk

    def skip(self, size: int) -> None:
        """Skips ``size`` bytes; raises Irrecevable when the archive ends before."""
        while size > 0:
            size -= len(self.read_whole(min(size, _CHUNK)))

    def finish(self) -> None:
        """Reads to the end, where gzip verifies its checksum."""
        while self.read(_CHUNK):
            pass
