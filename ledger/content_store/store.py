"""The content store: bytes by their SHA-256, written once, whole or not at all, checked each time they are read.

Below its folder, or in its bucket: ``packs/<day>/`` for documents written by the batch, ``files/<ab>/`` for large files
that were spooled. ``staging/``, always on this machine, is for what is being written.
"""

import time
import uuid
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from hashlib import file_digest
from hashlib import sha256 as digest
from io import BytesIO
from math import inf
from pathlib import Path
from typing import BinaryIO

from domain.errors import LedgerError, Unavailable
from domain.text import Text
from ledger.content_store import durable_files, pack
from ledger.content_store import location as locations
from ledger.content_store import mark as marks
from ledger.content_store.files import Containers
from ledger.content_store.location import Location
from ledger.content_store.opening import objects_at
from ledger.content_store.place import MarkedStore, Where
from ledger.content_store.shared_files import SharedFiles

PACKS_KNOWN = 256
"""Directories of packs a process caches: about 100 KB each for 500 members."""


class ContentStore:
    """Processes may share a place, threads a store."""

    def __init__(
        self, where: Where, today: Callable[[], date] = lambda: datetime.now(UTC).date(), mark: str | None = None
    ) -> None:
        """``mark``: the one the ledger knows; without it nothing is written. ``None``: a store without a ledger."""
        self._objects = objects_at(where)
        self._mark = mark
        self._checked = -inf
        self._today = today
        self._directories = pack.Directories(PACKS_KNOWN)
        self.containers = Containers(self._objects, self._directories)
        """The packs and folders the bytes are in, for retention."""
        self.shared = SharedFiles(self._objects, self._check_again)
        """Files of a run, which are no documents."""

    @classmethod
    def at(cls, place: MarkedStore) -> "ContentStore":
        """The store at ``place``."""
        return cls(place.where, mark=place.mark)

    @property
    def place(self) -> MarkedStore:
        """Where it is, to be sent to another process."""
        return MarkedStore(where=self._objects.where, mark=self._mark)

    def check(self) -> None:
        """Raises :class:`domain.errors.Absent` when the store is not there now, its disk not mounted for example."""
        if self._mark is not None:
            began = time.monotonic()
            marks.check(self._objects, self._mark)
            self._checked = began

    def put_many(self, items: Iterable[tuple[str, bytes]]) -> dict[str, str]:
        """Keeps ``(sha256, bytes)`` in one pack on the disk; the location of each. Nothing given, nothing written.

        The same documents on the same day give the same pack: run twice, it leaves one.
        Raises :class:`domain.errors.Unavailable` on a full disk, :class:`domain.errors.LedgerError` when bytes are
        not those of their digest; what ``items`` raises comes through. Nothing half-written remains.
        """
        temporary = self.staging() / f"{uuid.uuid4().hex}.part"
        with durable_files.created(temporary) as file:
            kept = pack.write(file, items)
        if not kept:
            temporary.unlink()
            return {}
        name = digest("".join(sorted(kept)).encode()).hexdigest()[:32]
        places = {one: locations.packed(self._today().isoformat(), name, one) for one in kept}
        with durable_files.taken_over(temporary):
            self._check_again()
            self._objects.put_pack(temporary, places[kept[0]].file)
            self.check()  # the store may have been copied, and left, before these bytes came: they are put again then
        return {one: str(place) for one, place in places.items()}

    def adopt(self, path: Path, sha256: str) -> str:
        """Takes over a file spooled in :meth:`staging`; its location. ``path`` is gone afterwards.

        Raises :class:`domain.errors.LedgerError`, and leaves ``path``, when its bytes are not those of ``sha256``;
        :class:`domain.errors.Unavailable` when the disk does not answer.
        """
        place = locations.alone(sha256)
        with durable_files.reported(path), path.open("rb+") as file:
            if file_digest(file, "sha256").hexdigest() != sha256:
                raise LedgerError(
                    Text(
                        f"{path.name} ne contient pas les octets de {sha256}.",
                        f"{path.name} does not hold the bytes of {sha256}.",
                    ),
                    Text("Relevez le fichier de nouveau.", "Fetch the file again."),
                )
            path.chmod(0o600)
            durable_files.flush(file)
            self._check_again()
            self._objects.put_file(path, place.file)
            self.check()
        return str(place)

    def staging(self) -> Path:
        """The folder to spool files in. Raises as :meth:`check` does."""
        self._check_again()
        return self._objects.staging()

    def sweep(self, now: datetime, age: timedelta = timedelta(days=2)) -> int:
        """Removes from staging what crashed runs left there longer than ``age`` ago; how many files that was."""
        before, swept = (now - age).timestamp(), 0
        staging = self.staging()
        with durable_files.reported(staging):
            for file in staging.iterdir():
                with suppress(FileNotFoundError):  # another run has put it in its place meanwhile
                    if file.lstat().st_mtime < before and not file.is_dir():
                        file.unlink()
                        swept += 1
        return swept

    def open(self, location: str) -> BinaryIO:
        """The bytes at ``location``, checked, as a file one may seek in; the caller closes it.

        Raises :class:`domain.errors.LedgerError` when they are missing or not those that were kept.
        """
        place = locations.parse(location)
        if place.packed:
            return BytesIO(self._member(place))
        for _ in range(2):
            file = self._objects.fetch(place.file)
            with durable_files.reported(place):
                if file_digest(file, "sha256").hexdigest() == place.sha256:
                    file.seek(0)
                    return file
                file.close()
        raise _damaged(place)

    def get(self, location: str) -> bytes:
        """The bytes at ``location``, checked. Raises as :meth:`open` does."""
        with self.open(location) as file:
            return file.read()

    def _member(self, place: Location) -> bytes:
        """Read twice at most: the pack may have been written anew, without what left it, since its directory was."""
        try:
            content = self._member_once(place)
        except Unavailable:
            raise
        except LedgerError:
            content = None
        if content is None:
            self._directories.forget(place.file)
            self._objects.forget()
            content = self._member_once(place)
        if content is None:
            self._directories.forget(place.file)
            raise _damaged(place)
        return content

    def _member_once(self, place: Location) -> bytes | None:
        """``None`` when it is not there, or not as it was deposited."""
        with self._objects.read(place.file) as file, durable_files.reported(place):
            member = self._directories.of(place.file, file).get(place.sha256)
            content = pack.read(file, member) if member else b""
        return content if member and digest(content).hexdigest() == place.sha256 else None

    def _check_again(self) -> None:
        """Like :meth:`check`, unless it was looked at a moment ago and cannot have gone since."""
        if time.monotonic() >= self._checked + self._objects.marked_for:
            self.check()


def _damaged(place: Location) -> LedgerError:
    return LedgerError.about(
        str(place),
        Text(
            "Les octets gardés à {name} ne sont pas ceux qui ont été déposés.",
            "The bytes kept at {name} are not those that were deposited.",
        ),
        durable_files.RESTORE,
    )
