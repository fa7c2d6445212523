"""What must be the same on every machine of a run: the program, the rules and accounts of the settings, the ledger, and
the time of day. The directory is the run's own, and is carried.

Each machine has a settings file of its own, with its own paths, secrets and workers. A task that another machine began
is done only where all else agrees: a document must not be decided on by other rules, nor be received in another ledger.
A machine compares what it works by: what it read when it began, not what its files say meanwhile.
"""

import json
import socket
import sys
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from domain.errors import SettingsError
from domain.text import Locale, Text
from hub.settings import Settings

_OWN = frozenset({"annuaire", "ledger", "run", "portail", "chain", "retention", "notifications", "store"})
"""Tables that decide nothing about a document, or where things are."""
_DECIDES = frozenset(
    {"archive_members", "bulk_members", "invoice_bytes", "deposit_bytes", "status_bytes", "pack_above"}
)
"""Keys of ``[run]`` that do."""
_PROGRAM = f"{version('navette')}, Python {sys.version_info.major}.{sys.version_info.minor}"
"""Of this process: an upgrade on the disk changes nothing of what it does."""
CLOCKS = timedelta(minutes=30)
"""How far a machine's clock may be from the database's: it tells dates of receipt, deadlines and certificates."""

_DIFFERS = {
    "program": Text("la version de Navette ou de Python", "the version of Navette or of Python"),
    "settings": Text("ses réglages (règles, comptes, portes)", "its settings (rules, accounts, doors)"),
}
_LEDGER = Text("son registre", "its ledger")
_REFUSED = Text(
    "La machine {machine} ne fait rien de ce passage, car elle en diffère : {what}.",
    "Machine {machine} does nothing of this run, because it differs: {what}.",
)
_MEND = Text(
    "Mettez sur cette machine la même version, les mêmes réglages et le même registre que sur celle du passage, et "
    "relancez-y `navette cluster` : il travaille avec ce qu'il a lu à son démarrage. Le prochain passage reprendra ce "
    "qui n'a pas été fait.",
    "Give this machine the version, settings and ledger of the one that runs, and start `navette cluster` again there: "
    "it works by what it read when it began. The next run takes up what was not done.",
)
_CLOCK = Text(
    "La machine {machine} ne fait rien de ce passage : son horloge s'écarte de {minutes} minutes de celle de la base.",
    "Machine {machine} does nothing of this run: its clock is {minutes} minutes away from the database's.",
)
_SET = Text(
    "Mettez-la à l'heure (`timedatectl`). Le prochain passage reprendra ce qui n'a pas été fait.",
    "Set it right (`timedatectl`). The next run takes up what was not done.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Digests of what must be the same."""

    program: str
    settings: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RunPlace:
    """What a task that may be done elsewhere carries of its run."""

    agreement: Agreement
    directory: str
    """The name of the run's directory in the content store; empty: there is none."""
    run: str
    """A name that no other run has: that of its lease, which is in its ledger and in no other, nor in a copy of it."""


Place = Path | RunPlace
"""The settings file of this process, or the run of the task: the machine that does it has its own file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """What this process does the tasks of any run by."""

    config: Path
    scratch: Path
    """A folder of this process."""


_mine: list[Machine] = []
_runs: set[str] = set()


def keep_to(mine: Machine) -> None:
    """Tasks of any run are done by the settings of ``mine`` in this process."""
    _mine[:] = [mine]


def machine() -> Machine:
    """What :func:`keep_to` was told."""
    return _mine[0]


def must_agree(place: RunPlace, mine: Agreement, clock: timedelta, *, same_ledger: bool) -> None:
    """Raises :class:`domain.errors.SettingsError` when this machine, which is ``mine`` and whose clock is so far from
    the database's, differs from the one that began the run.
    """
    if mine != place.agreement:
        raise _refused(mine, place.agreement)
    if not same_ledger:
        raise _refusal([_LEDGER])
    if abs(clock) > CLOCKS:
        values = {"machine": socket.gethostname(), "minutes": round(abs(clock).total_seconds() / 60)}
        raise SettingsError(_CLOCK.with_(values), _SET)


def knows(place: RunPlace) -> bool:
    """Whether this process has done something of the run."""
    return place.run in _runs


def is_new_run(place: RunPlace) -> bool:
    """Whether this process has done nothing of the run yet. Asked again, it has."""
    if knows(place):
        return False
    _runs.add(place.run)
    return True


def agreement_of(settings: Settings) -> Agreement:
    """What other machines must have too."""
    return Agreement(program=_PROGRAM, settings=_settings(settings))


def _refused(mine: Agreement, theirs: Agreement) -> SettingsError:
    return _refusal([text for name, text in _DIFFERS.items() if getattr(mine, name) != getattr(theirs, name)])


def _refusal(unlike: list[Text]) -> SettingsError:
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
    """``value`` without what is a machine's own: paths, and places of secrets. Names that people gave are no keys."""
    if isinstance(value, BaseModel):
        fields = {name: getattr(value, name) for name in type(value).model_fields}
        return {name: _plain(each) for name, each in fields.items() if not _is_own(name, each)}
    if isinstance(value, dict):
        return {str(name): _plain(each) for name, each in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    if isinstance(value, frozenset | set):
        return sorted(map(str, value))
    return value


def _is_own(name: str, value: Any) -> bool:
    return isinstance(value, Path) or name.endswith(("_env", "_file"))


def _digest(value: Any) -> str:
    return sha256(json.dumps(value, sort_keys=True, default=str).encode()).hexdigest()
