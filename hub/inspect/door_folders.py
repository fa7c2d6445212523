"""The folders of each door that a night works in: those of the suppliers' accounts, and those of recipients."""

from collections.abc import Iterator
from dataclasses import dataclass

from connectors import Connector, Look, StrayKind
from hub.intake.deposit_folders import COMPLEMENTS, STATUTS
from hub.runtime.connections import DEPOT, REJETS, RETOURS, TRAITES, drop_folder, joined, recipient_door
from hub.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class DropFolders:
    """The folders of one supplier's account, relative to its door's root."""

    name: str
    """Of the account."""
    depot: str
    taken: tuple[str, ...]
    """Where deposited files are moved to."""
    others: tuple[str, ...]
    """Where answers are written, and where the supplier says something of earlier invoices."""

    @property
    def all(self) -> tuple[str, ...]:
        """Every folder, the one of deposits first."""
        return (self.depot, *self.taken, *self.others)


def drops_of(settings: Settings, door: str) -> Iterator[DropFolders]:
    """The accounts behind ``door``."""
    for drop in settings.drops:
        if drop.door == door:
            yield DropFolders(
                name=drop.name,
                depot=drop_folder(drop, DEPOT),
                taken=tuple(drop_folder(drop, one) for one in (TRAITES, REJETS)),
                others=tuple(drop_folder(drop, one) for one in (RETOURS, STATUTS, COMPLEMENTS)),
            )


def recipients_of(settings: Settings, door: str, connector: Connector) -> tuple[str, ...]:
    """The folder of recipients behind ``door``, those of the recipients that are there, and of their services."""
    every = settings.recipients
    bases = {every.folder} if every.door == door else set()
    own = {siret: recipient_door(settings, siret) for siret in every.by_siret}
    named = {joined(found[1], siret) for siret, found in own.items() if found and found[0] == door}
    there = [joined(base, name) for base in sorted(bases) for name in _folders(connector, base) if _is_siret(name)]
    structures = sorted({*named, *there})
    services = [joined(one, name) for one in structures for name in _folders(connector, one)]
    return (*sorted(bases), *structures, *services)


def _folders(connector: Connector, folder: str) -> list[str]:
    """Names of the folders in ``folder``; none when it cannot be listed, which a trial then tells."""
    found = next((seen for _, seen in connector.looks([folder])), None)
    strays = found.strays if isinstance(found, Look) else ()
    return [one.name for one in strays if one.kind is StrayKind.FOLDER and not one.name.startswith(".")]


def _is_siret(name: str) -> bool:
    return name.isdigit() and len(name) == 14
