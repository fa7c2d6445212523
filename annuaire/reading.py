"""Reads the two CSV files of a folder into an index and reports all faults."""

import hashlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from annuaire import index, key_checks
from annuaire.columns import SERVICES, STRUCTURES, DirectoryRow
from annuaire.extract import FAULTS, find, lines
from annuaire.faults import DirectoryFaults
from domain.errors import AnnuaireError
from domain.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """The two files of a directory."""

    structures: Path
    services: Path

    def digests(self) -> tuple[tuple[Path, str], tuple[Path, str]]:
        """Each file and the SHA-256 of its bytes."""
        return (self.structures, _digest(self.structures)), (self.services, _digest(self.services))


def sources(folder: Path) -> Sources:
    """The two files of ``folder``; AnnuaireError when one or both are missing."""
    structures, services = find(folder, STRUCTURES), find(folder, SERVICES)
    if structures and services:
        return Sources(structures=structures, services=services)
    absent = [table.motifs[0] for table, path in ((STRUCTURES, structures), (SERVICES, services)) if not path]
    raise AnnuaireError(
        Text(
            f"Il n'y a pas d'annuaire dans {folder} ; il manque : {' et '.join(absent)}.",
            f"There is no directory in {folder}: {' and '.join(absent)} not found.",
        ),
        Text(
            "Importez-en un avec `navette annuaire import DOSSIER`, ou déposez-y les deux fichiers CSV officiels.",
            "Bring one in with `navette annuaire import FOLDER`, or put the two official CSV files there.",
        ),
    )


def sources_or_none(folder: Path) -> Sources | None:
    """As :func:`sources`, ``None`` when both are missing."""
    if find(folder, STRUCTURES) or find(folder, SERVICES):
        return sources(folder)
    return None


def read(found: Sources, connection: sqlite3.Connection) -> None:
    """Fills an empty database with the two files; raises AnnuaireError with every fault of the first broken file."""
    known: set[str] = set()
    structures, services = DirectoryFaults(found.structures), DirectoryFaults(found.services)

    def checked_services() -> Iterator[DirectoryRow]:
        # Services are read after all structures; they can be checked only against a valid file of structures.
        structures.refuse(FAULTS)
        yield from key_checks.services(lines(found.services, SERVICES, services), known, services)

    index.build(
        connection,
        key_checks.structures(lines(found.structures, STRUCTURES, structures), known, structures),
        checked_services(),
    )
    services.refuse(FAULTS)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
