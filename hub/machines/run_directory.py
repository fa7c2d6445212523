"""The directory of a run on several machines: carried by its digest through the content store, the same for the whole
run, whatever is imported meanwhile, and wherever.
"""

import shutil
from pathlib import Path
from threading import Lock
from uuid import uuid4

from annuaire import freeze
from annuaire.index import FILE
from hub.runtime.station import Station
from hub.settings.tables import AnnuaireTable

CACHED = 3
"""Directories that a machine keeps: those of runs under way, and of the last one."""
_fetching = Lock()


def publish(station: Station) -> str:
    """The name of this machine's directory in the content store, where it is put; empty: there is none.

    Raises :class:`domain.errors.AnnuaireError` for a broken one, :class:`domain.errors.Unavailable` when the store does
    not answer.
    """
    temporary = station.store.staging() / f"{uuid4().hex}.annuaire"
    try:
        if not freeze(station.settings.annuaire.folder, temporary):
            return ""
        return station.store.shared.put(temporary, station.clock().date())
    finally:
        temporary.unlink(missing_ok=True)


def at_hand(station: Station, name: str, cache: Path) -> AnnuaireTable:
    """Where the directory of this name is on this machine: below ``cache``, fetched once and checked."""
    folder = cache / (name or "none")
    if name:
        with _fetching:
            if not (folder / FILE).is_file():
                _fetch(station, name, folder)
    return AnnuaireTable(folder=folder)


def _fetch(station: Station, name: str, folder: Path) -> None:
    kept = sorted(one for one in folder.parent.iterdir() if one != folder) if folder.parent.is_dir() else []
    for old in kept[: len(kept) + 1 - CACHED]:
        shutil.rmtree(old, ignore_errors=True)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = folder / f"{FILE}.part"
    part.unlink(missing_ok=True)
    station.store.shared.fetch(name, part)
    part.replace(folder / FILE)
