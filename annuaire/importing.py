"""Imports a new directory atomically and returns the differences.

The two CSV files are read, checked and turned into an index beside the one in use; a rename puts it in its place.
Whatever fails before that rename leaves the directory in use as it was, and a run that has it open keeps it.
"""

import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from annuaire import index
from annuaire.diff import Diff, compare
from annuaire.directory import DirectoryOfStructures, load
from annuaire.reading import Sources, read, sources, sources_or_none
from domain import sqlite_faults, system_faults
from domain.errors import AnnuaireError
from domain.text import Text

LOSS = 0.20
"""Largest share of active structures, or of active services, that an import may remove without being forced."""

_FORCE = Text("Si c'est bien cela, refaites l'import avec --force.", "If this is right, import again with --force.")
_LOCKED = Text("Attendez qu'il finisse, puis refaites l'import.", "Wait until it ends, then import again.")
_DISK = Text(
    "Libérez de la place ou vérifiez les droits du dossier ; l'annuaire en service est inchangé.",
    "Free some space or check the rights of the folder; the directory in use is unchanged.",
)


def install(source: Path, target: Path, *, forced: bool = False) -> Diff:
    """Reads the two CSV files of ``source`` and makes them the directory of ``target``; what changed by it.

    Raises AnnuaireError, the directory in use unchanged, when a file is missing or broken (bytes, columns, flags,
    identifiers, duplicates, services of no structure), when more than a fifth of what was active would vanish
    (unless ``forced``), when another import is under way, or when the disk refuses.
    """
    found = sources(source)
    try:
        target.mkdir(parents=True, exist_ok=True)
        with _alone(target), _draft(target / f"{index.FILE}.part") as draft:
            build(draft, found, sources_or_none(target))
            new = DirectoryOfStructures(target, index.open_index(draft), draft)
            diff = _checked_diff(_current(target, forced), new, forced)
            _put(draft, target / index.FILE)
    except (OSError, sqlite3.OperationalError) as error:
        why = system_faults.sentence(error) if isinstance(error, OSError) else sqlite_faults.sentence(error)
        raise AnnuaireError(
            Text(
                f"L'annuaire ne peut pas être écrit dans {target} : {why.fr}.",
                f"The directory cannot be written to {target}: {why.en}.",
            ),
            _DISK,
        ) from error
    return diff


def build(draft: Path, found: Sources, replaced: Sources | None) -> None:
    """The index of ``found`` as the new file ``draft``, for its owner only; it knows the files that it replaces."""
    os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    with closing(sqlite3.connect(draft)) as connection:
        # The draft is deleted on any failure, so it needs no journal; it is synced once at the end.
        connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
        read(found, connection)
        marks = [(path.name, digest, 0) for path, digest in found.digests()]
        marks += [(path.name, digest, 1) for path, digest in (replaced.digests() if replaced else ())]
        connection.executemany("INSERT INTO fichiers VALUES (?, ?, ?)", marks)
        connection.commit()


def _current(target: Path, forced: bool) -> DirectoryOfStructures | None:
    if not (target / index.FILE).exists() and sources_or_none(target) is None:
        return None
    try:
        return load(target)
    except AnnuaireError as error:
        if forced:
            return None
        raise AnnuaireError(
            Text(
                f"Ce qui serait remplacé ne peut pas être lu. {error.message.fr}",
                f"What would be replaced cannot be read. {error.message.en}",
            ),
            _FORCE,
        ) from error


def _checked_diff(old: DirectoryOfStructures | None, new: DirectoryOfStructures, forced: bool) -> Diff:
    if old is not None and not forced:
        _refuse_loss(Text("structures actives", "active structures"), old.active_structures(), new.active_structures())
        _refuse_loss(Text("services actifs", "active services"), old.active_services(), new.active_services())
    return compare(old, new)


def _refuse_loss(what: Text, before: frozenset[str], after: frozenset[str]) -> None:
    lost = before - after
    if len(lost) <= LOSS * len(before):
        return
    examples = ", ".join(sorted(lost)[:5])
    raise AnnuaireError(
        Text(
            f"{len(lost)} des {len(before)} {what.fr} disparaîtraient (plus de {LOSS:.0%}) : {examples} ...",
            f"{len(lost)} of the {len(before)} {what.en} would vanish (more than {LOSS:.0%}): {examples} ...",
        ),
        _FORCE,
    )


def _put(draft: Path, place: Path) -> None:
    _sync(draft)
    draft.replace(place)
    _sync(place.parent)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _draft(path: Path) -> Iterator[Path]:
    # Removes a draft left by a killed import: the lock guarantees that no other import is running.
    path.unlink(missing_ok=True)
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)


@contextmanager
def _alone(target: Path) -> Iterator[None]:
    with (target / ".import.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise AnnuaireError(
                Text(f"Un autre import est en cours dans {target}.", f"Another import into {target} is under way."),
                _LOCKED,
            ) from error
        yield
