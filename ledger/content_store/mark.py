"""The mark of a content store: a file that says which store this is, whose content the ledger knows.

A folder whose disk is not mounted looks like an empty store: without its mark nothing is concluded from what it lacks,
and nothing is written to it.
"""

import uuid
from dataclasses import dataclass
from pathlib import Path

from domain.errors import Absent, LedgerError
from domain.text import Text
from ledger.content_store import durable_files

NAME = ".navette-store"
LONGEST = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedFolder:
    """Where a content store is, and the mark it must bear: what a worker process is given of it."""

    path: Path
    mark: str | None = None
    """``None``: a store without a ledger."""


def read(folder: Path) -> str | None:
    """The mark of the store at ``folder``; ``None`` when it has none. Raises :class:`domain.errors.NavetteError`."""
    try:
        with durable_files.reported(folder / NAME), (folder / NAME).open("rb") as file:
            return file.read(LONGEST).decode("ascii", "replace").strip() or None
    except Absent:
        return None


def write(folder: Path, mark: str | None = None) -> str:
    """Marks the store at ``folder``, which is made when it is missing; its mark, ``mark`` or a new one."""
    mark = mark or uuid.uuid4().hex
    with durable_files.reported(folder):
        durable_files.ensure(folder)
        temporary = folder / f"{NAME}.{uuid.uuid4().hex}"
        with durable_files.created(temporary) as file:
            file.write(f"{mark}\n".encode("ascii"))
        temporary.replace(folder / NAME)
        durable_files.sync(folder)
    return mark


def check(folder: Path, mark: str) -> None:
    """Raises :class:`domain.errors.Absent` when the store with this mark is not at ``folder`` now, and
    :class:`domain.errors.LedgerError` when another one is.
    """
    found = read(folder)
    if found is None:
        raise Absent(
            Text(
                f"Le stockage des contenus n'est pas à {folder} : sa marque {NAME} n'y est pas.",
                f"The content store is not at {folder}: its mark {NAME} is not there.",
            ),
            Text(
                "Vérifiez que son disque est monté ; un nouvel essai sera fait. S'il a été restauré sans elle, ou "
                "déplacé, `navette init --adopt-store` marque le dossier.",
                "Check that its disk is mounted; it will be tried again. If it was restored without it, or moved, "
                "`navette init --adopt-store` marks the folder.",
            ),
        )
    if found != mark:
        raise LedgerError(
            Text(
                f"Le stockage des contenus à {folder} n'est pas celui de ce registre.",
                f"The content store at {folder} is not the one of this ledger.",
            ),
            Text(
                "Corrigez `[store] folder`, ou, s'il doit le devenir : `navette init --adopt-store`.",
                "Correct `[store] folder`, or, if it shall become so: `navette init --adopt-store`.",
            ),
        )
