"""Requests to a server that speaks the S3 protocol: each within bounds, asked again within bounds, and never believed
when it is half an answer.

What is missing is asked for as often as what does not answer: a store of many machines may answer 404 for a moment.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, TypeVar

import obstore
from obstore.exceptions import AlreadyExistsError, BaseError

from domain.errors import Missing
from ledger.content_store import bucket_faults
from ledger.content_store.bucket_client import opened
from ledger.content_store.bucket_faults import Incomplete
from ledger.content_store.place import Bucket

if TYPE_CHECKING:
    from obstore import GetResult

Answer = TypeVar("Answer")

WAITS = (0.1, 0.3, 1.0, 2.0)
"""Seconds before each new try of a request."""
SLOW = 1.0
"""Seconds: when the last of all tries took longer than that in vain, none is made for as long as it took."""
PIECE = 16 * 2**20
"""Bytes asked for by one request at most."""
AT_ONCE = 64 * 2**20
"""A file larger than that is sent in parts of :data:`PART` bytes, which become a file when the last has arrived."""
PART = 8 * 2**20
PARTS_AT_ONCE = 4
_TAKEN = 2**18
"""Bytes of an answer that are looked at together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Size in bytes of a file, and when it was written, by the server's clock."""

    size: int
    written: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What is below a key, one level down."""

    folders: tuple[str, ...]
    files: Mapping[PurePosixPath, Facts]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Silence:
    """The server answers nothing, or nobody: what it did last, and until when it is not asked at all."""

    error: Exception
    until: float


class BucketRequests:
    """Threads may share one."""

    def __init__(self, bucket: Bucket) -> None:
        self._bucket = bucket
        self._store = opened(bucket, retries=0)
        self._parts = opened(bucket, retries=len(WAITS))
        self._creates = True
        """Whether the server knows ``If-None-Match``, as far as is known."""
        self._silence: _Silence | None = None
        """Since the last request had no answer at all: until one has, each is tried once, not again and again."""

    def put(self, key: PurePosixPath, path: Path, *, once: bool = False) -> bool:
        """Sends the file; ``False`` when ``once`` and there is one already, which stays as it is."""
        if path.stat().st_size > AT_ONCE:
            return self._put_in_parts(key, path)
        return self.put_bytes(key, path.read_bytes(), once=once)

    def put_bytes(self, key: PurePosixPath, content: bytes, *, once: bool = False) -> bool:
        """Like :meth:`put`."""

        def ask() -> bool:
            create = once and self._creates
            try:
                obstore.put(
                    self._store, str(key), content, mode="create" if create else "overwrite", use_multipart=False
                )
            except AlreadyExistsError as error:
                if not create or bucket_faults.status(error) == "409":  # another request is at work there: not kept yet
                    raise
                return False
            except BaseError as error:
                if not create or bucket_faults.status(error) != "501":
                    raise
                self._creates = False
                return ask()
            return True

        return self._tried(key, ask)[0]

    def piece(self, key: PurePosixPath, start: int, length: int) -> bytes:
        """So many bytes from ``start``, fewer where the file ends."""
        pieces = [
            self._piece(key, begin, min(PIECE, start + length - begin)) for begin in range(start, start + length, PIECE)
        ]
        return pieces[0] if len(pieces) == 1 else b"".join(pieces)

    def facts(self, key: PurePosixPath) -> Facts:
        """Raises :class:`domain.errors.Missing` when there is no such file."""

        def ask() -> Facts:
            found = obstore.head(self._store, str(key))
            return Facts(size=found["size"], written=found["last_modified"])

        return self._tried(key, ask)[0]

    def below(self, key: PurePosixPath | None) -> Listing:
        """What is below ``key``, or at the top; empty when nothing is."""

        def ask() -> Listing:
            found = obstore.list_with_delimiter(self._store, str(key) if key else None)
            files = {
                PurePosixPath(one["path"]): Facts(size=one["size"], written=one["last_modified"])
                for one in found["objects"]
            }
            return Listing(
                folders=tuple(sorted(PurePosixPath(one).name for one in found["common_prefixes"])),
                files=dict(sorted(files.items())),
            )

        return self._tried(key or self._bucket, ask)[0]

    def delete(self, key: PurePosixPath) -> bool:
        """Removes the file, if it is there; ``False`` when a try had no answer, which may still be carried out."""

        def ask() -> None:
            obstore.delete(self._store, str(key))

        try:
            return self._tried(key, ask)[1] == 0
        except Missing:  # some servers answer 404 where nothing is, which an earlier try may have removed
            return False

    def _piece(self, key: PurePosixPath, start: int, length: int) -> bytes:
        def ask() -> bytes:
            try:
                found = obstore.get(self._store, str(key), options={"range": (start, start + length)})
            except BaseError as error:
                if bucket_faults.status(error) == "416" and obstore.head(self._store, str(key))["size"] <= start:
                    return b""
                raise
            return _received(found, min(length, found.meta["size"] - start))

        return self._tried(key, ask)[0]

    def _put_in_parts(self, key: PurePosixPath, path: Path) -> bool:
        def ask() -> bool:
            obstore.put(self._parts, str(key), path, use_multipart=True, chunk_size=PART, max_concurrency=PARTS_AT_ONCE)
            return True

        return self._tried(key, ask)[0]

    def _tried(self, what: object, ask: Callable[[], Answer]) -> tuple[Answer, int]:
        """The answer, and how many tries had none before."""
        began = time.monotonic()
        if self._silence and began < self._silence.until:
            raise bucket_faults.fault(self._bucket, what, self._silence.error)
        until = began + self._bucket.timeout
        tries = 0
        while True:
            try:
                answer = ask()
            except (BaseError, Incomplete, OSError) as error:
                now = time.monotonic()
                fault = bucket_faults.fault(self._bucket, what, error)
                is_silent = not isinstance(fault, Missing)
                is_lost = is_silent and self._silence is not None
                self._silence = self._silence if is_silent else None
                if tries == len(WAITS) or is_lost or now + WAITS[tries] > until:
                    waited = now - began
                    if is_silent:
                        self._silence = _Silence(error=error, until=now + (waited if waited > SLOW else 0.0))
                    raise fault from error
                time.sleep(WAITS[tries])
                began = time.monotonic()
                tries += 1
            else:
                self._silence = None
                return answer, tries


def _received(found: "GetResult", expected: int) -> bytes:
    """The bytes of an answer. Raises :class:`Incomplete` when they are fewer than it says; more are not waited for."""
    pieces, size = [], 0
    for piece in found.stream(_TAKEN):
        size += len(piece)
        if size > expected:
            break
        pieces.append(bytes(piece))
    if size != expected:
        raise Incomplete
    return b"".join(pieces)
