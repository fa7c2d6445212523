"""Moving a content store from one place to another: a folder to a bucket, and back.

Safe beside runs and the portal. Everything is copied and checked first; then the source is closed, so that nobody
writes to it any more (who wants to is told to try again), what came meanwhile is copied and checked too, and the ledger
takes the mark of the target. Nothing is removed from the source. Killed at any moment, it goes on when run again.
"""

import shutil
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import file_digest
from hashlib import sha256 as digest
from itertools import groupby
from pathlib import PurePosixPath
from uuid import uuid4
from zipfile import BadZipFile

from domain.errors import Absent, LedgerError, NavetteError
from domain.text import Text
from ledger.content_store import durable_files, pack
from ledger.content_store import location as locations
from ledger.content_store import mark as marks
from ledger.content_store.location import Location
from ledger.content_store.objects import FILES, Objects, type_file
from ledger.content_store.stores import LeftComplement, Stores


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


def move(stores: Stores, source: Objects, target: Objects, now: datetime) -> Moved:
    """Moves the ledger's store from ``source`` to ``target``; done before, it copies what the target lacks of what the
    ledger keeps.

    Raises :class:`domain.errors.LedgerError` when one of the two is the store of another ledger, or retention is at
    work; :class:`domain.errors.Unavailable` when one does not answer: run again, it goes on.
    """
    mark = stores.mark()
    if mark is None:
        raise LedgerError(
            Text("Ce registre n'a pas encore de stockage.", "This ledger has no store yet."),
            Text("Lancez `navette init --upgrade`.", "Run `navette init --upgrade`."),
        )
    work = _Move(stores, source, target)
    with source.emptied():
        if target.mark() == mark and marks.opened(source.mark()) != mark:
            work.check()
            return work.moved()
        marks.check_moving(source, mark)
        _check_target(stores, target, marks.successor(mark))
        work.copy()
        work.check()
        if not work.faults:
            _switch(work, stores, mark, now)
    return work.moved()


def _check_target(stores: Stores, target: Objects, mark: str) -> None:
    found = marks.opened(target.mark())
    if found not in {None, mark, *stores.marks()}:
        raise LedgerError(
            Text(
                f"{target.where} est le stockage d'un autre registre.",
                f"{target.where} is the store of another ledger.",
            ),
            Text("Nommez un dossier ou un préfixe qui soit vide.", "Name a folder or a prefix that is empty."),
        )


def _switch(work: "_Move", stores: Stores, mark: str, now: datetime) -> None:
    """Closes the source, moves what came meanwhile, and has the ledger know the target."""
    source, target = work.source, work.target
    source.set_mark(marks.closed(mark))
    switched = False
    try:
        time.sleep(source.written_within)
        work.copy()
        work.check()
        if not work.faults:
            target.set_mark(marks.successor(mark))
            stores.succeed(mark, marks.successor(mark), now)
            switched = True
    finally:
        if not switched:
            source.set_mark(mark)


@dataclass(slots=True)
class _Move:
    """What was done until now."""

    stores: Stores
    source: Objects
    target: Objects
    faults: list[NavetteError] = field(default_factory=list)
    left: dict[str, LeftComplement] = field(default_factory=dict)
    """By location."""
    _copied: int = 0
    _bytes: int = 0
    _checked: int = 0
    _whole: set[str] = field(default_factory=set)
    """Keys of the packs and files that were read in the target and hold what they should."""

    def moved(self) -> Moved:
        return Moved(
            copied=self._copied,
            copied_bytes=self._bytes,
            checked=self._checked,
            faults=tuple(self.faults),
            left=tuple(self.left[location] for location in sorted(self.left)),
        )

    def copy(self) -> None:
        """Copies what the target lacks of what the source has, known to the ledger or not yet."""
        for listed, there in _listings(self.source, self.target):
            for key, size in listed.items():
                if there.get(key) != size:
                    self._copy(key)
                    self._whole.discard(str(key))

    def check(self) -> None:
        """Reads in the target what the ledger keeps, but for what was read before."""
        self._checked = 0
        for key, group in groupby(map(locations.parse, self.stores.locations()), key=lambda one: one.file):
            wanted = tuple(group)
            self._checked += len(wanted)
            if str(key) not in self._whole:
                self._check(key, wanted)

    def _copy(self, key: PurePosixPath) -> None:
        """What was removed since it was listed is not copied."""
        temporary = self.target.staging() / f"{uuid4().hex}.part"
        try:
            with self.source.fetch(key) as whole, durable_files.created(temporary) as file:
                shutil.copyfileobj(whole, file)
                size = file.tell()
        except Absent:
            return
        with durable_files.taken_over(temporary):
            put = self.target.put_file if key.parts[0] == FILES else self.target.replace_pack
            put(temporary, key)
        self._copied += 1
        self._bytes += size

    def _check(self, key: PurePosixPath, wanted: tuple[Location, ...]) -> None:
        """Reads a pack or file; when it does not hold what was deposited, it is copied once more."""
        bad, lacking = _read(self.target, key, wanted)
        if lacking:
            self._copy(key)
            bad, lacking = _read(self.target, key, wanted)
        if not bad:
            self._whole.add(str(key))
        self._checked -= len(lacking)
        if lacking:
            left = {one.location: one for one in self.stores.left_of([str(one) for one in lacking])}
            self.left |= left
            self.faults += [_lost(one) for one in lacking if str(one) not in left]


def _listings(source: Objects, target: Objects) -> Iterator[tuple[Mapping[PurePosixPath, int], ...]]:
    """Of each day and each folder of spooled files: what the source has, and what the target has."""
    days, shelves = set(target.days()), set(target.shelves())
    for day in source.days():
        yield source.packs(day), target.packs(day) if day in days else {}
    for shelf in source.shelves():
        files = {key: size for key, size in source.files(shelf).items() if _is_ours(key)}
        yield files, target.files(shelf) if shelf in shelves else {}


def _is_ours(key: PurePosixPath) -> bool:
    try:
        return not locations.parse(str(key)).packed
    except LedgerError:
        return False


def _read(objects: Objects, key: PurePosixPath, wanted: tuple[Location, ...]) -> tuple[bool, list[Location]]:
    """Whether anything in the file ``key`` is not what its digest says; which of ``wanted`` it does not give back."""
    try:
        with objects.fetch(key) as file, durable_files.reported(key):
            if key.parts[0] == FILES:
                good = {file_digest(file, "sha256").hexdigest()}
                bad = key.name not in good
            else:
                members = _members(file)
                good = {one for one, member in members.items() if digest(pack.read(file, member)).hexdigest() == one}
                bad = len(good) < len(members)
    except Absent:
        return True, list(wanted)
    lacking = [one for one in wanted if one.sha256 not in good]
    return bad or bool(lacking), lacking


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
