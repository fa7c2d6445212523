"""Copying what a content store keeps to another place, and reading it back there by its digest."""

import shutil
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import file_digest
from hashlib import sha256 as digest
from itertools import groupby
from pathlib import PurePosixPath
from typing import Protocol
from uuid import uuid4
from zipfile import BadZipFile

from domain.errors import LedgerError, Missing, NavetteError
from domain.text import Text
from ledger.content_store import durable_files, pack
from ledger.content_store import location as locations
from ledger.content_store.location import Location
from ledger.content_store.objects import FILES, Objects, type_file
from ledger.content_store.stores import LeftComplement, Stores

COPY, CHECK = "copie", "relecture"
"""The steps of a move."""


class Watcher(Protocol):
    """Who shows how far a move is."""

    def expect(self, step: str, count: int) -> None:
        """``count`` more packs and files are to be copied, or contents to be read back."""

    def advance(self, step: str, count: int) -> None:
        """``count`` of them are done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """What one call did."""

    copied: int
    """Packs and files."""
    copied_bytes: int
    checked: int
    """Documents and deposited files whose bytes are in the target, by their digest."""
    faults: tuple[NavetteError, ...]
    """What neither place has: the ledger keeps its store until there is none."""
    left: tuple[LeftComplement, ...] = ()
    """What neither place has, because a rule of retention let it leave."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Held:
    """Digests of the bytes that a pack or file gives back, and whether that is all there should be in it."""

    good: frozenset[str]
    whole: bool


@dataclass(slots=True)
class Copying:
    """What was done until now."""

    stores: Stores
    source: Objects
    target: Objects
    watcher: Watcher
    faults: list[NavetteError] = field(default_factory=list)
    left: dict[str, LeftComplement] = field(default_factory=dict)
    """By location."""
    _copied: int = 0
    _bytes: int = 0
    _checked: int = 0
    _whole: set[str] = field(default_factory=set)
    """Keys of the packs and files that were read in the target and hold what they should."""
    _fresh: set[str] = field(default_factory=set)
    """Keys of those that were copied, and not read since."""

    def moved(self) -> Moved:
        """What was done."""
        return Moved(
            copied=self._copied,
            copied_bytes=self._bytes,
            checked=self._checked,
            faults=tuple(self.faults),
            left=tuple(self.left[location] for location in sorted(self.left)),
        )

    def copy(self) -> None:
        """Copies what the target lacks of what the source has, known to the ledger or not yet."""
        wanted = [
            (key, key in there)
            for listed, there in _listings(self.source, self.target)
            for key, size in listed.items()
            if there.get(key) != size
        ]
        self.watcher.expect(COPY, len(wanted))
        for key, replaces in wanted:
            if not replaces or _held(self.source, key).whole:
                self._copy(key)
            self.watcher.advance(COPY, 1)

    def check(self) -> None:
        """Reads in the target what the ledger keeps, and what was copied, but for what was read before."""
        self._checked = 0
        is_first = not self._whole
        if is_first:
            self.watcher.expect(CHECK, self.stores.count())
        for key, group in groupby(map(locations.parse, self.stores.locations()), key=lambda one: one.file):
            wanted = frozenset(group)
            self._checked += len(wanted)
            if str(key) not in self._whole:
                self._read(key, wanted, expected=is_first)
        for name in sorted(self._fresh - self._whole):  # what a run has kept and not recorded yet
            key = PurePosixPath(name)
            held = (_location(key, sha256) for sha256 in _held(self.source, key).good)
            self._tell(self._lacking(key, frozenset(held)))

    def _read(self, key: PurePosixPath, wanted: frozenset[Location], *, expected: bool) -> None:
        if not expected:
            self.watcher.expect(CHECK, len(wanted))
        lacking = self._lacking(key, wanted)
        self._checked -= len(lacking)
        self._tell(lacking)
        self.watcher.advance(CHECK, len(wanted))

    def _tell(self, lacking: Collection[Location]) -> None:
        if lacking:
            left = {one.location: one for one in self.stores.left_of([str(one) for one in lacking])}
            self.left |= left
            self.faults += [_lost(one) for one in lacking if str(one) not in left]

    def _lacking(self, key: PurePosixPath, wanted: Collection[Location]) -> list[Location]:
        """What of ``wanted`` neither place gives back. A pack or file of the target that does not hold what was
        deposited is copied once more, unless it holds something that the source's does not.
        """
        there, asked = _held(self.target, key), {one.sha256 for one in wanted}
        if asked - there.good:
            here = _held(self.source, key)
            if here.good > there.good and asked & (here.good - there.good):
                self._copy(key)
                there = _held(self.target, key)
        if there.whole:
            self._whole.add(str(key))
        self._fresh.discard(str(key))
        return sorted((one for one in wanted if one.sha256 not in there.good), key=str)

    def _copy(self, key: PurePosixPath) -> None:
        """What was removed since it was listed is not copied."""
        temporary = self.target.staging() / f"{uuid4().hex}.part"
        try:
            with self.source.fetch(key) as whole, durable_files.created(temporary) as file:
                shutil.copyfileobj(whole, file)
                size = file.tell()
        except Missing:
            return
        with durable_files.taken_over(temporary):
            put = self.target.put_file if key.parts[0] == FILES else self.target.replace_pack
            put(temporary, key)
        self._copied += 1
        self._bytes += size
        self._whole.discard(str(key))
        self._fresh.add(str(key))


def _listings(source: Objects, target: Objects) -> Iterator[tuple[Mapping[PurePosixPath, int], ...]]:
    """Of each day and each folder of spooled files: what the source has, and what the target has. What has another
    name than a content store gives is left where it is.
    """
    days, shelves = set(target.days()), set(target.shelves())
    for day in source.days():
        yield _ours(source.packs(day)), target.packs(day) if day in days else {}
    for shelf in source.shelves():
        yield _ours(source.files(shelf)), target.files(shelf) if shelf in shelves else {}


def _ours(found: Mapping[PurePosixPath, int]) -> dict[PurePosixPath, int]:
    return {key: size for key, size in found.items() if locations.is_key(key)}


def _location(key: PurePosixPath, sha256: str) -> Location:
    return locations.alone(sha256) if key.parts[0] == FILES else locations.in_pack(key, sha256)


def _held(objects: Objects, key: PurePosixPath) -> _Held:
    """Reads all of a pack or file; nothing of it when it is not there, or cannot be read as one."""
    try:
        with objects.fetch(key) as file, durable_files.reported(key):
            if key.parts[0] == FILES:
                is_good = file_digest(file, "sha256").hexdigest() == key.name
                return _Held(good=frozenset({key.name} if is_good else ()), whole=is_good)
            members = _members(file)
            good = frozenset(
                one for one, member in members.items() if digest(pack.read(file, member)).hexdigest() == one
            )
            return _Held(good=good, whole=bool(members) and len(good) == len(members))
    except Missing:
        return _Held(good=frozenset(), whole=False)


def _members(file: type_file) -> dict[str, pack.Member]:
    try:
        return pack.members(file)
    except BadZipFile:
        return {}


def _lost(place: Location) -> LedgerError:
    return LedgerError.about(
        str(place),
        Text(
            "Les octets de {name} ne sont, tels que déposés, ni dans l'un ni dans l'autre stockage.",
            "The bytes of {name} are, as deposited, in neither of the two stores.",
        ),
        durable_files.RESTORE,
    )
