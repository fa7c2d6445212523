"""What the tables of the settings must agree on: names that refer to one another, folders that are nobody else's."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from domain.text import Text
from hub.settings.connections import DropTable, LocalDoor
from hub.settings.reasons import BadValue

if TYPE_CHECKING:
    from hub.settings.model import Settings


def check(settings: "Settings") -> None:
    """Raises :class:`BadValue`, with the keys and what to do, for tables that contradict one another."""
    names = [drop.name for drop in settings.drops]
    if twins := sorted({name for name in names if names.count(name) > 1}):
        raise BadValue(
            Text(
                f"drops : deux comptes de dépôt se nomment « {twins[0]} » ; renommez-en un",
                f"drops: two drops are named “{twins[0]}”; rename one",
            )
        )
    for key, door in _doors_named(settings):
        if door not in settings.doors:
            raise BadValue(
                Text(
                    f"{key} : il n'y a pas de porte « {door} » : ajoutez une table [doors.{door}]",
                    f"{key}: there is no door “{door}”: add a table [doors.{door}]",
                )
            )
    _channels(settings)
    _recipients(settings)
    _places(settings)
    _own_folders(settings)
    _shared(settings)


def _doors_named(settings: "Settings") -> Iterator[tuple[str, str]]:
    """Each key that names a door, and the name."""
    yield from ((f"drops.{drop.name}.door", drop.door) for drop in settings.drops)
    if settings.recipients.door:
        yield "recipients.door", settings.recipients.door
    for siret, own in settings.recipients.by_siret.items():
        if own.door:
            yield f"recipients.by_siret.{siret}.door", own.door


def _channels(settings: "Settings") -> None:
    names = {drop.name for drop in settings.drops}
    for channel, table in settings.notifications.items():
        if unknown := sorted(set(table.for_drops) - names):
            raise BadValue(
                Text(
                    f"notifications.{channel} : il n'y a pas de compte de dépôt « {unknown[0]} »",
                    f"notifications.{channel}: there is no drop “{unknown[0]}”",
                )
            )


def _recipients(settings: "Settings") -> None:
    """A recipient's own folder needs a door."""
    for siret, own in settings.recipients.by_siret.items():
        if own.folder and not (own.door or settings.recipients.door):
            raise BadValue(
                Text(
                    f"recipients.by_siret.{siret}.folder : aucune porte n'est nommée ; ajoutez door",
                    f"recipients.by_siret.{siret}.folder: no door is named; add door",
                )
            )


def _places(settings: "Settings") -> None:
    """Two accounts in one folder would each take the other's files."""
    owners: dict[tuple[str, str], str] = {}
    for drop in settings.drops:
        place = _place(settings, drop)
        if place in owners:
            folder = drop.folder or "."
            raise BadValue(
                Text(
                    f"drops.{drop.name}.folder : « {folder} » est aussi le dossier de « {owners[place]} » ; donnez à "
                    "chacun le sien",
                    f"drops.{drop.name}.folder: “{folder}” is the folder of “{owners[place]}” too; give each its own",
                )
            )
        owners[place] = drop.name


def _place(settings: "Settings", drop: DropTable) -> tuple[str, str]:
    """Where the account is: on this machine, the same folder whatever the door."""
    door = settings.doors[drop.door]
    return ("", str((door.root / drop.folder).resolve())) if isinstance(door, LocalDoor) else (drop.door, drop.folder)


def _own_folders(settings: "Settings") -> None:
    """Folders that Navette fills itself: each for one thing, and none where a door leads."""
    owners: dict[Path, str] = {
        door.root.resolve(): f"doors.{name}.root"
        for name, door in settings.doors.items()
        if isinstance(door, LocalDoor)
    }
    for key, folder in (
        ("store.folder", settings.store.folder),
        ("annuaire.folder", settings.annuaire.folder),
        ("retention.folder", settings.retention.folder),
        ("chain.folder", settings.chain.folder),
        ("signatures.trust", settings.signatures.trust),
        ("reading.hints", settings.reading.hints),
    ):
        if folder is None:
            continue
        if other := owners.get(folder.resolve()):
            raise BadValue(
                Text(
                    f"{key} : {folder} est aussi {other} ; donnez à chacun son dossier",
                    f"{key}: {folder} is {other} too; give each its own folder",
                )
            )
        owners[folder.resolve()] = key


def _shared(settings: "Settings") -> None:
    """What the machines of a cluster work on is the same for all of them: no file or folder of one machine."""
    if settings.run.runner != "dask" or settings.run.dask.is_here:
        return
    if settings.ledger.url.startswith("sqlite"):
        raise BadValue(
            Text(
                "ledger.url : un registre SQLite n'est que d'une machine ; un cluster de plusieurs veut PostgreSQL",
                "ledger.url: an SQLite ledger is of one machine alone; a cluster of several needs PostgreSQL",
            )
        )
    for name, door in settings.doors.items():
        if isinstance(door, LocalDoor) and not door.mounted:
            raise BadValue(
                Text(
                    f"doors.{name}.mounted : chaque machine du cluster aurait un dossier à elle ; montez-y le même "
                    "partage sur toutes, et écrivez mounted = true",
                    f"doors.{name}.mounted: each machine of the cluster would have a folder of its own; mount the same "
                    "share there on all of them, and write mounted = true",
                )
            )
