"""Pick-up: from a deposit folder to the content store and the ledger, nothing lost, nothing twice. A file is left
where it is until its decision is recorded; only then is it moved out of the drop.
"""

import hashlib
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

from connectors import SPOOL_ABOVE, Connector, Entry, Failed, Fetched, Look, quiet
from connectors.faults import no_drop
from domain.deposit import Arrival, Deposit, DepositKind
from domain.errors import NavetteError, Vanished
from domain.names_aside import is_system, notes_beside
from domain.text import Text
from hub.intake import strays, too_large
from hub.intake.bulk_files import bulk_files, unreadable
from hub.intake.deposit_folders import DepositFolder
from hub.intake.told_today import was_told_today
from ledger import ContentStore, Ledger

BATCH_FILES = 500
BATCH_BYTES = 32 * 2**20
"""Bytes written to the store, and recorded, at once."""

ABANDONED_AFTER = timedelta(days=1)
"""A file nobody has written to for so long, and still under a half-written name, was given up by its sender."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PickUp:
    """What one visit to a deposit folder found."""

    drop: str
    """Name of the deposit folder."""
    received: tuple[Deposit, ...]
    waiting: tuple[Entry, ...] = ()
    """Still being written: left for the next visit."""
    failed: tuple[Failed, ...] = ()
    """Could not be fetched: left where they are, with the reason."""
    abandoned: tuple[Entry, ...] = ()
    """Those of ``waiting`` whose upload was abandoned: half-written for more than a day, or beside a note that has said
    so for a day; in one run a day.
    """
    remarks: tuple[Text, ...] = ()
    """What to tell of what is no file in the folder."""
    told: tuple[str, ...] = ()
    """Under what to note that it is told on this day (:func:`hub.intake.told_today.note_told`)."""
    withdrawn: tuple[Entry, ...] = ()
    """Were listed, and gone when they were to be fetched; no run received them."""
    fault: NavetteError | None = None
    """Why the folder could not be listed: it is missing, or one of several."""


def receive_ready(
    deposit_folder: DepositFolder,
    connector: Connector,
    ledger: Ledger,
    store: ContentStore,
    *,
    pause: Callable[[], None],
    now: Callable[[], datetime],
) -> PickUp:
    """Receives every file that is ready in the deposit folder. ``pause`` waits between the two listings that detect a
    growing file.

    A folder that is missing is a fault, not an empty one: its disk may not be mounted. Raises
    :class:`domain.errors.NavetteError` when the door itself does not open.
    """
    ((_, first),) = connector.looks((deposit_folder.folder,))
    if isinstance(first, Vanished):
        return PickUp(drop=deposit_folder.name, received=(), fault=no_drop(deposit_folder.folder))
    if isinstance(first, NavetteError):
        raise first
    if not first.files:
        remarks = strays.to_tell(deposit_folder, first.strays, ledger, now())
        return _remarked(deposit_folder, remarks)
    pause()
    return _second_look(deposit_folder, first, connector, ledger, store, now)


def pick_up_all(
    deposit_folders: Sequence[DepositFolder],
    connector: Connector,
    ledger: Ledger,
    store: ContentStore,
    *,
    pause: Callable[[], None],
    now: Callable[[], datetime],
) -> Iterator[PickUp]:
    """Like :func:`receive_ready`, for many deposit folders behind one door, most of them empty: one round of listings
    and one pause for all. Only folders with files, a remark or a fault are returned.
    """
    by_path = {one.folder: one for one in deposit_folders}
    looks = dict(connector.looks(by_path))
    filled = [(by_path[folder], seen) for folder, seen in looks.items() if isinstance(seen, Look) and seen.files]
    for folder, seen in looks.items():
        if isinstance(seen, NavetteError) and not isinstance(seen, Vanished):
            yield PickUp(drop=by_path[folder].name, received=(), fault=seen)
        if not isinstance(seen, Look) or seen.files:
            continue
        if remarks := strays.to_tell(by_path[folder], seen.strays, ledger, now()):
            yield _remarked(by_path[folder], remarks)
    if filled:
        pause()
    for deposit_folder, first in filled:
        yield _second_look(deposit_folder, first, connector, ledger, store, now)


def _remarked(deposit_folder: DepositFolder, remarks: tuple[Text, ...]) -> PickUp:
    told = (strays.key_of(deposit_folder),) if remarks else ()
    return PickUp(drop=deposit_folder.name, received=(), remarks=remarks, told=told)


def _second_look(
    deposit_folder: DepositFolder,
    first: Look,
    connector: Connector,
    ledger: Ledger,
    store: ContentStore,
    now: Callable[[], datetime],
) -> PickUp:
    moment, before = now(), ledger.deposits.last()
    standing = ledger.deposits.still_in_drop(deposit_folder.name, deposit_folder.kind)
    second = connector.look(deposit_folder.folder)
    ready, waiting = quiet(first.files, second.files, now=moment.timestamp())
    waiting = tuple(entry for entry in waiting if not is_system(entry.name))
    fresh = [entry for entry in ready if (entry.name, entry.size, entry.modified) not in standing]
    fresh, failed = too_large.apart(fresh, deposit_folder.largest)
    received: list[Deposit] = []
    answers = connector.fetch(deposit_folder.folder, fresh, store.staging())
    if {(entry.name, entry.size) for entry in fresh} & {(name, size) for name, size, _ in standing}:
        answers = _without(ledger.deposits.digests_in_drop(deposit_folder.name, deposit_folder.kind), answers)
    for batch in _batches(answers, failed):
        arrivals = _arrivals(deposit_folder.name, deposit_folder.kind, batch, store)
        found = ledger.deposits.receive(arrivals, now(), after=before)
        received += [deposit for deposit in found if not deposit.taken]  # what another run has taken is its own
    gone = [one.entry for one in failed if isinstance(one.error, Vanished)]
    elsewhere = ledger.deposits.names_after(deposit_folder.name, deposit_folder.kind, before) if gone else frozenset()
    unfinished = f"inacheves:{deposit_folder.name}"
    abandoned = () if was_told_today(ledger, unfinished, moment) else _abandoned(first.files, waiting, moment)
    remarks = strays.to_tell(deposit_folder, second.strays, ledger, moment)
    told = {unfinished: abandoned, strays.key_of(deposit_folder): remarks}
    return PickUp(
        drop=deposit_folder.name,
        received=tuple(received),
        waiting=waiting,
        failed=tuple(failed),
        withdrawn=tuple(entry for entry in gone if entry.name not in elsewhere),
        abandoned=abandoned,
        remarks=remarks,
        told=tuple(key for key, found in told.items() if found),
    )


def _without(standing: frozenset[tuple[str, str]], answers: Iterable[Fetched | Failed]) -> Iterator[Fetched | Failed]:
    """``answers`` but for the files that are received already: the same bytes under the same name are the same file,
    even when the server has given it another time meanwhile.
    """
    for answer in answers:
        if isinstance(answer, Fetched) and (answer.entry.name, answer.sha256) in standing:
            if answer.spooled:
                answer.spooled.unlink(missing_ok=True)
        else:
            yield answer


def receive_files(
    drop: str, source: Path, ledger: Ledger, store: ContentStore, now: Callable[[], datetime]
) -> tuple[Deposit, ...]:
    """The file ``source``, or every file below the folder ``source`` that is a deposit, received on behalf of ``drop``.

    The files stay where they are: they are not moved. Raises :class:`AccessRefused` when one cannot be read.
    """
    read = (
        _read(path, path.relative_to(source).as_posix() if path != source else path.name, store)
        for path in bulk_files(source).files
    )
    received: list[Deposit] = []
    for batch in _batches(read, []):
        received += ledger.deposits.receive(_arrivals(drop, DepositKind.FACTURES, batch, store), now(), taken=True)
    return tuple(received)


def _abandoned(seen: Iterable[Entry], waiting: Iterable[Entry], now: datetime) -> tuple[Entry, ...]:
    """Only files that did not change between the two listings: a file may arrive with the old time it had at its
    sender's. One of a day to come (a clock that is wrong) would never be old enough. A file beside a note is as old as
    the note.
    """
    before, after = (now - ABANDONED_AFTER).timestamp(), (now + ABANDONED_AFTER).timestamp()
    still, left = set(seen), tuple(waiting)
    notes = notes_beside({entry.name: entry.size for entry in left})
    old = {entry.name for entry in left if not before <= entry.modified <= after and entry in still}
    return tuple(entry for entry in left if old.issuperset(notes.get(entry.name, (entry.name,))))


def _read(path: Path, name: str, store: ContentStore) -> Fetched:
    """A file of this machine as a connector would have fetched it. Raises :class:`AccessRefused`."""
    try:
        return _copied(path, name, store)
    except OSError as error:
        raise unreadable(path, error) from error


def _copied(path: Path, name: str, store: ContentStore) -> Fetched:
    """A large file is copied to the store, not read into memory."""
    facts = path.stat()
    entry = Entry(name=name, size=facts.st_size, modified=facts.st_mtime)
    if facts.st_size <= SPOOL_ABOVE:
        content = path.read_bytes()
        return Fetched(entry=entry, sha256=hashlib.sha256(content).hexdigest(), content=content)
    copied = store.staging() / f"bulk-{uuid4().hex}"
    shutil.copyfile(path, copied)
    with copied.open("rb") as file:
        return Fetched(entry=entry, sha256=hashlib.file_digest(file, "sha256").hexdigest(), spooled=copied)


def _batches(answers: Iterable[Fetched | Failed], failed: list[Failed]) -> Iterator[list[Fetched]]:
    batch: list[Fetched] = []
    weight = 0
    for answer in answers:
        if isinstance(answer, Failed):
            failed.append(answer)
            continue
        batch.append(answer)
        weight += len(answer.content or b"")
        if len(batch) >= BATCH_FILES or weight >= BATCH_BYTES:
            yield batch
            batch, weight = [], 0
    if batch:
        yield batch


def _arrivals(deposit_folder: str, kind: DepositKind, batch: Sequence[Fetched], store: ContentStore) -> list[Arrival]:
    kept = store.put_many((f.sha256, f.content) for f in batch if f.content is not None)
    kept |= {f.sha256: store.adopt(f.spooled, f.sha256) for f in batch if f.spooled is not None}
    return [
        Arrival(
            drop=deposit_folder,
            name=f.entry.name,
            size=f.entry.size,
            modified=f.entry.modified,
            sha256=f.sha256,
            location=kept[f.sha256],
            kind=kind,
        )
        for f in batch
    ]
