"""Inboxes: the folders where files are deposited, the purpose and the depositor of each, and where answers go.

A supplier's ``depot/`` is one, for invoices; so are its ``statuts/`` and ``complements/``, and each recipient's
``statuts/``. The name of an inbox in the ledger identifies it: ``<drop>``, ``statuts:<drop>``,
``complements:<drop>``, ``statuts:<siret>``. A folder that is absent is an empty inbox.
"""

from dataclasses import dataclass

from domain.deposit import DepositKind
from domain.enum_tables import Partial
from domain.errors import SettingsError
from domain.suivi import Acteur
from domain.text import Locale, Text
from hub.runtime.connections import DEPOT, RAPPORTS, REJETS, RETOURS, TRAITES, drop_folder, joined, recipient_door
from hub.runtime.station import Station
from hub.settings import DropTable, Settings

STATUTS, COMPLEMENTS = "statuts", "complements"
"""Folders in which people answer."""
_FOLDERS = Partial({DepositKind.STATUTS: STATUTS, DepositKind.COMPLEMENTS: COMPLEMENTS})


@dataclass(frozen=True, slots=True, kw_only=True)
class Inbox:
    """A folder where files are deposited; folders are relative to the door's root."""

    name: str
    """The name in the ledger."""
    kind: DepositKind
    door: str
    folder: str
    treated: str
    """Where a file goes once it was processed, in whole or in part."""
    refused: str
    answers: str
    acteur: Acteur
    locale: Locale


def inbox(settings: Settings, name: str) -> Inbox:
    """The inbox of this name. Raises :class:`SettingsError` when the settings have none."""
    kind, _, speaker = name.rpartition(":")
    if not kind:
        return _of_drop(settings, settings.drop(name), DepositKind.FACTURES)
    if kind == DepositKind.STATUTS and speaker.isdigit() and len(speaker) == 14:
        return _of_recipient(settings, speaker)
    return _of_drop(settings, settings.drop(speaker), DepositKind(kind))


def name_of(kind: DepositKind, speaker: str) -> str:
    """The name of the inbox of a drop (by name) or of a recipient (by SIRET)."""
    return speaker if kind is DepositKind.FACTURES else f"{kind.value}:{speaker}"


def answering(station: Station, kind: DepositKind) -> tuple[Inbox, ...]:
    """Every inbox of ``kind`` (STATUTS or COMPLEMENTS): those of the drops, and of every recipient of an invoice."""
    settings = station.settings
    names = [name_of(kind, drop.name) for drop in settings.drops]
    if kind is DepositKind.STATUTS:
        names += [
            name_of(kind, siret)
            for siret in station.ledger.invoices.recipients_and_valideurs()
            if recipient_door(settings, siret)
        ]
    return tuple(inbox(settings, name) for name in names)


def folders_of(settings: Settings, speaker: str) -> tuple[str, ...]:
    """The folders a drop (by name) or a recipient (by SIRET) deposits answers in, to be made where they are missing."""
    if speaker.isdigit() and len(speaker) == 14:
        return (_of_recipient(settings, speaker).folder,)
    drop = settings.drop(speaker)
    return tuple(drop_folder(drop, folder) for folder in (STATUTS, COMPLEMENTS))


def _of_drop(settings: Settings, drop: DropTable, kind: DepositKind) -> Inbox:
    own = _FOLDERS.get(kind)
    return Inbox(
        name=name_of(kind, drop.name),
        kind=kind,
        door=drop.door,
        folder=drop_folder(drop, own or DEPOT),
        treated=drop_folder(drop, joined(own, TRAITES)),
        refused=drop_folder(drop, joined(own, REJETS)),
        answers=drop_folder(drop, RETOURS),
        acteur=Acteur(name=drop.name, identifiers=frozenset(drop.deposants)),
        locale=drop.locale or settings.locale,
    )


def _of_recipient(settings: Settings, siret: str) -> Inbox:
    found = recipient_door(settings, siret)
    if found is None:
        raise SettingsError(
            Text(f"Les réglages ne nomment pas de porte pour {siret}.", f"The settings name no door for {siret}."),
            Text("Ajoutez [recipients] door = ... aux réglages.", "Add [recipients] door = ... to the settings."),
        )
    door, base = found
    folder = joined(base, siret, STATUTS)
    return Inbox(
        name=name_of(DepositKind.STATUTS, siret),
        kind=DepositKind.STATUTS,
        door=door,
        folder=folder,
        treated=joined(folder, TRAITES),
        refused=joined(folder, REJETS),
        answers=joined(base, siret, RAPPORTS),
        acteur=Acteur(name=siret, identifiers=frozenset({siret})),
        locale=settings.locale,
    )
