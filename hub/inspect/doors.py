"""Whether each door lets a night work: every folder is listed, written to, renamed out of and cleared again.

The trial file has a name that pick-up sets aside (:mod:`domain.names_aside`), and goes as it came. Folders that a night
would make are made and stay; a supplier's ``depot/`` is not, because a supplier who finds none is told by nobody.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import uuid4

from connectors import Connector, Entry, Move, Put
from domain.errors import NavetteError, Vanished
from domain.text import Text
from hub.inspect.door_folders import DropFolders, drops_of, recipients_of
from hub.runtime.connections import open_door
from hub.settings import Settings

CONTENT = b"navette doors\n"


class Act(StrEnum):
    """What is tried."""

    OPEN = "open"
    LIST = "list"
    WRITE = "write"
    RENAME = "rename"
    REMOVE = "remove"


ACTS = {
    Act.OPEN: Text("ne s'ouvre pas", "does not open"),
    Act.LIST: Text("impossible de lister", "cannot list"),
    Act.WRITE: Text("impossible d'écrire dans", "cannot write to"),
    Act.RENAME: Text("impossible de renommer vers", "cannot rename into"),
    Act.REMOVE: Text("impossible d'effacer dans", "cannot remove from"),
}
"""Each act that is refused, in words."""
_NO_DEPOT = Text("ce dossier n'existe pas", "there is no such folder")
_MAKE_DEPOT = Text(
    "Créez-le avec les droits du compte, ou corrigez `folder` dans [[drops]].",
    "Make it with the account's rights, or correct `folder` in [[drops]].",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lack:
    """One cause, and every folder of a door that it holds for."""

    door: str
    act: Act
    folders: tuple[str, ...]
    """Relative to the door's root; none when the door itself does not open."""
    reason: Text
    """What the system or the server said of the first of them."""
    remedy: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorTrial:
    """What was found of one door."""

    door: str
    tried: int
    """Folders."""
    lacks: tuple[Lack, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Refusal:
    act: Act
    folder: str
    fault: NavetteError


def try_doors(settings: Settings) -> Iterator[DoorTrial]:
    """Tries each door of the settings, in their order."""
    for name in settings.doors:
        try:
            with open_door(settings, name) as connector:
                drops = tuple(drops_of(settings, name))
                recipients = recipients_of(settings, name, connector)
                refusals = [*_drops(connector, drops), *_written(connector, recipients)]
        except NavetteError as fault:
            yield DoorTrial(door=name, tried=0, lacks=(_lack(name, [_Refusal(act=Act.OPEN, folder="", fault=fault)]),))
            continue
        tried = len(recipients) + sum(len(drop.all) for drop in drops)
        yield DoorTrial(door=name, tried=tried, lacks=tuple(_by_cause(name, refusals)))


def _drops(connector: Connector, drops: Sequence[DropFolders]) -> Iterator[_Refusal]:
    """The refusals of suppliers' accounts; of an account without ``depot/`` nothing else is tried."""
    seen = dict(connector.looks([drop.depot for drop in drops]))
    for drop in drops:
        answer = seen[drop.depot]
        if isinstance(answer, Vanished):
            yield _Refusal(act=Act.LIST, folder=drop.depot, fault=Vanished(_NO_DEPOT, _MAKE_DEPOT))
        elif isinstance(answer, NavetteError):
            yield _Refusal(act=Act.LIST, folder=drop.depot, fault=answer)
        else:
            refused = list(_written(connector, drop.all))
            yield from refused
            if not any(one.folder == drop.depot for one in refused):
                unwritten = {one.folder for one in refused}
                yield from _moved(connector, drop.depot, [one for one in drop.taken if one not in unwritten])


def _written(connector: Connector, folders: Sequence[str]) -> Iterator[_Refusal]:
    """Leaves a file in each folder, finds it and removes it."""
    puts = {folder: Put(folder=folder, name=_name(), content=CONTENT) for folder in folders}
    refused = {item.folder: fault for item, fault in connector.put(puts.values()) if fault}
    yield from (_Refusal(act=Act.WRITE, folder=folder, fault=fault) for folder, fault in refused.items())
    left = {folder: item.name for folder, item in puts.items() if folder not in refused}
    yield from _removed(connector, left)


def _moved(connector: Connector, depot: str, targets: Sequence[str]) -> Iterator[_Refusal]:
    """Moves a file out of ``depot`` to each of ``targets``, as a decided file is, and removes it there."""
    for target in targets:
        name = _name()
        (_,) = connector.put([Put(folder=depot, name=name, content=CONTENT)])
        entries = [entry for entry in connector.list(depot) if entry.name == name]
        moves = [Move(folder=depot, entry=entry, to_folder=target, to_name=name) for entry in entries]
        faults = [fault for _, fault in connector.move(moves) if fault]
        yield from (_Refusal(act=Act.RENAME, folder=target, fault=fault) for fault in faults)
        yield from _removed(connector, {depot if faults else target: name})


def _removed(connector: Connector, left: Mapping[str, str]) -> Iterator[_Refusal]:
    """Removes the trial file of each folder. The listing is what a night does first in a folder."""
    for folder, seen in connector.listings(left):
        if isinstance(seen, NavetteError):
            yield _Refusal(act=Act.LIST, folder=folder, fault=seen)
        try:
            connector.remove(folder, Entry(name=left[folder], size=len(CONTENT), modified=0.0))
        except NavetteError as fault:
            yield _Refusal(act=Act.REMOVE, folder=folder, fault=fault)


def _name() -> str:
    return f"navette-essai-{uuid4().hex[:12]}.part"


def _by_cause(door: str, refusals: Sequence[_Refusal]) -> Iterator[Lack]:
    """One lack a cause: the same act refused in the same way, however many the folders."""
    causes: dict[tuple[Act, type[NavetteError], str], list[_Refusal]] = {}
    for one in refusals:
        causes.setdefault((one.act, type(one.fault), one.fault.remedy.en), []).append(one)
    yield from (_lack(door, alike) for alike in causes.values())


def _lack(door: str, alike: Sequence[_Refusal]) -> Lack:
    first = alike[0]
    folders = tuple(dict.fromkeys(one.folder or "." for one in alike)) if first.act is not Act.OPEN else ()
    return Lack(
        door=door,
        act=first.act,
        folders=folders,
        reason=first.fault.message,
        remedy=first.fault.remedy,
    )
