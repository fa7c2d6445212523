"""Writing that survives a power cut; errors of the system as errors of the domain."""

import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from errno import EDQUOT, EFBIG, EINVAL, EIO, EISDIR, ELOOP, ENAMETOOLONG, ENOENT, ENOSPC, ENOTDIR, EXDEV
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO
from zipfile import BadZipFile

from domain import system_faults
from domain.errors import Absent, LedgerError, Missing, NavetteError, Unavailable
from domain.text import Text

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

RESTORE = Text(
    "Restaurez le stockage des contenus depuis sa sauvegarde, et vérifiez son disque.",
    "Restore the store from its backup, and check its disk.",
)

FOUND_AGAIN = Text(
    "Vérifiez que le disque du stockage est monté ; un nouvel essai sera fait. Si ces octets sont perdus, "
    "restaurez-les depuis la sauvegarde.",
    "Check that the store's disk is mounted; it will be tried again. If these bytes are lost, restore them from the "
    "backup.",
)
_FOR_GOOD = frozenset({ENOTDIR, EISDIR, ELOOP, ENAMETOOLONG, EINVAL})
"""What asking again does not change."""


def ensure(folder: Path) -> None:
    """The folder, and those above it that are missing, for their owner only, on the disk when this returns."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    for one in reversed(missing):
        one.mkdir(mode=0o700, exist_ok=True)
        sync(one.parent)


class _Written(io.FileIO):
    """A file whose write errors are domain errors, so that they are not taken for a fault of the source."""

    def write(self, data: "ReadableBuffer", /) -> int:
        with reported(self.name):
            return super().write(data)


@contextmanager
def created(path: Path) -> Iterator[BinaryIO]:
    """A new file to write, for its owner only, on the disk at the end; whatever stops the writing, nothing remains.

    What the source of the bytes raises comes through as it is.
    """
    with reported(path):
        raw = _Written(path, "x+b", opener=lambda name, flags: os.open(name, flags, 0o600))
    try:
        with io.BufferedRandom(raw) as file:
            yield file
            flush(file)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


@contextmanager
def taken_over(temporary: Path) -> Iterator[None]:
    """Within the block the file goes to its place; whatever stops that, it does not remain."""
    try:
        yield
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def flush(file: BinaryIO) -> None:
    """Everything written so far is on the disk when this returns."""
    with reported(file.name):
        file.flush()
        os.fsync(file.fileno())


def sync(folder: Path) -> None:
    """Files added to or removed from the folder are on the disk when this returns."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def reported(what: object) -> Iterator[None]:
    """Raises :class:`domain.errors.NavetteError`, naming ``what``, for each ``OSError`` raised inside."""
    try:
        yield
    except OSError as error:
        raise _fault(what, error) from error
    except BadZipFile as error:
        damaged = Text("Le paquet {name} est abîmé.", "The pack {name} is damaged.")
        raise LedgerError.about(str(what), damaged, RESTORE) from error


def _fault(what: object, error: OSError) -> NavetteError:
    reason = system_faults.sentence(error)
    if error.errno in {ENOSPC, EDQUOT, EFBIG}:
        return Unavailable(
            Text(
                f"Le stockage des contenus n'a plus de place : {reason.fr}.",
                f"The content store has no room left: {reason.en}.",
            ),
            Text("Libérez de la place ; un nouvel essai sera fait.", "Free some space; it will be tried again."),
        )
    if error.errno == EIO:
        return Unavailable.about(
            str(what),
            Text(
                "Le disque du stockage des contenus est en panne : {name}.",
                "The disk of the content store fails: {name}.",
            ),
            Text("Vérifiez le disque ; un nouvel essai sera fait.", "Check the disk; it will be tried again."),
        )
    if error.errno == ENOENT:
        return Missing.about(
            str(what),
            Text("{name} manque dans le stockage des contenus.", "{name} is missing from the content store."),
            FOUND_AGAIN,
        )
    if error.errno == EXDEV:
        return LedgerError.about(
            str(what),
            Text("{name} est sur un autre disque.", "{name} is on another disk."),
            Text(
                "Déposez les fichiers temporaires dans le dossier « staging » du stockage lui-même.",
                "Spool files in the store's own staging folder.",
            ),
        )
    return (LedgerError if error.errno in _FOR_GOOD else Absent).about(
        str(what),
        Text(f"{{name}} ne peut pas servir : {reason.fr}.", f"{{name}} cannot be used: {reason.en}."),
        Text(
            "Vérifiez le dossier du stockage, ses droits et son disque.",
            "Check the store's folder, its rights and its disk.",
        ),
    )
