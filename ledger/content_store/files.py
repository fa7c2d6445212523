"""The containers of the content store (packs and folders of spooled files): listing them and removing bytes from them.

Safe while a nightly run is in progress: a pack belongs to the day it was written, and only older days are emptied; a
pack is replaced whole; a spooled file is removed only when nobody added it (again) for :data:`MARGIN`, which a lock
ensures. A reader with the old directory of a replaced pack reads it again.
"""

import os
import uuid
from collections.abc import Collection, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256 as digest
from pathlib import Path, PurePosixPath

from domain.errors import LedgerError
from domain.text import Text
from ledger.content_store import durable_files, pack
from ledger.content_store import location as locations
from ledger.content_store.file_lock import held
from ledger.content_store.location import Location

PATIENCE = 60.0
"""Seconds one waits for a file to be put in its place, or removed."""
MARGIN = timedelta(days=2)
"""Age after which the ledger certainly has recorded the bytes of a spooled file: a run takes hours at most."""
HALF = 0.5
"""The share of a pack that is still needed below which it is written anew without the rest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """Bytes in a container: their location and size."""

    location: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Container:
    """A pack, or a folder of files that were spooled."""

    place: PurePosixPath
    """Below the store's folder."""
    packed: bool


class Containers:
    """The containers of the store at ``folder``; ``directories`` is its readers' cache of pack directories."""

    def __init__(self, folder: Path, directories: pack.Directories) -> None:
        self._folder = folder
        self._directories = directories

    def before(self, day: date) -> Iterator[Container]:
        """Every pack written before ``day``, oldest first, then every folder of spooled files."""
        for folder in self._below("packs"):
            if folder.name < day.isoformat():
                for file in sorted(folder.glob("*.zip")):
                    yield Container(place=PurePosixPath("packs", folder.name, file.name), packed=True)
        for folder in self._below("files"):
            yield Container(place=PurePosixPath("files", folder.name), packed=False)

    def holdings(self, container: Container) -> tuple[Holding, ...]:
        """What is in the container, in a stable order; a file that is not the store's is skipped.

        Raises :class:`domain.errors.LedgerError` on a damaged pack.
        """
        if container.packed:
            members = self._members(container)
            return tuple(Holding(location=str(place), size=member.size) for place, member in members.items())
        with durable_files.reported(container.place):
            sizes = {entry.name: entry.stat().st_size for entry in os.scandir(self._folder / container.place)}
        places = ((_alone(container, name), size) for name, size in sorted(sizes.items()))
        return tuple(Holding(location=str(place), size=size) for place, size in places if place)

    def take_out(self, container: Container, gone: Collection[str], now: datetime, *, at_once: bool) -> int:
        """Removes the locations ``gone`` from the container; the number of bytes freed on the disk.

        A pack is removed when nothing else is in it, and written anew when less than :data:`HALF` of it is needed or
        when ``at_once``; else what left stays in it, unread, until more leaves. All or nothing for each file: killed
        at any moment, a container is either unchanged or done. Raises :class:`domain.errors.NavetteError`.
        """
        if not container.packed:
            return sum(self._remove(locations.parse(location), now) for location in sorted(gone))
        members = self._members(container)
        kept = {place: member for place, member in members.items() if str(place) not in gone}
        path = self._folder / container.place
        weight, needed = (sum(member.size for member in some.values()) for some in (members, kept))
        if len(kept) == len(members) or not (at_once or not kept or needed < HALF * weight):
            return 0
        with durable_files.reported(container.place):
            before = path.stat().st_size
            after = self._rewrite(path, kept) if kept else self._unlink(path)
        self._directories.forget(path)
        return before - after

    def emptied(self) -> AbstractContextManager[None]:
        """Excludes other processes that remove bytes until the block ends. Raises :class:`Unavailable` when one is at
        work.
        """
        return held(
            self._folder / ".retention.lock",
            Text("Un autre passage de conservation est en cours.", "Another retention run is at work."),
            Text("Attendez sa fin ; il fait la même chose.", "Wait for its end; it does the same."),
        )

    def alone(self) -> AbstractContextManager[None]:
        """Excludes other processes, on any machine, that add or remove a spooled file until the block ends."""
        return held(
            self._folder / "files" / ".lock",
            Text(
                "Le stockage des contenus est tenu par un autre processus.",
                "The content store is held by another process.",
            ),
            Text(
                "Un nouvel essai sera fait ; cherchez un processus bloqué.",
                "It will be tried again; look for a process that hangs.",
            ),
            PATIENCE,
        )

    def _below(self, name: str) -> list[Path]:
        folder = self._folder / name
        return sorted(one for one in folder.iterdir() if one.is_dir()) if folder.is_dir() else []

    def _members(self, container: Container) -> dict[Location, pack.Member]:
        with durable_files.reported(container.place):
            members = pack.members(self._folder / container.place)
        return {locations.in_pack(container.place, sha256): members[sha256] for sha256 in sorted(members)}

    def _rewrite(self, path: Path, kept: dict[Location, pack.Member]) -> int:
        staging = self._folder / "staging"
        durable_files.ensure(staging)
        temporary = staging / f"{uuid.uuid4().hex}.part"
        with durable_files.created(temporary) as file:
            pack.write(file, ((place.sha256, _checked(path, place, member)) for place, member in kept.items()))
        temporary.replace(path)
        durable_files.sync(path.parent)
        return path.stat().st_size

    def _unlink(self, path: Path) -> int:
        path.unlink()
        durable_files.sync(path.parent)
        if not any(path.parent.iterdir()):
            path.parent.rmdir()
        return 0

    def _remove(self, place: Location, now: datetime) -> int:
        path = self._folder / place.file
        with self.alone(), durable_files.reported(place):
            try:
                facts = path.stat()
            except FileNotFoundError:
                return 0
            if facts.st_mtime > (now - MARGIN).timestamp():
                return 0
            path.unlink()
            durable_files.sync(path.parent)
        return facts.st_size


def _alone(container: Container, name: str) -> Location | None:
    try:
        return locations.parse(f"{container.place}/{name}")
    except LedgerError:
        return None


def _checked(path: Path, place: Location, member: pack.Member) -> bytes:
    content = pack.read(path, member)
    if digest(content).hexdigest() != place.sha256:
        raise LedgerError(
            Text(
                f"Les octets gardés à {place} ne sont pas ceux qui ont été déposés.",
                f"The bytes kept at {place} are not those that were deposited.",
            ),
            durable_files.RESTORE,
        )
    return content
