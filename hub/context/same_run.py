"""What must be the same on every machine of a run: the program, the rules and accounts of the settings, the directory.

Each machine has a settings file of its own, with its own paths, secrets and workers. A task that another machine began
is done only where all else agrees: a document must not be decided by whichever directory the machine happens to have.
"""

import json
import socket
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from annuaire import index
from annuaire.reading import sources_or_none
from domain.errors import SettingsError
from domain.text import Locale, Text
from hub.settings import Settings, load

_OWN = frozenset({"ledger", "run", "portail", "chain", "retention", "notifications", "store"})
"""Tables that decide nothing about a document, or where things are."""
_DECIDES = frozenset(
    {"archive_members", "bulk_members", "invoice_bytes", "deposit_bytes", "status_bytes", "pack_above"}
)
"""Keys of ``[run]`` that do."""
_DIFFERS = {
    "program": Text("la version de Navette", "the version of Navette"),
    "settings": Text("ses réglages (règles, comptes, portes)", "its settings (rules, accounts, doors)"),
    "annuaire": Text("son annuaire", "its directory"),
}
_REFUSED = Text(
    "La machine {machine} ne fait rien de ce passage, car elle en diffère : {what}.",
    "Machine {machine} does nothing of this run, because it differs: {what}.",
)
_MEND = Text(
    "Mettez sur cette machine la même version, les mêmes réglages et le même annuaire (`navette annuaire import`) que "
    "sur celle du passage. Le prochain passage reprendra ce qui n'a pas été fait.",
    "Give this machine the version, settings and directory (`navette annuaire import`) of the one that runs. The next "
    "run takes up what was not done.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Digests of what must be the same."""

    program: str
    settings: str
    annuaire: str
    """Of the official files the directory was made from; empty: there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunPlace:
    """Where a run has its settings file, for a task that may be done elsewhere, and what that machine must have too."""

    config: Path
    agreement: Agreement
    run: str
    """A name that no other run has."""


Place = Path | RunPlace
"""The settings file of this process, or of the run that began the task."""

_mine: list[Path] = []
_runs: set[str] = set()


def keep_to(config: Path) -> None:
    """Tasks of any run are done by the settings of ``config`` in this process, wherever the run has its own."""
    _mine[:] = [config]


def settings_file(place: Place) -> Path:
    """The settings file a task is done by in this process.

    Raises :class:`domain.errors.SettingsError` when this machine differs from the one that began the run.
    """
    if isinstance(place, Path):
        return place
    config = _mine[0] if _mine else place.config
    mine = agreement_of(load(config))
    if mine != place.agreement:
        raise _refused(mine, place.agreement)
    return config


def is_new_run(place: Place) -> bool:
    """Whether this process has done nothing of the run yet. Asked again, it has."""
    if isinstance(place, Path) or place.run in _runs:
        return False
    _runs.add(place.run)
    return True


def agreement_of(settings: Settings) -> Agreement:
    """What other machines must have too. Raises :class:`domain.errors.AnnuaireError` for a broken directory."""
    folder = settings.annuaire.folder
    return Agreement(program=version("navette"), settings=_settings(settings), annuaire=_annuaire(folder))


def _refused(mine: Agreement, theirs: Agreement) -> SettingsError:
    unlike = [text for name, text in _DIFFERS.items() if getattr(mine, name) != getattr(theirs, name)]
    french, english = (", ".join(text.in_(locale) for text in unlike) for locale in (Locale.FR, Locale.EN))
    here = socket.gethostname()
    told = Text(_REFUSED.fr.format(machine=here, what=french), _REFUSED.en.format(machine=here, what=english))
    return SettingsError(told, _MEND)


def _settings(settings: Settings) -> str:
    tables = {name: getattr(settings, name) for name in type(settings).model_fields if name not in _OWN}
    run = {name: getattr(settings.run, name) for name in sorted(_DECIDES)}
    folders = [_files(folder) for folder in (settings.signatures.trust, settings.reading.hints)]
    return _digest({**{name: _plain(table) for name, table in tables.items()}, "run": run, "folders": folders})


def _files(folder: Path | None) -> str:
    """The trust list or the reading hints: what their files are, whatever they are called."""
    if folder is None or not folder.is_dir():
        return ""
    files = sorted(file for file in folder.iterdir() if file.is_file())
    return _contents(tuple((file, file.stat().st_mtime_ns, file.stat().st_size) for file in files))


@lru_cache(maxsize=4)
def _contents(files: tuple[tuple[Path, int, int], ...]) -> str:
    return _digest(sorted(sha256(file.read_bytes()).hexdigest() for file, _, _ in files))


def _plain(value: Any) -> Any:
    """``value`` without what is a machine's own: paths, and places of secrets."""
    if isinstance(value, BaseModel):
        value = {name: getattr(value, name) for name in type(value).model_fields}
    if isinstance(value, dict):
        return {str(name): _plain(each) for name, each in value.items() if not _is_own(str(name), each)}
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    if isinstance(value, frozenset | set):
        return sorted(map(str, value))
    return value


def _is_own(name: str, value: Any) -> bool:
    return isinstance(value, Path) or name.endswith(("_env", "_file"))


def _digest(value: Any) -> str:
    return sha256(json.dumps(value, sort_keys=True, default=str).encode()).hexdigest()


def _annuaire(folder: Path) -> str:
    """Of the official files: the same for an imported directory and for the two files themselves."""
    file = folder / index.FILE
    if file.is_file():
        found = file.stat()
        return _imported(file, found.st_mtime_ns, found.st_size)
    found_files = sources_or_none(folder) if folder.is_dir() else None
    if found_files is None:
        return ""
    both = (found_files.structures, found_files.services)
    return _contents(tuple((one, one.stat().st_mtime_ns, one.stat().st_size) for one in both))


@lru_cache(maxsize=2)
def _imported(file: Path, changed: int, size: int) -> str:
    del changed, size
    with closing(index.open_index(file)) as connection:
        rows = index.rows(connection, "SELECT sha256 FROM fichiers WHERE NOT remplace")
        return _digest(sorted(str(digest) for (digest,) in rows))
