"""The containers of the content store (packs and folders of spooled files): listing them and removing bytes from them.

Safe while a nightly run is in progress: a pack belongs to the day it was written, and only older days are emptied; a
pack is replaced whole; a spooled file is removed only when nobody added it (again) for
:data:`ledger.content_store.objects.MARGIN`. A reader with the old directory of a replaced pack reads it again.
"""

import uuid
from collections.abc import Collection, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256 as digest
from pathlib import PurePosixPath
from typing import BinaryIO

from domain.errors import LedgerError
from domain.text import Text
from ledger.content_store import durable_files, pack
from ledger.content_store import location as locations
from ledger.content_store.location import Location
from ledger.content_store.objects import FILES, MARGIN, Objects

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
    """Its key, or the beginning of its files' keys."""
    packed: bool


class Containers:
    """The containers among ``objects``; ``directories`` is their readers' cache of pack directories."""

    def __init__(self, objects: Objects, directories: pack.Directories) -> None:
        self._objects = objects
        self._directories = directories

    def before(self, day: date) -> Iterator[Container]:
        """Every pack written before ``day``, oldest first, then every folder of spooled files."""
        for written in self._objects.days():
            if written < day.isoformat():
                for key in self._objects.packs(written):
                    yield Container(place=key, packed=True)
        for shelf in self._objects.shelves():
            yield Container(place=PurePosixPath(FILES, shelf), packed=False)

    def holdings(self, container: Container) -> tuple[Holding, ...]:
        """What is in the container, in a stable order; a file that is not the store's is skipped.

        Raises :class:`domain.errors.LedgerError` on a damaged pack.
        """
        if container.packed:
            members = self._members(container)
            return tuple(Holding(location=str(place), size=member.size) for place, member in members.items())
        found = self._objects.files(container.place.name)
        places = ((_alone(key), size) for key, size in found.items())
        return tuple(Holding(location=str(place), size=size) for place, size in places if place)

    def take_out(self, container: Container, gone: Collection[str], now: datetime, *, at_once: bool) -> int:
        """Removes the locations ``gone`` from the container; the number of bytes freed.

        A pack is removed when nothing else is in it, and written anew when less than :data:`HALF` of it is needed or
        when ``at_once``; else what left stays in it, unread, until more leaves. All or nothing for each file: killed
        at any moment, a container is either unchanged or done. Raises :class:`domain.errors.NavetteError`.
        """
        if not container.packed:
            return sum(
                self._objects.remove_file(locations.parse(location).file, now - MARGIN) for location in sorted(gone)
            )
        members = self._members(container)
        kept = {place: member for place, member in members.items() if str(place) not in gone}
        weight, needed = (sum(member.size for member in some.values()) for some in (members, kept))
        if len(kept) == len(members) or not (at_once or not kept or needed < HALF * weight):
            return 0
        before, after = self._objects.size(container.place), 0
        if kept:
            after = self._rewrite(container.place, kept)
        else:
            self._objects.remove_pack(container.place)
        self._directories.forget(container.place)
        return before - after

    def emptied(self) -> AbstractContextManager[None]:
        """Excludes other processes that remove bytes until the block ends. Raises :class:`Unavailable` when one is at
        work.
        """
        return self._objects.emptied()

    def _members(self, container: Container) -> dict[Location, pack.Member]:
        with self._objects.read(container.place) as file, durable_files.reported(container.place):
            members = pack.members(file)
        return {locations.in_pack(container.place, sha256): members[sha256] for sha256 in sorted(members)}

    def _rewrite(self, key: PurePosixPath, kept: dict[Location, pack.Member]) -> int:
        """Writes the pack anew with ``kept``; its size in bytes."""
        temporary = self._objects.staging() / f"{uuid.uuid4().hex}.part"
        with self._objects.fetch(key) as whole, durable_files.created(temporary) as file:
            pack.write(file, ((place.sha256, _checked(whole, place, member)) for place, member in kept.items()))
            size = file.tell()
        with durable_files.taken_over(temporary):
            self._objects.replace_pack(temporary, key)
        return size


def _alone(key: PurePosixPath) -> Location | None:
    try:
        return locations.parse(str(key))
    except LedgerError:
        return None


def _checked(whole: BinaryIO, place: Location, member: pack.Member) -> bytes:
    with durable_files.reported(place):
        content = pack.read(whole, member)
    if digest(content).hexdigest() != place.sha256:
        raise LedgerError(
            Text(
                f"Les octets gardés à {place} ne sont pas ceux qui ont été déposés.",
                f"The bytes kept at {place} are not those that were deposited.",
            ),
            durable_files.RESTORE,
        )
    return content
