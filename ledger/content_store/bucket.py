"""A content store in a bucket of a server that speaks the S3 protocol.

A file is one request, whole or not at all. No lock is needed: a pack is put once, and the ledger's rows say which
documents are where. Only a spooled file, whose key is that of its bytes for ever, could be removed at the moment it is
brought again: who removes it leaves a note first, and who brings it looks for the note afterwards.
"""

import time
from contextlib import AbstractContextManager, ExitStack
from datetime import datetime, timedelta
from enum import Enum, auto
from pathlib import Path, PurePosixPath
from tempfile import TemporaryFile
from typing import BinaryIO, cast

from domain.errors import Missing, Unavailable
from domain.text import Text
from ledger.content_store import durable_files, pack
from ledger.content_store.bucket_requests import PIECE, BucketRequests, Facts
from ledger.content_store.folder import emptied
from ledger.content_store.objects import FILES, LONGEST_MARK, MARK, PACKS, PATIENCE, SHARED, STAGING, type_file
from ledger.content_store.place import Bucket
from ledger.content_store.ranged_file import RangedFile
from ledger.content_store.read_ahead import ReadAhead

REMOVALS = PurePosixPath("removals")
"""Notes of spooled files that are being removed, under the key of each."""
DEAD_AFTER = timedelta(minutes=15)
"""Age after which who left a note does not remove the file any more: it gives up within :data:`REMOVED_WITHIN`."""
REMOVED_WITHIN = 300.0
PUTS = 3
"""How often a spooled file is sent that its server says to have taken, and then has not."""
_LOOK = 0.5
"""Seconds between two looks for a note."""


class BucketObjects:
    """The files of ``where``."""

    marked_for = 60.0

    def __init__(self, where: Bucket) -> None:
        self.where = where
        self._requests = BucketRequests(where)
        self._ahead = ReadAhead(self._requests.piece)

    @property
    def written_within(self) -> float:
        return self.marked_for + 3 * self.where.timeout

    def mark(self) -> str | None:
        try:
            found = self._requests.piece(PurePosixPath(MARK), 0, LONGEST_MARK)
        except Missing:
            return None
        return found.decode("ascii", "replace").strip() or None

    def set_mark(self, mark: str) -> None:
        self._requests.put_bytes(PurePosixPath(MARK), f"{mark}\n".encode("ascii"))

    def is_used(self) -> bool:
        return not {PACKS, FILES}.isdisjoint(self._requests.below(None).folders)

    def staging(self) -> Path:
        folder = self.where.folder / STAGING
        with durable_files.reported(folder):
            durable_files.ensure(folder)
        return folder

    def put_pack(self, temporary: Path, key: PurePosixPath) -> None:
        with durable_files.reported(key):
            if not self._requests.put(key, temporary, once=True) and not self._is_same(temporary, key):
                self._requests.put(key, temporary)
            temporary.unlink()

    def replace_pack(self, temporary: Path, key: PurePosixPath) -> None:
        with durable_files.reported(key):
            self._requests.put(key, temporary)
            temporary.unlink()

    def put_file(self, temporary: Path, key: PurePosixPath) -> None:
        until = time.monotonic() + PATIENCE
        with durable_files.reported(key):
            size = temporary.stat().st_size
            for _ in range(PUTS):
                self._requests.put(key, temporary)
                if self._stays(key, size, until):
                    temporary.unlink()
                    return
        raise _not_kept(key)

    def read(self, key: PurePosixPath) -> BinaryIO:
        found = RangedFile(
            lambda start, length: self._requests.piece(key, start, length),
            lambda: self.size(key),
            lambda start, length: self._ahead.read(key, start, length),
        )
        return cast(BinaryIO, found)

    def forget(self) -> None:
        self._ahead.forget()

    def fetch(self, key: PurePosixPath) -> type_file:
        size = self.size(key)
        with durable_files.reported(key), ExitStack() as stack:
            file = stack.enter_context(TemporaryFile("w+b", dir=self.staging()))
            for start in range(0, size, PIECE):
                file.write(self._requests.piece(key, start, min(PIECE, size - start)))
            file.seek(0)
            stack.pop_all()
            return file

    def size(self, key: PurePosixPath) -> int:
        return self._requests.facts(key).size

    def days(self) -> list[str]:
        return list(self._requests.below(PurePosixPath(PACKS)).folders)

    def packs(self, day: str) -> dict[PurePosixPath, int]:
        return {key: size for key, size in self._sizes(PurePosixPath(PACKS, day)).items() if key.suffix == ".zip"}

    def shelves(self) -> list[str]:
        return list(self._requests.below(PurePosixPath(FILES)).folders)

    def files(self, shelf: str) -> dict[PurePosixPath, int]:
        return self._sizes(PurePosixPath(FILES, shelf))

    def remove_pack(self, key: PurePosixPath) -> None:
        self._requests.delete(key)

    def remove_file(self, key: PurePosixPath, brought_before: datetime) -> int:
        began, found = time.monotonic(), self._found(key)
        if found is None or found.written > brought_before:
            return 0
        self._requests.put_bytes(REMOVALS / key, b"")
        is_old = self._found(key) == found and time.monotonic() < began + REMOVED_WITHIN
        if not is_old or self._requests.delete(key):
            self._requests.delete(REMOVALS / key)
        return found.size if is_old else 0

    def shared(self) -> list[PurePosixPath]:
        return list(self._sizes(PurePosixPath(SHARED)))

    def emptied(self) -> AbstractContextManager[None]:
        return emptied(self.where.folder)

    def _sizes(self, key: PurePosixPath) -> dict[PurePosixPath, int]:
        return {file: facts.size for file, facts in self._requests.below(key).files.items()}

    def _found(self, key: PurePosixPath) -> Facts | None:
        try:
            return self._requests.facts(key)
        except Missing:
            return None

    def _stays(self, key: PurePosixPath, size: int, until: float) -> bool:
        """Whether the file that was put is there, once nobody is removing it; waits for that until then."""
        while (removal := self._removal(key, size)) is Removal.BEGUN:
            if time.monotonic() >= until:
                raise _being_removed()
            time.sleep(_LOOK)
        return removal is Removal.NONE

    def _removal(self, key: PurePosixPath, size: int) -> "Removal":
        """What another process does to the file of ``size`` bytes that was put at ``key``.

        Its note is looked for before the file.
        """
        note = self._requests.below((REMOVALS / key).parent).files.get(REMOVALS / key)
        found = self._found(key)
        if found is None or found.size != size:
            return Removal.DONE
        if note is None:
            return Removal.NONE
        if note.written + DEAD_AFTER < found.written:
            self._requests.delete(REMOVALS / key)
            return Removal.NONE
        return Removal.BEGUN

    def _is_same(self, temporary: Path, key: PurePosixPath) -> bool:
        """Whether the pack at ``key`` has every member of the new one."""
        with temporary.open("rb") as new, self.fetch(key) as there:
            return pack.holds(there, pack.members(new))


class Removal(Enum):
    """Of a spooled file, by another process."""

    NONE = auto()
    BEGUN = auto()
    DONE = auto()


def _being_removed() -> Unavailable:
    return Unavailable(
        Text(
            "Le stockage des contenus retire ce fichier en ce moment.",
            "The content store is removing this file at this moment.",
        ),
        Text("Un nouvel essai sera fait.", "It will be tried again."),
    )


def _not_kept(key: PurePosixPath) -> Unavailable:
    return Unavailable.about(
        str(key),
        Text(
            "Le serveur du stockage des contenus dit avoir pris {name}, et ne l'a pas.",
            "The server of the content store says that it took {name}, and does not have it.",
        ),
        Text("Vérifiez ce serveur ; un nouvel essai sera fait.", "Check this server; it will be tried again."),
    )
