"""Which files of a folder given to ``--bulk`` are deposits: none that a drop would leave alone, and no link."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISLNK, S_ISREG
from typing import NoReturn

from domain import system_faults
from domain.errors import AccessRefused
from domain.names_aside import HIDDEN, is_half_written, is_system, is_system_folder, unfinished_beside
from domain.text import Text, first_of

_MOST = 10
"""Names in one remark."""
_LINKS = Text("liens non suivis (donnez le fichier lui-même)", "links that are not followed (give the file itself)")
_UNFINISHED = Text(
    "fichiers laissés de côté, leur nom est caché ou celui d'un transfert inachevé",
    "files left aside, their names are hidden or those of an unfinished transfer",
)
_SPECIAL = Text("ni fichiers ni dossiers, laissés de côté", "neither files nor folders, left aside")


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkFiles:
    """The files to deposit, in the order of their names, and remarks about what is left aside; what systems add to
    folders is left aside without one.
    """

    files: tuple[Path, ...]
    remarks: tuple[Text, ...] = ()


def bulk_files(source: Path) -> BulkFiles:
    """Those of ``source``: the file itself, or all those below the folder. Raises :class:`AccessRefused` when what is
    in a folder cannot be seen: its files would be left out without a word.
    """
    if not source.is_dir():
        return BulkFiles(files=(source,))
    files: list[Path] = []
    sizes: dict[str, int] = {}
    aside: dict[Text, list[str]] = {_LINKS: [], _UNFINISHED: [], _SPECIAL: []}
    for folder, below, names in os.walk(source, onerror=_closed):
        links = [name for name in below if Path(folder, name).is_symlink()]
        below[:] = sorted(name for name in below if name not in links and not is_system_folder(name))
        for name in sorted([*names, *links]):
            path = Path(folder, name)
            if is_system(name):
                continue
            relative = path.relative_to(source).as_posix()
            facts = _facts(path)
            sizes[relative] = facts.st_size
            if reason := _reason(path, relative, facts.st_mode):
                aside[reason].append(relative)
            else:
                files.append(path)
    unfinished = {source / relative for relative in unfinished_beside(sizes)}
    aside[_UNFINISHED] += [path.relative_to(source).as_posix() for path in files if path in unfinished]
    files = [path for path in files if path not in unfinished]
    return BulkFiles(
        files=tuple(sorted(files)), remarks=tuple(_sentence(reason, some) for reason, some in aside.items() if some)
    )


def unreadable(path: Path, error: OSError) -> AccessRefused:
    """The fault about a file or a folder that cannot be read."""
    reason = system_faults.sentence(error)
    return AccessRefused.about(
        str(path),
        Text(f"{{name!r}} ne peut pas être lu : {reason.fr}.", f"{{name!r}} cannot be read: {reason.en}."),
        Text("Vérifiez qu'il existe, et ses droits.", "Check that it exists, and its rights."),
    )


def _closed(error: OSError) -> NoReturn:
    raise unreadable(Path(error.filename), error) from error


def _facts(path: Path) -> os.stat_result:
    try:
        return path.lstat()
    except OSError as error:
        raise unreadable(path, error) from error


def _reason(path: Path, relative: str, mode: int) -> Text | None:
    """Why a file is left aside; ``None``: it is a deposit."""
    if S_ISLNK(mode):
        return _LINKS
    if not S_ISREG(mode):
        return _SPECIAL
    return _UNFINISHED if is_half_written(relative) or path.name.startswith(HIDDEN) else None


def _sentence(reason: Text, names: Sequence[str]) -> Text:
    return first_of([repr(name) for name in names], _MOST).about(reason)
