"""Folders where files are deposited, the purpose and the depositor of each, and the folder of the answers.

A supplier's ``depot/`` is one, for invoices; so are its ``statuts/`` and ``complements/``, and each recipient's
``statuts/``. The name of a deposit folder in the ledger identifies it: ``<drop>``, ``statuts:<drop>``,
``complements:<drop>``, ``statuts:<siret>``; of the portal, :mod:`domain.portal_depositor`. A folder that is absent is
an empty one.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from domain.deposit import DepositKind
from domain.enum_tables import Partial
from domain.errors import SettingsError
from domain.portal_depositor import PortalDepositor, deposits_of, portal_depositor
from domain.suivi import Acteur
from domain.supplier_identity import siren_of
from domain.text import Locale, Text
from hub.runtime.connections import DEPOT, RAPPORTS, REJETS, RETOURS, TRAITES, drop_folder, joined, recipient_door
from hub.runtime.station import Station
from hub.settings import DropTable, Settings

STATUTS, COMPLEMENTS = "statuts", "complements"
"""Folders in which people answer."""
_FOLDERS = Partial({DepositKind.STATUTS: STATUTS, DepositKind.COMPLEMENTS: COMPLEMENTS})


@dataclass(frozen=True, slots=True, kw_only=True)
class DepositFolder:
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
    largest: int
    """Bytes of the largest file that is fetched."""
    gathered: bool = False
    """Whether its depositor has one *compte rendu* a day, of all its deposit folders."""


def deposit_folder_of(settings: Settings, name: str) -> DepositFolder:
    """The deposit folder of this name. Raises :class:`SettingsError` when the settings have none."""
    if found := portal_depositor(name):
        return _of_portal(settings, found, name, DepositKind.FACTURES)
    if found := portal_depositor(name.partition(":")[2]):
        return _of_portal(settings, found, name, DepositKind(name.partition(":")[0]))
    kind, _, depositor = name.rpartition(":")
    if not kind:
        return _of_drop(settings, settings.drop(name), DepositKind.FACTURES)
    if kind == DepositKind.STATUTS and depositor.isdigit() and len(depositor) == 14:
        return _of_recipient(settings, depositor)
    return _of_drop(settings, settings.drop(depositor), DepositKind(kind))


def name_of(kind: DepositKind, depositor: str) -> str:
    """The name of the deposit folder of a drop (by name) or of a recipient (by SIRET)."""
    return depositor if kind is DepositKind.FACTURES else f"{kind.value}:{depositor}"


def answering(station: Station, kind: DepositKind) -> tuple[DepositFolder, ...]:
    """The deposit folders of ``kind`` (STATUTS or COMPLEMENTS) of all drops and of every recipient of an invoice."""
    settings = station.settings
    names = [name_of(kind, drop.name) for drop in settings.drops]
    if kind is DepositKind.STATUTS:
        names += [
            name_of(kind, siret)
            for siret in station.ledger.invoices.recipients_and_valideurs()
            if recipient_door(settings, siret)
        ]
    return tuple(deposit_folder_of(settings, name) for name in names)


def folders_of(settings: Settings, depositor: str) -> tuple[str, ...]:
    """The folders a drop (by name) or a recipient (by SIRET) deposits answers in, to be made where they are missing."""
    if depositor.isdigit() and len(depositor) == 14:
        return (_of_recipient(settings, depositor).folder,)
    drop = settings.drop(depositor)
    return tuple(drop_folder(drop, folder) for folder in (STATUTS, COMPLEMENTS))


def _of_drop(settings: Settings, drop: DropTable, kind: DepositKind) -> DepositFolder:
    own = _FOLDERS.get(kind)
    return DepositFolder(
        name=name_of(kind, drop.name),
        kind=kind,
        door=drop.door,
        folder=drop_folder(drop, own or DEPOT),
        treated=drop_folder(drop, joined(own, TRAITES)),
        refused=drop_folder(drop, joined(own, REJETS)),
        answers=drop_folder(drop, RETOURS),
        acteur=Acteur(name=drop.name, identifiers=frozenset(drop.deposants)),
        locale=drop.locale or settings.locale,
        largest=settings.run.deposit_bytes,
        gathered=drop.gathered,
    )


def _of_portal(settings: Settings, depositor: PortalDepositor, name: str, kind: DepositKind) -> DepositFolder:
    """The deposits of a structure, or of an account for it, through the portal: behind no door."""
    return DepositFolder(
        name=name,
        kind=kind,
        door="",
        folder="",
        treated="",
        refused="",
        answers="",
        acteur=Acteur(
            name=depositor.name, identifiers=depositor.identifiers, accounts=_accounts(settings, depositor.structure)
        ),
        locale=settings.locale,
        largest=settings.run.deposit_bytes,
    )


def _accounts(settings: Settings, structure: str) -> frozenset[str]:
    """The names under which the structure deposits: its own in the portal, and accounts that deposit for it alone."""
    alone = (drop.name for drop in settings.drops if drop.deposants and _is_alone(drop.deposants, structure))
    return frozenset({deposits_of(structure), *alone})


def _is_alone(deposants: Iterable[str], structure: str) -> bool:
    return all(structure in {each, siren_of(each)} for each in deposants)


def _of_recipient(settings: Settings, siret: str) -> DepositFolder:
    found = recipient_door(settings, siret)
    if found is None:
        raise SettingsError(
            Text(f"Les réglages ne nomment pas de porte pour {siret}.", f"The settings name no door for {siret}."),
            Text("Ajoutez [recipients] door = ... aux réglages.", "Add [recipients] door = ... to the settings."),
        )
    door, base = found
    folder = joined(base, siret, STATUTS)
    return DepositFolder(
        name=name_of(DepositKind.STATUTS, siret),
        kind=DepositKind.STATUTS,
        door=door,
        folder=folder,
        treated=joined(folder, TRAITES),
        refused=joined(folder, REJETS),
        answers=joined(base, siret, RAPPORTS),
        acteur=Acteur(name=siret, identifiers=frozenset({siret})),
        locale=settings.locale,
        largest=settings.run.deposit_bytes,
    )
