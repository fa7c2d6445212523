"""The directory in use as a file of its own, which no import changes: for a run on several machines."""

import os
import shutil
from contextlib import closing
from pathlib import Path

from annuaire import index
from annuaire.directory import refuse_unknown
from annuaire.importing import build
from annuaire.reading import sources, sources_or_none


def freeze(folder: Path, target: Path) -> bool:
    """Writes the index of the directory of ``folder``, as it is now, to the new file ``target``, for its owner only;
    ``False``, and nothing is written, when there is none.

    Raises :class:`domain.errors.AnnuaireError` as :func:`annuaire.load` does.
    """
    installed = folder / index.FILE
    if installed.is_file():
        with installed.open("rb") as source, open(target, "xb", opener=_private) as copy:
            shutil.copyfileobj(source, copy)
        with closing(index.open_index(target)) as connection:
            refuse_unknown(folder, installed, connection, sources_or_none(folder))
    elif folder.is_dir() and sources_or_none(folder):
        build(target, sources(folder), None)
    else:
        return False
    return True


def _private(name: str, flags: int) -> int:
    return os.open(name, flags, 0o600)
