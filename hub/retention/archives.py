"""Retention archives: zips of the bytes that leave the content store, complete on the disk before anything is removed.

A month's archives are parts (``factures_2036-11_<16 hexadecimal digits>.zip``), for a zip that grows cannot be
trusted while it is being written. Each holds its files, named by their SHA-256, and ``index.csv``, also written beside
it under the part's name. The same files in the same month give the same part: run twice, it is overwritten with the
same bytes.
"""

import shutil
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from hashlib import sha256 as digest
from pathlib import Path
from uuid import uuid4

from domain.document import Format
from domain.errors import LedgerError, NavetteError
from domain.retention import Reference
from domain.text import Locale, Text
from exporters import retention_index
from exporters.common import file_names
from exporters.retention_index import Piece
from ledger import ContentStore
from ledger.content_store import durable_files

INDEX = "index.csv"
_PIECE = 2**20
_WHEN = (1980, 1, 1, 0, 0, 0)
"""The same files give the same bytes, whenever they are written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Bytes to archive: their location, and everything that refers to them."""

    location: str
    size: int
    rule: str
    references: tuple[Reference, ...]

    @property
    def sha256(self) -> str:
        """Of the bytes."""
        return self.references[0].sha256


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The part written: the name of the zip (empty: nothing was written), its contents, and what could not be read."""

    file: str
    held: tuple[Content, ...]
    faults: tuple[NavetteError, ...]


def write(folder: Path, store: ContentStore, contents: Sequence[Content], today: date, locale: Locale) -> Part:
    """Writes one part below ``folder``, read back and on the disk when this returns. Bytes the store cannot return are
    left out and reported. Raises :class:`NavetteError` when the disk cannot take it.
    """
    with durable_files.reported(folder):
        durable_files.ensure(folder)
    temporary = folder / f"{uuid4().hex}.part"
    held: list[Content] = []
    faults: list[NavetteError] = []
    with durable_files.created(temporary) as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for content in contents:
            fault = _add(archive, store, content, {one.sha256 for one in held})
            if fault:
                faults.append(fault)
            else:
                held.append(content)
        index = retention_index.as_csv((_piece(content) for content in held), locale)
        archive.writestr(_entry(INDEX), index, zipfile.ZIP_DEFLATED)
    if not held:
        temporary.unlink()
        return Part(file="", held=(), faults=tuple(faults))
    _read_back(temporary, held)
    stem = f"factures_{today:%Y-%m}_{_mark(held)}"
    _move_into_place(folder, temporary, index, stem)
    return Part(file=f"{stem}.zip", held=tuple(held), faults=tuple(faults))


def swept(folder: Path) -> None:
    """Removes what a killed run left half written; nobody else may be writing there."""
    for left in folder.glob("*.part"):
        left.unlink(missing_ok=True)


def _add(archive: zipfile.ZipFile, store: ContentStore, content: Content, there: set[str]) -> NavetteError | None:
    """Adds the bytes, once however many places they are kept at."""
    try:
        with store.open(content.location) as source:
            if content.sha256 not in there:
                with archive.open(_entry(_name(content)), "w", force_zip64=True) as target:
                    shutil.copyfileobj(source, target, _PIECE)
    except LedgerError as fault:
        return fault
    return None


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _WHEN)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    return entry


def _name(content: Content) -> str:
    own = [one.member for one in content.references if not one.whole]
    names = [*own, *(one.file for one in content.references)]
    known = (file_names.extension(name, Format.UNKNOWN) for name in names)
    return content.sha256 + next((suffix for suffix in known if suffix != ".bin"), ".bin")


def _piece(content: Content) -> Piece:
    return Piece(
        name=_name(content),
        sha256=content.sha256,
        size=content.size,
        rule=content.rule,
        references=content.references,
    )


def _read_back(path: Path, held: Iterable[Content]) -> None:
    """Reads the archive back before its contents are removed from the store."""
    with durable_files.reported(path), zipfile.ZipFile(path) as archive:
        names = {name.partition(".")[0]: name for name in archive.namelist()}
        for sha256 in {one.sha256 for one in held}:
            with archive.open(names[sha256]) as member:
                found = digest()
                for piece in iter(partial(member.read, _PIECE), b""):
                    found.update(piece)
            if found.hexdigest() != sha256:
                raise LedgerError(
                    Text(
                        f"{path.name} ne contient pas ce qui y a été écrit.",
                        f"{path.name} does not hold what was written to it.",
                    ),
                    Text("Vérifiez le disque des archives.", "Check the archives' disk."),
                )


def _mark(held: Iterable[Content]) -> str:
    return digest("\n".join(sorted(one.location for one in held)).encode()).hexdigest()[:16]


def _move_into_place(folder: Path, temporary: Path, index: bytes, stem: str) -> None:
    beside = folder / f"{uuid4().hex}.part"
    with durable_files.created(beside) as file:
        file.write(index)
    with durable_files.reported(folder):
        beside.replace(folder / f"{stem}.csv")
        temporary.replace(folder / f"{stem}.zip")
        durable_files.sync(folder)
